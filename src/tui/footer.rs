//! The line of keys at the bottom, generated from the keymap, and what takes its place: messages.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::cells::{ellipsis, fit, pad};
use super::command::Command;
use super::keymap::Keymap;
use super::wrap::columns;
use crate::theme::{StyleRole, Theme};

/// Commands that share an entry, and what the footer calls them; the most useful first.
pub(super) type Hints = &'static [(&'static [Command], &'static str)];

/// The columns a note leaves to the keys.
const NOTE_LEAVES: usize = 26;

/// In the list of stories.
pub(super) const STORIES: Hints = &[
    (&[Command::Open], "compare"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "quit"),
    (&[Command::Down, Command::Up], "move"),
    (&[Command::Claims], "claims"),
    (&[Command::Search], "search"),
    (&[Command::Add], "add"),
    (&[Command::Update], "update"),
    (&[Command::Sources], "sources"),
    (&[Command::Timeline], "timeline"),
    (&[Command::FilterStories], "filter"),
    (&[Command::Read], "read"),
    (&[Command::MarkRead], "mark read"),
    (&[Command::Star], "star"),
    (&[Command::Join], "join"),
    (&[Command::Pin], "pin"),
    (&[Command::Undo], "undo"),
    (&[Command::OtherPane], "outlets"),
    (&[Command::Themes], "theme"),
];

/// In the list of stories while one waits for another to be joined with.
pub(super) const JOIN: Hints = &[
    (&[Command::Join], "join"),
    (&[Command::Back], "let go"),
    (&[Command::Help], "keys"),
    (&[Command::Down, Command::Up], "move"),
    (&[Command::FilterStories], "filter"),
];

/// In the claims of a story.
pub(super) const CLAIMS: Hints = &[
    (&[Command::CompareColumns], "compare"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::PreviousOutlet, Command::NextOutlet], "outlet"),
    (&[Command::WordingsDown, Command::WordingsUp], "wordings"),
    (&[Command::Pick], "pick"),
    (&[Command::SortClaims], "sort"),
    (&[Command::OnlyHere], "only here"),
    (&[Command::LeftOut], "left out"),
    (&[Command::FilterClaims], "filter"),
    (&[Command::NextDiffering, Command::PreviousDiffering], "differing"),
    (&[Command::Wordings], "room"),
    (&[Command::Read], "read"),
    (&[Command::FoldCopies], "copies"),
    (&[Command::Export], "export"),
    (&[Command::Copy], "copy"),
];

/// In the timeline of an article.
pub(super) const TIMELINE: Hints = &[
    (&[Command::CompareRevision], "compare"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::NextRevision, Command::PreviousRevision], "version"),
    (&[Command::FindVersion], "find"),
    (&[Command::OtherPane], "other outlet"),
    (&[Command::Read], "read"),
    (&[Command::Claims], "claims"),
    (&[Command::Copy], "copy"),
];

/// In the timeline of an article at its first version, which has none before it to be compared with.
pub(super) const TIMELINE_FIRST: Hints = &[
    (&[Command::CompareRevision], "read"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::NextRevision, Command::PreviousRevision], "version"),
    (&[Command::FindVersion], "find"),
    (&[Command::OtherPane], "other outlet"),
    (&[Command::Claims], "claims"),
    (&[Command::Copy], "copy"),
];

/// In what a search found.
pub(super) const SEARCH: Hints = &[
    (&[Command::ReadFound], "read"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::NextHit, Command::PreviousHit], "next"),
    (&[Command::SearchAgain], "other words"),
    (&[Command::Claims], "claims"),
    (&[Command::Timeline], "timeline"),
    (&[Command::Copy], "copy"),
];

/// In the list of sources.
pub(super) const SOURCES: Hints = &[
    (&[Command::Add], "add"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::Update], "update all"),
    (&[Command::UpdateSource], "this one"),
    (&[Command::RemoveSource], "remove"),
    (&[Command::SourceStories], "its stories"),
    (&[Command::OpenLink], "its site"),
    (&[Command::Copy], "copy address"),
];

/// In Compare.
pub(super) const COMPARE: Hints = &[
    (&[Command::NextChange, Command::PreviousChange], "change"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::PreviousVersion, Command::NextVersion], "outlet"),
    (&[Command::OtherPane], "side"),
    (&[Command::Swap], "swap"),
    (&[Command::Info], "why"),
    (&[Command::CycleLayout], "layout"),
    (&[Command::Filter], "filter"),
    (&[Command::Find], "find"),
    (&[Command::Fold], "fold"),
    (&[Command::Claims], "claims"),
    (&[Command::Read], "read"),
    (&[Command::Pair, Command::Unpair], "pair, unpair"),
    (&[Command::Counterpart], "counterpart"),
    (&[Command::MaybePairs], "maybe pairs"),
    (&[Command::Export], "export"),
    (&[Command::Copy], "copy"),
    (&[Command::Legend], "marks"),
];

/// In the Reader.
pub(super) const READER: Hints = &[
    (&[Command::PageDown, Command::PageUp], "page"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::PreviousVersion, Command::NextVersion], "version"),
    (&[Command::PreviousParagraph, Command::NextParagraph], "paragraph"),
    (&[Command::Find], "find"),
    (&[Command::Fold], "fold"),
];

