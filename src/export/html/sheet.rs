//! A page being written. Markup comes from the program alone: [`Sheet::raw`] takes only text compiled into it, and everything
//! else goes through a method that leaves it no way to be markup.

use std::fmt::Write as _;

use url::Url;

use crate::text::neutralise;

/// The page so far.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    out: String,
}

impl Sheet {
    /// Markup of the program's own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Sheet {
        self.out.push_str(markup);
        self
    }

    /// Words from outside, as words and nothing else. What would hide or reorder text is left out, as on screen.
    pub(super) fn text(&mut self, words: &str) -> &mut Sheet {
        for c in neutralise(words).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // A parser would make a line feed of it, and the text would not be the same.
                '\r' => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self
    }

    /// A number.
    pub(super) fn number(&mut self, number: usize) -> &mut Sheet {
        let _ = write!(self.out, "{number}");
        self
    }

    /// A colour as a custom property of the style sheet.
    pub(super) fn colour(&mut self, name: &'static str, [r, g, b]: [u8; 3]) -> &mut Sheet {
        let _ = write!(self.out, "--{name}:#{r:02x}{g:02x}{b:02x};");
        self
    }

    /// Words in a tongue and direction of their own: which language a text is in is not known, and its letters tell the direction.
    pub(super) fn quoted(&mut self, words: &str) -> &mut Sheet {
        self.raw("<bdi lang=\"\">").text(words.trim()).raw("</bdi>")
    }

    /// An address: a link where it is one of the web, and else its letters.
    pub(super) fn address(&mut self, address: &str) -> &mut Sheet {
        match Url::parse(address.trim()) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                self.raw("<a rel=\"noopener noreferrer nofollow\" href=\"").text(url.as_str()).raw("\">");
                self.quoted(address).raw("</a>")
            }
            _ => self.quoted(address),
        }
    }

    /// The whole page.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_address(address: &str, expected: Option<&str>) {
        let mut sheet = Sheet::default();
        sheet.address(address);
        let page = sheet.finish();
        let link = page.split_once(" href=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(link, _)| link);
        assert_eq!(link, expected, "{page}");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        check_address("https://ledger.example/a?b=1&c=2", Some("https://ledger.example/a?b=1&amp;c=2"));
        check_address("HTTP://ledger.example", Some("http://ledger.example/"));
        check_address("https://ledger.example/\"onload=\"x", Some("https://ledger.example/%22onload=%22x"));
        check_address("javascript:alert(1)", None);
        check_address(" java\nscript:alert(1)", None);
        check_address("data:text/html,<b>", None);
        check_address("file:///etc/passwd", None);
        check_address("//ledger.example", None);
        check_address("", None);
    }

    #[test]
    fn words_stay_words() {
        let mut sheet = Sheet::default();
        sheet.text("</p><script>'\"&amp;\u{0}\u{202e}\r");
        assert_eq!(sheet.finish(), "&lt;/p&gt;&lt;script&gt;&#39;&quot;&amp;amp;\u{fffd}\u{fffd}");
    }
}
