//! The frames in what the program wrote: a test waits for the one that can only be drawn after what it did, and never looks at half.

use super::{Session, grid};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// The screen is taken: at the start, and again whenever the program cannot know what is on it.
const TAKEN: &[u8] = b"\x1b[?1049h";

/// Where frames begin and end in the bytes that were written.
#[derive(Default)]
pub struct Frames {
    begun: Vec<usize>,
    ended: Vec<usize>,
    /// So many bytes were looked at.
    looked_at: usize,
}

impl Frames {
    /// Looks at what has come since.
    pub fn look(&mut self, bytes: &[u8]) {
        for (at, mark) in (self.looked_at..).zip(bytes[self.looked_at..].windows(END.len())) {
            match mark {
                BEGIN => self.begun.push(at),
                // Giving the terminal back the program ends what it may have begun.
                END if self.begun.len() > self.ended.len() => self.ended.push(at),
                _ => {}
            }
        }
        // The beginning of a mark may be there.
        self.looked_at = (bytes.len() + 1).saturating_sub(END.len());
    }
}

impl Session {
    /// How many frames were drawn; `None` in the middle of one.
    pub fn frames(&self) -> Option<usize> {
        let seen = self.seen.lock().expect("the lock");
        let Frames { begun, ended, .. } = &seen.frames;
        (begun.len() == ended.len()).then_some(ended.len())
    }

    /// The bytes of every whole frame that began behind a place in what was written.
    pub fn frames_behind(&self, place: usize) -> Vec<Vec<u8>> {
        let seen = self.seen.lock().expect("the lock");
        let frames = seen.frames.begun.iter().zip(&seen.frames.ended).filter(|(begun, _)| **begun >= place);
        frames.map(|(&begun, &ended)| seen.bytes[begun..ended].to_vec()).collect()
    }

    /// The place up to which something was written.
    pub fn place(&self) -> usize {
        self.seen.lock().expect("the lock").bytes.len()
    }

    /// Gives the window another size and waits for a frame of it: none that was made for the size before writes every cell of this one
    /// and no other.
    pub fn resized(&self, columns_rows: (u16, u16)) {
        let before = self.place();
        self.resize(columns_rows);
        self.wait_for("a frame of the new size", |session| {
            session.frames_behind(before).iter().rev().any(|frame| fills(frame, columns_rows))
        });
    }

    /// Has everything drawn anew, and waits until it is: a program that is continued cannot know what is on screen.
    pub fn drawn_anew(&self) {
        let before = self.place();
        self.signal("CONT");
        self.wait_for("all drawn anew", |session| {
            let taken = {
                let seen = session.seen.lock().expect("the lock");
                seen.bytes[before..].windows(TAKEN.len()).position(|bytes| bytes == TAKEN)
            };
            taken.is_some_and(|at| !session.frames_behind(before + at).is_empty())
        });
    }
}

/// Whether a frame writes every cell of a window of this size and none outside.
fn fills(frame: &[u8], (columns, rows): (u16, u16)) -> bool {
    let (more_rows, more_columns) = grid((columns + 1, rows + 1));
    let mut paper = vt100::Parser::new(more_rows, more_columns, 0);
    paper.process(frame);
    let written = |row: u16, column: u16| {
        paper.screen().cell(row, column).is_some_and(|cell| cell.has_contents() || cell.is_wide_continuation())
    };
    (0..=rows).all(|row| (0..=columns).all(|column| written(row, column) == (row < rows && column < columns)))
}

#[test]
fn a_frame_fills_the_size_it_was_made_for_alone() {
    let frame = b"\x1b[1;1Hab \x1b[2;1H\x1b[1m\xe6\xa1\xa5d";
    for (size, expected) in [((3, 2), true), ((3, 1), false), ((2, 2), false), ((4, 2), false), ((3, 3), false)] {
        assert_eq!(fills(frame, size), expected, "{size:?}");
    }
    assert!(!fills(b"\x1b[1;1Hab", (3, 1)), "a frame of differences");
}
