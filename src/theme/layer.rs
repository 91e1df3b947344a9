//! One theme file as it stands: what it sets, nothing filled in.
//!
//! Colours stay text here, because a name may come from the palette of a theme further down or further up the chain; see
//! [`super::cascade`].

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier};
use toml::de::DeTable;

use super::Kind;
use super::colour;
use super::role::{Section, StyleRole};
use super::symbols::{Preset, Symbols, fits};
use crate::config::document::{Key, Reader, Value, nearest, shown};
use crate::model::Warning;

/// The modifiers a theme can name.
pub(super) const MODS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed_out", Modifier::CROSSED_OUT),
];

/// What one file sets.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    /// The file, for messages.
    pub(super) source: String,
    /// The theme it builds on, and the line that says so.
    pub(super) inherits: Option<(String, usize)>,
    /// Whether it is for a dark or a light ground.
    pub(super) kind: Option<Kind>,
    /// Whether word marks are brackets.
    pub(super) brackets: Option<bool>,
    /// Its own names for colours.
    pub(super) palette: BTreeMap<String, Color>,
    /// The roles it sets.
    pub(super) styles: BTreeMap<StyleRole, RawStyle>,
    /// The styles of outlet names, in turn.
    pub(super) outlets: Option<Vec<RawStyle>>,
    /// The set of marks it starts from.
    pub(super) preset: Option<Preset>,
    /// Marks of its own, by key.
    pub(super) marks: BTreeMap<String, String>,
}

/// A style whose colours are still text.
#[derive(Debug, Clone, Default)]
pub(super) struct RawStyle {
    /// The colour of the letters.
    pub(super) fg: Option<String>,
    /// The colour behind them.
    pub(super) bg: Option<String>,
    /// The colour of the underline.
    pub(super) ul: Option<String>,
    /// Bold, underline and the rest.
    pub(super) mods: Modifier,
    /// The line it stands on.
    pub(super) line: usize,
}

/// Reads one theme file.
pub(super) fn read(source: &str, text: &str) -> (Layer, Vec<Warning>) {
    Reader::read(source, text, |reader, table| from_table(reader, source, &table))
}

/// Reads a table that holds what a theme file holds.
pub(super) fn from_table(reader: &mut Reader<'_>, source: &str, table: &DeTable<'_>) -> Layer {
    const KEYS: [&str; 10] =
        ["name", "inherits", "kind", "brackets", "palette", "ui", "state", "diff", "outlets", "symbols"];
    let mut layer = Layer { source: source.to_owned(), ..Layer::default() };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            // The file's name decides what a theme is called; this one is for people.
            "name" => {
                reader.string(key, value);
            }
            "inherits" => {
                layer.inherits = reader.string(key, value).map(|name| (name.to_owned(), reader.line(&value.span())));
            }
            "kind" => layer.kind = reader.choice(key, value, &Kind::NAMES),
            "brackets" => layer.brackets = reader.boolean(key, value),
            "palette" => read_palette(reader, key, value, &mut layer),
            "outlets" => read_outlets(reader, key, value, &mut layer),
            "symbols" => read_symbols(reader, key, value, &mut layer),
            name => match Section::ALL.into_iter().find(|section| section.name() == name) {
                Some(section) => read_roles(reader, section, key, value, &mut layer),
                None => reader.unknown_key(key, &KEYS),
            },
        }
    }
    layer
}

fn read_palette(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, layer: &mut Layer) {
    for (name, value) in reader.table(key, value).into_iter().flatten() {
        let Some(text) = reader.string(name, value) else { continue };
        match colour::parse(text) {
            Some(colour) => {
                layer.palette.insert(name.get_ref().to_string(), colour);
            }
            None => reader.warn(&value.span(), not_a_colour(text), how_to_write_a_colour(text, None)),
        }
    }
}

