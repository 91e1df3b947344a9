//! A TOML file being read: where each value stands, and what was wrong with it.
//!
//! The configuration and every theme go through this one reader, so a fault is worded the same way in both: the file, the
//! line, what is wrong, and what to write instead. Reading never fails; what cannot be used is left out.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::model::Warning;

/// A key as it stands in the file.
pub(crate) type Key<'a> = Spanned<DeString<'a>>;
/// A value as it stands in the file.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

/// The text of one file, its name for messages, and the warnings gathered so far.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    source: &'a str,
    text: &'a str,
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    /// Reads TOML and hands its top table to `use_table`, which turns it into a value and complains through the reader.
    ///
    /// Where the TOML itself is broken, what could be recovered is used and only the syntax is reported: any further
    /// complaint might be about text the reader of the file never meant.
    pub(crate) fn read<T>(
        source: &'a str,
        text: &'a str,
        use_table: impl FnOnce(&mut Reader<'a>, DeTable<'a>) -> T,
    ) -> (T, Vec<Warning>) {
        let mut reader = Reader::on(source, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let value = use_table(&mut reader, table.into_inner());
        if !errors.is_empty() {
            reader.warnings.clear();
            for error in errors {
                let message = format!("not valid TOML: {}", error.message().lines().collect::<Vec<_>>().join(", "));
                reader.warn(&error.span().unwrap_or(0..0), message, "the rest of the file is used as far as it goes");
            }
        }
        (value, reader.finish())
    }

    /// Begins on a text whose tables are at hand already.
    pub(crate) fn on(source: &'a str, text: &'a str) -> Reader<'a> {
        Reader { source, text, warnings: Vec::new() }
    }

    /// The warnings, from the top of the file down: tables are walked by key, a person reads by line.
    pub(crate) fn finish(mut self) -> Vec<Warning> {
        self.warnings.sort_by_key(|warning| warning.line);
        self.warnings
    }

    /// The line a byte range begins on, counted from 1.
    pub(crate) fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or(self.text.as_bytes());
        before.split(|&byte| byte == b'\n').count()
    }

    /// Adds a warning about a byte range of the file.
    pub(crate) fn warn(&mut self, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let line = Some(self.line(span));
        self.warnings.push(Warning {
            source: self.source.to_owned(),
            line,
            message: message.into(),
            hint: Some(hint.into()),
        });
    }

    /// Says that nothing here has this name, and which name was probably meant.
    pub(crate) fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        self.warn(&key.span(), format!("unknown key {}", shown(key.get_ref())), did_you_mean(key.get_ref(), known));
    }

    /// Says that a value is of the wrong type; `wanted` reads after "write", as in "true or false".
    pub(crate) fn wrong_type(&mut self, key: &Key<'_>, value: &Value<'_>, wanted: &str) {
        let found = value.get_ref().type_str();
        let message = format!("{} cannot be {} {found}", shown(key.get_ref()), article(found));
        self.warn(&value.span(), message, format!("write {wanted}"));
    }

    /// Text, or a warning.
    pub(crate) fn string<'v>(&mut self, key: &Key<'_>, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "text in quotes");
        }
        text
    }

    /// `true` or `false`, or a warning.
    pub(crate) fn boolean(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, value, "true or false");
        }
        found
    }

    /// A whole number within `range`, or a warning.
    pub(crate) fn integer(&mut self, key: &Key<'_>, value: &Value<'_>, range: Range<u16>) -> Option<u16> {
        let wanted = format!("a whole number from {} to {}", range.start, range.end - 1);
        let Some(digits) = value.get_ref().as_integer() else {
            self.wrong_type(key, value, &wanted);
            return None;
        };
        let number = u16::from_str_radix(digits.as_str(), digits.radix()).ok().filter(|n| range.contains(n));
        if number.is_none() {
            self.warn(&value.span(), format!("{} is out of range", shown(key.get_ref())), format!("write {wanted}"));
        }
        number
    }

    /// One of a few words, or a warning; `words` pairs each word with what it stands for.
    pub(crate) fn choice<T: Copy>(&mut self, key: &Key<'_>, value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.string(key, value)?;
        if let Some(&(_, found)) = words.iter().find(|(word, _)| *word == text) {
            return Some(found);
        }
        let names: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
        let message = format!("{} cannot be {}", shown(key.get_ref()), shown(text));
        self.warn(&value.span(), message, did_you_mean(text, &names));
        None
    }

    /// A table, or a warning.
    pub(crate) fn table<'v, 't>(&mut self, key: &Key<'_>, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        self.section(key, value, key.get_ref())
    }

    /// A table that is a section of this name, or a warning.
    pub(crate) fn section<'v, 't>(
        &mut self,
        key: &Key<'_>,
        value: &'v Value<'t>,
        name: &str,
    ) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, value, &format!("it as a section: [{}]", plain(name)));
        }
        table
    }

    /// A list of texts, or a warning for each entry that is none; a single text counts as a list of one.
    pub(crate) fn strings(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Vec<String>> {
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![text.to_owned()]);
        }
        let Some(entries) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of texts, as in [\"j\", \"down\"]");
            return None;
        };
        Some(entries.iter().filter_map(|entry| self.string(key, entry)).map(str::to_owned).collect())
    }
}

