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

impl Depth {
    /// Tells the depth from the environment, given as a look-up so a test needs no real one.
    ///
    /// `NO_COLOR` (set and not empty, as no-color.org asks) and `TERM=dumb` mean none. The Linux console takes true
    /// colours and shows the nearest of its sixteen, so it counts as sixteen whatever `COLORTERM` says.
    pub fn detect(env: &dyn Fn(&str) -> Option<String>) -> Depth {
        let get = |name: &str| env(name).unwrap_or_default();
        let term = get("TERM");
        if !get("NO_COLOR").is_empty() || term == "dumb" || term.starts_with("vt") {
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
        let look_up = |name: &str| {
            let mut pairs = env.split_whitespace().filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        assert_eq!(Depth::detect(&look_up), expected, "{env}");
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
        check_depth("OS=Windows_NT", Depth::TrueColour);
        check_depth("", Depth::Ansi16);
    }
}
