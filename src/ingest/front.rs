//! Front matter: what the reader says about a text at its head.

use super::Harvest;
use super::dates::moment;
use crate::model::Moment;

/// What front matter said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Front {
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) published: Option<Moment>,
    pub(super) url: Option<String>,
    pub(super) byline: Option<String>,
}

/// Takes the front matter off a text: `Outlet: Title: Date: URL: Byline:` lines at the very head, with or without `---` lines
/// around them. Without fences the first line must be one of these and a blank line must end them, so that an article that
/// happens to begin with a colon is left alone.
pub(super) fn take<'a>(name: &str, text: &'a str, harvest: &mut Harvest) -> (Front, &'a str) {
    let mut front = Front::default();
    let body = text.trim_start_matches(['\u{feff}', '\n']);
    let skipped = text[..text.len() - body.len()].matches('\n').count();
    let (block, rest, first) = match fenced(body) {
        Some((block, rest)) => (block, rest, skipped + 2),
        None => match unfenced(body) {
            Some((block, rest)) => (block, rest, skipped + 1),
            None => return (front, text),
        },
    };
    for (k, line) in block.lines().enumerate() {
        if let Some((key, value)) = field(line) {
            front.set(key, value, name, first + k, harvest);
        } else if !line.trim().is_empty() {
            harvest.warn(
                name,
                Some(first + k),
                format!("front matter line `{}` is not understood", line.trim()),
                "use Outlet:, Title:, Date:, URL: or Byline:",
            );
        }
    }
    (front, rest)
}

fn fenced(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("---\n")?;
    let end = inside.find("\n---")?;
    let after = &inside[end + 4..];
    Some((&inside[..end], after.strip_prefix('\n').unwrap_or(after)))
}

fn unfenced(text: &str) -> Option<(&str, &str)> {
    field(text.lines().next()?)?;
    let (block, rest) = text.split_once("\n\n")?;
    block.lines().all(|line| field(line).is_some()).then_some((block, rest))
}

fn field(line: &str) -> Option<(&'static str, &str)> {
    const KEYS: [&str; 8] = ["outlet", "title", "date", "published", "url", "link", "byline", "author"];
    let (key, value) = line.split_once(':')?;
    let key = KEYS.iter().find(|known| key.trim().eq_ignore_ascii_case(known))?;
    let value = value.trim();
    // Quotation marks around the whole value are the file's; one that only opens it is the headline's.
    let inside = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).filter(|v| !v.contains('"'));
    Some((key, inside.unwrap_or(value)))
}

impl Front {
    fn set(&mut self, key: &str, value: &str, name: &str, line: usize, harvest: &mut Harvest) {
        if value.is_empty() {
            return;
        }
        let text = Some(value.to_owned());
        match key {
            "outlet" => self.outlet = text,
            "title" => self.title = text,
            "url" | "link" => self.url = text,
            "byline" | "author" => self.byline = text,
            _ => {
                self.published = moment(value);
                if self.published.is_none() {
                    let message = format!("`{value}` is not a date newsdiff knows");
                    harvest.warn(name, Some(line), message, "write it as 2026-04-03 or 2026-04-03T14:10:00Z");
                }
            }
        }
    }
}
