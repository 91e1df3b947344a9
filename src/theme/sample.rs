//! A few lines of the real screens in a theme's styles, for a terminal that shows no screens.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::{StyleRole, Theme, colour};

/// Pieces of one line, each with its role on top of the line's own.
type Line = (StyleRole, Vec<(StyleRole, String)>);

/// The sample, `width` columns wide, and below it every role in its own style. Without `coloured` no escapes are written.
pub fn text(theme: &Theme, width: usize, coloured: bool) -> String {
    let mut out = String::new();
    let lines = screen(theme).into_iter().chain(roles());
    for (ground, pieces) in lines {
        let base = theme.style(StyleRole::Base).patch(theme.style(ground));
        let mut used = 0;
        for (role, text) in pieces {
            let style = base.patch(theme.style(role));
            used += text.width();
            put(&mut out, style, &text, coloured);
        }
        if coloured {
            put(&mut out, base, &" ".repeat(width.saturating_sub(used)), true);
        }
        while !coloured && out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    }
    out
}

fn put(out: &mut String, style: Style, text: &str, coloured: bool) {
    if coloured {
        let _ = write!(out, "\u{1b}[{}m{text}\u{1b}[0m", codes(style));
    } else {
        out.push_str(text);
    }
}

/// What the screens look like: the list, a comparison, the claims, and what is said at the bottom.
fn screen(theme: &Theme) -> Vec<Line> {
    use StyleRole as R;
    let marks = &theme.symbols;
    let marked = |side: R, text: &str| match (theme.brackets, side) {
        (false, _) => text.to_owned(),
        (true, R::Left | R::RewordedLeft) => format!("[-{text}-]"),
        (true, R::Right | R::RewordedRight) => format!("{{+{text}+}}"),
        (true, _) => format!("[~{text}~]"),
    };
    let line = |ground: R, pieces: &[(R, &str)]| -> Line {
        (ground, pieces.iter().map(|&(role, text)| (role, text.to_owned())).collect())
    };
    let divider = format!(" {} ", marks.divider);
    let (left, right) = (marked(R::Left, "three cables"), marked(R::Right, "two cables"));
    let (shut, closed) = (marked(R::RewordedLeft, "was shut"), marked(R::RewordedRight, "was closed"));
    let moved = marked(R::MovedWords, "on Monday");
    vec![
        line(R::Title, &[(R::Title, &format!(" {}", theme.name))]),
        line(
            R::Base,
            &[(R::Unread, &format!(" {} Harbour ferry stays in port ", marks.unread)), (R::Muted, "3 outlets, 08:40")],
        ),
        line(
            R::Selected,
            &[(R::Heading, &format!(" {} Lighthouse keeper retires ", marks.selected)), (R::Starred, &*marks.starred)],
        ),
        line(R::Base, &[(R::Read, "   Old tram returns for a day")]),
        line(R::Base, &[(R::Border, &marks.rule.repeat(60))]),
        line(
            R::Base,
            &[
                (R::Gutter, &format!(" {} ", marks.number)),
                (R::Same, "The ferry lost "),
                (R::Left, &left),
                (R::Same, " "),
                (R::Moved, &moved),
                (R::Border, &divider),
                (R::Same, "The ferry lost "),
                (R::Right, &right),
            ],
        ),
        line(
            R::Base,
            &[
                (R::Gutter, &format!(" {} ", marks.reworded)),
                (R::Same, "and the quay "),
                (R::RewordedLeft, &shut),
                (R::Border, &divider),
                (R::Same, "and the quay "),
                (R::RewordedRight, &closed),
            ],
        ),
        line(
            R::LeftLine,
            &[(R::Gutter, &format!(" {} ", marks.only_left)), (R::Same, "A sentence the left side alone has.")],
        ),
        line(
            R::RightLine,
            &[(R::Gutter, &format!(" {} ", marks.only_right)), (R::Same, "A sentence the right side alone has.")],
        ),
        line(R::Base, &[(R::Folded, &format!(" {} 4 sentences the same", marks.fold))]),
        line(
            R::Base,
            &[
                (R::ToldSame, &format!(" {} same  ", marks.told_same)),
                (R::ToldReworded, &format!("{} reworded  ", marks.told_reworded)),
                (R::ToldDiffers, &format!("{} differs  ", marks.told_differs)),
                (R::ToldAbsent, &format!("{} not told", marks.told_absent)),
            ],
        ),
        line(R::Base, &[(R::Match, " a word found "), (R::Base, " "), (R::LinkText, "https://ferry.example")]),
        line(
            R::Base,
            &[(R::Info, " Something to know  "), (R::Warning, "something to look after  "), (R::Error, "an error")],
        ),
        line(R::Status, &[(R::StatusKey, " j k "), (R::Status, "move  "), (R::StatusKey, "? "), (R::Status, "keys")]),
        line(R::Base, &[]),
    ]
}

