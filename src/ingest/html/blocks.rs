//! From elements to paragraphs: blocks begin and end them, white space collapses, marks that look like text go.

use super::outline::{Node, Outline};
use super::tags;
use crate::text::{Role, neutralise};

/// One paragraph as found in the markup.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Its words on one line, harmless to a terminal.
    pub(super) text: String,
    /// The role its element gives it.
    pub(super) role: Option<Role>,
    /// The place of the innermost block element around it.
    pub(super) holder: usize,
    /// The places of its nodes: from the first word to before the next paragraph.
    pub(super) nodes: std::ops::Range<usize>,
}

/// The most paragraphs taken from one piece of markup.
pub(super) const MOST_BLOCKS: usize = 50_000;

/// The paragraphs inside a node. `skip` says which elements to leave out with all inside them.
pub(super) fn blocks(outline: &Outline, root: usize, skip: impl Fn(usize) -> bool) -> Vec<Block> {
    let mut writer =
        Writer { outline, blocks: Vec::new(), text: String::new(), holder: root, breaks: 0, from: root, at: root };
    // Blocks whose end is still to come.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut at = root;
    let end = outline.nodes.get(root).map_or(0, |node| node.end);
    while at < end && writer.blocks.len() < MOST_BLOCKS {
        while let Some(&(_, holder)) = ends.last().filter(|(close, _)| *close <= at) {
            writer.at = at;
            writer.flush();
            writer.holder = holder;
            ends.pop();
        }
        let node = &outline.nodes[at];
        writer.at = at;
        if let Some(text) = node.text() {
            writer.write(text, in_preformatted(outline, at));
        } else if skip(at) || matches!(node.name(), "head" | "title") {
            writer.flush_if_block(node);
            at = node.end;
            continue;
        } else if node.name() == "br" {
            writer.line_break();
        } else if is_short_cell(outline, at) {
            writer.cell();
        } else if tags::is_block(node.name()) {
            writer.flush();
            ends.push((node.end, writer.holder));
            writer.holder = at;
        }
        at += 1;
    }
    writer.at = end;
    writer.flush();
    writer.blocks
}

struct Writer<'o> {
    outline: &'o Outline,
    blocks: Vec<Block>,
    text: String,
    holder: usize,
    /// Line breaks since the last word.
    breaks: usize,
    /// Where the paragraph begins, and where the writer is.
    from: usize,
    at: usize,
}

impl Writer<'_> {
    fn write(&mut self, text: &str, preformatted: bool) {
        if preformatted {
            for (k, line) in text.split('\n').enumerate() {
                if k > 0 {
                    self.line_break();
                }
                self.words(line);
            }
        } else {
            self.words(text);
        }
    }

    fn words(&mut self, text: &str) {
        let blank = |c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}';
        if !text.contains(|c| !blank(c)) {
            self.space(!text.is_empty());
            return;
        }
        self.breaks = 0;
        if self.text.is_empty() {
            self.from = self.at;
        }
        self.space(text.starts_with(blank));
        for (k, word) in text.split(blank).filter(|word| !word.is_empty()).enumerate() {
            self.space(k > 0);
            self.text.push_str(word);
        }
        self.space(text.ends_with(blank));
    }

    fn space(&mut self, wanted: bool) {
        if wanted && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// The cells of a row stand on one line.
    fn cell(&mut self) {
        if !self.text.trim_end().is_empty() {
            self.space(true);
            self.text.push_str("| ");
        }
    }

    /// One break is a space; the second ends the paragraph.
    fn line_break(&mut self) {
        self.space(true);
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        }
    }

    fn flush_if_block(&mut self, node: &Node) {
        if tags::is_block(node.name()) {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        let text = neutralise(text.trim());
        if text.contains(|c: char| !c.is_whitespace()) {
            let role = role_of(self.outline, self.holder);
            self.blocks.push(Block { text: text.into_owned(), role, holder: self.holder, nodes: self.from..self.at });
        }
    }
}

/// How far up a paragraph's role is looked for.
const ROLE_REACH: usize = 6;

/// The role an element and those around it give a paragraph.
fn role_of(outline: &Outline, holder: usize) -> Option<Role> {
    let mut at = holder;
    for _ in 0..ROLE_REACH {
        let node = outline.nodes.get(at)?;
        match node.name() {
            "figcaption" | "caption" => return Some(Role::Caption),
            name if tags::is_heading(name) => return Some(Role::Subhead),
            "article" | "body" | "main" | "section" => return None,
            _ => {}
        }
        if node.parent == at {
            return None;
        }
        at = node.parent;
    }
    None
}

/// The longest text of a table's cell that stands on one line with its row, in bytes; longer ones are paragraphs, as in pages that
/// are laid out with a table.
const LONGEST_CELL: usize = 120;

fn is_short_cell(outline: &Outline, at: usize) -> bool {
    let node = &outline.nodes[at];
    if !matches!(node.name(), "td" | "th") {
        return false;
    }
    let mut length = 0;
    outline.nodes[at + 1..node.end].iter().all(|inner| {
        length += inner.text().map_or(0, str::len);
        length <= LONGEST_CELL && !tags::is_block(inner.name()) && inner.name() != "br"
    })
}

fn in_preformatted(outline: &Outline, at: usize) -> bool {
    let parent = outline.nodes[at].parent;
    outline.nodes[parent].name() == "pre" || outline.nodes[outline.nodes[parent].parent].name() == "pre"
}
