//! Bytes to text: by byte order mark, then as UTF-8, then by what the bytes look like.

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
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, skip)) => encoding.decode_without_bom_handling(&bytes[skip..]).0,
        None if bytes.contains(&0) => return Err(Fault::Binary),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => guess(bytes).decode_without_bom_handling(bytes).0,
        },
    };
    if control_share_is_high(&text) {
        return Err(Fault::Binary);
    }
    let lines = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text };
    if lines.trim().is_empty() {
        return Err(Fault::Empty);
    }
    Ok(neutralise(&lines).into_owned())
}

/// Whether so many of the characters are controls that this is no text.
fn control_share_is_high(text: &str) -> bool {
    // Controls below 0x80 are one byte, and the others 0xc2 with one below 0xa0 behind it.
    let low = text.bytes().filter(|&b| b < b' ' && !matches!(b, b'\n' | b'\r' | b'\t' | b'\x0c') || b == 0x7f).count();
    let high = text.as_bytes().windows(2).filter(|two| two[0] == 0xc2 && two[1] < 0xa0).count();
    (low + high) * 100 > text.chars().count() * BINARY_PERCENT
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
