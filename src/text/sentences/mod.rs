//! Sentences of one paragraph.
//!
//! An own scanner and not UAX 29's sentence borders: those split after every abbreviation before a capital and at every
//! line break, so that most of their answers would have to be taken back. Line breaks are white space here; where
//! paragraphs end is decided before.

mod continuation;
#[cfg(test)]
mod tests;

use super::abbreviations::{Stop, stop_after};
use super::span::Span;
use continuation::{begins_sentence, continues_after_time, is_attribution, is_chinese_attribution, is_month};

/// The sentences of a paragraph in order; they tile it, and each but the last ends with its white space.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut from = 0;
    let mut quote_open = false;
    let mut lettered = false;
    while let Some((at, end)) = next_terminator(paragraph, from) {
        quote_open ^= paragraph[from..at].matches('"').count() % 2 == 1;
        lettered |= paragraph[from..at].contains(char::is_alphanumeric);
        from = end;
        // Marks alone are no sentence.
        if !lettered {
            continue;
        }
        let candidate = Candidate::read(paragraph, start, Span::new(at, end), quote_open);
        if candidate.ends_sentence() {
            found.push(Span::new(start, candidate.next));
            start = candidate.next;
            lettered = false;
        }
    }
    if start < paragraph.len() {
        found.push(Span::new(start, paragraph.len()));
    }
    found
}

/// The next run of sentence-closing marks at or after `from`.
fn next_terminator(text: &str, from: usize) -> Option<(usize, usize)> {
    let at = from + text[from..].find(is_terminator)?;
    let run = text[at..].find(|c| !is_terminator(c)).unwrap_or(text.len() - at);
    Some((at, at + run))
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || ends_without_space(c)
}

/// Marks after which a sentence ends even where no space follows.
fn ends_without_space(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '．'
            | '⁇'
            | '⁈'
            | '⁉'
            | '‽'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '၊'
            | '။'
            | '។'
    )
}

/// A place where a sentence may end, and what stands around it.
struct Candidate<'t> {
    /// The sentence so far, without the terminator.
    before: &'t str,
    /// The closing marks: "." or "?!" or "...".
    terminator: &'t str,
    /// Quotes and brackets that close right after them.
    closers: &'t str,
    /// Whether white space follows the closers.
    spaced: bool,
    /// Where the next sentence would begin, in bytes of the paragraph.
    next: usize,
    /// The text from there.
    after: &'t str,
}

impl<'t> Candidate<'t> {
    /// Looks around the terminator; `quote_open` tells whether a straight double quote is open before it.
    fn read(text: &'t str, start: usize, terminator: Span, quote_open: bool) -> Self {
        let Span { start: at, end } = terminator;
        let mut close = end;
        while let Some(c) = text[close..].chars().next().filter(|&c| is_closer(c) || is_straight_quote(c)) {
            // A straight quote right before a letter opens the next sentence.
            let opens = is_straight_quote(c) && text[close + 1..].starts_with(char::is_alphanumeric);
            if opens {
                break;
            }
            close += c.len_utf8();
        }
        close += detached_quote(&text[close..], quote_open);
        let rest = &text[close..];
        let next = close + (rest.len() - rest.trim_start().len());
        Candidate {
            before: &text[start..at],
            terminator: &text[at..end],
            closers: &text[end..close],
            spaced: next > close,
            next,
            after: &text[next..],
        }
    }

    fn ends_sentence(&self) -> bool {
        if self.after.is_empty() {
            return false;
        }
        if self.terminator.contains(ends_without_space) {
            return self.ends_unspaced();
        }
        if !self.spaced || self.continues() {
            return false;
        }
        if self.terminator == "." { self.full_stop_ends() } else { true }
    }

