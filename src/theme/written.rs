//! A resolved theme written out as a theme file that needs no other.

use std::fmt::Write as _;

use ratatui::style::Style;

use super::layer::MODS;
use super::{Kind, Section, StyleRole, Theme, colour};

impl Theme {
    /// The theme as a file: every role with its style, every mark. Read again it is the same theme.
    pub fn to_toml(&self) -> String {
        let kind = Kind::NAMES.iter().find(|(_, kind)| *kind == self.kind).map_or("dark", |(name, _)| name);
        let mut file = format!("name = {}\nkind = \"{kind}\"\nbrackets = {}\n", quoted(&self.name), self.brackets);
        for section in Section::ALL {
            let _ = writeln!(file, "\n[{}]", section.name());
            for &role in StyleRole::ALL.iter().filter(|role| role.section() == section) {
                let _ = writeln!(file, "# {}\n{} = {}", role.doc(), role.key(), written(self.style(role)));
            }
        }
        let outlets: Vec<String> = self.outlets.iter().map(|&style| written(style)).collect();
        let _ = writeln!(file, "\n[outlets]\ncycle = [{}]", outlets.join(", "));
        file.push_str("\n[symbols]\npreset = \"unicode\"\n");
        for (key, mark) in self.symbols.entries() {
            let _ = writeln!(file, "{key} = {}", quoted(mark));
        }
        file
    }
}

/// A style as a theme file has it: a colour alone where it is one, or a table.
fn written(style: Style) -> String {
    let mods: Vec<String> = MODS
        .iter()
        .filter(|(_, modifier)| style.add_modifier.contains(*modifier))
        .map(|(name, _)| quoted(name))
        .collect();
    let colours = [("fg", style.fg), ("bg", style.bg), ("ul", style.underline_color)];
    let mut parts: Vec<String> = colours
        .into_iter()
        .filter_map(|(key, colour)| Some(format!("{key} = {}", quoted(&colour::notation(colour?)))))
        .collect();
    if !mods.is_empty() {
        parts.push(format!("mods = [{}]", mods.join(", ")));
    }
    match parts.as_slice() {
        [] => "{}".to_owned(),
        _ => format!("{{ {} }}", parts.join(", ")),
    }
}

/// Text in quotes, as TOML wants it.
fn quoted(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => safe.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    format!("\"{safe}\"")
}

#[cfg(test)]
mod tests {
    use super::super::{Catalog, Depth, cascade, catalog, layer};
    use super::*;

    #[test]
    fn a_theme_written_out_and_read_again_is_the_same() {
        for &(name, _) in catalog::BUILT_IN {
            let (theme, _) = Catalog::default().load(name, Depth::TrueColour);
            let (layer, faults) = layer::read(name, &theme.to_toml());
            assert_eq!(faults, [], "{name}");
            let (again, faults) = cascade::resolve(name, &[layer]);
            assert_eq!(faults, [], "{name}");
            assert_eq!((again.kind, again.brackets, &again.symbols), (theme.kind, theme.brackets, &theme.symbols));
            assert_eq!((&again.styles, &again.outlets), (&theme.styles, &theme.outlets), "{name}");
        }
    }

    #[test]
    fn names_with_quotes_and_controls_are_kept() {
        let theme = Theme { name: "a\"b\\c\u{7}".to_owned(), ..Theme::default() };
        assert!(theme.to_toml().starts_with("name = \"a\\\"b\\\\c\\u0007\"\n"));
    }
}
