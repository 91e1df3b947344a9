//! What was found in a feed, before anything is made of it.

/// How a text of a feed is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands.
    Plain,
    /// As HTML.
    Html,
    /// As HTML where it has any: forms that do not say hold both.
    #[default]
    Either,
}

/// A text and how to read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) form: Form,
}

impl Text {
    pub(super) fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }
}

/// A feed as found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// What it is, for messages: "RSS", "Atom", "JSON Feed"; `None` where nothing says that it is a feed.
    pub(super) form: Option<&'static str>,
    /// The name of its first element, where it is markup.
    pub(super) root: Option<String>,
    pub(super) title: Slot<Text>,
    /// Its home page.
    pub(super) site: Slot<Link>,
    /// Its own address.
    pub(super) own: Slot<Link>,
    /// Who writes all of it.
    pub(super) author: Slot<Text>,
    pub(super) moved_to: Option<String>,
    /// Minutes between two reads.
    pub(super) ttl: Option<String>,
    /// `hourly`, `daily` and so on, and how often in that time.
    pub(super) period: Option<String>,
    pub(super) frequency: Option<String>,
    pub(super) items: Vec<DraftItem>,
    /// Whether the text broke off before the feed ended.
    pub(super) broke_off: bool,
}

/// A value and how much it is to be trusted; see [`offer`].
pub(super) type Slot<T> = Option<(u8, T)>;

/// Puts a value in its place, unless one as good is there.
pub(super) fn offer<T>(slot: &mut Slot<T>, rank: u8, value: T) {
    if slot.as_ref().is_none_or(|(known, _)| *known < rank) {
        *slot = Some((rank, value));
    }
}

/// An address as written, and what it is relative to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) written: String,
    pub(super) base: Option<String>,
}

/// An item as found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct DraftItem {
    /// Where it begins, in bytes of the text; nothing in JSON, where no place is known.
    pub(super) at: Option<usize>,
    pub(super) title: Slot<Text>,
    pub(super) link: Slot<Link>,
    pub(super) id: Slot<String>,
    pub(super) authors: Vec<(u8, Text)>,
    pub(super) published: Slot<String>,
    pub(super) updated: Slot<String>,
    pub(super) summary: Slot<Text>,
    pub(super) content: Slot<Text>,
    /// The outlet it was taken from, where it names one.
    pub(super) source: Slot<Text>,
}

impl DraftItem {
    /// Whether nothing was found in it that a reader could read or open.
    pub(super) fn is_empty(&self) -> bool {
        self.link.is_none() && self.title.is_none() && self.summary.is_none() && self.content.is_none()
    }
}
