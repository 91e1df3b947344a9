//! Just enough Rust to tell code from what is written about it.

/// A source with comments, strings and in-file test modules blanked out; line breaks stay, so line numbers hold.
pub(super) fn production_code(path: &str, text: &str) -> String {
    if path.ends_with("/tests.rs") || path.contains("/tests/") {
        return String::new();
    }
    let code = blanked(text);
    // House style puts the test module last, so the rest of the file is tests.
    match code.find("#[cfg(test)]\nmod tests {") {
        Some(start) => code[..start].to_owned(),
        None => code,
    }
}

/// The lines, counted from 1, that name a path or word; `use` groups are read as the paths they stand for.
pub(super) fn mentions(code: &str, name: &str) -> Vec<usize> {
    let mut found: Vec<usize> = whole_words(code, name).map(|at| line_of(code, at)).collect();
    for start in whole_words(code, "use") {
        let Some(end) = code[start..].find(';') else { continue };
        let paths = expand(code, start + "use".len(), start + end);
        found.extend(paths.iter().filter(|(_, path)| whole_words(path, name).next().is_some()).map(|&(line, _)| line));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Byte offsets of a name that is not part of a longer word.
fn whole_words<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name)
        .map(|(at, _)| at)
        .filter(move |&at| !code[..at].ends_with(is_word) && !code[at + name.len()..].starts_with(is_word))
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The full paths of a `use` statement's body, each with the line its last part stands on.
fn expand(code: &str, start: usize, end: usize) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    let mut prefixes = vec![String::new()];
    let mut part = String::new();
    for (at, c) in code[start..end].char_indices().chain([(end - start, ',')]) {
        match c {
            '{' => {
                let open = format!("{}{}", prefixes.last().map_or("", String::as_str), part);
                prefixes.push(open);
                part.clear();
            }
            ',' | '}' => {
                if !part.is_empty() {
                    let path = format!("{}{part}", prefixes.last().map_or("", String::as_str));
                    paths.push((line_of(code, start + at), path));
                    part.clear();
                }
                if c == '}' {
                    prefixes.pop();
                }
            }
            c if c.is_whitespace() => {}
            c => part.push(c),
        }
    }
    paths
}

/// The same text with comments and the insides of strings and characters replaced by spaces.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (len, code) = match c {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), false),
            '/' if rest.starts_with("/*") => (block_comment(rest), false),
            '"' => (string(rest), false),
            'r' if !out.ends_with(|p: char| p.is_alphanumeric() || p == '_') => match raw_string(rest) {
                Some(len) => (len, false),
                None => (1, true),
            },
            '\'' => (character(rest).unwrap_or(1), false),
            c => (c.len_utf8(), true),
        };
        let (piece, after) = rest.split_at(len);
        if code {
            out.push_str(piece);
        } else {
            out.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = after;
    }
    out
}

/// The length of the comment that opens the text; block comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the string that opens the text, quotation marks included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string that opens the text, if one does.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].chars().take_while(|&c| c == '#').count();
    let open = 1 + hashes;
    text[open..].starts_with('"').then(|| {
        let close = format!("\"{}", "#".repeat(hashes));
        text[open + 1..].find(&close).map_or(text.len(), |at| open + 1 + at + close.len())
    })
}

/// The length of the character literal that opens the text; nothing for a lifetime.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        return text[3..].find('\'').map(|at| 3 + at + 1);
    }
    chars.next().filter(|&(_, c)| c == '\'').map(|(at, _)| at + 1)
}
