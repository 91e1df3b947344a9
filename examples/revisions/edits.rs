//! Edits an editor makes, with what became of every sentence.

use super::articles::{Article, Sentence};
use super::dice::Dice;
use super::phrases::{CHROME, CUTS, FOR_ONE_ANOTHER, PUT_IN};

/// A sentence of the edited text, or a line the page put there.
#[derive(Debug, Clone)]
pub struct Line {
    /// As it now reads.
    pub text: String,
    /// The sentences of the article it tells, none for what is new.
    pub from: Vec<usize>,
    /// Whether it was carried elsewhere; of two that changed places both were.
    pub moved: bool,
    /// What was done to it.
    pub edit: &'static str,
    closes: bool,
}

/// An article and the same article edited.
pub struct Revision {
    /// Its sentences before.
    pub before: Vec<Line>,
    /// Its lines after.
    pub after: Vec<Line>,
}

/// Edits one of the articles; new sentences come from another story.
pub fn revise(articles: &[Article], which: usize, seed: u64) -> Revision {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9) ^ (which as u64) << 40);
    dice.roll(1);
    let before: Vec<Line> = articles[which].iter().enumerate().map(|(k, sentence)| line(k, sentence)).collect();
    // Of a hundred sentences so many are edited: a correction, an update, a rewrite.
    let share = [8, 20, 35][dice.roll(3)];
    let mut after = edited(&before, share, &mut dice);
    let stranger = &articles[(which + articles.len() / 2) % articles.len()];
    add(&mut after, stranger, before.len() * share / 300 + dice.roll(2), &mut dice);
    for _ in 0..dice.roll(3) {
        carry(&mut after, &mut dice);
    }
    for _ in 0..dice.roll(2) {
        swap(&mut after, &mut dice);
    }
    for _ in 0..dice.roll(4) {
        let at = dice.roll(after.len() + 1);
        let text = CHROME[dice.roll(CHROME.len())].to_owned();
        if at > 0 {
            after[at - 1].closes = true;
        }
        after.insert(at, Line { text, from: Vec::new(), moved: false, edit: "chrome", closes: true });
    }
    Revision { before, after }
}

fn line(k: usize, sentence: &Sentence) -> Line {
    Line { text: sentence.text.clone(), from: vec![k], moved: false, edit: "kept", closes: sentence.closes }
}

/// The lines as a text, with the bytes of each.
pub fn written(lines: &[Line]) -> (String, Vec<std::ops::Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for line in lines {
        let start = text.len();
        text.push_str(&line.text);
        places.push(start..text.len());
        text.push_str(if line.closes { "\n\n" } else { " " });
    }
    (text, places)
}

fn edited(before: &[Line], share: usize, dice: &mut Dice) -> Vec<Line> {
    let mut after: Vec<Line> = Vec::new();
    let mut k = 0;
    while k < before.len() {
        let line = &before[k];
        let next = before.get(k + 1).filter(|_| k > 0);
        k += 1;
        if dice.roll(100) >= share {
            after.push(line.clone());
            continue;
        }
        match dice.roll(10) {
            0 | 1 if k > 1 => {}
            2 | 3 => after.push(Line { text: other_number(&line.text, dice), edit: "number", ..line.clone() }),
            4 => after.extend(cut(line, dice).unwrap_or_else(|| vec![line.clone()])),
            5 => match next.and_then(|next| join(line, next)) {
                Some(joined) => {
                    after.push(joined);
                    k += 1;
                }
                None => after.push(line.clone()),
            },
            _ => after.push(Line { text: reworded(&line.text, dice), edit: "reworded", ..line.clone() }),
        }
    }
    after
}

/// The text with one number changed; as it is if it has none.
fn other_number(text: &str, dice: &mut Dice) -> String {
    let digits: Vec<usize> = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect();
    if digits.is_empty() {
        return reworded(text, dice);
    }
    let at = digits[dice.roll(digits.len())];
    let digit = (text.as_bytes()[at] - b'0' + 1 + dice.roll(8) as u8) % 10;
    format!("{}{digit}{}", &text[..at], &text[at + 1..])
}

