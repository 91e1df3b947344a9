//! Whether the terminal's ground is dark or light: the question, who may answer it, how long that is waited for, and what an answer
//! says. The screens ask and listen, for an answer comes among the keys.

use std::time::Duration;

use super::{Kind, colour, is_vt};

/// What asks the terminal for the colour of its ground. It ends with BEL because rxvt-unicode answers a question that ends with
/// `ESC \` by a text whose own end is half there.
pub const QUESTION: &str = "\u{1b}]11;?\u{7}";

/// From this lightness on, of 0 to 100 (CIE L*), dark letters are read more easily than light ones.
const LIGHT: f64 = 50.0;

/// Whether the terminal may answer at all; those known to keep silent are not asked.
pub fn may_answer(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let term = env("TERM").unwrap_or_default();
    let silent = ["", "dumb", "linux", "screen", "Eterm", "cons25"].contains(&term.as_str());
    // The console of Windows hands over keys and not what a terminal writes, so that an answer would lose its form on the way.
    cfg!(unix) && !(silent || term.starts_with("screen.") || is_vt(&term))
}

/// How long the first frame waits for the answer, which is used whenever it comes. Most terminals take less than a millisecond and the
/// slowest known, that of Visual Studio Code, 26 (medians of the survey that the crate terminal-colorsaurus publishes in its documentation, version 1.0). Over ssh it
/// takes a round trip more, and a screen that turns from dark to light is worse than one that comes later.
pub fn patience(env: &dyn Fn(&str) -> Option<String>) -> Duration {
    let remote = env("SSH_CONNECTION").or_else(|| env("SSH_TTY")).is_some();
    Duration::from_millis(if remote { 100 } else { 40 })
}

/// What an answer says of the ground, from behind its `ESC ] 11 ;` up to its end: a colour as X11 writes it, `rgb:fafa/fafa/f5f5` with
/// one to four digits each, `rgba:` with a fourth, or `#fafafa`; `None` for anything else.
pub fn told(answer: &str) -> Option<Kind> {
    let channels: Vec<u8> = match answer.split_once(':') {
        Some(("rgb" | "rgba", channels)) => channels.split('/').map(channel).collect::<Option<_>>()?,
        None if answer.starts_with('#') => colour::rgb(colour::parse(answer)?)?.to_vec(),
        _ => return None,
    };
    let (&[red, green, blue] | &[red, green, blue, _]) = channels.as_slice() else { return None };
    Some(if colour::lightness([red, green, blue]) > LIGHT { Kind::Light } else { Kind::Dark })
}

/// One to four hexadecimal digits as a part of the most that so many can say, 0 to 255.
fn channel(digits: &str) -> Option<u8> {
    let all_digits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| all_digits)?;
    Some((value * 255 / (16_u32.pow(digits.len() as u32) - 1)) as u8)
}

/// What is to be thought of the ground where the terminal does not say: what `COLORFGBG` tells.
///
/// It is "letters;ground" or "letters;x;ground", each a number of the sixteen colours; 7 and above 8 are light.
pub fn supposed(env: &dyn Fn(&str) -> Option<String>) -> Option<Kind> {
    let ground: u8 = env("COLORFGBG")?.rsplit(';').next()?.parse().ok()?;
    match ground {
        7 | 9..=15 => Some(Kind::Light),
        0..=8 => Some(Kind::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_colorfgbg(value: &str, expected: Option<Kind>) {
        assert_eq!(supposed(&|_| Some(value.to_owned())), expected, "{value:?}");
    }

    #[test]
    fn reads_colorfgbg() {
        check_colorfgbg("15;0", Some(Kind::Dark));
        check_colorfgbg("0;15", Some(Kind::Light));
        check_colorfgbg("0;default;7", Some(Kind::Light));
        check_colorfgbg("7;8", Some(Kind::Dark));
        check_colorfgbg("0;default", None);
        check_colorfgbg("", None);
        check_colorfgbg("0;999", None);
    }

    fn check_told(answer: &str, expected: Option<Kind>) {
        assert_eq!(told(answer), expected, "{answer:?}");
    }

    #[test]
    fn reads_what_terminals_answer() {
        check_told("rgb:fafa/fafa/f5f5", Some(Kind::Light));
        check_told("rgb:1E1e/1e1e/1e1e", Some(Kind::Dark));
        check_told("rgb:f/f/f", Some(Kind::Light));
        check_told("rgb:0ff/0ff/0ff", Some(Kind::Dark));
        check_told("rgba:fafa/fafa/f5f5/ffff", Some(Kind::Light));
        check_told("#fafaf5", Some(Kind::Light));
        check_told("#123", Some(Kind::Dark));
        // Of one brightness in its strongest channel, blue is dark to the eye and green is light.
        check_told("rgb:0000/0000/ffff", Some(Kind::Dark));
        check_told("rgb:0000/ffff/0000", Some(Kind::Light));
    }

    #[test]
    fn makes_nothing_of_other_answers() {
        for answer in ["", "rgb:", "rgb:fa/fa", "rgb:fa/fa/fa/fa/fa", "rgb:fafaf/fa/fa", "rgb:+f/ff/ff", "rgb:gg/ff/ff"]
        {
            check_told(answer, None);
        }
        for answer in ["#", "#fafa", "#éé", "231", "white", "rgbi:1/1/1", "what is this", "fa/fa/fa", "rgb:fa//fa"] {
            check_told(answer, None);
        }
    }

    fn check_asked(term: &str, expected: bool) {
        assert_eq!(may_answer(&|name| (name == "TERM").then(|| term.to_owned())), expected, "{term}");
    }

    #[test]
    #[cfg(not(windows))]
    fn leaves_silent_terminals_alone() {
        check_asked("xterm-256color", true);
        check_asked("tmux-256color", true);
        check_asked("dumb", false);
        check_asked("linux", false);
        check_asked("screen", false);
        check_asked("screen.xterm-256color", false);
        check_asked("", false);
    }
}
