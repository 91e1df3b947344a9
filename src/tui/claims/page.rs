//! The claims on screen as a page to export: the columns and rows the reader sees.

use std::sync::Arc;

use super::view::ClaimsView;
use crate::export::claims::{Outlet, Page};
use crate::model::{Moment, Story};
use crate::tui::cells::clean;

impl ClaimsView {
    /// The claims of a story, dates as `says` writes them.
    pub(in crate::tui) fn page(&self, story: &Story, says: impl Fn(Moment) -> String) -> Page {
        let told = &self.told;
        let outlet = |(k, document): (usize, &Arc<_>)| {
            let version = told.versions[k];
            let article = story.articles.iter().find(|article| article.versions.iter().any(|info| info.id == version));
            let info = article.and_then(|article| article.versions.iter().find(|info| info.id == version));
            Outlet {
                id: article.map_or(k as i64 + 1, |article| article.id.0),
                name: told.names[k].clone(),
                title: info.map_or_else(String::new, |info| clean(&info.title)),
                url: article.and_then(|article| article.url.clone()),
                published: info.and_then(|info| info.published).map(&says),
                document: Arc::clone(document),
            }
        };
        Page {
            outlets: told.documents.iter().enumerate().map(outlet).collect(),
            claims: told.claims.clone(),
            first: told.first.iter().map(|first| first.map(|(outlet, moment)| (outlet, says(moment)))).collect(),
            wanted: self.rows.clone(),
            pair: told.only_pair(),
            collapse_copies: self.place.folded,
        }
    }
}
