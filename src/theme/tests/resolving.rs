//! Which theme a configuration asks for in a terminal, and with which marks and colours.

use super::*;

/// Resolves a configuration in an environment ("NAME=value ..."); compares the theme's name and the warnings.
fn check_resolve(
    config: &str,
    cli: Option<&str>,
    env: &str,
    ground: Option<Kind>,
    expected: &str,
    faults: &[&str],
) -> Theme {
    let (config, read) = config::read("config.toml", config);
    assert_eq!(read, []);
    let env = |name: &str| {
        let mut pairs = env.split_whitespace().filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    let (theme, found) = resolve(&config, cli, &env, || ground);
    assert_eq!(theme.name, expected);
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), faults);
    theme
}

const TRUE: &str = "TERM=xterm-256color COLORTERM=truecolor";

#[test]
fn auto_takes_the_pair_and_an_explicit_theme_wins() {
    check_resolve("", None, TRUE, None, "newsprint-dark", &[]);
    check_resolve("", None, TRUE, Some(Kind::Dark), "newsprint-dark", &[]);
    check_resolve("", None, TRUE, Some(Kind::Light), "newsprint-light", &[]);
    let pair = "[theme]\ndark = \"gruvbox-dark\"\nlight = \"solarized-light\"";
    check_resolve(pair, None, TRUE, Some(Kind::Light), "solarized-light", &[]);
    check_resolve(pair, None, TRUE, None, "gruvbox-dark", &[]);
    check_resolve("theme = \"mono\"", None, TRUE, Some(Kind::Light), "mono", &[]);
    check_resolve("theme = \"mono\"", Some("terminal"), TRUE, Some(Kind::Light), "terminal", &[]);
    check_resolve("theme = \"mono\"", Some("auto"), TRUE, Some(Kind::Light), "newsprint-light", &[]);
}

#[test]
fn an_unknown_theme_is_a_warning_where_it_was_asked_for() {
    let hint = "(did you mean `gruvbox-dark`?)";
    let flag = format!("--theme: unknown theme `gruvbox-drak` {hint}");
    check_resolve("", Some("gruvbox-drak"), TRUE, Some(Kind::Light), "newsprint-light", &[&flag]);
    let file = format!("config.toml:2: unknown theme `gruvbox-drak` {hint}");
    check_resolve("\ntheme = \"gruvbox-drak\"", None, TRUE, None, "newsprint-dark", &[&file]);
    check_resolve("[theme]\ndark = \"gruvbox-drak\"", None, TRUE, None, "gruvbox-drak", &[&file]);
}

#[test]
fn the_terminal_is_asked_only_where_the_answer_counts() {
    let never = || -> Option<Kind> { panic!("asked without need") };
    let env = |name: &str| (name == "TERM").then(|| "linux".to_owned());
    resolve(&Config::default(), None, &env, never);
    resolve(&Config::default(), Some("gruvbox-dark"), &|_| None, never);
}

#[test]
fn changes_in_the_configuration_go_on_top() {
    let text = "[theme]\nname = \"gruvbox-dark\"\n[theme.override.diff]\nleft = \"#123456\"\n[theme.override.palette]\nsoft = \"#abcdef\"";
    let theme = check_resolve(text, None, TRUE, None, "gruvbox-dark", &[]);
    assert_eq!(theme.style(StyleRole::Left).fg, Some(Color::Rgb(0x12, 0x34, 0x56)));
    assert_eq!(theme.style(StyleRole::Muted).fg, Some(Color::Rgb(0xab, 0xcd, 0xef)));
    let faults = [
        "config.toml:2: unknown key `lfet` (did you mean `left`?)",
        "config.toml:3: `#12` is not a colour (write #rrggbb, 0 to 255, a name, or one of [palette])",
    ];
    check_resolve(
        "[theme.override.diff]\nlfet = \"red\"\nright = \"#12\"",
        None,
        TRUE,
        None,
        "newsprint-dark",
        &faults,
    );
}

#[test]
fn marks_and_depth_follow_the_configuration_before_the_environment() {
    let split = |theme: Theme| theme.symbols.split;
    let unicode = Symbols::preset(Preset::Unicode).split;
    assert_eq!(split(check_resolve("", None, TRUE, None, "newsprint-dark", &[])), unicode);
    assert_eq!(split(check_resolve("", None, "TERM=linux", None, "newsprint-dark", &[])), "Y");
    let latin = format!("{TRUE} LANG=de_DE.ISO-8859-1");
    assert_eq!(split(check_resolve("", None, &latin, None, "newsprint-dark", &[])), "Y");
    let unicode_anyway = "[ui]\nsymbols = \"unicode\"";
    assert_eq!(split(check_resolve(unicode_anyway, None, "TERM=linux", None, "newsprint-dark", &[])), unicode);
    assert!(check_resolve("[ui]\ncolour = \"mono\"", None, TRUE, None, "newsprint-dark", &[]).brackets);
    let no_colour = format!("{TRUE} NO_COLOR=1");
    assert!(check_resolve("", None, &no_colour, None, "newsprint-dark", &[]).brackets);
    assert!(!check_resolve("[ui]\ncolour = \"256\"", None, &no_colour, None, "newsprint-dark", &[]).brackets);
}

#[test]
fn terminals_made_before_unicode_have_marks_of_ascii() {
    let check = |term: &str, preset| {
        let env = format!("TERM={term} LANG=en_GB.UTF-8");
        assert_eq!(
            check_resolve("", None, &env, None, "newsprint-dark", &[]).symbols,
            Symbols::preset(preset),
            "{term}"
        );
    };
    for term in ["linux", "dumb", "ansi", "vt100", "vt220-w"] {
        check(term, Preset::Ascii);
    }
    for term in ["xterm", "tmux-256color", "vte-256color", "vt"] {
        check(term, Preset::Unicode);
    }
}
