//! Where the article stands on a page, and which of the paragraphs there are its own.
//!
//! Paragraphs vote for the elements around them, more for those close by, as in Mozilla's Readability; the element with the most
//! votes is widened as long as what it gains is prose. In it, what is mostly links or stands under a heading of such is left out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::{Block, blocks};
use super::furniture::{Sizes, Trust, furniture, names};
use super::outline::Outline;
use crate::text::Role;

/// Letters from which a paragraph votes.
const PROSE: u32 = 20;

/// When a page's names of classes are taken to mislead: fewer letters than these are found with them, and this many times more
/// without them.
const LITTLE: u32 = 500;
const TIMES_MORE: u32 = 3;

/// The article of a page: its paragraphs in order, none where the page has none.
pub(super) fn body(outline: &Outline, heading: Option<usize>) -> Vec<Block> {
    if outline.nodes.is_empty() {
        return Vec::new();
    }
    let sizes = Sizes::of(outline);
    let (found, letters) = article(outline, &sizes, heading, Trust::Names);
    if letters >= LITTLE {
        return found;
    }
    // A page can call the part that holds its article anything.
    let (other, more) = article(outline, &sizes, heading, Trust::FewNames);
    if more > letters * TIMES_MORE { other } else { found }
}

/// The article as it is found when names are trusted so far, and the letters of its paragraphs of running text.
fn article(outline: &Outline, sizes: &Sizes, heading: Option<usize>, trust: Trust) -> (Vec<Block>, u32) {
    let away = furniture(outline, sizes, heading, trust);
    let all = blocks(outline, 0, |at| away[at]);
    let page = Page { outline, sizes, all, heading };
    let found = page.holder().map_or_else(Vec::new, |holder| page.paragraphs(holder));
    let letters = found.iter().filter(|block| page.weight(block) > 0.0 || block.role == Some(Role::Body));
    let letters = letters.map(|block| sizes.letters(&block.nodes)).sum();
    (found, letters)
}

struct Page<'o> {
    outline: &'o Outline,
    sizes: &'o Sizes,
    all: Vec<Block>,
    heading: Option<usize>,
}

