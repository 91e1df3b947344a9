//! A sentence cut where a clause can begin: "Ruiz, who was told in March, said the bridge was safe" is three.
//!
//! No grammar is read; a comma, a dash, a bracket or one of a few words begins a clause once the one before it says enough to be
//! compared.

use super::listed::Listed;
use super::reading::Token;
use super::vocabulary::Stem;

/// Words a clause can begin with, as comparison keys.
static OPENERS: Listed<14> = Listed::new([
    "after", "and", "as", "because", "before", "but", "if", "saying", "that", "when", "where", "which", "while", "who",
]);

/// Content words a clause must have before the next one can begin.
const ENOUGH: usize = 3;

/// Whether a word can begin a clause.
pub(super) fn is_opener(key: &str) -> bool {
    OPENERS.has(key)
}

/// Whether a mark stands between clauses.
pub(super) fn is_border(mark: &str) -> bool {
    matches!(mark, "," | ";" | ":" | "(" | ")" | "-" | "--" | "–" | "—" | "、" | "，" | "；" | "：" | "،")
}

/// The content words of each clause, sorted, each once; a last clause of a single word belongs to the one before it.
pub(super) fn clauses(tokens: &[Token]) -> Vec<Vec<Stem>> {
    let mut found: Vec<Vec<Stem>> = vec![Vec::new()];
    for token in tokens {
        let full = found.last().is_some_and(|clause| clause.len() >= ENOUGH);
        if token.opens && full {
            found.push(Vec::new());
        }
        if let Some(clause) = found.last_mut().filter(|_| token.content)
            && let Err(at) = clause.binary_search(&token.stem)
        {
            clause.insert(at, token.stem);
        }
    }
    if found.len() > 1 && found[found.len() - 1].len() < 2 {
        let last = found.pop().unwrap_or_default();
        if let Some(clause) = found.last_mut() {
            clause.extend(last);
            clause.sort_unstable();
            clause.dedup();
        }
    }
    found
}
