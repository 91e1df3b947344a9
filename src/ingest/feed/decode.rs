//! Bytes of a feed to text, by what the bytes are before what anybody says they are.
//!
//! In this order: a byte order mark; the zero bytes UTF-16 and UTF-32 leave between ASCII letters; valid UTF-8; the charset that
//! came with the bytes; the encoding the XML declares; a guess. A declaration is believed only where the bytes decode by it
//! without a fault, because servers declare for all their files what is true of some.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at to tell whether it is a feed.
const HEAD: usize = 4096;

/// Share of broken sequences up to which bytes are UTF-8 with a few faults, in percent of its sequences of more than one byte.
const BROKEN_PERCENT: usize = 20;

/// Share of control characters from which bytes are no text, in percent: XML has tabs and line breaks only.
const CONTROL_PERCENT: usize = 10;

/// Bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Decoded {
    /// The text, without a byte order mark.
    pub(in crate::ingest) text: String,
    /// What was declared and what was taken instead, where the encoding had to be guessed.
    pub(in crate::ingest) doubt: Option<String>,
}

/// The text of a document of XML or JSON, or why there is none.
pub(in crate::ingest) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, &'static str> {
    let mut doubt = None;
    let text = by_shape(bytes).unwrap_or_else(|| by_word(bytes, charset, &mut doubt));
    let text = text.trim_start_matches(['\u{feff}', '\u{fffe}']);
    if text.trim().is_empty() {
        return Err("holds no text");
    }
    let control = text.chars().take(HEAD).filter(|&c| c.is_control() && !c.is_whitespace()).count();
    if control * 100 > text.chars().take(HEAD).count() * CONTROL_PERCENT || !text.contains(['<', '{', '[']) {
        return Err(if control > 0 { "is binary, neither XML nor JSON" } else { "is neither XML nor JSON" });
    }
    Ok(Decoded { text: text.to_owned(), doubt })
}

/// The beginning of a file as text, to tell what it is; empty where it is neither XML nor JSON.
pub(in crate::ingest) fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Most files are prose, and hold none of the bytes that every encoding writes these marks with.
    if !head.iter().any(|b| matches!(b, b'<' | b'{' | b'[')) {
        return String::new();
    }
    decode(head, None).map(|decoded| decoded.text).unwrap_or_default()
}

/// By byte order mark or by where zero bytes stand.
fn by_shape(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => return Some(utf32(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => return Some(utf32(rest, u32::from_be_bytes)),
        _ => {}
    }
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let rest = &bytes[skip..];
        // A mark that lies: ASCII follows it in single bytes.
        if encoding != UTF_8 && !rest.iter().take(HEAD).any(|&b| b == 0) && std::str::from_utf8(rest).is_ok() {
            return Some(lossy(UTF_8, rest));
        }
        return Some(lossy(encoding, rest));
    }
    let start = bytes.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n')).unwrap_or(0);
    match &bytes[start.saturating_sub(start % 4)..] {
        [first, 0, 0, 0, ..] if *first != 0 => Some(utf32(bytes, u32::from_le_bytes)),
        [0, 0, 0, first, ..] if *first != 0 => Some(utf32(bytes, u32::from_be_bytes)),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(lossy(UTF_16LE, bytes)),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(lossy(UTF_16BE, bytes)),
        _ => None,
    }
}

/// By what the bytes decode as, and what is said of them.
fn by_word(bytes: &[u8], charset: Option<&str>, doubt: &mut Option<String>) -> String {
    let inside = declared(bytes);
    let said: Vec<&str> = charset.into_iter().chain(inside.as_deref()).map(str::trim).collect();
    let known = said.iter().filter_map(|label| Encoding::for_label(label.as_bytes()));
    // Encodings of two bytes a letter show in the zero bytes, and the replacement stands for what is a danger to decode.
    let known: Vec<_> = known.filter(|e| ![UTF_16BE, UTF_16LE, REPLACEMENT].contains(e)).collect();
    if known.contains(&ISO_2022_JP) && bytes.contains(&0x1b) {
        return lossy(ISO_2022_JP, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let exact = |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = known.iter().filter(|&&encoding| encoding != UTF_8).find_map(exact) {
        return text.into_owned();
    }
    let nearly = lossy(UTF_8, bytes);
    let broken = nearly.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let whole = nearly.chars().filter(|&c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER).count();
    if broken * 100 <= (broken + whole) * BROKEN_PERCENT {
        return nearly;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let told = said.first().map_or_else(
        || "declares no encoding".to_owned(),
        |label| format!("declares the encoding `{label}`, which its bytes are not"),
    );
    *doubt = Some(format!("{told}; it was read as {}", guess.name()));
    lossy(guess, bytes)
}

/// What the XML declaration says, as far as it is written in ASCII.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let inside = &head[head.find("<?xml")?..];
    let inside = &inside[..inside.find("?>")?];
    let value = inside[inside.find("encoding")? + "encoding".len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Cow::into_owned(text)
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let units = bytes.chunks(4).map(|unit| unit.try_into().map_or(u32::MAX, number));
    units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Text in base64, which Atom 0.3 allowed; what is no base64 in it is passed over.
pub(super) fn base64(text: &str) -> String {
    let digits = text.bytes().filter_map(|b| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    });
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
