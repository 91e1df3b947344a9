//! Themes: TOML in, a style for every role out.
//!
//! The screen asks for a role and never for a colour, so a theme can change everything and `NO_COLOR` needs no second path.

use ratatui::style::{Modifier, Style};

/// What a piece of the screen means. Each has a parent, so a theme that leaves it out still has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named after its key in a theme file")]
pub enum StyleRole {
    // [ui]
    Base,
    Muted,
    Heading,
    Border,
    BorderFocused,
    Title,
    Status,
    StatusKey,
    Popup,
    Input,
    LinkText,
    Match,
    MatchCurrent,
    Scrollbar,
    Info,
    Warning,
    Error,
    // [state]: stacked on the role below them
    Selected,
    Unread,
    Read,
    Starred,
    FocusedPane,
    // [diff]
    Same,
    Folded,
    Left,
    Right,
    LeftLine,
    RightLine,
    RewordedLeft,
    RewordedRight,
    Moved,
    QuoteChanged,
    NumberChanged,
    Cursor,
    Filler,
    Gutter,
    Ruler,
    Removed,
    Added,
}

/// The marks the screen draws; a preset (unicode, ascii, nerd) with overrides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbols {
    /// Gutter: reworded.
    pub reworded: String,
    /// Gutter: a number, date or name differs.
    pub number: String,
    /// Gutter: quoted words differ.
    pub quote: String,
    /// Gutter: only on the left.
    pub only_left: String,
    /// Gutter: only on the right.
    pub only_right: String,
    /// Gutter: moved.
    pub moved: String,
    /// Gutter: split or merged.
    pub split: String,
    /// A fold.
    pub fold: String,
    /// Between the two columns.
    pub divider: String,
    /// A horizontal rule.
    pub rule: String,
    /// The ruler where something changed.
    pub ruler: String,
    /// The selected row.
    pub selected: String,
    /// Something new or unread.
    pub unread: String,
    /// Changed since the reader read it.
    pub changed: String,
    /// Starred by the reader.
    pub starred: String,
    /// Between left and right in a title.
    pub versus: String,
}

/// A resolved theme.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The marks.
    pub symbols: Symbols,
    /// Whether word marks are brackets, `[-left-]` and `{+right+}`, because colour says nothing here.
    pub brackets: bool,
}

impl Theme {
    /// The style of a role.
    pub fn style(&self, role: StyleRole) -> Style {
        match role {
            StyleRole::Selected => Style::new().add_modifier(Modifier::REVERSED),
            _ => Style::new(),
        }
    }

    /// A stable style for the n-th outlet's name.
    pub fn outlet(&self, _n: usize) -> Style {
        Style::new()
    }
}
