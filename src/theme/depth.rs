//! How many colours the terminal shows, and what becomes of a style where it shows fewer.

use ratatui::style::{Color, Style};

use super::colour;

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    Mono,
    /// The sixteen with names; what they look like is the reader's choice.
    Ansi16,
    /// The 6 x 6 x 6 cube and the greys.
    Ansi256,
    /// Any colour.
    TrueColour,
}

/// Whether the environment asks for colour (`true`) or for none (`false`), whatever the output is; `None` where it leaves that open.
///
/// `NO_COLOR` goes first (no-color.org), then `FORCE_COLOR` and `CLICOLOR_FORCE`, then `CLICOLOR=0` (bixense.com/clicolors). Set
/// and empty is not set; a force of 0 is none, and of `FORCE_COLOR=0` many programs read that no colour is wanted.
pub fn wished(env: &dyn Fn(&str) -> Option<String>) -> Option<bool> {
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    let is_on = |value: &String| !["0", "false"].contains(&value.as_str());
    if set("NO_COLOR").is_some() {
        return Some(false);
    }
    let forced = set("FORCE_COLOR").map(|value| is_on(&value));
    let cli_forced = set("CLICOLOR_FORCE").filter(is_on).map(|_| true);
    let off = set("CLICOLOR").filter(|value| value == "0").map(|_| false);
    forced.or(cli_forced).or(off)
}

impl Depth {
    /// Tells the depth from the environment, given as a look-up so a test needs no real one.
    ///
    /// What [`wished`] reads as a wish for none, and `TERM=dumb`, mean none. The Linux console takes true
    /// colours and shows the nearest of its sixteen, so it counts as sixteen whatever `COLORTERM` says.
    pub fn detect(env: &dyn Fn(&str) -> Option<String>) -> Depth {
        let get = |name: &str| env(name).unwrap_or_default();
        let term = get("TERM");
        if wished(env) == Some(false) || term == "dumb" || term.starts_with("vt") {
            return Depth::Mono;
        }
        if term == "linux" {
            return Depth::Ansi16;
        }
        let says_true = ["truecolor", "24bit"].contains(&get("COLORTERM").as_str());
        // These have true colour and a name of their own, which survives ssh where COLORTERM does not.
        let own_names = ["xterm-kitty", "alacritty", "foot", "wezterm", "ghostty", "xterm-ghostty", "contour", "rio"];
        let known_true =
            own_names.contains(&term.as_str()) || term.ends_with("-direct") || term.ends_with("-truecolor");
        // Windows sets no TERM, and every console it still supports shows true colours.
        let windows = term.is_empty() && get("OS") == "Windows_NT";
        if says_true || known_true || windows {
            Depth::TrueColour
        } else if term.contains("256") {
            Depth::Ansi256
        } else {
            Depth::Ansi16
        }
    }

    /// A style as this depth can show it, or `None` where that takes a choice: see [`super::Theme::at_depth`].
    pub(super) fn show(self, style: Style) -> Option<Style> {
        let colours = [style.fg, style.bg, style.underline_color];
        match self {
            Depth::TrueColour => Some(style),
            Depth::Ansi256 => Some(with_colours(style, colour::nearest_indexed)),
            Depth::Ansi16 => colours.into_iter().flatten().all(colour::is_basic).then_some(style),
            Depth::Mono => colours.into_iter().flatten().all(|c| c == Color::Reset).then_some(without_colours(style)),
        }
    }
}

/// The style with bold, underline and reverse only.
fn without_colours(style: Style) -> Style {
    Style { fg: None, bg: None, underline_color: None, ..style }
}

fn with_colours(style: Style, change: impl Fn(Color) -> Color) -> Style {
    Style {
        fg: style.fg.map(&change),
        bg: style.bg.map(&change),
        underline_color: style.underline_color.map(&change),
        ..style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_depth(env: &str, expected: Depth) {
        assert_eq!(Depth::detect(&|name| look_up(env, name)), expected, "{env}");
    }

    fn look_up(env: &str, name: &str) -> Option<String> {
        let mut pairs = env.split_whitespace().filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    }

    fn check_wished(env: &str, expected: Option<bool>) {
        assert_eq!(wished(&|name| look_up(env, name)), expected, "{env}");
    }

    #[test]
    fn hears_wishes_for_colour_and_for_none() {
        check_wished("", None);
        check_wished("CLICOLOR=1", None);
        check_wished("CLICOLOR=0", Some(false));
        check_wished("CLICOLOR=0 CLICOLOR_FORCE=1", Some(true));
        check_wished("CLICOLOR_FORCE=0", None);
        check_wished("FORCE_COLOR=1", Some(true));
        check_wished("FORCE_COLOR=3 CLICOLOR=0", Some(true));
        check_wished("FORCE_COLOR=0", Some(false));
        check_wished("FORCE_COLOR= CLICOLOR_FORCE=", None);
        check_wished("NO_COLOR=1 FORCE_COLOR=1 CLICOLOR_FORCE=1", Some(false));
        check_wished("NO_COLOR= FORCE_COLOR=1", Some(true));
    }

    #[test]
    fn reads_the_environment() {
        check_depth("TERM=xterm-256color COLORTERM=truecolor", Depth::TrueColour);
        check_depth("TERM=xterm-256color COLORTERM=24bit", Depth::TrueColour);
        check_depth("TERM=xterm-256color", Depth::Ansi256);
        check_depth("TERM=tmux-256color COLORTERM=yes", Depth::Ansi256);
        check_depth("TERM=xterm-direct", Depth::TrueColour);
        check_depth("TERM=xterm-kitty", Depth::TrueColour);
        check_depth("TERM=xterm", Depth::Ansi16);
        check_depth("TERM=linux COLORTERM=truecolor", Depth::Ansi16);
        check_depth("TERM=dumb COLORTERM=truecolor", Depth::Mono);
        check_depth("TERM=vt220", Depth::Mono);
        check_depth("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", Depth::Mono);
        check_depth("TERM=xterm-256color NO_COLOR=", Depth::Ansi256);
        check_depth("TERM=xterm-256color CLICOLOR=0", Depth::Mono);
        check_depth("TERM=xterm-256color CLICOLOR=0 FORCE_COLOR=1", Depth::Ansi256);
        check_depth("OS=Windows_NT", Depth::TrueColour);
        check_depth("", Depth::Ansi16);
    }
}
