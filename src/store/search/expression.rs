//! A query in the notation of the engine's full text: everything in quotes, so that nothing typed is taken for an operator.

use super::query::{Query, Words};
use super::unspaced::{Piece, in_twos, pieces};

/// What must match, and what must not where nothing must.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// No words at all.
    None,
    /// Versions that match.
    Match(String),
    /// Versions that do not match.
    NoMatch(String),
}

/// The expression of a query's words.
pub(super) fn expression(query: &Query) -> Expression {
    let all = joined(&query.words, " AND ");
    let none = joined(&query.without, " OR ");
    match (all.is_empty(), none.is_empty()) {
        (true, true) => Expression::None,
        (true, false) => Expression::NoMatch(none),
        (false, true) => Expression::Match(all),
        (false, false) => Expression::Match(format!("({all}) NOT ({none})")),
    }
}

fn joined(words: &[Words], by: &str) -> String {
    words.iter().map(quoted).collect::<Vec<_>>().join(by)
}

fn quoted(words: &Words) -> String {
    let column = if words.outlet { "outlet : " } else { "" };
    let found = pieces(&words.text);
    let mut open = words.open;
    let mut tokens = String::new();
    for (k, piece) in found.iter().enumerate() {
        tokens.push(' ');
        match piece {
            Piece::Spaced(text) => tokens.push_str(&text.replace('"', " ")),
            Piece::Unspaced(run) => {
                let last = k + 1 == found.len();
                tokens.push_str(&in_twos(run, !last).join(" "));
                // One character alone is only known as the first of two.
                open |= last && run.chars().nth(1).is_none();
            }
        }
    }
    format!("{column}\"{}\"{}", tokens.trim(), if open { "*" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &Expression) {
        let query = Query::parse(text, jiff::civil::date(2026, 4, 20)).expect("a query");
        assert_eq!(&expression(&query), expected);
    }

    #[test]
    fn words_are_quoted_and_runs_cut_as_in_the_texts() {
        check("", &Expression::None);
        check("NOT \"a b\" c", &Expression::Match("\"NOT\" AND \"a b\" AND \"c\"*".to_owned()));
        check("a -b -outlet:c", &Expression::Match("(\"a\") NOT (\"b\" OR outlet : \"c\"*)".to_owned()));
        check("-b", &Expression::NoMatch("\"b\"*".to_owned()));
        check("\"東京都\" \"東\" x", &Expression::Match("\"東京 京都\" AND \"東\"* AND \"x\"*".to_owned()));
        check("\"NHK東京X\"", &Expression::Match("\"NHK 東京 京 X\"".to_owned()));
    }
}
