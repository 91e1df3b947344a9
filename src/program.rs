//! A program and its arguments out of one line, as `PAGER` and `EDITOR` hold them; no shell reads it.

use std::iter::Peekable;
use std::str::Chars;

/// The words of a line: parted by white space, unless it stands in quotes or behind a backslash.
///
/// Quotes and backslashes mean what they mean to a POSIX shell: nothing is read inside single quotes, and inside double ones a
/// backslash is itself before anything but `"`, `\`, `$` and `` ` ``. On Windows, whose paths are full of them, a backslash is
/// always itself. Variables, pipes and wildcards mean nothing. An empty line has no words.
///
/// # Errors
/// A sentence that says what is wrong, where a quote is not closed.
pub fn words(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = line.chars().peekable();
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
    while rest.peek().is_some() {
        words.push(word(&mut rest).ok_or_else(|| format!("a quote is not closed in {line}"))?);
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
    }
    Ok(words)
}

/// One word, up to white space outside of quotes; `None` where a quote is not closed.
fn word(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut word = String::new();
    while let Some(c) = rest.next_if(|c| !c.is_whitespace()) {
        match c {
            '\'' => loop {
                match rest.next()? {
                    '\'' => break,
                    c => word.push(c),
                }
            },
            '"' => loop {
                match rest.next()? {
                    '"' => break,
                    '\\' if !cfg!(windows) => word.extend(escaped(rest)?),
                    c => word.push(c),
                }
            },
            '\\' if !cfg!(windows) => word.extend(rest.next()),
            c => word.push(c),
        }
    }
    Some(word)
}

/// What a backslash in double quotes stands for with the character after it.
fn escaped(rest: &mut Peekable<Chars<'_>>) -> Option<impl Iterator<Item = char> + use<>> {
    let c = rest.next()?;
    let kept = if matches!(c, '"' | '\\' | '$' | '`') { None } else { Some('\\') };
    Some(kept.into_iter().chain([c]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    fn check_words(line: &str, expected: &[&str]) {
        assert_eq!(words(line), Ok(expected.iter().map(|&word| word.to_owned()).collect()), "{line}");
    }

    #[test]
    fn a_line_is_parted_as_a_shell_would() {
        check_words("", &[]);
        check_words("  ", &[]);
        check_words("less", &["less"]);
        check_words(" code  -w\t--new-window ", &["code", "-w", "--new-window"]);
        check_words("'/opt/My Editor/edit' -w", &["/opt/My Editor/edit", "-w"]);
        check_words("emacsclient -a \"\" -t", &["emacsclient", "-a", "", "-t"]);
        check_words("vi '+set tw=72'", &["vi", "+set tw=72"]);
        check_words("a'b c'd\"e f\"", &["ab cde f"]);
        check_words("less; rm -rf $HOME | x", &["less;", "rm", "-rf", "$HOME", "|", "x"]);
    }

    #[test]
    #[cfg(not(windows))]
    fn a_backslash_keeps_the_next_character() {
        check_words(r"/opt/My\ Editor/edit", &["/opt/My Editor/edit"]);
        check_words(r#""a\"b\\c\d""#, &[r#"a"b\c\d"#]);
        check_words(r"'a\b'", &[r"a\b"]);
        check_words(r"a\", &["a"]);
    }

    #[test]
    fn an_open_quote_is_said() {
        for line in ["vi '+set", "vi \"a", "vi \"a\\"] {
            assert!(words(line).is_err_and(|why| why.contains("not closed")), "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_quoted_comes_back_whole(wanted in prop::collection::vec("\\PC{0,12}", 0..5)) {
            let line: Vec<String> = wanted.iter().map(|word| format!("'{}'", word.replace('\'', "'\"'\"'"))).collect();
            prop_assert_eq!(words(&line.join(" ")), Ok(wanted));
        }

        #[test]
        fn no_line_stops_it(line in "\\PC*|[ '\"\\\\a-c]*") {
            let _ = words(&line);
        }
    }
}
