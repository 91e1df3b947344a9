//! Bytes to text: by byte order mark, then as UTF-8, then by what the bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::text::neutralise;

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing, or white space alone.
    Empty,
    /// Zero bytes, or mostly control bytes.
    Binary,
}

impl Fault {
    pub(super) fn message(self) -> &'static str {
        match self {
            Fault::Empty => "holds no text",
            Fault::Binary => "is binary, not text",
        }
    }
}

/// Share of control characters from which a file counts as binary, in percent: text has tabs and line breaks only.
const BINARY_PERCENT: usize = 5;

/// The text, line breaks as `\n` and control characters neutralised.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    decode_as(bytes, None)
}

/// The same for a web page, which may say its charset: in the answer of its server (`declared`), or in a `meta` element near its
/// head. Bytes that read as UTF-8 beyond ASCII are UTF-8 whatever is said, because that happens by no accident and old templates
/// say otherwise.
pub(super) fn decode_page(bytes: &[u8], declared: Option<&str>) -> Result<String, Fault> {
    let label = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    decode_as(bytes, label.or_else(|| in_meta(bytes)))
}

/// How far into a page its charset is looked for, in bytes. Browsers look at 1,024; pages with scripts above it exist.
const META_REACH: usize = 4_096;

/// The charset a `meta` element names, in either of its two spellings.
fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_REACH)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let said = head.split("<meta").skip(1).find_map(|meta| meta.split('>').next()?.split_once("charset"))?.1;
    let said = said.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = said.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.')).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page whose `meta` could be read byte by byte is no UTF-16, as the standard says too.
    Some(if encoding.is_ascii_compatible() || !label.starts_with("utf") { encoding } else { encoding_rs::UTF_8 })
}

fn decode_as(bytes: &[u8], said: Option<&'static Encoding>) -> Result<String, Fault> {
    let wide = said.is_some_and(|encoding| encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE);
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, skip)) => encoding.decode_without_bom_handling(&bytes[skip..]).0,
        None if bytes.contains(&0) && !wide => return Err(Fault::Binary),
        None => match (std::str::from_utf8(bytes), said) {
            (Ok(text), Some(encoding)) if text.is_ascii() => encoding.decode_without_bom_handling(bytes).0,
            (Ok(text), _) => text.into(),
            (Err(_), Some(encoding)) if encoding != encoding_rs::UTF_8 => encoding.decode_without_bom_handling(bytes).0,
            (Err(_), _) => guess(bytes).decode_without_bom_handling(bytes).0,
        },
    };
    let lines =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { Cow::Borrowed(&*text) };
    let harmless = neutralise(&lines);
    // Where nothing had to be made harmless there are no controls to count.
    if matches!(harmless, Cow::Owned(_)) && control_share_is_high(&text) {
        return Err(Fault::Binary);
    }
    if lines.trim().is_empty() {
        return Err(Fault::Empty);
    }
    Ok(harmless.into_owned())
}

/// Whether so many of the characters are controls that this is no text.
fn control_share_is_high(text: &str) -> bool {
    // Controls below 0x80 are one byte, and the others 0xc2 with one below 0xa0 behind it.
    let low = text.bytes().filter(|&b| b < b' ' && !matches!(b, b'\n' | b'\r' | b'\t' | b'\x0c') || b == 0x7f).count();
    let following = text.bytes().skip(1);
    let high = text.bytes().zip(following).filter(|&(first, second)| first == 0xc2 && second < 0xa0).count();
    low + high > 0 && (low + high) * 100 > text.chars().count() * BINARY_PERCENT
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
