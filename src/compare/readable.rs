//! Small passes that turn a raw difference into marks an editor would make.

use super::words::{Kind, Stretch, Token, Tokens};
use crate::sides::{Side, Sides};

/// Appends a stretch, joining it to the one before if both are equal or both are edits; a moved phrase stands alone.
pub(super) fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    if next.tokens.left.is_empty() && next.tokens.right.is_empty() {
        return;
    }
    match stretches.last_mut() {
        Some(last) if last.kind == next.kind && next.kind != Kind::Moved => {
            last.tokens.left.end = next.tokens.left.end;
            last.tokens.right.end = next.tokens.right.end;
        }
        _ => stretches.push(next),
    }
}

/// Dissolves equal runs that only break up an edit: a lone function word or comma between two edits always, and any run that
/// weighs no more than the lighter edit beside it (the semantic clean-up of diff-match-patch, in words for characters).
pub(super) fn dissolve(mut stretches: Vec<Stretch>, tokens: &Sides<Tokens>) -> Vec<Stretch> {
    loop {
        let found = (1..stretches.len().saturating_sub(1)).find(|&k| {
            stretches[k].kind == Kind::Equal && dissolves(&stretches[k], [&stretches[k - 1], &stretches[k + 1]], tokens)
        });
        let Some(k) = found else { return stretches };
        stretches[k].kind = Kind::Edit;
        stretches = stretches.into_iter().fold(Vec::new(), |mut merged, stretch| {
            push(&mut merged, stretch);
            merged
        });
    }
}

fn dissolves(run: &Stretch, beside: [&Stretch; 2], tokens: &Sides<Tokens>) -> bool {
    if beside.iter().all(|stretch| stretch.kind == Kind::Moved) {
        return false;
    }
    if content(run, tokens) == 0 && run.tokens.left.len() <= 2 {
        return true;
    }
    // A phrase that only moved does not weigh as an edit does.
    if beside.iter().any(|stretch| stretch.kind == Kind::Moved) {
        return false;
    }
    let weight = |stretch: &Stretch| letters(stretch, Side::Left, tokens).max(letters(stretch, Side::Right, tokens));
    content(run, tokens) <= 1 && beside.iter().all(|edit| letters(run, Side::Left, tokens) <= weight(edit))
}

fn content(run: &Stretch, tokens: &Sides<Tokens>) -> usize {
    tokens.left[run.tokens.left.clone()].iter().filter(|token| token.content).count()
}

fn letters(stretch: &Stretch, side: Side, tokens: &Sides<Tokens>) -> usize {
    tokens[side][stretch.tokens[side].clone()].iter().map(|token| token.key.chars().count()).sum()
}

/// Of a heavily reworded pair, what both sides have and is worth pointing at: runs of four words with two of news in them. All
/// else is one edit between them.
pub(super) fn worth_pointing_at(mut stretches: Vec<Stretch>, tokens: &Sides<Tokens>) -> Vec<Stretch> {
    for stretch in stretches.iter_mut().filter(|stretch| stretch.kind == Kind::Equal) {
        let words = tokens.left[stretch.tokens.left.clone()].iter().filter(|token| !token.punctuation).count();
        if words < 4 || content(stretch, tokens) < 2 {
            stretch.kind = Kind::Edit;
        }
    }
    stretches.into_iter().fold(Vec::new(), |mut merged, stretch| {
        push(&mut merged, stretch);
        merged
    })
}

/// Whether an edit only sets commas, dashes and stops differently. Question marks and quotation marks say something; but as many
/// quotation marks on both sides only stand before or after a comma.
pub(super) fn only_marks(stretch: &Stretch, tokens: &Sides<Tokens>) -> bool {
    let quote = |token: &&Token| matches!(token.form.as_str(), "\"" | "“" | "”" | "«" | "»");
    let mark = |token: &Token| {
        matches!(token.form.as_str(), "," | "." | ";" | ":" | "-" | "(" | ")" | "..." | "*" | "") || quote(&token)
    };
    let edit = Sides::from_fn(|side| &tokens[side][stretch.tokens[side].clone()]);
    let quotes = edit.map(|side| side.iter().filter(quote).count());
    quotes.left == quotes.right && Side::BOTH.into_iter().all(|side| edit[side].iter().all(mark))
}

/// Slides an insertion or a cut along equal words to where it begins or ends a clause, so that "a, b" against "a, c, b" marks
/// ", c" or "c," and never half of each.
pub(super) fn slide(mut stretches: Vec<Stretch>, tokens: &Sides<Tokens>) -> Vec<Stretch> {
    for k in 1..stretches.len().saturating_sub(1) {
        let edit = &stretches[k];
        let side = match (edit.tokens.left.is_empty(), edit.tokens.right.is_empty()) {
            (true, false) => Side::Right,
            (false, true) => Side::Left,
            _ => continue,
        };
        let between = stretches[k - 1].kind == Kind::Equal && stretches[k + 1].kind == Kind::Equal;
        if edit.kind != Kind::Edit || !between {
            continue;
        }
        let shift = best_shift(&stretches[k - 1..=k + 1], side, &tokens[side]);
        apply(&mut stretches[k - 1..=k + 1], shift);
    }
    stretches.into_iter().fold(Vec::new(), |mut joined, stretch| {
        push(&mut joined, stretch);
        joined
    })
}

/// How far the edit can move (negative: towards the start) and where it reads best.
fn best_shift(around: &[Stretch], side: Side, tokens: &[Token]) -> isize {
    let edit = around[1].tokens[side].clone();
    let room_back = around[0].tokens[side].len();
    let room_on = around[2].tokens[side].len();
    let same = |a: usize, b: usize| tokens[a].number == tokens[b].number;
    let back = (0..room_back).take_while(|&k| same(edit.start - 1 - k, edit.end - 1 - k)).count();
    let on = (0..room_on).take_while(|&k| same(edit.start + k, edit.end + k)).count();
    (-(back as isize)..=on as isize)
        .max_by_key(|&shift| {
            let start = edit.start.wrapping_add_signed(shift);
            let end = edit.end.wrapping_add_signed(shift);
            (border(tokens, start) + border(tokens, end), -shift.abs())
        })
        .unwrap_or(0)
}

/// How good a place before token `at` is for an edit to begin or end.
fn border(tokens: &[Token], at: usize) -> u32 {
    let before = at.checked_sub(1).and_then(|k| tokens.get(k));
    match (before, tokens.get(at)) {
        (None, _) | (_, None) => 4,
        (Some(token), _) if token.punctuation && matches!(token.key.as_str(), "." | "!" | "?" | ";" | ":") => 3,
        (Some(token), _) if token.punctuation => 2,
        (_, Some(token)) if token.punctuation => 2,
        (_, Some(token)) if !token.content => 1,
        _ => 0,
    }
}

fn apply(around: &mut [Stretch], shift: isize) {
    for side in Side::BOTH {
        let start = around[1].tokens[side].start.wrapping_add_signed(shift);
        let end = around[1].tokens[side].end.wrapping_add_signed(shift);
        around[0].tokens[side].end = start;
        around[1].tokens[side] = start..end;
        around[2].tokens[side].start = end;
    }
}
