//! What edits put in place of words, and what pages put around articles.

/// One phrase for another, either way.
pub const FOR_ONE_ANOTHER: [(&str, &str); 24] = [
    ("said", "told reporters"),
    ("about", "roughly"),
    ("began", "started"),
    ("near", "close to"),
    ("more than", "over"),
    ("because", "since"),
    ("people", "residents"),
    ("children", "youngsters"),
    ("ask", "call on"),
    ("may", "could"),
    ("will", "is to"),
    ("help", "assist"),
    ("big", "large"),
    ("against", "in opposition to"),
    ("before", "ahead of"),
    ("after", "following"),
    ("show", "indicate"),
    ("found", "discovered"),
    ("closed", "shut"),
    ("killed", "left dead"),
    ("plan", "proposal"),
    ("also", "in addition"),
    ("many", "a number of"),
    ("last", "past"),
];

/// Put between two words.
pub const PUT_IN: [&str; 12] = [
    "also",
    "reportedly",
    "on Monday",
    "at the time",
    "so far",
    "in recent weeks",
    "however",
    "again",
    "once more",
    "in part",
    "this week",
    "according to officials",
];

/// Lines that pages put around and into articles.
pub const CHROME: [&str; 12] = [
    "Advertisement",
    "Share",
    "12 comments",
    "Read more",
    "Sign up for our newsletter and get the news in your inbox.",
    "Story continues below",
    "Print",
    "Most read",
    "2K",
    "Follow us",
    "Related",
    "Subscribe",
];

/// Where a sentence can be cut in two, and what the second half then begins with.
pub const CUTS: [(&str, &str); 8] = [
    (", and ", ""),
    (", but ", "But "),
    ("; ", ""),
    (", which ", "This "),
    (", who ", "The person "),
    (", while ", "Meanwhile, "),
    (", as ", ""),
    (" because ", "The reason was that "),
];
