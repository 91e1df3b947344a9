//! Inputs one after the other, so that what has been read can be kept while the rest is read. JSON Lines may be of any length:
//! they are read some at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::gather::{STANDARD_INPUT, standard_input_of};
use super::{Harvest, LARGEST_INPUT, decode, ending, gather, jsonl};

/// How much of JSON Lines is read at a time, in bytes.
const PIECE: usize = 512 * 1024;

/// Takes one harvest after the other; breaks off where nothing more is wanted.
type Take<'a> = &'a mut dyn FnMut(Harvest) -> ControlFlow<()>;

/// Reads every path as [`gather`] does, and hands over what each gives as soon as it is read. JSON Lines named themselves, and
/// those on standard input, may be longer than [`LARGEST_INPUT`]; only a single line may not.
pub fn each(paths: &[PathBuf], take: Take<'_>) -> ControlFlow<()> {
    paths.iter().try_for_each(|path| one(path, take))
}

fn one(path: &Path, take: Take<'_>) -> ControlFlow<()> {
    let shown = path.display().to_string();
    if path.as_os_str() == STANDARD_INPUT {
        let mut input = BufReader::with_capacity(PIECE, io::stdin().lock());
        // A stream of JSON Lines has no ending to tell it by; its first character does.
        return match input.fill_buf() {
            Ok(begin) if begin.trim_ascii_start().starts_with(b"{") => lines("standard input.jsonl", input, take),
            _ => take(standard_input_of(input)),
        };
    }
    if matches!(ending(&shown).as_str(), "jsonl" | "ndjson")
        && path.is_file()
        && let Ok(file) = File::open(path)
    {
        let mut file = BufReader::with_capacity(PIECE, file);
        // A mark at the beginning, or a zero: not UTF-8, and a whole file says best what it is.
        let other = file.fill_buf().is_ok_and(|begin| {
            begin.starts_with(&[0xff, 0xfe]) || begin.contains(&0) || begin.starts_with(&[0xfe, 0xff])
        });
        if !other {
            return lines(&shown, file, take);
        }
    }
    take(gather(&[path.to_owned()]))
}

/// Reads JSON Lines piece by piece, each cut at the end of a line.
fn lines(name: &str, mut input: impl BufRead, take: Take<'_>) -> ControlFlow<()> {
    let mut number = 0;
    loop {
        let mut piece = Vec::with_capacity(PIECE + PIECE / 4);
        let read = input.by_ref().take(PIECE as u64).read_to_end(&mut piece);
        let read = read.and_then(|_| match piece.last() {
            None | Some(b'\n') => Ok(0),
            Some(_) => input.by_ref().take(LARGEST_INPUT).read_until(b'\n', &mut piece),
        });
        let mut harvest = Harvest::default();
        let whole = match read {
            Err(error) => {
                harvest.warn(name, None, format!("cannot be read: {error}"), "check its permissions");
                false
            }
            Ok(_) if piece.is_empty() => return ControlFlow::Continue(()),
            Ok(rest) if rest as u64 == LARGEST_INPUT => {
                let limit = LARGEST_INPUT / 1024 / 1024;
                harvest.warn(name, Some(number + 1), format!("a line is larger than {limit} MB"), "split the file");
                false
            }
            Ok(_) => {
                match decode::decode(&piece) {
                    Ok(text) => harvest.extend(jsonl::read(name, number, &text)),
                    Err(fault) => {
                        harvest.warn(name, Some(number + 1), fault.message(), "JSON Lines are text in UTF-8");
                    }
                }
                true
            }
        };
        number += piece.split(|&byte| byte == b'\n').count() - 1;
        take(harvest)?;
        if !whole {
            return ControlFlow::Continue(());
        }
    }
}
