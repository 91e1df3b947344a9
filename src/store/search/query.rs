//! The language of searches: words, "phrases", and fields such as `outlet:Ledger`. Pure: text in, a [`Query`] or what is wrong out.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// What is looked for. Every part has to hold; a query without parts finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What must stand in one version: in its headline, its text or its outlet's name.
    pub words: Vec<Words>,
    /// What must not stand there.
    pub without: Vec<Words>,
    /// The days the version may be of, first and last.
    pub days: Option<RangeInclusive<Date>>,
    /// What the reader has done.
    pub states: Vec<State>,
}

/// Words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words as typed.
    pub text: String,
    /// Whether the last one may go on.
    pub open: bool,
    /// Whether they have to be in the outlet's name.
    pub outlet: bool,
}

/// What the reader has done with an article or a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Some version was not read.
    Unread,
    /// Every version was read.
    Read,
    /// The story has a star.
    Starred,
    /// A version came after the reader read an earlier one.
    Changed,
}

impl State {
    /// Every state with the word for it.
    pub const ALL: [(&'static str, State); 4] =
        [("unread", State::Unread), ("read", State::Read), ("starred", State::Starred), ("changed", State::Changed)];
}

/// Why a query cannot be understood, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct QueryError {
    /// What is wrong.
    pub what: String,
    /// What can be written instead.
    pub hint: &'static str,
}

impl Query {
    /// Reads a query. `today` is the reader's day, for `date:today` and `date:week`.
    ///
    /// Whatever is no field is words to find: nothing in it is an operator but quotes around a phrase, `-` before what must not
    /// be there, and `*` after a word that may go on, as the last word always may.
    ///
    /// # Errors
    /// A field that does not exist, or a value it cannot have, with those there are.
    pub fn parse(text: &str, today: Date) -> Result<Query, QueryError> {
        let mut query = Query::default();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let token = Token::read(&mut rest);
            query.take(&token, rest.is_empty(), today)?;
            rest = rest.trim_start();
        }
        Ok(query)
    }

    /// Whether it finds everything.
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }

    fn take(&mut self, token: &Token<'_>, last: bool, today: Date) -> Result<(), QueryError> {
        let text = token.value.strip_suffix('*').unwrap_or(token.value);
        let open = !token.quoted && (last || text.len() < token.value.len());
        let field = token.field.map(str::to_ascii_lowercase);
        let words = match field.as_deref() {
            None => Words { text: text.to_owned(), open, outlet: false },
            Some("outlet") => Words { text: text.to_owned(), open: true, outlet: true },
            Some(field @ ("date" | "is")) if token.negated => {
                let hint = "`-` stands before words, phrases and outlet:NAME; is:read is the opposite of is:unread";
                return Err(QueryError { what: format!("`-{field}:` cannot be looked for"), hint });
            }
            Some("date") => {
                self.days = Some(narrowed(self.days.take(), days(token.value, today)?));
                return Ok(());
            }
            Some("is") => {
                self.states.push(state(token.value)?);
                return Ok(());
            }
            Some(field) => {
                let what = format!("there is no `{field}:` to search by");
                let hint = "there are outlet:, date: and is:; in quotes it is words";
                return Err(QueryError { what, hint });
            }
        };
        // What has no letter and no digit is nowhere, and a reader who types one means nothing by it.
        if words.text.contains(char::is_alphanumeric) {
            if token.negated { self.without.push(words) } else { self.words.push(words) }
        }
        Ok(())
    }
}

/// A part of a query as typed.
struct Token<'a> {
    negated: bool,
    field: Option<&'a str>,
    value: &'a str,
    quoted: bool,
}

