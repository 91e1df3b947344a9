//! Invented news by the thousand, as JSON Lines: events on days, each told by about five outlets in texts as long as news.
//!
//! Deterministic, as the prose it is made of. Of the tellings of an event the first two print one copy, lightly edited, and the
//! others say it in sentences of their own that share its six names, some in every sentence. Lengths run from 150 to 1,100 words,
//! most near 500, and a hundred events begin a day, so that the news of one week stay as many however many days there are.

use std::io::{self, Write};

use jiff::civil::{Date, date};
use serde_json::json;

use crate::prose;
use crate::prose::dice::Dice;

/// Events that begin on one day.
const EVENTS_A_DAY: usize = 100;

/// The first day of the news.
const FIRST_DAY: Date = date(2020, 1, 1);

/// Outlets there are.
const OUTLETS: usize = 40;

/// Names that tell an event.
const NAMES: usize = 6;

/// One telling of one event.
pub struct Telling {
    /// The outlet's name.
    pub outlet: String,
    /// Its headline: five of the event's names.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day it was published.
    pub day: Date,
    /// Its text.
    pub text: String,
}

/// So many articles, event by event, in the order of their days.
pub fn articles(count: usize) -> impl Iterator<Item = Telling> {
    (0..).flat_map(event).take(count)
}

/// Writes so many articles as JSON Lines and gives the bytes of their texts.
pub fn write(count: usize, mut out: impl Write) -> io::Result<u64> {
    let mut bytes = 0;
    for telling in articles(count) {
        bytes += telling.text.len() as u64;
        let Telling { outlet, title, url, day, text } = telling;
        let line = json!({"outlet": outlet, "title": title, "url": url, "published": day.to_string(), "text": text});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(bytes)
}

/// The names of an event, by which it can be searched for.
pub fn names(event: usize) -> Vec<String> {
    let mut dice = Dice(event as u64 * 7_919 + 17);
    (0..NAMES)
        .map(|_| format!("{}{}", prose::spelled(40 + dice.roll(400)), prose::spelled(500 + dice.roll(19_000))))
        .collect()
}

fn event(number: usize) -> Vec<Telling> {
    let mut dice = Dice(number as u64 + 1);
    let names = names(number);
    let tellings = 3 + dice.roll(5);
    let words = 150 + (0..4).map(|_| dice.roll(230)).sum::<usize>();
    let seed = number as u64 * 1_000;
    let day = FIRST_DAY.saturating_add(jiff::Span::new().days((number / EVENTS_A_DAY) as i64));
    let copies = prose::story(words, 2, seed);
    let told =
        |k: usize| copies.get(k).cloned().unwrap_or_else(|| prose::story(words, 1, seed + 10 * k as u64).remove(0));
    (0..tellings)
        .map(|k| {
            let title: Vec<&str> = (0..5).map(|n| names[(n + k / 2) % NAMES].as_str()).collect();
            Telling {
                outlet: format!("Outlet {}", (number * 3 + k * 7) % OUTLETS),
                title: title.join(" "),
                url: format!("https://outlet{k}.example/{number}"),
                day: day.saturating_add(jiff::Span::new().days((k / 4) as i64)),
                text: named(&told(k), &names),
            }
        })
        .collect()
}

/// The text with the event's names in it: two go into every sentence, by turns.
fn named(text: &str, names: &[String]) -> String {
    let mut written = String::with_capacity(text.len() * 5 / 4);
    for (n, sentence) in text.split_inclusive(". ").enumerate() {
        let (head, tail) = sentence.split_once(' ').unwrap_or((sentence, ""));
        let name = |k: usize| names[(2 * n + k) % names.len()].as_str();
        written.extend([head, " ", name(0), " ", name(1), " ", tail]);
    }
    written
}
