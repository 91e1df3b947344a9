//! The Compare screen: two versions side by side, as a component the shell hosts.
//!
//! [`CompareView`] is plain data that changes in [`CompareView::apply`] and its kin; [`draw`] shows it and never changes it.
//! Both are given the same area and theme, because where a line breaks depends on them. What happens to a row on its way to the
//! screen, one file a step:
//!
//! ```text
//! rows --kind--> folds --> items --spans--> inked text --wrap--> lines --(layout)--> blocks --scroll--> body
//! ```

mod act;
mod badge;
mod blocks;
mod body;
mod counterpart;
mod find;
mod folds;
mod geometry;
mod hand;
mod header;
mod info;
mod ink;
mod inline;
mod kind;
mod legend;
mod lens;
mod made;
mod menu;
mod moves;
mod reasons;
mod rows;
mod ruler;
mod scroll;
mod side_by_side;
mod single;
mod spans;
mod stacked;
#[cfg(test)]
mod tests;
mod view;
mod wording;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub use hand::{Deed, Handed};
pub use view::{Anchor, CompareView, Handled, Heading, Layout, ViewSettings};
pub(in crate::tui) use wording::Wording;

use crate::theme::{StyleRole, Theme};

/// Draws the comparison into `area`; where it is small, the lens and then the header give way to the text.
pub fn draw(frame: &mut Frame, area: Rect, view: &CompareView, theme: &Theme) {
    let area = area.intersection(frame.area());
    if area.is_empty() {
        return;
    }
    frame.buffer_mut().set_style(area, theme.style(StyleRole::Base));
    let sheet = view.sheet(area, theme);
    header::draw(frame, view, &sheet);
    if view.items.is_empty() {
        let style = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Muted));
        frame.render_widget(Line::styled("  Both texts are empty.", style), sheet.geometry.body);
    } else {
        let visible = sheet.scroller().visible(view.place(&sheet));
        body::draw(frame, view, &sheet, &visible);
        ruler::draw(frame, view, &sheet, &visible);
    }
    lens::draw(frame, view, &sheet);
    legend::draw(frame, &sheet);
    menu::draw(frame, area, view, theme);
}