impl Page<'_> {
    /// The element that holds the article.
    fn holder(&self) -> Option<usize> {
        let votes = self.votes();
        let weighed = votes.iter().map(|(&at, &vote)| {
            let nodes = at..self.outline.nodes[at].end;
            (at, vote * (1.0 - self.sizes.link_share(&nodes)) * self.likelihood(at))
        });
        let (best, _) = weighed.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        Some(self.widened(best))
    }

    fn votes(&self) -> BTreeMap<usize, f64> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for block in &self.all {
            *shared.entry(block.holder).or_default() += 1;
        }
        let mut votes = BTreeMap::new();
        for block in &self.all {
            let weight = self.weight(block);
            if weight <= 0.0 {
                continue;
            }
            // Words right inside an element that holds several paragraphs are its own; a paragraph's element votes for others.
            let own = shared[&block.holder] > 1 && self.outline.nodes[block.holder].name() != "p";
            let up = self.outline.around(block.holder).filter(|&at| !self.is_wrapper(at));
            let reach = own.then_some(block.holder).into_iter().chain(up);
            for (level, at) in reach.take(5).enumerate() {
                let share = [1.0, 0.5, 0.25, 0.12, 0.06][level];
                *votes.entry(at).or_default() += weight * share;
            }
        }
        votes
    }

    /// Lists and quotations hold parts of an article and not the whole of it.
    fn is_wrapper(&self, at: usize) -> bool {
        matches!(self.outline.nodes[at].name(), "blockquote" | "ul" | "ol" | "li" | "p" | "tr" | "tbody" | "dl")
    }

    /// How much a paragraph says that it stands in the article.
    fn weight(&self, block: &Block) -> f64 {
        let letters = self.sizes.letters(&block.nodes);
        if letters < PROSE || block.role.is_some() || matches!(self.outline.nodes[block.holder].name(), "li" | "tr") {
            return 0.0;
        }
        let commas = block.text.matches([',', '，', '、', '،']).count().min(6) as f64;
        let length = (f64::from(letters) / 80.0).min(4.0);
        (1.0 + commas * 0.5 + length) * (1.0 - self.sizes.link_share(&block.nodes)).powi(2)
    }

    fn likelihood(&self, at: usize) -> f64 {
        let node = &self.outline.nodes[at];
        if node.attribute("itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("articleBody")) {
            return 2.0;
        }
        let said = names(node)
            .any(|name| matches!(name.as_str(), "article" | "body" | "content" | "entry" | "post" | "story" | "text"));
        if said { 1.2 } else { 1.0 }
    }

    /// Widens the element found as long as what an element around it adds is prose: an article can stand in several parts.
    fn widened(&self, found: usize) -> usize {
        let mut holder = found;
        for at in self.outline.around(found).take(6) {
            if matches!(self.outline.nodes[at].name(), "body" | "html") {
                break;
            }
            let (inside, around) = (self.prose(holder), self.prose(at));
            let gained = around.0 - inside.0;
            let added = (around.1 - inside.1).max(1);
            // Of a short text, half as much again is a lot.
            let enough = gained >= 100 || (gained > 0 && gained * 2 >= inside.0);
            if enough && f64::from(gained) / f64::from(added) >= 0.7 {
                holder = at;
            }
        }
        holder
    }

    /// Letters of prose inside an element, and all its letters that are no furniture.
    fn prose(&self, at: usize) -> (u32, u32) {
        let (mut prose, mut all) = (0, 0);
        for block in self.inside(at) {
            let letters = self.sizes.letters(&block.nodes);
            all += letters;
            if self.weight(block) > 1.5 {
                prose += letters;
            }
        }
        (prose, all)
    }

    fn inside(&self, at: usize) -> &[Block] {
        let end = self.outline.nodes[at].end;
        let from = self.all.partition_point(|block| block.nodes.start < at);
        let to = self.all.partition_point(|block| block.nodes.start < end);
        &self.all[from..to]
    }

    /// Where the article begins inside its element: at the heading, unless a good part of the text stands above that.
    fn start(&self, holder: usize) -> usize {
        let Some(heading) = self.heading.filter(|&heading| self.outline.is_inside(heading, holder)) else {
            return holder;
        };
        let end = self.outline.nodes[holder].end;
        let (above, all) = (self.sizes.plain(&(holder..heading)), self.sizes.plain(&(holder..end)));
        if above * 3 > all { holder } else { heading }
    }

    /// The paragraphs of the article inside its element.
    fn paragraphs(&self, holder: usize) -> Vec<Block> {
        let start = self.start(holder);
        let inside = self.inside(holder).iter().filter(|block| block.nodes.start >= start);
        let mut kept: Vec<Block> = Vec::new();
        for block in inside {
            if self.is_links(block) {
                continue;
            }
            let mut block = block.clone();
            if Some(block.holder) == self.heading {
                continue;
            }
            block.role = self.role(&block);
            kept.push(block);
        }
        without_idle_headings(kept)
    }

    /// Whether a paragraph leads elsewhere: it is nearly all link, or an entry of a list of links.
    fn is_links(&self, block: &Block) -> bool {
        let share = self.sizes.link_share(&block.nodes);
        let around = self
            .outline
            .around(block.holder)
            .take(3)
            .find(|&at| matches!(self.outline.nodes[at].name(), "ul" | "ol" | "table"));
        let list: Option<Range<usize>> = around.map(|at| at..self.outline.nodes[at].end);
        let letters = self.sizes.letters(&block.nodes);
        // "Filed under: ferries, harbours": a label and where it leads.
        let label = share > 0.35
            && letters < 80
            && around.is_none()
            && !block.text.ends_with(['.', '!', '?', '。', '”', '"', ':']);
        share > 0.8 || label || list.is_some_and(|list| self.sizes.link_share(&list) > 0.5)
    }

    /// The role of a paragraph, from its element and the names around it.
    fn role(&self, block: &Block) -> Option<Role> {
        if block.role.is_some() {
            return block.role;
        }
        let nodes = &self.outline.nodes;
        let letters = self.sizes.letters(&block.nodes);
        let near = std::iter::once(block.holder).chain(self.outline.around(block.holder)).take(3);
        for at in near {
            if nodes[at].name() == "figure" {
                return Some(Role::Caption);
            }
            // A name says what an element is as a whole, so it counts where the whole is as short as what it names.
            let whole = self.sizes.letters(&(at..nodes[at].end));
            for name in names(&nodes[at]) {
                match name.as_str() {
                    "caption" | "captions" | "figcaption" if whole < 800 => return Some(Role::Caption),
                    "credit" | "credits" | "copyright" if whole < 120 => return Some(Role::Credit),
                    "byline" | "author" | "authors" if whole < 120 => return Some(Role::Byline),
                    "timestamp" | "date" | "datetime" | "published" if whole < 60 => return Some(Role::Noise),
                    _ => {}
                }
            }
        }
        let listed = matches!(nodes[block.holder].name(), "li" | "tr" | "td" | "th" | "dd" | "dt" | "blockquote");
        let prose = letters >= 60 && matches!(nodes[block.holder].name(), "p" | "div");
        (listed || prose).then_some(Role::Body)
    }
}

/// Headings with nothing of the article under them are left out.
fn without_idle_headings(paragraphs: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(paragraphs.len());
    for block in paragraphs.into_iter().rev() {
        let idle = block.role == Some(Role::Subhead)
            && kept.last().is_none_or(|next: &Block| next.role == Some(Role::Subhead));
        if !idle {
            kept.push(block);
        }
    }
    kept.reverse();
    kept
}
