//! How well every text of a theme stands out from whatever it can stand on.

use std::fmt;

use ratatui::style::Style;

use super::{StyleRole, Theme, colour};

/// Drawn, but not read: lines, the empty half of a row, and marks that repeat what the gutter says.
const NOT_TEXT: [StyleRole; 5] =
    [StyleRole::Border, StyleRole::BorderFocused, StyleRole::Scrollbar, StyleRole::Filler, StyleRole::Ruler];

/// What text stands on.
const GROUNDS: [StyleRole; 7] = [
    StyleRole::Base,
    StyleRole::Popup,
    StyleRole::Status,
    StyleRole::Selected,
    StyleRole::Cursor,
    StyleRole::LeftLine,
    StyleRole::RightLine,
];

/// The least contrast at which text of this size counts as readable (WCAG 2.2, success criterion 1.4.3).
pub const LEAST: f64 = 4.5;

/// A text of the screen on everything it can stand on.
#[derive(Debug, Clone)]
pub struct Text {
    /// The role, in words of the theme file.
    pub name: String,
    /// Its contrasts; a pair whose colours are the terminal's own is left out, because nobody knows them.
    pub on: Vec<OnGround>,
}

/// A text on one ground.
#[derive(Debug, Clone)]
pub struct OnGround {
    /// The role of the text.
    pub text: String,
    /// The key of the ground's role.
    pub ground: &'static str,
    /// The contrast ratio, 1 to 21.
    pub ratio: f64,
}

impl fmt::Display for OnGround {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {} has {:.2}", self.text, self.ground, self.ratio)
    }
}

/// Every role that is read, the outlets' names, and the stacked marks of facts, each on every ground.
pub fn texts(theme: &Theme) -> Vec<Text> {
    let on = |(name, style): (String, Style)| {
        let ratio = |&ground: &StyleRole| {
            let style = theme.style(StyleRole::Base).patch(theme.style(ground)).patch(style);
            let ratio = colour::contrast(style.fg.and_then(colour::rgb)?, style.bg.and_then(colour::rgb)?);
            Some(OnGround { text: name.clone(), ground: ground.key(), ratio })
        };
        Text { on: GROUNDS.iter().filter_map(ratio).collect(), name: name.clone() }
    };
    styles(theme).into_iter().map(on).collect()
}

/// The texts that fall below a ratio, each with its worst ground.
pub fn low(theme: &Theme, least: f64) -> Vec<OnGround> {
    let worst = |text: Text| text.on.into_iter().min_by(|one, other| one.ratio.total_cmp(&other.ratio));
    texts(theme).into_iter().filter_map(worst).filter(|on| on.ratio < least).collect()
}

fn styles(theme: &Theme) -> Vec<(String, Style)> {
    let roles = StyleRole::ALL.iter().filter(|role| !NOT_TEXT.contains(role));
    let mut styles: Vec<(String, Style)> = roles.map(|&role| (role.key().to_owned(), theme.style(role))).collect();
    styles.extend((0..theme.outlets.len()).map(|n| (format!("outlet {}", n + 1), theme.outlet(n))));
    let sides = [
        StyleRole::Left,
        StyleRole::Right,
        StyleRole::RewordedLeft,
        StyleRole::RewordedRight,
        StyleRole::Removed,
        StyleRole::Added,
    ];
    for side in sides {
        for fact in [StyleRole::NumberChanged, StyleRole::QuoteChanged] {
            styles.push((format!("{} in {}", fact.key(), side.key()), theme.style(side).patch(theme.style(fact))));
        }
    }
    styles
}
