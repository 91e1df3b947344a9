//! What a stretch of drawn text means, and the style a theme gives that meaning.

use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use crate::sides::Side;
use crate::text::Role;
use crate::theme::{StyleRole, Theme};
use crate::tui::wrap::{columns, even, grapheme_columns};
use unicode_segmentation::UnicodeSegmentation;

/// How the paragraph speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// The text itself.
    #[default]
    Body,
    /// Headlines and subheads.
    Heading,
    /// What stands around the text: bylines, captions, credits, page furniture.
    Muted,
}

impl Voice {
    /// The voice of a paragraph.
    pub(super) fn of(role: Role) -> Voice {
        match role {
            Role::Headline | Role::Subhead => Voice::Heading,
            Role::Body => Voice::Body,
            Role::Dateline | Role::Byline | Role::Caption | Role::Credit | Role::Noise => Voice::Muted,
        }
    }
}

/// What the words are in the comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tone {
    /// On both sides, or of no interest.
    #[default]
    Same,
    /// On both sides of a pair in which so much is told in other words that these are not marked.
    Shared,
    /// A whole sentence only this side has.
    Alone(Side),
    /// Words only this side has.
    Extra(Side),
    /// Words in the place of others.
    Reworded(Side),
    /// A number, date or name that differs.
    Fact(Side),
    /// Quoted words that differ.
    Quote(Side),
    /// A phrase that stands elsewhere in the same sentence on the other side.
    Moved(Side),
    /// The same words in other spelling or typography, in an edited text.
    Spelling(Side),
    /// The letter that says which side a text is of.
    Tag(Side),
    /// A note of the program beside the text: where a sentence stands on the other side.
    Badge,
    /// A line that stands for folded text.
    Fold,
}

impl Tone {
    /// What stands around a mark where colour says nothing: the side, or that the words only moved or are spelled otherwise.
    pub(super) fn brackets(self) -> Option<(&'static str, &'static str)> {
        match self {
            Tone::Moved(_) => Some(("[~", "~]")),
            Tone::Spelling(_) => Some(("[=", "=]")),
            Tone::Alone(Side::Left) => Some(("[-", "-]")),
            Tone::Alone(Side::Right) => Some(("{+", "+}")),
            _ => match self.marked()? {
                Side::Left => Some(("[-", "-]")),
                Side::Right => Some(("{+", "+}")),
            },
        }
    }

    /// The same mark on another side.
    pub(super) fn of_side(self, side: Side) -> Tone {
        match self {
            Tone::Alone(_) => Tone::Alone(side),
            Tone::Extra(_) => Tone::Extra(side),
            Tone::Reworded(_) => Tone::Reworded(side),
            Tone::Fact(_) => Tone::Fact(side),
            Tone::Quote(_) => Tone::Quote(side),
            Tone::Moved(_) => Tone::Moved(side),
            Tone::Spelling(_) => Tone::Spelling(side),
            Tone::Tag(_) => Tone::Tag(side),
            Tone::Same | Tone::Shared | Tone::Badge | Tone::Fold => self,
        }
    }

    /// The side whose mark this is, if it is one that brackets would show.
    pub(super) fn marked(self) -> Option<Side> {
        match self {
            Tone::Extra(side)
            | Tone::Reworded(side)
            | Tone::Fact(side)
            | Tone::Quote(side)
            | Tone::Moved(side)
            | Tone::Spelling(side) => Some(side),
            Tone::Same | Tone::Shared | Tone::Alone(_) | Tone::Tag(_) | Tone::Badge | Tone::Fold => None,
        }
    }
}

/// The colour that says a side where there is no room for more than a colour: of its words' letters, or, where these are black or
/// white, of their ground.
pub(super) fn hue(theme: &Theme, side: Side) -> Option<Color> {
    let style = theme.style(match side {
        Side::Left => StyleRole::RewordedLeft,
        Side::Right => StyleRole::RewordedRight,
    });
    let plain = |colour: Color| matches!(colour, Color::Black | Color::White | Color::Indexed(0 | 15));
    style.bg.filter(|_| style.fg.is_some_and(plain)).or(style.fg)
}

/// Whether the words are ones the reader looks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lit {
    /// They are not.
    #[default]
    No,
    /// They are.
    Found,
    /// They are, and the reader is at them.
    Here,
}

/// Voice, tone and light together: everything a style depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ink {
    /// How the paragraph speaks.
    pub(super) voice: Voice,
    /// What the words are.
    pub(super) tone: Tone,
    /// Whether they were looked for.
    pub(super) lit: Lit,
}

impl Ink {
    /// The ink of the program's own words.
    pub(super) fn tone(tone: Tone) -> Ink {
        Ink { tone, ..Ink::default() }
    }

    /// The same words without light.
    #[must_use]
    pub(super) fn unlit(self) -> Ink {
        Ink { lit: Lit::No, ..self }
    }

