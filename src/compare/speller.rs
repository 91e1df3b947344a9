//! Words as they are compared inside links, each spelling looked at once: a sentence stands in several links, and two tellings of
//! a story share most of their words.

use std::cell::RefCell;
use std::collections::HashMap; // order never read
use std::ops::Deref;
use std::rc::Rc;

use super::mix::Mixed;
use super::numbered::Numbered;
use super::spelling::form;
use super::vocabulary::is_stop_word;
use crate::sides::{Side, Sides};
use crate::text::{Span, WordKind, key, words};

/// What a word is compared by, however it is written.
#[derive(Debug, PartialEq)]
pub(super) struct Spelled {
    /// What facts know it by.
    pub(super) key: String,
    /// What it is compared by.
    pub(super) form: String,
    /// The number of its form: words of one speller have equal numbers where their forms are equal.
    pub(super) number: u32,
    /// Whether it carries news rather than grammar, if it is no punctuation.
    news: bool,
    month: bool,
}

/// The months, as forms.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Spelled {
    /// Whether it is a month.
    pub(super) fn is_month(&self) -> bool {
        self.month
    }

    /// The day of a month that it is: "9", "9th".
    pub(super) fn day(&self) -> Option<u32> {
        let digits = self.key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }
}

/// One token of a link's text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Bytes of the document's text, the space after it included.
    pub(super) span: Span,
    /// What it is compared by.
    word: Rc<Spelled>,
    /// Whether it is punctuation.
    pub(super) punctuation: bool,
    /// Whether it carries news rather than grammar.
    pub(super) content: bool,
}

impl Deref for Token {
    type Target = Spelled;

    fn deref(&self) -> &Spelled {
        &self.word
    }
}

/// The tokens of a stretch of text, shared by the links it stands in.
pub(super) type Tokens = Rc<[Token]>;

/// Reads stretches of two texts. Its tables are asked and never walked, so their order reaches nothing.
#[derive(Debug, Default)]
pub(super) struct Speller {
    known: RefCell<Known>,
    read: RefCell<Sides<HashMap<Span, Tokens, Mixed>>>, // order never read
}

/// The words met so far.
#[derive(Debug, Default)]
struct Known {
    /// As published, and what each is compared by.
    written: Numbered,
    spelled: Vec<Rc<Spelled>>,
    forms: Numbered,
}

impl Speller {
    /// What a word as published is compared by.
    pub(super) fn spelled(&self, word: &str) -> Rc<Spelled> {
        let known = &mut *self.known.borrow_mut();
        let at = known.written.number(word) as usize;
        if at == known.spelled.len() {
            let key = key(word);
            let form = form(&key);
            let number = known.forms.number(&form);
            let (news, month) = (!is_stop_word(&key), MONTHS.contains(&form.as_str()));
            known.spelled.push(Rc::new(Spelled { key, form, number, news, month }));
        }
        Rc::clone(&known.spelled[at])
    }

    /// The tokens of a stretch of a side's text, which is the same text whenever this speller is asked.
    pub(super) fn tokens(&self, side: Side, text: &str, span: Span) -> Tokens {
        let known = self.read.borrow()[side].get(&span).map(Rc::clone);
        known.unwrap_or_else(|| {
            let tokens = self.read_tokens(text, span);
            self.read.borrow_mut()[side].insert(span, Rc::clone(&tokens));
            tokens
        })
    }

    fn read_tokens(&self, text: &str, span: Span) -> Tokens {
        let stretch = span.of(text);
        let token = |word: crate::text::Word| {
            let spelled = self.spelled(word.core.of(stretch));
            let punctuation = word.kind == WordKind::Punctuation;
            let content = !punctuation && spelled.news;
            Token { span: word.span.shifted(span.start), word: spelled, punctuation, content }
        };
        words(stretch).into_iter().map(token).collect()
    }
}
