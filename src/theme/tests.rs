//! What themes promise: the built-in ones load clean and can be read, faults are named, and nothing is ever fatal.

mod resolving;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

use super::catalog::BUILT_IN;
use super::*;
use crate::config;

/// The styles that say which side a word is on, in pairs.
const SIDES: [(StyleRole, StyleRole); 3] = [
    (StyleRole::Left, StyleRole::Right),
    (StyleRole::RewordedLeft, StyleRole::RewordedRight),
    (StyleRole::Removed, StyleRole::Added),
];

fn built_in(name: &str, depth: Depth) -> Theme {
    Catalog::default().load(name, depth).0
}

/// The built-in themes whose colours are known; the others use the terminal's.
fn coloured() -> impl Iterator<Item = (&'static str, Theme)> {
    let themes = BUILT_IN.iter().map(|&(name, _)| (name, built_in(name, Depth::TrueColour)));
    themes.filter(|(_, theme)| theme.style(StyleRole::Base).bg.and_then(colour::rgb).is_some())
}

#[test]
fn every_built_in_theme_loads_clean() {
    for &(name, text) in BUILT_IN {
        let (_, faults) = layer::read(name, text);
        assert_eq!(faults, [], "{name}");
        let (theme, faults) = Catalog::default().load(name, Depth::TrueColour);
        assert_eq!(faults, [], "{name}");
        assert_eq!(theme.name, name);
    }
    assert_eq!(coloured().count(), BUILT_IN.len() - 2);
}

#[test]
fn themes_that_stand_alone_set_every_role_without_help() {
    for name in ["newsprint-dark", "terminal", "mono"] {
        let layer = catalog::built_in(name).expect("built in");
        assert_eq!(layer.inherits, None, "{name}");
        for &role in StyleRole::ALL {
            assert!(layer.styles.contains_key(&role), "{name} leaves {role:?} to another theme");
        }
    }
}