fn reworded(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.roll(3) {
        let mut words: Vec<&str> = text.split(' ').collect();
        let inside = |dice: &mut Dice| 1 + dice.roll(words.len().saturating_sub(2).max(1));
        let at = inside(dice).min(words.len() - 1);
        text = match dice.roll(3) {
            0 if words.len() > 6 => {
                words.remove(at);
                words.join(" ")
            }
            1 => {
                words.insert(at, PUT_IN[dice.roll(PUT_IN.len())]);
                words.join(" ")
            }
            _ => {
                let skip = dice.roll(FOR_ONE_ANOTHER.len());
                let pairs = FOR_ONE_ANOTHER.iter().cycle().skip(skip).take(FOR_ONE_ANOTHER.len());
                let mut found = pairs.flat_map(|&(a, b)| [(a, b), (b, a)]).filter_map(|(one, other)| {
                    let (one, other) = (format!(" {one} "), format!(" {other} "));
                    text.contains(&one).then(|| text.replacen(&one, &other, 1))
                });
                found.next().unwrap_or_else(|| text.clone())
            }
        };
    }
    text
}

/// A sentence cut in two where both halves have words enough.
fn cut(line: &Line, dice: &mut Dice) -> Option<Vec<Line>> {
    let skip = dice.roll(CUTS.len());
    let long = |text: &str| text.split(' ').count() >= 4;
    CUTS.iter().cycle().skip(skip).take(CUTS.len()).find_map(|(mark, opening)| {
        let (first, second) = line.text.split_once(mark)?;
        if !long(first) || !long(second) || first.matches('"').count() % 2 == 1 {
            return None;
        }
        let second = if opening.is_empty() { capital(second) } else { format!("{opening}{second}") };
        let part = |text: String, closes: bool| Line { text, edit: "split", closes, ..line.clone() };
        Some(vec![part(format!("{first}."), false), part(second, line.closes)])
    })
}

fn join(line: &Line, next: &Line) -> Option<Line> {
    let first = line.text.strip_suffix('.')?;
    let opens = ["The ", "It ", "He ", "She ", "They ", "A ", "But ", "No ", "In ", "That ", "This "];
    let opening = opens.iter().find(|opening| next.text.starts_with(**opening))?;
    let text = format!("{first}, and {}{}", opening.to_lowercase(), &next.text[opening.len()..]);
    Some(Line {
        text,
        from: [line.from.clone(), next.from.clone()].concat(),
        moved: false,
        edit: "merged",
        closes: next.closes,
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Puts in sentences of another story.
fn add(after: &mut Vec<Line>, stranger: &Article, count: usize, dice: &mut Dice) {
    for _ in 0..count {
        let new = &stranger[1 + dice.roll(stranger.len() - 1)];
        if after.iter().any(|line| line.text == new.text) {
            continue;
        }
        let line = Line { text: new.text.clone(), from: Vec::new(), moved: false, edit: "added", closes: true };
        let at = 1 + dice.roll(after.len());
        after[at - 1].closes = true;
        after.insert(at, line);
    }
}

/// Carries one or two sentences past at least three times as many and twice as much text, so that nobody would say it was the
/// others that moved.
fn carry(after: &mut Vec<Line>, dice: &mut Dice) {
    let count = 1 + dice.roll(2);
    if after.len() < count + 8 {
        return;
    }
    let start = 1 + dice.roll(after.len() - count - 1);
    let mut carried: Vec<Line> = after.drain(start..start + count).collect();
    let to = 1 + dice.roll(after.len() - 1);
    let passed: usize = after[to.min(start)..to.max(start)].iter().map(|line| line.text.len()).sum();
    let own: usize = carried.iter().map(|line| line.text.len()).sum();
    let far = to.abs_diff(start) >= 3 * count && passed >= 2 * own;
    let at = if far { to } else { start };
    for line in &mut carried {
        line.moved |= far;
        line.closes = true;
    }
    after[at - 1].closes = true;
    for (k, line) in carried.into_iter().enumerate() {
        after.insert(at + k, line);
    }
}

/// Lets two neighbours change places.
fn swap(after: &mut [Line], dice: &mut Dice) {
    if after.len() < 6 {
        return;
    }
    let at = 1 + dice.roll(after.len() - 2);
    after.swap(at, at + 1);
    let closes = after[at].closes;
    after[at].closes = after[at + 1].closes;
    after[at + 1].closes = closes;
    for line in &mut after[at..=at + 1] {
        line.moved = true;
    }
}