/// In the Reader of a story that several outlets tell, while it says who tells each sentence.
pub(super) const READER_REACH: Hints = &[
    (&[Command::CompareHere], "compare"),
    (&[Command::Help], "keys"),
    (&[Command::Quit], "back"),
    (&[Command::NextOnlyHere], "only here"),
    (&[Command::NextLeftOut], "left out"),
    (&[Command::NextFact, Command::PreviousFact], "facts differ"),
    (&[Command::OtherPane], "other outlet"),
    (&[Command::Claims], "claim"),
    (&[Command::Info], "all of it"),
    (&[Command::PreviousVersion, Command::NextVersion], "version"),
    (&[Command::PageDown, Command::PageUp], "page"),
    (&[Command::Reach], "marks"),
    (&[Command::Find], "find"),
    (&[Command::Fold], "fold"),
];

/// In Compare and Reader while words are being looked for.
pub(super) const FIND: Hints = &[
    (&[Command::FindNext, Command::FindPrevious], "match"),
    (&[Command::Back], "end"),
    (&[Command::Find], "other words"),
    (&[Command::Help], "keys"),
];

/// In Compare while a sentence waits for its counterpart.
pub(super) const PAIR: Hints = &[
    (&[Command::Pair], "pair"),
    (&[Command::Back], "let go"),
    (&[Command::Help], "keys"),
    (&[Command::Down, Command::Up], "move"),
    (&[Command::Find], "find"),
];

/// Over a text that scrolls.
pub(super) const SHEET: Hints = &[
    (&[Command::Down, Command::Up], "scroll"),
    (&[Command::PageDown, Command::PageUp], "page"),
    (&[Command::Back], "close"),
    (&[Command::Palette], "find a command"),
];

/// In the choice of a theme.
pub(super) const THEMES: Hints =
    &[(&[Command::Down, Command::Up], "look"), (&[Command::Open], "take it"), (&[Command::Back], "keep the old one")];

/// In the choice of a form to export in.
pub(super) const EXPORT: Hints =
    &[(&[Command::Down, Command::Up], "choose"), (&[Command::Open], "write it"), (&[Command::Back], "close")];

/// The entries that fit in `width` columns. The first three are always tried first, then the rest in order; on screen help
/// and the way out stand last.
pub(super) fn entries(hints: Hints, keymap: &Keymap, width: usize) -> Vec<(String, &'static str)> {
    let mut room = width;
    let mut taken: Vec<(usize, String, &'static str)> = Vec::new();
    for (at, &(commands, name)) in hints.iter().enumerate() {
        let keys: Vec<String> =
            commands.iter().filter_map(|&command| keymap.keys(command).first()).map(ToString::to_string).collect();
        let keys = keys.join(" ");
        let wide = columns(&keys) + name.len() + 4;
        if keys.is_empty() || wide > room {
            continue;
        }
        room -= wide;
        let last = commands.iter().any(|command| matches!(command, Command::Help | Command::Quit));
        taken.push((if last { hints.len() + at } else { at }, keys, name));
    }
    taken.sort_by_key(|&(place, ..)| place);
    taken.into_iter().map(|(_, keys, name)| (keys, name)).collect()
}

/// What the line says.
#[derive(Debug)]
pub(super) struct Footer<'a> {
    /// The keys.
    pub(super) hints: Hints,
    /// What stands before them: how far a find is.
    pub(super) note: Option<String>,
    /// What stands in the place of both.
    pub(super) message: Option<(&'a str, StyleRole)>,
    /// The count of warnings to look at, at the end.
    pub(super) warnings: Option<String>,
}

/// Draws it.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, footer: Footer<'_>, keymap: &Keymap, theme: &Theme) {
    let status = theme.style(StyleRole::Status);
    frame.buffer_mut().set_style(area, status);
    let count = footer.warnings.unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(columns(&count) + usize::from(!count.is_empty()));
    let mut spans = Vec::new();
    if let Some((text, role)) = footer.message {
        let text = format!(" {}", pad(text, room.saturating_sub(1), ellipsis(theme)));
        spans.push(Span::styled(text, theme.style(role)));
    } else {
        let mut used = 0;
        if let Some(note) = footer.note {
            // At least the first keys have room beside it.
            let note = fit(&note, room.saturating_sub(NOTE_LEAVES), ellipsis(theme));
            used = columns(&note) + 3;
            spans.push(Span::styled(format!(" {note}  "), theme.style(StyleRole::Info)));
        }
        for (keys, name) in entries(footer.hints, keymap, room.saturating_sub(used)) {
            used += columns(&keys) + name.len() + 4;
            spans.push(Span::styled(format!(" {keys}"), theme.style(StyleRole::StatusKey)));
            spans.push(Span::raw(format!(" {name}  ")));
        }
        spans.push(Span::raw(" ".repeat(room.saturating_sub(used))));
    }
    spans.push(Span::styled(count, theme.style(StyleRole::Warning)));
    frame.render_widget(Line::from(spans).style(status), area);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_entries(width: usize, expected: &str) {
        let found = entries(COMPARE, &Keymap::default(), width);
        let found: Vec<String> = found.into_iter().map(|(keys, name)| format!("{keys} {name}")).collect();
        assert_eq!(found.join(" | "), expected, "{width} columns");
    }

    #[test]
    fn help_and_the_way_out_stay_however_narrow() {
        check_entries(40, "] [ change | x swap | ? keys | q back");
        check_entries(60, "] [ change | , . outlet | Tab side | ? keys | q back");
    }
}
