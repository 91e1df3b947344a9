//! Warnings about files, settings and themes: where, what, and what to do.

use ratatui::text::Line;

use super::Sheet;
use crate::model::Warning;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::lines;

/// All warnings in `width` columns, each with its file, line and remedy.
pub(in crate::tui) fn messages(warnings: &[Warning], width: usize, theme: &Theme) -> Sheet {
    let mut said = Vec::new();
    for warning in warnings {
        if !said.is_empty() {
            said.push(Line::default());
        }
        let place = warning.line.map_or_else(|| warning.source.clone(), |line| format!("{}:{line}", warning.source));
        let mut add = |text: &str, indent: &str, role| {
            let style = theme.style(role);
            for line in lines(text, width.saturating_sub(indent.len()), usize::MAX, "") {
                said.push(Line::styled(format!("{indent}{line}"), style));
            }
        };
        add(&place, "", StyleRole::Heading);
        add(&warning.message, "  ", StyleRole::Warning);
        if let Some(hint) = &warning.hint {
            add(hint, "  ", StyleRole::Popup);
        }
    }
    if said.is_empty() {
        said.push(Line::raw("No warnings."));
    }
    Sheet { title: "Messages", lines: said }
}