/// The text of a file, or the warning that says why there is none; a file that does not exist is `Ok(None)`.
pub(crate) fn text_of(path: &Path) -> Result<Option<String>, Warning> {
    let problem = |message: String, hint: &str| Warning {
        source: path.display().to_string(),
        line: None,
        message,
        hint: Some(hint.to_owned()),
    };
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..good].split(|&byte| byte == b'\n').count();
                let warning =
                    problem("not UTF-8 text".to_owned(), "save it as UTF-8; the defaults are used until then");
                Err(Warning { line: Some(line), ..warning })
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(problem(format!("cannot be read: {error}"), "the defaults are used")),
    }
}

/// "did you mean" the nearest of the known names, or all of them where none is near.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(found) => format!("did you mean `{found}`?"),
        None => format!("known here: {}", known.join(", ")),
    }
}

/// A name from a file as a message shows it: in backticks, without control characters, and not endlessly long.
pub(crate) fn shown(name: &str) -> String {
    format!("`{}`", plain(name))
}

/// A name without anything a terminal would act on.
fn plain(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut safe: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().count() > LONGEST {
        safe.push('…');
    }
    safe.replace("\\'", "'")
}

/// The known name closest to what was written, if it is close enough to have been meant.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    // A long name cannot be near any of ours, and comparing it would cost its length times the number of names.
    if name.len() > 60 {
        return None;
    }
    let written = name.to_lowercase().replace(['_', ' '], "-");
    let distance = |candidate: &str| strsim::osa_distance(&written, &candidate.replace('_', "-"));
    // A third of the letters wrong is where guesses begin to be about another word.
    let bound = (written.chars().count() / 3).max(1);
    known.iter().copied().map(|k| (distance(k), k)).filter(|&(d, _)| d <= bound).min().map(|(_, k)| k)
}

/// "a" or "an" for the type names TOML has.
fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'i']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_nearest(name: &str, known: &[&str], expected: &str) {
        assert_eq!(did_you_mean(name, known), expected, "for {name:?}");
    }

    #[test]
    fn names_the_word_that_was_probably_meant() {
        check_nearest("thme", &["theme", "ui"], "did you mean `theme`?");
        check_nearest("Left Line", &["left", "left_line"], "did you mean `left_line`?");
        check_nearest("mosue", &["mouse", "measure"], "did you mean `mouse`?");
        check_nearest("zebra", &["theme", "ui"], "known here: theme, ui");
        check_nearest(&"x".repeat(100_000), &["theme"], "known here: theme");
    }

    #[test]
    fn a_message_carries_nothing_a_terminal_acts_on() {
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c"), "`a\\u{1b}[31mb\\u{202e}c`");
        assert_eq!(shown(&"é".repeat(80)), format!("`{}…`", "é".repeat(60)));
        assert_eq!(shown("it's"), "`it's`");
    }
}
