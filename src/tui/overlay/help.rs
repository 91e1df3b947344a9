//! The keys, generated from the table of commands and the reader's keymap.

use ratatui::text::{Line, Span};

use super::Sheet;
use crate::theme::{StyleRole, Theme};
use crate::tui::command::{COMMANDS, Scope};
use crate::tui::keymap::Keymap;
use crate::tui::wrap::wrap;

/// Columns for the keys, and the space after them.
const KEYS: usize = 22;

/// Every command that has a key, the screen's own first, in `width` columns.
pub(in crate::tui) fn help(scopes: &[Scope], keymap: &Keymap, width: usize, theme: &Theme) -> Sheet {
    let others = [
        Scope::List,
        Scope::Search,
        Scope::Sources,
        Scope::Claims,
        Scope::Timeline,
        Scope::Compare,
        Scope::Reader,
        Scope::Text,
        Scope::Find,
        Scope::Everywhere,
    ];
    let others = others.into_iter().filter(|scope| !scopes.contains(scope));
    let mut lines = Vec::new();
    for scope in scopes.iter().copied().chain(others) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(scope.title(), theme.style(StyleRole::Heading)));
        for info in COMMANDS.iter().filter(|info| info.scope == scope && !keymap.keys(info.command).is_empty()) {
            let keys: Vec<String> = keymap.keys(info.command).iter().map(ToString::to_string).collect();
            lines.extend(entry(&keys.join(" "), info.doc, width, theme));
        }
    }
    Sheet { title: "Keys", lines }
}

/// Keys on the left, what they do on the right, each wrapped in its own column.
fn entry(keys: &str, doc: &str, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let column = KEYS.min(width / 2);
    let room = width.saturating_sub(column + 2).max(8);
    let (left, right) = (wrap(keys, column.saturating_sub(2)), wrap(doc, room));
    (0..left.len().max(right.len()))
        .map(|n| {
            let keys = left.get(n).map_or("", |range| &keys[range.clone()]);
            let doc = right.get(n).map_or("", |range| &doc[range.clone()]);
            Line::from(vec![
                Span::styled(format!("  {keys:<column$}"), theme.style(StyleRole::StatusKey)),
                Span::raw(doc.to_owned()),
            ])
        })
        .collect()
}
