//! The colours of the page: those of the two themes the screen starts with, one for a light ground and one for a dark.

use super::sheet::Sheet;
use crate::theme::{Catalog, Depth, Kind, StyleRole, Theme, colour};

/// Which colour of a style is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Letters,
    Ground,
}

/// What the style sheet calls a colour, and where it stands in a theme.
const COLOURS: &[(&str, StyleRole, Layer)] = &[
    ("paper", StyleRole::Base, Layer::Ground),
    ("ink", StyleRole::Base, Layer::Letters),
    ("soft", StyleRole::Muted, Layer::Letters),
    ("strong", StyleRole::Heading, Layer::Letters),
    ("line", StyleRole::Border, Layer::Letters),
    ("raised", StyleRole::Popup, Layer::Ground),
    ("left", StyleRole::Left, Layer::Letters),
    ("left-word", StyleRole::Left, Layer::Ground),
    ("left-line", StyleRole::LeftLine, Layer::Ground),
    ("right", StyleRole::Right, Layer::Letters),
    ("right-word", StyleRole::Right, Layer::Ground),
    ("right-line", StyleRole::RightLine, Layer::Ground),
    ("differs", StyleRole::ToldDiffers, Layer::Letters),
];

/// Writes the custom properties of both grounds. Paper is light whatever the screen is, and so is print.
pub(super) fn palette(sheet: &mut Sheet) {
    sheet.raw(":root{color-scheme:light dark;");
    colours(sheet, Kind::Light);
    sheet.raw("}@media screen and (prefers-color-scheme:dark){:root{");
    colours(sheet, Kind::Dark);
    sheet.raw("}}\n");
}

fn colours(sheet: &mut Sheet, kind: Kind) {
    let theme = theme(kind);
    for &(name, role, layer) in COLOURS {
        if let Some(rgb) = colour_of(&theme, role, layer) {
            sheet.colour(name, rgb);
        }
    }
}

fn theme(kind: Kind) -> Theme {
    Catalog::default().load(kind.default_theme(), Depth::TrueColour).0
}

fn colour_of(theme: &Theme, role: StyleRole, layer: Layer) -> Option<[u8; 3]> {
    let style = theme.style(role);
    match layer {
        Layer::Letters => style.fg,
        Layer::Ground => style.bg,
    }
    .and_then(colour::rgb)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters and the grounds they stand on in the style sheet.
    const READ_ON: &[(&str, &[&str])] = &[
        ("ink", &["paper", "raised", "left-line", "right-line", "left-word", "right-word"]),
        ("soft", &["paper", "raised", "left-line", "right-line"]),
        ("strong", &["paper", "raised", "left-line", "right-line", "left-word", "right-word"]),
        ("left", &["paper", "raised", "left-line", "left-word"]),
        ("right", &["paper", "raised", "right-line", "right-word"]),
        ("differs", &["paper", "raised"]),
    ];

    fn named(theme: &Theme, name: &str) -> [u8; 3] {
        let &(_, role, layer) = COLOURS.iter().find(|(known, ..)| *known == name).expect("a colour of the page");
        colour_of(theme, role, layer).unwrap_or_else(|| panic!("{}: {name} has no fixed colour", theme.name))
    }

    #[test]
    fn letters_can_be_read_on_every_ground_they_stand_on() {
        for kind in [Kind::Light, Kind::Dark] {
            let theme = theme(kind);
            for (letters, grounds) in READ_ON {
                for ground in *grounds {
                    let ratio = colour::contrast(named(&theme, letters), named(&theme, ground));
                    assert!(ratio >= 4.5, "{}: {letters} on {ground} has {ratio:.2}", theme.name);
                }
            }
        }
    }

    #[test]
    fn every_colour_the_style_sheet_names_is_given_for_both_grounds() {
        let mut sheet = Sheet::default();
        palette(&mut sheet);
        let given = sheet.finish();
        for used in include_str!("style.css").split("var(--").skip(1) {
            let name = used.split(')').next().unwrap_or_default();
            assert_eq!(given.matches(&format!("--{name}:#")).count(), 2, "{name} in {given}");
        }
    }
}
