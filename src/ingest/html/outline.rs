//! A parsed page as one list in reading order, so that what is done with it is a loop and never a recursion.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, LocalName, NodeData, NodeId};

use super::trim::trim;

/// Elements and texts in reading order; each knows its parent and where its content ends.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
}

/// One element or text.
pub(super) struct Node {
    pub(super) content: Content,
    /// The place of the element around it; its own for the first.
    pub(super) parent: usize,
    /// The place after the last node inside it.
    pub(super) end: usize,
}

pub(super) enum Content {
    Text(String),
    Element(LocalName),
}

impl Node {
    /// The element's name, empty for a text.
    pub(super) fn name(&self) -> &str {
        match &self.content {
            Content::Element(name) => name,
            Content::Text(_) => "",
        }
    }

    /// The text, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Element(_) => None,
        }
    }
}

impl Outline {
    /// Parses markup; `None` where the parser gave up on it.
    pub(super) fn of(markup: &str) -> Option<Outline> {
        let markup = trim(markup).markup;
        // The parser is not ours; a fault of it must cost one page and not the program.
        let nodes = catch_unwind(AssertUnwindSafe(|| flatten(&Document::fragment(markup.as_str())))).ok()?;
        Some(Outline { nodes })
    }
}

fn flatten(document: &Document) -> Vec<Node> {
    let root = document.root();
    let mut nodes: Vec<Node> = Vec::new();
    // The next thing to visit and its parent's place; siblings wait on the stack, one for each level open.
    let mut open: Vec<(Option<NodeId>, usize)> = vec![(first_child(document, root.id), 0)];
    let mut holders: Vec<usize> = Vec::new();
    while let Some((next, parent)) = open.pop() {
        let Some(id) = next else {
            if let Some(holder) = holders.pop() {
                nodes[holder].end = nodes.len();
            }
            continue;
        };
        let node = root.tree.get_unchecked(&id);
        let (content, sibling) = node.query_or((None, None), |node| (content(&node.data), node.next_sibling));
        open.push((sibling, parent));
        let Some(content) = content else { continue };
        let place = nodes.len();
        let element = matches!(content, Content::Element(_));
        nodes.push(Node { content, parent, end: place + 1 });
        if element {
            holders.push(place);
            open.push((first_child(document, id), place));
        }
    }
    nodes
}

fn first_child(document: &Document, id: NodeId) -> Option<NodeId> {
    document.tree.query_node_or(&id, None, |node| node.first_child)
}

fn content(data: &NodeData) -> Option<Content> {
    match data {
        NodeData::Text { contents } => Some(Content::Text(contents.to_string())),
        NodeData::Element(element) => Some(Content::Element(element.name.local.clone())),
        _ => None,
    }
}
