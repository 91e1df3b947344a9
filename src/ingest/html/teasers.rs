//! Teasers of other articles, told by their build: cards that repeat, and articles beside the one of the page.

use std::collections::BTreeMap;

use super::furniture::Sizes;
use super::outline::Outline;
use super::tags;

/// Fewest cards of one build beside each other.
const FEWEST: usize = 3;

/// The most letters of a card outside its links; more is a part of an article.
const LONGEST: u32 = 500;

/// Fewest letters outside links from which an `article` is the one of the page.
const ARTICLE: u32 = 300;

/// Marks the teasers of a page as away.
pub(super) fn mark(outline: &Outline, sizes: &Sizes, heading: Option<usize>, away: &mut [bool]) {
    let holds_heading = |at: usize| heading.is_some_and(|heading| outline.is_inside(heading, at));
    for cards in repeated(outline) {
        let cards: Vec<usize> = cards.into_iter().filter(|&at| is_card(outline, sizes, at)).collect();
        if cards.len() >= FEWEST && !cards.iter().any(|&at| holds_heading(at)) {
            for at in cards {
                away[at] = true;
            }
        }
    }
    let own = heading.and_then(|heading| outline.around(heading).find(|&at| outline.nodes[at].name() == "article"));
    let Some(own) = own.filter(|&own| sizes.plain(&(own..outline.nodes[own].end)) >= ARTICLE) else { return };
    for (at, away) in away.iter_mut().enumerate() {
        let other = outline.nodes[at].name() == "article" && !outline.is_inside(at, own) && !outline.is_inside(own, at);
        *away |= other;
    }
}

/// Elements of one name and first class beside each other under one parent.
fn repeated(outline: &Outline) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(usize, &str, &str), Vec<usize>> = BTreeMap::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        if matches!(node.name(), "div" | "li" | "article" | "section" | "a") || node.name().contains('-') {
            let class = node.attribute("class").and_then(|class| class.split_whitespace().next()).unwrap_or_default();
            groups.entry((node.parent, node.name(), class)).or_default().push(at);
        }
    }
    groups.into_values().filter(|group| group.len() >= FEWEST).collect()
}

/// Whether an element is a picture or heading with a link, and few words besides.
fn is_card(outline: &Outline, sizes: &Sizes, at: usize) -> bool {
    let nodes = at..outline.nodes[at].end;
    if sizes.plain(&nodes) > LONGEST {
        return false;
    }
    nodes.clone().any(|inner| {
        let node = &outline.nodes[inner];
        let inside = inner..node.end;
        if node.name() == "a" && node.attribute("href").is_some() {
            return outline.nodes[inside].iter().any(|node| node.name() == "img" || tags::is_heading(node.name()));
        }
        tags::is_heading(node.name()) && sizes.letters(&inside) > 0 && sizes.link_share(&inside) > 0.8
    })
}