fn read_roles(reader: &mut Reader<'_>, section: Section, key: &Key<'_>, value: &Value<'_>, layer: &mut Layer) {
    for (name, value) in reader.table(key, value).into_iter().flatten() {
        let written = name.get_ref().as_ref();
        let Some(&role) = StyleRole::ALL.iter().find(|role| role.key() == written) else {
            let here: Vec<&str> =
                StyleRole::ALL.iter().filter(|role| role.section() == section).map(|role| role.key()).collect();
            reader.unknown_key(name, &here);
            continue;
        };
        if role.section() != section {
            let home = role.section().name();
            reader.warn(
                &name.span(),
                format!("{} is not in [{}]", shown(written), section.name()),
                format!("it belongs in [{home}]"),
            );
            continue;
        }
        if let Some(style) = read_style(reader, name, value) {
            layer.styles.insert(role, style);
        }
    }
}

fn read_outlets(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, layer: &mut Layer) {
    for (name, value) in reader.table(key, value).into_iter().flatten() {
        match (name.get_ref().as_ref(), value.get_ref().as_array()) {
            ("cycle", Some(entries)) => {
                layer.outlets = Some(entries.iter().filter_map(|entry| read_style(reader, name, entry)).collect());
            }
            ("cycle", None) => reader.wrong_type(name, value, "a list of colours, as in [\"green\", \"#88c\"]"),
            _ => reader.unknown_key(name, &["cycle"]),
        }
    }
}

fn read_symbols(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>, layer: &mut Layer) {
    let mut places = Symbols::preset(Preset::Ascii);
    for (name, value) in reader.table(key, value).into_iter().flatten() {
        let written = name.get_ref().as_ref();
        if written == "preset" {
            layer.preset = reader.choice(name, value, &Preset::NAMES);
            continue;
        }
        let Some((_, most)) = places.get_mut(written) else {
            reader.unknown_key(name, &[&["preset"], Symbols::KEYS].concat());
            continue;
        };
        let Some(mark) = reader.string(name, value) else { continue };
        if fits(mark, most) {
            layer.marks.insert(written.to_owned(), mark.to_owned());
        } else {
            let columns = if most == 1 { "one column".to_owned() } else { format!("one to {most} columns") };
            let message = format!("{} does not fit where {written} is drawn", shown(mark));
            reader.warn(&value.span(), message, format!("write a mark {columns} wide"));
        }
    }
}

/// A colour for the letters, or `{ fg, bg, mods, ul }`; a part that is wrong is left out with a warning.
fn read_style(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Option<RawStyle> {
    let mut style = RawStyle { line: reader.line(&value.span()), ..RawStyle::default() };
    if let Some(fg) = value.get_ref().as_str() {
        return Some(RawStyle { fg: Some(fg.to_owned()), ..style });
    }
    let Some(parts) = value.get_ref().as_table() else {
        reader.wrong_type(key, value, "a colour, or { fg = \"…\", bg = \"…\", mods = [\"bold\"] }");
        return None;
    };
    for (name, value) in parts {
        match name.get_ref().as_ref() {
            "fg" => style.fg = reader.string(name, value).map(str::to_owned),
            "bg" => style.bg = reader.string(name, value).map(str::to_owned),
            "ul" => style.ul = reader.string(name, value).map(str::to_owned),
            "mods" => style.mods = read_mods(reader, name, value),
            _ => reader.unknown_key(name, &["fg", "bg", "mods", "ul"]),
        }
    }
    Some(style)
}

fn read_mods(reader: &mut Reader<'_>, key: &Key<'_>, value: &Value<'_>) -> Modifier {
    let Some(entries) = value.get_ref().as_array() else {
        return reader.choice(key, value, &MODS).unwrap_or_default();
    };
    entries.iter().filter_map(|entry| reader.choice(key, entry, &MODS)).collect()
}

/// The message for a text that is no colour.
pub(super) fn not_a_colour(text: &str) -> String {
    format!("{} is not a colour", shown(text))
}

/// What to write instead of a text that is no colour, given the palette where its names count.
pub(super) fn how_to_write_a_colour(text: &str, palette: Option<&[&str]>) -> String {
    let known: Vec<&str> = [palette.unwrap_or_default(), &colour::NAMES, &["default"]].concat();
    match (nearest(text, &known), palette) {
        (Some(name), _) => format!("did you mean `{name}`?"),
        (None, Some(_)) => "write #rrggbb, 0 to 255, a name, or one of [palette]".to_owned(),
        (None, None) => "write #rrggbb, 0 to 255, or a name".to_owned(),
    }
}