impl<'a> Token<'a> {
    /// Takes the first token off a text that does not begin with white space.
    fn read(rest: &mut &'a str) -> Token<'a> {
        let bare = rest.strip_prefix('-').filter(|bare| bare.starts_with(|c: char| !c.is_whitespace()));
        let negated = bare.is_some();
        let text = bare.unwrap_or(rest);
        let end = text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
        let (field, value) = match text[..end].split_once(':') {
            Some((field, value)) if is_field(field, value, &text[end..]) => (Some(field), &text[field.len() + 1..]),
            _ => (None, text),
        };
        if let Some(phrase) = value.strip_prefix('"') {
            // A phrase without an end goes on to the end.
            let (phrase, after) = phrase.split_once('"').unwrap_or((phrase, ""));
            *rest = after;
            return Token { negated, field, value: phrase, quoted: true };
        }
        let end = value.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        *rest = after;
        Token { negated, field, value, quoted: false }
    }
}

/// Whether what stands before a colon names a field: letters, with a value after it that makes no address and no time of day.
fn is_field(field: &str, value: &str, after: &str) -> bool {
    let letters = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters && !value.starts_with("//") && (!value.is_empty() || after.starts_with('"') || is_known(field))
}

fn is_known(field: &str) -> bool {
    ["outlet", "date", "is"].iter().any(|known| field.eq_ignore_ascii_case(known))
}

fn state(value: &str) -> Result<State, QueryError> {
    let found = State::ALL.into_iter().find(|(name, _)| value.eq_ignore_ascii_case(name));
    let hint = "there are is:unread, is:read, is:starred and is:changed";
    found.map(|(_, state)| state).ok_or_else(|| QueryError { what: format!("no article is `{value}`"), hint })
}

/// A day, a month or a year, two of them with `..` between, or a word for some; either end may be left out.
fn days(value: &str, today: Date) -> Result<RangeInclusive<Date>, QueryError> {
    let span = |text: &str| span(text, today).ok_or_else(|| unknown_day(value));
    let found = match value.split_once("..") {
        None => span(value)?,
        Some(("", "")) => return Err(unknown_day(value)),
        Some(("", last)) => Date::MIN..=*span(last)?.end(),
        Some((first, "")) => *span(first)?.start()..=Date::MAX,
        Some((first, last)) => *span(first)?.start()..=*span(last)?.end(),
    };
    if found.is_empty() {
        let what = format!("`date:{value}` ends before it begins");
        return Err(QueryError { what, hint: "write the earlier day first" });
    }
    Ok(found)
}

/// The days that "2026-04-20", "2026-04", "2026", "today", "yesterday" or "week" stands for.
fn span(text: &str, today: Date) -> Option<RangeInclusive<Date>> {
    match text {
        "today" => return Some(today..=today),
        "week" => return Some(today.saturating_sub(jiff::Span::new().days(6))..=today),
        "yesterday" => return today.yesterday().ok().map(|day| day..=day),
        _ => {}
    }
    let day = |text: &str| text.parse::<Date>().ok();
    let digits = |from: usize| text.bytes().skip(from).all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 if digits(0) => Some(day(&format!("{text}-01-01"))?..=day(&format!("{text}-12-31"))?),
        7 if digits(5) => day(&format!("{text}-01")).map(|first| first..=first.last_of_month()),
        _ => day(text).map(|day| day..=day),
    }
}

fn unknown_day(value: &str) -> QueryError {
    let hint =
        "write date:2026-04-20, date:2026-04, date:2026, two with .. between, date:today, date:yesterday or date:week";
    QueryError { what: format!("`date:{value}` is no day newsdiff knows"), hint }
}

fn narrowed(before: Option<RangeInclusive<Date>>, days: RangeInclusive<Date>) -> RangeInclusive<Date> {
    match before {
        Some(before) => *before.start().max(days.start())..=*before.end().min(days.end()),
        None => days,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 4, 20);

    /// The query as one line: words with `*` where they may go on and `@` for the outlet's, `-` before what must not be there.
    fn check(text: &str, expected: &str) {
        let query = Query::parse(text, TODAY).expect("a query");
        let words = |words: &Words| {
            let (outlet, open) = (if words.outlet { "@" } else { "" }, if words.open { "*" } else { "" });
            format!("{outlet}{}{open}", words.text)
        };
        let mut parts: Vec<String> = query.words.iter().map(words).collect();
        parts.extend(query.without.iter().map(|without| format!("-{}", words(without))));
        parts.extend(query.days.map(|days| format!("{}..{}", days.start(), days.end())));
        parts.extend(query.states.iter().map(|state| format!("{state:?}")));
        assert_eq!(parts.join("|"), expected, "{text}");
    }

    #[test]
    fn words_phrases_and_what_must_not_be_there() {
        check("harbour bridge", "harbour|bridge*");
        check("\"harbour bridge\" shut", "harbour bridge|shut*");
        check("har* bridge -ferry -\"by air\"", "har*|bridge|-ferry|-by air");
        check("\"never closed", "never closed");
        check("( - * ) AND", "AND*");
        check("-", "");
        check("10:30 https://a.example x: mayor:", "10:30|https://a.example|x:|mayor:*");
    }

    #[test]
    fn fields_narrow_it() {
        check("outlet:Ledger", "@Ledger*");
        check("-outlet:\"Coast Wire\" is:unread IS:Changed", "-@Coast Wire*|Unread|Changed");
        check("date:2026-04-01..2026-04-30 date:week", "2026-04-14..2026-04-20");
        check("date:today", "2026-04-20..2026-04-20");
        check("date:2026-02", "2026-02-01..2026-02-28");
        check("date:2025", "2025-01-01..2025-12-31");
        check("date:2025-11..2026", "2025-11-01..2026-12-31");
        check("date:..2026-01-01", "-009999-01-01..2026-01-01");
    }

    fn check_wrong(text: &str, what: &str, hint: &str) {
        let wrong = Query::parse(text, TODAY).expect_err("no query");
        assert!(wrong.what.contains(what) && wrong.hint.contains(hint), "{wrong:?}");
    }

    #[test]
    fn what_cannot_be_looked_for_is_said_with_what_can() {
        check_wrong("author:okafor", "no `author:`", "outlet:, date: and is:");
        check_wrong("date:soon", "`date:soon` is no day", "date:2026-04-20");
        check_wrong("date:2026-02-30", "is no day", "date:week");
        check_wrong("date:", "is no day", "date:week");
        check_wrong("date:2026-04-30..2026-04-01", "ends before", "earlier day first");
        check_wrong("is:new", "`new`", "is:unread");
        check_wrong("-is:read", "`-is:`", "is:unread");
    }

    proptest! {
        #[test]
        fn nothing_typed_is_too_much_for_it(text in "(\\PC|[\"\\-:* a-z]){0,30}") {
            let _ = Query::parse(&text, TODAY);
        }
    }
}
