//! XML that may be wrong, as a stream of pieces: what a strict parser refuses costs a few characters and not the document.

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::entities::{character, unescape};

/// Faults after which reading stops: every one may have cost a look at all the rest, so without a limit a file of faults
/// alone would take the square of its length.
const MOST_FAULTS: usize = 200;

/// How often the length of a text may be looked at again because of faults, and the bytes that are always allowed, so that a feed
/// of the usual size never meets this limit.
const LOOKS: usize = 10;
const FREE_LOOKS: usize = 4 * 1024 * 1024;

/// The most attributes kept of one element.
const MOST_ATTRIBUTES: usize = 64;

/// One piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// `<name …>`; a self-closing element gives an [`Piece::Close`] as well.
    Open(Tag),
    /// `</name>`, as written, whether or not it closes anything.
    Close(String),
    /// Character data, entities resolved.
    Text(String),
}

/// An opening tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// The name as written, with its prefix.
    pub(super) name: String,
    /// Attributes in order, values with entities resolved.
    pub(super) attributes: Vec<(String, String)>,
    /// Where the tag begins, in bytes.
    pub(super) at: usize,
}

impl Tag {
    /// The value of an attribute, whatever the case of its name and its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let local = |key: &str| key.rsplit(':').next().unwrap_or(key).eq_ignore_ascii_case(name);
        let exact = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        exact.or_else(|| self.attributes.iter().find(|(key, _)| local(key))).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a text.
pub(super) struct Markup<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where in the text the reader began.
    from: usize,
    /// Where markup was wrong first.
    pub(super) fault: Option<usize>,
    /// How often it was.
    faults: usize,
    /// How many bytes were looked at in vain.
    looked: usize,
    /// Whether reading stopped before the end of the text.
    pub(super) gave_up: bool,
}

impl<'t> Markup<'t> {
    pub(super) fn new(text: &'t str) -> Markup<'t> {
        Markup { text, reader: reader(text), from: 0, fault: None, faults: 0, looked: 0, gave_up: false }
    }

    /// How far reading has come, in bytes.
    fn at(&self) -> usize {
        self.from + self.reader.buffer_position() as usize
    }

    /// Goes on after a fault: what could not be markup is text, or left out where it only opens something.
    fn recover(&mut self, error: &Error, before: usize) -> Option<Piece> {
        self.faults += 1;
        let at = match error {
            Error::Syntax(_) => self.from + self.reader.error_position() as usize,
            _ => self.at(),
        };
        self.fault.get_or_insert(at.min(before.max(at)));
        if matches!(error, Error::Syntax(_)) {
            self.looked += self.text.len().saturating_sub(at);
        }
        if self.faults > MOST_FAULTS || self.looked > (LOOKS * self.text.len()).max(FREE_LOOKS) {
            self.gave_up = true;
            self.restart(self.text.len());
            return None;
        }
        let Error::Syntax(syntax) = error else {
            // quick-xml has stepped over what was wrong, except at the very end of what it can read.
            if self.at() <= before {
                self.restart(before + 1);
            }
            return None;
        };
        let opening = match syntax {
            SyntaxError::UnclosedCData => "<![CDATA[",
            SyntaxError::UnclosedComment => "<!--",
            SyntaxError::UnclosedDoctype => "<!DOCTYPE",
            SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => "<?",
            SyntaxError::InvalidBangMarkup => "<!",
            _ => {
                self.restart(at + 1);
                return Some(Piece::Text("<".to_owned()));
            }
        };
        self.restart(at + opening.len());
        None
    }

    fn restart(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        self.from = at;
        self.reader = reader(&self.text[at..]);
    }
}

impl Iterator for Markup<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let before = self.at();
            match self.reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => return Some(Piece::Open(tag(&start, before))),
                Ok(Event::End(end)) => return Some(Piece::Close(end.name().0.trim().to_owned())),
                Ok(Event::Text(text)) => return Some(Piece::Text(text.into_inner().into_owned())),
                Ok(Event::CData(data)) => return Some(Piece::Text(data.into_inner().into_owned())),
                Ok(Event::GeneralRef(name)) => return Some(Piece::Text(entity(&name))),
                Ok(Event::Eof) => return None,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(error) => {
                    if let Some(piece) = self.recover(&error, before) {
                        return Some(piece);
                    }
                }
            }
        }
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

fn tag(start: &BytesStart<'_>, at: usize) -> Tag {
    let mut attributes = start.html_attributes();
    // The check for repeated names compares every two of them, which a hostile file makes expensive.
    attributes.with_checks(false);
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        (attribute.key.0.to_owned(), unescape(&attribute.value))
    };
    Tag {
        name: start.name().0.to_owned(),
        attributes: attributes.filter_map(Result::ok).take(MOST_ATTRIBUTES).map(pair).collect(),
        at,
    }
}

/// The character of an entity. One that is not known stays as written.
fn entity(name: &str) -> String {
    character(name).map_or_else(|| format!("&{name};"), String::from)
}

/// Gives the line, counted from 1, of places in a text; each call costs what lies between it and the last.
pub(super) fn line_counter(text: &str) -> impl FnMut(usize) -> usize + '_ {
    let (mut last, mut line) = (0, 1);
    move |at| {
        let at = at.clamp(last, text.len());
        line += text.as_bytes()[last..at].split(|&b| b == b'\n').count() - 1;
        last = at;
        line
    }
}
