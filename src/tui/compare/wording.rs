//! One outlet's wording with the marks of this screen, for a screen that shows more than two.

use ratatui::text::{Line, Span as Piece};

use super::ink::{InkLine, Tone};
use super::lens;
use super::spans::{Inked, Wanted, cell_as, with_facts};
use crate::compare::{Comparison, Link};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx, Span};
use crate::theme::Theme;
use crate::tui::cells::{ellipsis, shows_ascii};

/// Between sentences that do not stand together.
const APART: &str = " … ";

/// Sentences of one outlet, marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::tui) struct Wording {
    inked: Inked,
}

impl Wording {
    /// The sentences of one side of a comparison, with what differs from the other side marked in the ink of `shown_as`. Without a
    /// link nothing is marked. `brackets` stand around marks where colour says nothing.
    pub(in crate::tui) fn against(
        comparison: &Comparison,
        link: Option<&Link>,
        side: Side,
        sentences: &[SentenceIx],
        shown_as: Side,
        brackets: bool,
    ) -> Wording {
        let part = |run: &[SentenceIx]| {
            let mut cells = Sides::default();
            cells[side] = run.to_vec();
            let wanted = Wanted { comparison, cells: &cells, link, brackets, ascii: false, find: None };
            cell_as(wanted, side, Tone::Same, shown_as)
        };
        Wording::of_runs(&comparison.documents[side], sentences, part)
    }

    /// Sentences with some facts in them marked; `brackets` as above.
    pub(in crate::tui) fn with_facts(
        document: &Document,
        sentences: &[SentenceIx],
        facts: &[Span],
        side: Side,
        brackets: bool,
    ) -> Wording {
        Wording::of_runs(document, sentences, |run| with_facts(document, run, facts, side, brackets))
    }

    fn of_runs(
        document: &Document,
        sentences: &[SentenceIx],
        part: impl Fn(&[SentenceIx]) -> Option<Inked>,
    ) -> Wording {
        let mut inked = Inked::default();
        // A headline has no full stop, and would run into the text below it.
        let heading = |ix: SentenceIx| matches!(document.role(ix), Role::Headline | Role::Subhead);
        for run in sentences.chunk_by(|&one, &next| next.0 == one.0 + 1 && heading(one) == heading(next)) {
            let Some(part) = part(run) else { continue };
            if !inked.text().is_empty() {
                inked.push(APART, super::ink::Ink::default());
            }
            inked.append(&part);
        }
        Wording { inked }
    }

    /// The wording in at most `most` lines of `width` columns; where it is longer, one line shows its first mark, and more show
    /// its beginning.
    pub(in crate::tui) fn lines(&self, width: usize, most: usize, theme: &Theme) -> Vec<Line<'static>> {
        let inked = self.inked.clone().spelled(shows_ascii(theme));
        let dots = ellipsis(theme);
        let lines = inked.lines(width);
        let shown: Vec<InkLine> = match most {
            0 => Vec::new(),
            1 if lines.len() > 1 => vec![lens::window(&inked, width, dots)],
            _ => {
                let more = lines.len() > most;
                let mut shown: Vec<InkLine> = lines.into_iter().take(most).collect();
                if let Some(last) = shown.last_mut().filter(|_| more) {
                    *last = std::mem::take(last).cut_short(width, dots);
                }
                shown
            }
        };
        shown.iter().map(|line| owned(line, theme)).collect()
    }
}

fn owned(line: &InkLine, theme: &Theme) -> Line<'static> {
    line.pieces.iter().map(|(text, ink)| Piece::styled(text.clone(), ink.style(theme))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_does_not_run_into_the_text_below_it() {
        let text = "Cracks shut the bridge\n\nThe bridge over the harbour was closed on Friday, the council said. Ferries run.";
        let document = Document::parse(text);
        let all: Vec<SentenceIx> = (0..3).map(SentenceIx).collect();
        let wording = Wording::with_facts(&document, &all, &[], Side::Left, false);
        let lines = wording.lines(200, 1, &Theme::default());
        let said =
            "Cracks shut the bridge … The bridge over the harbour was closed on Friday, the council said. Ferries run.";
        assert_eq!(lines.iter().map(ToString::to_string).collect::<Vec<_>>(), [said]);
    }
}
