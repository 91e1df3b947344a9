//! Markdown to the paragraphs a reader reads: marks go, words stay, and what a mark says of a paragraph is kept as its role.
//!
//! An own reader of the marks that articles use (headings, emphasis, links, images, lists, quotations, code), because a
//! Markdown library renders to HTML or to events for it, and the text is wanted here. Tables and footnotes stay as written.

use crate::text::Role;

/// One paragraph: its text on one line, and its role where a mark gives it.
pub(super) type Piece = (String, Option<Role>);

/// Reads the paragraphs; a hard-wrapped one becomes one line. The first heading is the headline, later ones are subheads.
pub(super) fn pieces(markdown: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for line in markdown.lines() {
        let block = Block::of(line);
        if let Block::Underline = block
            && open
        {
            mark_last(&mut pieces, Role::Subhead);
            open = false;
            continue;
        }
        let (text, role, continues, opens) = match block {
            Block::Rule | Block::Underline | Block::Fence => ("", None, false, false),
            Block::Heading(text) => (text, Some(Role::Subhead), false, false),
            Block::Item(text) => (text, Some(Role::Body), false, true),
            Block::Image(text) => (text, Some(Role::Caption), false, false),
            Block::Text(text) => (text, None, true, true),
        };
        let text = inline(text);
        match pieces.last_mut() {
            _ if text.trim().is_empty() => {}
            Some((last, _)) if open && continues => {
                last.push(' ');
                last.push_str(text.trim());
            }
            _ => pieces.push((text.trim().to_owned(), role)),
        }
        open = opens && !text.trim().is_empty();
    }
    if let Some((_, role)) = pieces.iter_mut().find(|(_, role)| *role == Some(Role::Subhead)) {
        *role = Some(Role::Headline);
    }
    pieces
}

fn mark_last(pieces: &mut [Piece], role: Role) {
    if let Some(last) = pieces.last_mut() {
        last.1 = Some(role);
    }
}

/// What one line is, its block mark taken off.
enum Block<'a> {
    /// "# A heading".
    Heading(&'a str),
    /// An entry of a list.
    Item(&'a str),
    /// An image alone on its line.
    Image(&'a str),
    /// A line of a paragraph, or of a quotation.
    Text(&'a str),
    /// "===" or "---": a heading if it stands right under a line of text.
    Underline,
    /// "***".
    Rule,
    /// The start or end of a block of code.
    Fence,
}

impl Block<'_> {
    fn of(line: &str) -> Block<'_> {
        let bare = line.trim();
        let heading = bare.trim_start_matches('#');
        if heading.len() < bare.len() && (heading.is_empty() || heading.starts_with(' ')) {
            return Block::Heading(heading.trim().trim_end_matches('#'));
        }
        if bare.starts_with("```") || bare.starts_with("~~~") {
            return Block::Fence;
        }
        if bare.len() >= 2 && (bare.bytes().all(|b| b == b'=') || bare.bytes().all(|b| b == b'-')) {
            return Block::Underline;
        }
        if is_rule(bare) {
            return Block::Rule;
        }
        if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|mark| bare.strip_prefix(mark)) {
            return Block::Item(item);
        }
        if bare.starts_with("![") && link(bare).is_some_and(|(_, after)| after.is_empty()) {
            return Block::Image(bare);
        }
        Block::Text(bare.strip_prefix('>').unwrap_or(bare))
    }
}

fn is_rule(line: &str) -> bool {
    let marks: String = line.split_whitespace().collect();
    marks.len() >= 3 && ['-', '*', '_'].iter().any(|&mark| marks.chars().all(|c| c == mark))
}

/// Takes emphasis, code, link and image marks off a line.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((shown, after)) = link(rest) {
            // What a link shows holds no link itself, so this goes one level deep.
            out.push_str(&inline(shown));
            rest = after;
            continue;
        }
        let after = &rest[c.len_utf8()..];
        let between_words = out.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        let between_spaces = (out.is_empty() || out.ends_with(' ')) && (after.is_empty() || after.starts_with(' '));
        match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            '`' => {}
            // An asterisk between spaces multiplies, an underscore inside a word is part of it.
            '*' if !between_spaces => {}
            '_' if !between_words && !between_spaces => {}
            c => out.push(c),
        }
        rest = after;
    }
    out
}

/// Beyond this many bytes a bracket opens no link; it keeps a line of a million brackets from being searched a million times.
const LONGEST_LINK: usize = 2_000;

/// A link or image at the head of the text, or an image that is a link: what it shows, and the text after it.
fn link(text: &str) -> Option<(&str, &str)> {
    if let Some(image) = text.strip_prefix('[').filter(|inside| inside.starts_with("![")) {
        let (shown, after) = link(image)?;
        return Some((shown, after_target(after.strip_prefix(']')?)?));
    }
    if let Some(address) = text.strip_prefix("<http") {
        let end = window(address).find(['>', ' '])?;
        return address[end..].starts_with('>').then(|| (&text[1..end + 5], &address[end + 1..]));
    }
    let inside = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?;
    let end = window(inside).find(['[', ']'])?;
    let after = inside[end..].strip_prefix(']')?;
    Some((&inside[..end], after_target(after)?))
}

/// The text after "(address)" or "[name]".
fn after_target(text: &str) -> Option<&str> {
    let (open, close) = if text.starts_with('(') { ('(', ')') } else { ('[', ']') };
    let inside = text.strip_prefix(open)?;
    let end = window(inside).find(close)?;
    Some(&inside[end + 1..])
}

/// The head of a text, as far as a link may reach.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_LINK)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads Markdown and writes each paragraph as "role| text", without a role where no mark gives one.
    fn check_markdown(markdown: &str, expected: &[&str]) {
        let found: Vec<String> = pieces(markdown)
            .into_iter()
            .map(|(text, role)| role.map_or_else(|| text.clone(), |role| format!("{role}| {text}")))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blocks_become_paragraphs_with_roles() {
        check_markdown(
            "# River rises\n\nIt rained\nall night.\n\n## What next\n- Sandbags\n- Boats\n\n> We wait,\n> he said.\n\n***\n\n![The quay](q.jpg)\n",
            &[
                "headline| River rises",
                "It rained all night.",
                "subhead| What next",
                "body| Sandbags",
                "body| Boats",
                "We wait, he said.",
                "caption| The quay",
            ],
        );
        check_markdown(
            "River rises\n===\nIt rained.\n\n---\n\nIt stopped.",
            &["headline| River rises", "It rained.", "It stopped."],
        );
    }

    #[test]
    fn marks_inside_a_line_go_and_words_stay() {
        check_markdown("The *old* **quay** of `x_y` is [shut](http://a.example/b).", &["The old quay of x_y is shut."]);
        check_markdown(
            "[![Quay](q.jpg)](u) and [one][1] and <https://a.example>",
            &["Quay and one and https://a.example"],
        );
        check_markdown(
            "2 * 3 is 6, snake_case stays, \\*so\\* does this [sic]",
            &["2 * 3 is 6, snake_case stays, *so* does this [sic]"],
        );
    }

    #[test]
    fn a_line_of_brackets_is_kept() {
        let brackets = "[".repeat(5_000);
        check_markdown(&brackets, &[&brackets]);
    }
}
