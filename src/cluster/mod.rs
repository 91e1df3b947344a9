//! Articles -> Stories: which articles tell one event.
//!
//! A [`Signature`] is an article's title and opening as weighted words. Two articles are as alike as the cosine of their
//! signatures, and [`group`] joins the likest first. Weights come from background statistics and never from what is in the
//! store, so how alike two articles are does not depend on when they arrived, and neither do the stories. Pure: the store
//! keeps the signatures, and [`Nearby`] finds in those of a few days which articles are alike.
//!
//! That two articles tell one event and that they print one copy are two things: the first is said by the words they are about,
//! the second by words in a row, of which a [`Sketch`] keeps a sample.
//!
//! Two wrongs are weighed against each other: articles of two events in one story hide that there are two and make nonsense of
//! a comparison, while one event in two stories can be merged by hand and is seen in a list. So the likeness asked for is
//! the highest of those that group two labelled sets of news about equally well.

mod copy;
mod group;
mod headline;
mod nearby;
mod signature;
mod stems;

pub use copy::{Sketch, copies};
pub use group::{Article, Group, JOIN, group};
pub use headline::headline;
pub use nearby::{FLOOR, Near, Nearby, WINDOW_DAYS};
pub use signature::{Reader, Signature};