#[test]
fn every_text_can_be_read_on_every_ground() {
    let mut low = Vec::new();
    for (name, theme) in coloured() {
        let least = if name.starts_with("high-contrast") { 7.0 } else { 4.5 };
        for (depth, theme) in [("true", theme.clone()), ("256", theme.at_depth(Depth::Ansi256))] {
            // The cube of 256 has few dark and few pale shades; what is lost to the nearest one stays within this.
            let least = if depth == "256" { 4.0 } else { least };
            let texts = contrast::texts(&theme).into_iter().flat_map(|text| text.on);
            assert!(texts.clone().count() > 200, "{name} {depth}: every colour is known");
            low.extend(texts.filter(|on| on.ratio < least).map(|on| format!("{name} {depth}: {on}")));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn left_and_right_differ_for_an_eye_without_green() {
    for (name, theme) in coloured() {
        for (left, right) in SIDES {
            let pair = |get: fn(Style) -> Option<Color>| {
                let seen = |role| get(theme.style(role)).and_then(colour::rgb).map(colour::as_seen_with_deuteranopia);
                Some((seen(left)?, seen(right)?))
            };
            // Letters and grounds are judged apart; 2 is just noticeable, 20 is another colour.
            for (what, colours) in [("letters", pair(|style| style.fg)), ("grounds", pair(|style| style.bg))] {
                let distance = colours.map_or(100.0, |(left, right)| colour::distance(left, right));
                assert!(distance >= 20.0, "{name}: the {what} of {left:?} and {right:?} differ by {distance:.1}");
            }
        }
    }
}

#[test]
fn left_is_amber_and_right_is_blue_wherever_there_are_colours() {
    for (name, theme) in coloured() {
        for (depth, theme) in [("true", theme.clone()), ("256", theme.at_depth(Depth::Ansi256))] {
            for (left, right) in SIDES {
                let letters = |role| theme.style(role).fg.and_then(colour::rgb).expect("a known colour");
                let [red, green, blue] = letters(left);
                assert!(red > blue && green > blue && green >= red / 2, "{name} {depth}: {left:?} is no amber");
                let [red, _, blue] = letters(right);
                assert!(blue > red, "{name} {depth}: {right:?} is no blue");
            }
        }
    }
}

#[test]
fn sides_stay_apart_at_every_depth() {
    for &(name, _) in BUILT_IN {
        for depth in [Depth::Mono, Depth::Ansi16, Depth::Ansi256, Depth::TrueColour] {
            let theme = built_in(name, depth);
            let (left, right) = (theme.style(StyleRole::Left), theme.style(StyleRole::Right));
            assert!(left != right || theme.brackets, "{name} at {depth:?}");
        }
    }
}

#[test]
fn a_depth_shows_only_what_it_has() {
    for &(name, _) in BUILT_IN {
        for &role in StyleRole::ALL {
            let colours = |depth| {
                let style = built_in(name, depth).style(role);
                [style.fg, style.bg, style.underline_color].into_iter().flatten().collect::<Vec<_>>()
            };
            assert_eq!(colours(Depth::Mono), [], "{name} {role:?}");
            assert!(colours(Depth::Ansi16).into_iter().all(colour::is_basic), "{name} {role:?}");
            assert!(!colours(Depth::Ansi256).iter().any(|c| matches!(c, Color::Rgb(..))), "{name} {role:?}");
        }
    }
}

#[test]
fn without_colour_marks_are_brackets_and_the_selection_is_reversed() {
    for &(name, _) in BUILT_IN {
        let theme = built_in(name, Depth::Mono);
        assert!(theme.brackets, "{name}");
        for role in [StyleRole::Selected, StyleRole::Cursor, StyleRole::Status] {
            assert!(theme.style(role).add_modifier.contains(Modifier::REVERSED), "{name} {role:?}");
        }
    }
    assert!(built_in("mono", Depth::TrueColour).brackets);
    assert!(!built_in("newsprint-dark", Depth::Ansi16).brackets);
}

/// Reads a theme file called `x.toml` and compares the first warning; an empty `expected` means there is none.
fn check_warning(text: &str, expected: &str) {
    let (layer, mut faults) = layer::read("x.toml", text);
    faults.extend(cascade::resolve("x", &[layer, catalog::built_in("newsprint-dark").expect("built in")]).1);
    assert_eq!(faults.first().map(ToString::to_string).unwrap_or_default(), expected, "for {text:?}");
}

#[test]
fn faults_are_named_with_line_and_remedy() {
    check_warning("[diff]\nleft = \"#f80\"", "");
    check_warning("[palette]\nhaze = \"#889\"\n[ui]\nmuted = \"haze\"", "");
    check_warning("[dif]", "x.toml:1: unknown key `dif` (did you mean `diff`?)");
    check_warning("\n[diff]\nleft-line = \"red\"", "x.toml:3: unknown key `left-line` (did you mean `left_line`?)");
    check_warning("[ui]\nleft = \"red\"", "x.toml:2: `left` is not in [ui] (it belongs in [diff])");
    check_warning("[diff]\nleft = \"yelow\"", "x.toml:2: `yelow` is not a colour (did you mean `yellow`?)");
    check_warning("[ui]\nbase = { fg = \"softt\" }", "x.toml:2: `softt` is not a colour (did you mean `soft`?)");
    check_warning("[palette]\na = \"#12\"", "x.toml:2: `#12` is not a colour (write #rrggbb, 0 to 255, or a name)");
    check_warning(
        "[ui]\nbase = 7",
        "x.toml:2: `base` cannot be an integer (write a colour, or { fg = \"…\", bg = \"…\", mods = [\"bold\"] })",
    );
    check_warning("[ui]\nbase = { mods = [\"bald\"] }", "x.toml:2: `mods` cannot be `bald` (did you mean `bold`?)");
    check_warning("[ui]\nbase = { colour = \"red\" }", "x.toml:2: unknown key `colour` (known here: fg, bg, mods, ul)");
    check_warning("kind = \"drak\"", "x.toml:1: `kind` cannot be `drak` (did you mean `dark`?)");
    check_warning("ui = 3", "x.toml:1: `ui` cannot be an integer (write it as a section: [ui])");
    check_warning(
        "[symbols]\nfold = \"\"",
        "x.toml:2: `` does not fit where fold is drawn (write a mark one to 3 columns wide)",
    );
    check_warning(
        "[symbols]\nquote = \"日\"",
        "x.toml:2: `日` does not fit where quote is drawn (write a mark one column wide)",
    );
    check_warning(
        "[outlets]\ncycle = \"red\"",
        "x.toml:2: `cycle` cannot be a string (write a list of colours, as in [\"green\", \"#88c\"])",
    );
    check_warning(
        "[ui\nbase = 1",
        "x.toml:1: not valid TOML: unclosed table, expected `]` (the rest of the file is used as far as it goes)",
    );
}

#[test]
fn a_role_left_out_follows_its_parent_then_the_theme_below() {
    let (layer, faults) = layer::read("x.toml", "[diff]\nleft = \"#102030\"\n[palette]\nsoft = \"#405060\"");
    assert_eq!(faults, []);
    let below = catalog::built_in("newsprint-dark").expect("built in");
    let (theme, faults) = cascade::resolve("x", &[layer, below]);
    assert_eq!(faults, []);
    let letters = |role| theme.style(role).fg.map(colour::notation).unwrap_or_default();
    assert_eq!(letters(StyleRole::RewordedLeft), "#102030", "its parent in the same file goes first");
    assert_eq!(letters(StyleRole::RewordedRight), "#8cc3f5", "then the theme below");
    assert_eq!(letters(StyleRole::Muted), "#405060", "whose colours are looked up in the joined palette");
    assert_eq!(letters(StyleRole::Base), "#dcd4c4");
}

/// Writes theme files to a folder and loads the first; compares the warnings, folder left out.
fn check_files(files: &[(&str, &str)], expected: &[&str]) -> Theme {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(format!("{name}.toml")), text).expect("a file in it");
    }
    let catalog = Catalog::new(Some(folder.path().to_owned()));
    let (theme, faults) = catalog.load(files[0].0, Depth::TrueColour);
    let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    let faults: Vec<String> = faults.iter().map(|fault| fault.to_string().replace(&prefix, "")).collect();
    assert_eq!(faults, expected);
    theme
}

#[test]
fn own_themes_build_on_others() {
    let theme =
        check_files(&[("dusk", "inherits = \"base\"\nkind = \"dark\""), ("base", "[diff]\nleft = \"#111\"")], &[]);
    assert_eq!(theme.style(StyleRole::Left).fg, Some(Color::Rgb(17, 17, 17)));
    let theme = check_files(&[("pale", "kind = \"light\"")], &[]);
    assert_eq!(theme.style(StyleRole::Base), built_in("newsprint-light", Depth::TrueColour).style(StyleRole::Base));
    let theme = check_files(&[("mono", "inherits = \"mono\"\n[ui]\nlink = \"blue\"")], &[]);
    assert_eq!(theme.style(StyleRole::LinkText).fg, Some(Color::Blue));
    assert!(theme.brackets, "a theme that replaces a built-in one can inherit it");
}

#[test]
fn a_chain_that_leads_nowhere_ends_in_the_default() {
    check_files(
        &[("a", "\ninherits = \"b\""), ("b", "inherits = \"a\"")],
        &["b.toml:1: inherits `a`, which inherits this theme (remove one of the two `inherits`)"],
    );
    let theme = check_files(
        &[("a", "inherits = \"newsprint-drak\"")],
        &["a.toml:1: unknown theme `newsprint-drak` (did you mean `newsprint-dark`?)"],
    );
    assert_eq!(theme.style(StyleRole::Left), built_in("newsprint-dark", Depth::TrueColour).style(StyleRole::Left));
    check_files(
        &[("a", "inherits = \"../a\"")],
        &[
            "a.toml:1: unknown theme `../a` (known here: a, catppuccin-latte, catppuccin-mocha, dracula, everforest-dark, \
         gruvbox-dark, gruvbox-light, high-contrast-dark, high-contrast-light, mono, newsprint-dark, newsprint-light, nord, \
         one-light, rose-pine, rose-pine-dawn, solarized-dark, solarized-light, terminal, tokyo-night)",
        ],
    );
}

proptest! {
    #[test]
    fn no_text_stops_the_loader(text in "\\PC*|[\\x00-\\x7f]*") {
        let (layer, _) = layer::read("x.toml", &text);
        let (theme, _) = cascade::resolve("x", &[layer]);
        let _ = theme.at_depth(Depth::Ansi16);
    }

    #[test]
    fn no_theme_stops_the_loader(lines in prop::collection::vec(line(), 0..12)) {
        let text = lines.join("\n");
        let (layer, _) = layer::read("x.toml", &text);
        let (theme, faults) = cascade::resolve("x", &[layer]);
        prop_assert_eq!(theme.at_depth(Depth::Mono).style(StyleRole::Left).fg, None);
        for fault in faults {
            prop_assert!(fault.line.is_some_and(|line| (1..=lines.len()).contains(&line)), "{}", fault);
        }
    }
}

/// A line of a theme file, near enough to one that is right to get past the first check.
fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "name", "inherits", "kind", "base", "left", "cycle", "fold", "preset", "x.y", "\"\"",
    ]);
    let value = prop::sample::select(vec![
        "\"red\"",
        "\"x\"",
        "3",
        "true",
        "[]",
        "[\"red\", 3]",
        "{}",
        "{ fg = \"x\", mods = \"bold\" }",
        "{ ul = [] }",
        "'",
        "1979-05-27",
    ]);
    let section =
        prop::sample::select(vec!["[ui]", "[diff]", "[symbols]", "[outlets]", "[palette]", "[[ui]]", "[", "#"]);
    prop_oneof![(key, value).prop_map(|(key, value)| format!("{key} = {value}")), section.prop_map(str::to_owned),]
}
