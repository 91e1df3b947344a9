//! A parsed page as one list in reading order, so that what is done with it is a loop and never a recursion.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, LocalName, NodeData, NodeId};

use super::trim::{Trimmed, trim};

/// Elements and texts in reading order; each knows its parent and where its content ends.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
    /// The contents of the scripts that hold JSON-LD.
    pub(super) data: Vec<String>,
    /// Whether the page was too large or too deep to be read with all its tags.
    pub(super) cut: bool,
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
    /// A tag's name, and its attributes in order of writing.
    Element(LocalName, Vec<(LocalName, String)>),
}

impl Node {
    /// The element's name, empty for a text.
    pub(super) fn name(&self) -> &str {
        match &self.content {
            Content::Element(name, _) => name,
            Content::Text(_) => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, key: &str) -> Option<&str> {
        let Content::Element(_, attributes) = &self.content else { return None };
        attributes.iter().find(|(name, _)| &**name == key).map(|(_, value)| value.as_str())
    }

    /// The text, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Element(..) => None,
        }
    }
}

/// How a piece of markup is to be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// A page with its head.
    Page,
    /// What may stand in the body of one.
    Fragment,
}

impl Outline {
    /// Parses markup; `None` where the parser gave up on it.
    pub(super) fn of(markup: &str, whole: Whole) -> Option<Outline> {
        let Trimmed { markup, data, cut } = trim(markup);
        // The parser is not ours; a fault of it must cost one page and not the program.
        let nodes = catch_unwind(AssertUnwindSafe(|| match whole {
            Whole::Page => flatten(&Document::from(markup.as_str())),
            Whole::Fragment => flatten(&Document::fragment(markup.as_str())),
        }))
        .ok()?;
        Some(Outline { nodes, data, cut })
    }

    /// Whether one node stands inside another, or is it.
    pub(super) fn is_inside(&self, inner: usize, outer: usize) -> bool {
        inner >= outer && inner < self.nodes[outer].end
    }

    /// The elements around a node, from its parent outwards.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let parent = move |at: usize| Some(self.nodes[at].parent).filter(|&parent| parent != at);
        std::iter::successors(parent(at), move |&at| parent(at))
    }

    /// The text inside a node on one line, for what is short: titles, names and dates. Of a longer text its beginning.
    pub(super) fn text_of(&self, at: usize) -> String {
        const LONGEST: usize = 4_000;
        let mut text = String::new();
        for part in self.nodes[at..self.nodes[at].end].iter().filter_map(Node::text) {
            text.push_str(&part[..part.floor_char_boundary(LONGEST)]);
            if text.len() >= LONGEST {
                break;
            }
        }
        text.split_whitespace().collect::<Vec<&str>>().join(" ")
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
        let element = matches!(content, Content::Element(..));
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
        NodeData::Element(element) => {
            let attributes = element.attrs.iter().map(|attr| (attr.name.local.clone(), attr.value.to_string()));
            Some(Content::Element(element.name.local.clone(), attributes.collect()))
        }
        _ => None,
    }
}
