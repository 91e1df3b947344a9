//! Markdown to the text a reader reads: marks go, words stay. Headings stand as lines of their own, which is how the roles
//! know them.

/// Takes the marks off, paragraph by paragraph; a hard-wrapped paragraph becomes one line.
pub(super) fn to_text(markdown: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in markdown.lines() {
        let block = Block::of(line);
        let text = inline(block.text);
        if text.trim().is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if open && block.continues => {
                last.push(' ');
                last.push_str(text.trim());
            }
            _ => paragraphs.push(text.trim().to_owned()),
        }
        open = block.continues || block.opens;
    }
    paragraphs.join("\n\n") + "\n"
}

/// One line: its text without block marks, whether it can go on the paragraph before, and whether the next can go on it.
struct Block<'a> {
    text: &'a str,
    continues: bool,
    opens: bool,
}

impl Block<'_> {
    fn of(line: &str) -> Block<'_> {
        let bare = line.trim_start();
        let heading = bare.trim_start_matches('#');
        if heading.len() < bare.len() && (heading.is_empty() || heading.starts_with(' ')) {
            return Block { text: heading.trim().trim_end_matches('#'), continues: false, opens: false };
        }
        if is_rule(bare) {
            return Block { text: "", continues: false, opens: false };
        }
        if let Some(quoted) = bare.strip_prefix('>') {
            return Block { text: quoted, continues: true, opens: true };
        }
        if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|mark| bare.strip_prefix(mark)) {
            return Block { text: item, continues: false, opens: true };
        }
        Block { text: bare, continues: true, opens: true }
    }
}

fn is_rule(line: &str) -> bool {
    let marks: String = line.split_whitespace().collect();
    marks.len() >= 3 && ['-', '*', '_', '='].iter().any(|&mark| marks.chars().all(|c| c == mark))
}

/// Takes emphasis, code, link and image marks off a line.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((shown, after)) = link(rest) {
            out.push_str(&inline(shown));
            rest = after;
            continue;
        }
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            '*' | '`' => {}
            // An underscore inside a word is part of it.
            '_' if !(out.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)) => {}
            c => out.push(c),
        }
        rest = after;
    }
    out
}

/// A link or image at the head of the text: what it shows, and the text after it.
fn link(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?;
    let (shown, after) = inside.split_once("](")?;
    if shown.contains('[') || shown.contains('\n') {
        return None;
    }
    let (_, after) = after.split_once(')')?;
    Some((shown, after))
}