    /// The style a theme gives it: ground, voice and tone stacked. What was looked for looks the same whatever it is, so that
    /// the eye finds it among the marks.
    pub(super) fn style(self, theme: &Theme) -> Style {
        let voice = match self.voice {
            Voice::Body => StyleRole::Base,
            Voice::Heading => StyleRole::Heading,
            Voice::Muted => StyleRole::Muted,
        };
        let stack = |roles: &[StyleRole]| {
            roles.iter().fold(theme.style(StyleRole::Base), |style, &role| style.patch(theme.style(role)))
        };
        match self.lit {
            Lit::No => {}
            Lit::Found => return stack(&[StyleRole::Match]),
            Lit::Here => return stack(&[StyleRole::MatchCurrent]),
        }
        match self.tone {
            Tone::Same => stack(&[voice]),
            Tone::Shared => stack(&[voice, StyleRole::Shared]),
            Tone::Alone(Side::Left) => stack(&[voice, StyleRole::LeftLine]),
            Tone::Alone(Side::Right) => stack(&[voice, StyleRole::RightLine]),
            Tone::Extra(side) | Tone::Tag(side) => stack(&[voice, extra(side)]),
            Tone::Reworded(side) => stack(&[voice, reworded(side)]),
            Tone::Fact(side) => stack(&[voice, reworded(side), StyleRole::NumberChanged]),
            Tone::Quote(side) => stack(&[voice, reworded(side), StyleRole::QuoteChanged]),
            Tone::Moved(_) => stack(&[voice, StyleRole::MovedWords]),
            Tone::Spelling(_) => stack(&[voice, StyleRole::Spelling]),
            Tone::Badge => stack(&[StyleRole::Moved]),
            Tone::Fold => stack(&[StyleRole::Folded]),
        }
    }
}

fn extra(side: Side) -> StyleRole {
    match side {
        Side::Left => StyleRole::Left,
        Side::Right => StyleRole::Right,
    }
}

fn reworded(side: Side) -> StyleRole {
    match side {
        Side::Left => StyleRole::RewordedLeft,
        Side::Right => StyleRole::RewordedRight,
    }
}

/// One line of drawn text: neutral words with their ink, no wider than the column it was made for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InkLine {
    /// The words in order.
    pub(super) pieces: Vec<(String, Ink)>,
}

impl InkLine {
    /// A line of one ink.
    pub(super) fn new(text: impl Into<String>, ink: Ink) -> InkLine {
        InkLine { pieces: vec![(text.into(), ink)] }
    }

    /// Adds words at the end.
    pub(super) fn push(&mut self, text: &str, ink: Ink) {
        match self.pieces.last_mut() {
            Some((last, same)) if *same == ink => last.push_str(text),
            _ => self.pieces.push((text.to_owned(), ink)),
        }
    }

    /// Whether it has words of the place the reader is at.
    pub(super) fn is_here(&self) -> bool {
        self.pieces.iter().any(|(_, ink)| ink.lit == Lit::Here)
    }

    /// The columns it takes.
    pub(super) fn columns(&self) -> usize {
        self.pieces.iter().map(|(text, _)| columns(text)).sum()
    }

    /// The line cut to `width` columns, with an `ellipsis` where something is missing.
    #[must_use]
    pub(super) fn cut(self, width: usize, ellipsis: &str) -> InkLine {
        if self.columns() <= width {
            return self;
        }
        let mut line = InkLine::default();
        let dots = columns(ellipsis);
        let mut left = width.saturating_sub(dots);
        for (text, ink) in &self.pieces {
            for grapheme in text.graphemes(true) {
                let wide = grapheme_columns(grapheme);
                if wide > left {
                    line.push(if width < dots { "" } else { ellipsis }, *ink);
                    return line;
                }
                left -= wide;
                line.push(grapheme, *ink);
            }
        }
        line
    }

    /// The line ended by an `ellipsis` in `width` columns, because more follows it.
    #[must_use]
    pub(super) fn cut_short(mut self, width: usize, ellipsis: &str) -> InkLine {
        let ink = self.pieces.last().map_or(Ink::default(), |(_, ink)| *ink);
        // Between sentences that stand apart there is one already.
        let said = self.pieces.last().is_some_and(|(text, _)| text.trim_end().ends_with(ellipsis));
        if !said {
            self.push(" ", ink);
            self.push(ellipsis, ink);
        }
        self.cut(width, ellipsis)
    }

    /// The line in a theme's styles.
    pub(super) fn styled(&self, theme: &Theme) -> Line<'_> {
        even(self.pieces.iter().map(|(text, ink)| Span::styled(text.as_str(), ink.style(theme))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_cut(text: &str, width: usize, expect: &str) {
        let cut = InkLine::new(text, Ink::default()).cut(width, "…");
        assert_eq!(cut.pieces.iter().map(|(text, _)| text.as_str()).collect::<String>(), expect, "{text:?} at {width}");
        assert!(cut.columns() <= width);
    }

    #[test]
    fn cutting_says_that_something_is_missing() {
        check_cut("harbour", 7, "harbour");
        check_cut("harbour", 6, "harbo…");
        check_cut("桥梁关闭", 6, "桥梁…");
        check_cut("harbour", 0, "");
    }
}
