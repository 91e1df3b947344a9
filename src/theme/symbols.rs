//! The marks the screen draws: three presets, and which keys a theme may set.

use unicode_width::UnicodeWidthStr;

macro_rules! symbols {
    ($($field:ident $most:literal [$unicode:literal $ascii:literal $nerd:literal] $doc:literal)+) => {
        /// The marks the screen draws; a preset (unicode, ascii, nerd) with overrides.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Symbols {
            $(#[doc = $doc] pub $field: String,)+
        }

        impl Symbols {
            /// The keys of `[symbols]` beside `preset`.
            pub const KEYS: &[&str] = &[$(stringify!($field)),+];

            /// The marks of a preset.
            pub fn preset(preset: Preset) -> Symbols {
                match preset {
                    Preset::Unicode => Symbols { $($field: $unicode.to_owned(),)+ },
                    Preset::Ascii => Symbols { $($field: $ascii.to_owned(),)+ },
                    Preset::Nerd => Symbols { $($field: $nerd.to_owned(),)+ },
                }
            }

            /// The mark under a key, and the most columns it may take.
            pub fn get_mut(&mut self, key: &str) -> Option<(&mut String, usize)> {
                match key {
                    $(stringify!($field) => Some((&mut self.$field, $most)),)+
                    _ => None,
                }
            }

            /// Every key with its mark, in the order of the table.
            pub fn entries(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($field), self.$field.as_str()),)+]
            }
        }
    };
}

/// A set of marks chosen by what the terminal's font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// Marks every font with good coverage has, one column wide by every table.
    Unicode,
    /// Nothing outside ASCII.
    Ascii,
    /// Marks of fonts patched by Nerd Fonts.
    Nerd,
}

impl Preset {
    /// Each with its name in a theme or the configuration.
    pub const NAMES: [(&str, Preset); 3] =
        [("unicode", Preset::Unicode), ("ascii", Preset::Ascii), ("nerd", Preset::Nerd)];
}

// The Unicode column avoids characters of "ambiguous" East Asian width and emoji: terminals disagree with themselves about
// those. The lines and the block are ambiguous too, but every terminal draws them in one column and all interfaces use them.
symbols! {
    reworded 1 ["~" "~" "~"] "Gutter: reworded."
    number 1 ["#" "#" "#"] "Gutter: a number, date or name differs."
    quote 1 ["\"" "\"" "\""] "Gutter: quoted words differ."
    only_left 1 ["◂" "<" "◂"] "Gutter: only on the left."
    only_right 1 ["▸" ">" "▸"] "Gutter: only on the right."
    moved 1 ["⇅" "^" "\u{f0ec}"] "Gutter: moved."
    split 1 ["⇉" "Y" "\u{e0a0}"] "Gutter: split or merged."
    fold 3 ["⋯" "..." "\u{f141}"] "A fold."
    divider 1 ["│" "|" "│"] "Between the two columns."
    rule 1 ["─" "-" "─"] "A horizontal rule."
    ruler 1 ["▐" "*" "▐"] "The ruler where something changed."
    selected 1 ["❯" ">" "\u{f054}"] "The selected row."
    unread 1 ["◉" "N" "\u{f111}"] "Something new or unread."
    changed 1 ["◌" "U" "\u{f021}"] "Changed since the reader read it."
    starred 1 ["✦" "*" "\u{f005}"] "Starred by the reader."
    pinned 1 ["=" "=" "="] "Pinned by the reader."
    joining 1 ["+" "+" "+"] "Marked to be joined with another story."
    told_same 1 ["◉" "=" "\u{f111}"] "A claim told in the usual words."
    told_reworded 1 ["◒" "~" "\u{f042}"] "A claim told in other words."
    told_differs 1 ["⧫" "#" "\u{f219}"] "A claim told with another number, date or name."
    told_within 1 ["+" "+" "+"] "A claim told in a sentence that stands in another row."
    told_absent 1 ["◦" "." "\u{f10c}"] "A claim not told."
    versus 3 ["⇄" "<>" "\u{f07e}"] "Between left and right in a title."
}

/// Whether a mark can stand in a place of `most` columns: visible, and nothing a terminal acts on.
pub(super) fn fits(mark: &str, most: usize) -> bool {
    (1..=most).contains(&mark.width()) && !mark.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_preset_fits_its_places() {
        for (name, preset) in Preset::NAMES {
            let mut symbols = Symbols::preset(preset);
            for key in Symbols::KEYS {
                let (mark, most) = symbols.get_mut(key).expect("a key of the table");
                assert!(fits(mark, most), "{name} {key}: {mark:?}");
            }
        }
    }

    #[test]
    fn unicode_marks_are_drawn_as_wide_as_they_measure() {
        // Box drawing is "ambiguous" as a block; see the note at the table.
        let lines = ["│", "─"];
        for (key, mark) in Symbols::preset(Preset::Unicode).entries() {
            assert_eq!(mark.width(), 1, "{key}");
            assert!(mark.width_cjk() == 1 || lines.contains(&mark), "{key}: {mark} is ambiguous");
            // A character that can become an emoji measures two columns once a variation selector follows it.
            assert!(mark.is_ascii() || format!("{mark}\u{fe0f}").width() == 1, "{key}: {mark} can be an emoji");
        }
    }

    #[test]
    fn ascii_is_ascii() {
        for (key, mark) in Symbols::preset(Preset::Ascii).entries() {
            assert!(mark.bytes().all(|byte| byte.is_ascii_graphic()), "{key}");
        }
    }

    #[test]
    fn a_mark_that_would_break_the_columns_does_not_fit() {
        assert!(fits("x", 1));
        for mark in ["", "xy", "日", "\u{200b}", "\u{1b}", "\t"] {
            assert!(!fits(mark, 1), "{mark:?}");
        }
    }
}