/// Every role by its key, with what it is for.
fn roles() -> impl Iterator<Item = Line> {
    StyleRole::ALL.iter().map(|&role| {
        let name = format!(" [{}] {} ", role.section().name(), role.key());
        let gap = " ".repeat(26usize.saturating_sub(name.len()));
        (StyleRole::Base, vec![(role, name), (StyleRole::Muted, format!("{gap} {}", role.doc()))])
    })
}

/// A style as the numbers of an SGR escape.
fn codes(style: Style) -> String {
    let mods = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ];
    let mut codes = vec!["0".to_owned()];
    codes.extend(mods.iter().filter(|(m, _)| style.add_modifier.contains(*m)).map(|(_, code)| code.to_string()));
    codes.extend(style.fg.and_then(|fg| colour_codes(fg, 30)));
    codes.extend(style.bg.and_then(|bg| colour_codes(bg, 40)));
    codes.join(";")
}

/// A colour for letters (`base` 30) or ground (40); nothing where it is the terminal's own.
fn colour_codes(colour: Color, base: u8) -> Option<String> {
    match colour {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
        Color::Indexed(n) => Some(format!("{};5;{n}", base + 8)),
        named => {
            let n = colour::basic_number(named)?;
            Some(if n < 8 { base + n } else { base + 52 + n }.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Catalog, Depth};
    use super::*;

    fn theme(name: &str, depth: Depth) -> Theme {
        Catalog::default().load(name, depth).0
    }

    #[test]
    fn without_colour_there_is_no_escape_and_marks_are_brackets() {
        let sample = text(&theme("nord", Depth::Mono), 80, false);
        assert!(!sample.contains('\u{1b}'));
        assert!(sample.contains("[-three cables-]") && sample.contains("{+two cables+}"), "{sample}");
    }

    #[test]
    fn every_role_is_shown_and_every_line_fills_the_width() {
        let sample = text(&theme("nord", Depth::TrueColour), 140, true);
        for role in StyleRole::ALL {
            assert!(sample.contains(&format!("[{}] {} ", role.section().name(), role.key())), "{role:?}");
        }
        assert!(sample.contains("38;2;216;222;233;48;2;46;52;64"), "ink on paper");
    }

    fn check_codes(style: Style, expected: &str) {
        assert_eq!(codes(style), expected);
    }

    #[test]
    fn styles_become_escapes() {
        check_codes(Style::new(), "0");
        check_codes(Style::new().fg(Color::Red).bg(Color::White), "0;31;107");
        check_codes(Style::new().fg(Color::DarkGray).add_modifier(Modifier::BOLD), "0;1;90");
        check_codes(Style::new().fg(Color::Indexed(208)).bg(Color::Reset), "0;38;5;208");
        check_codes(Style::new().bg(Color::Rgb(1, 2, 3)), "0;48;2;1;2;3");
    }
}