    /// What follows can only be the rest of this sentence: lower case, or who said the quoted words.
    fn continues(&self) -> bool {
        let first = self.after.chars().take(50).find(|&c| !is_opener(c) && !c.is_whitespace() && !is_dash(c));
        let quoted = self.closers.contains(is_quote);
        first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':'))
            || (quoted && self.terminator != "." && is_attribution(self.after))
    }

    /// Chinese, Japanese and other marks that need no space: the sentence goes on only behind a closing quote.
    fn ends_unspaced(&self) -> bool {
        if self.closers.is_empty() || self.spaced {
            return true;
        }
        // 「…。」と述べた and “……。”他说: what follows says who spoke.
        let hiragana = self.after.chars().next().is_some_and(|c| ('\u{3040}'..='\u{309f}').contains(&c));
        let comma = self.after.starts_with(['，', '、', '。']);
        !(hiragana || comma || is_chinese_attribution(self.after))
    }

    /// A single full stop may belong to the word before it.
    fn full_stop_ends(&self) -> bool {
        // A stop behind which a quote or bracket closes is read like any other: "in the U.S." (he said).
        let word = last_word(self.before);
        let next = first_word(self.after);
        let numbered = self.after.starts_with(|c: char| c.is_numeric() || c == '#' || c == '№');
        match stop_after(word) {
            Stop::Inside => false,
            Stop::BeforeNumber => !numbered,
            Stop::Either => !numbered && begins_sentence(next),
            Stop::Time => !continues_after_time(next),
            Stop::Initial => self.initial_ends(word, next),
            Stop::Plain => !(self.is_list_number(word) || (is_ordinal(word) && (numbered || is_month(next)))),
        }
    }

    /// "Plan B. The" ends, "J. K. Rowling", "George W. Bush" and "M. Durand" do not.
    fn initial_ends(&self, word: &str, next: &str) -> bool {
        let before = self.before[..self.before.len() - word.len()].trim_end();
        let after_lower = last_word(before).chars().next().is_some_and(char::is_lowercase);
        word != "M" && (after_lower || word == "I") && begins_sentence(next)
    }

    /// "1." at the head of a paragraph numbers it.
    fn is_list_number(&self, word: &str) -> bool {
        word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) && self.before.trim() == word
    }
}

/// The length of white space and a closing quotation mark that stands alone behind it: French prints `. »`, and some
/// archives `. " He said`.
fn detached_quote(rest: &str, quote_open: bool) -> usize {
    let trimmed = rest.trim_start();
    let spaced = trimmed.len() < rest.len() && !rest.starts_with('\n');
    let Some(mark) = trimmed.chars().next().filter(|_| spaced) else { return 0 };
    let after = &trimmed[mark.len_utf8()..];
    let alone = after.is_empty() || after.starts_with(char::is_whitespace);
    let closes = matches!(mark, '»' | '”') || (mark == '"' && quote_open);
    if alone && closes { rest.len() - after.len() } else { 0 }
}

/// The word a text ends with, stops inside it included: "U.S" of "in the U.S".
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().find(|&(_, c)| !c.is_alphanumeric() && c != '.');
    start.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

/// The first word of a text, opening marks before it left out.
fn first_word(text: &str) -> &str {
    // A word far behind a wall of marks says nothing of the sentence, and looking for it would cost the wall each time.
    let text = &text[..text.floor_char_boundary(200)];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(text.len());
    &text[..end]
}

/// "3" and "21" as in "am 3. März", and in "3. 5" as some archives print a decimal.
fn is_ordinal(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_straight_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

fn is_quote(c: char) -> bool {
    is_straight_quote(c) || matches!(c, '“' | '”' | '’' | '‘' | '«' | '»' | '」' | '』' | '›')
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '】' | '）' | '》' | '〉' | '］')
        // German closes with the mark that English opens with; behind a stop it can only close.
        || matches!(c, '“' | '‘')
}

fn is_opener(c: char) -> bool {
    is_straight_quote(c)
        || matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '「' | '『' | '（' | '¿' | '¡')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}
