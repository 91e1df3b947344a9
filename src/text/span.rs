//! A range of bytes that can be copied.

/// A half-open range of UTF-8 bytes; both ends lie on character borders of the text it was made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to before `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// An empty span at one place.
    pub const fn empty(at: usize) -> Self {
        Span { start: at, end: at }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers.
    ///
    /// # Panics
    /// If the span was made for another text and does not fit this one.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The same span moved `by` bytes towards the end.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Span { start: self.start + by, end: self.end + by }
    }

    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part both cover, if any byte is shared.
    pub fn overlap(self, other: Span) -> Option<Span> {
        let span = Span::new(self.start.max(other.start), self.end.min(other.end));
        (span.start < span.end).then_some(span)
    }
}
