//! What the configuration promises: the example states the defaults, faults are named, and nothing is ever fatal.

use proptest::prelude::*;

use super::*;
use crate::tui::command::COMMANDS;

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// The example with every setting switched on: a line that begins with `#` and no space is a setting.
fn example() -> String {
    let on = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => setting.to_owned(),
        _ => line.to_owned(),
    };
    EXAMPLE.lines().map(on).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_changes_nothing_as_it_is() {
    assert_eq!(read("config.toml", EXAMPLE), (Config::default(), Vec::new()));
}

#[test]
fn the_example_states_the_defaults() {
    let (mut config, faults) = read("config.toml", &example());
    assert_eq!(faults, []);
    let keys: Vec<(String, Vec<String>)> = config.keys.drain(..).map(|(name, keys, _)| (name, keys)).collect();
    let defaults =
        COMMANDS.iter().map(|info| (info.name.to_owned(), info.keys.iter().map(|k| (*k).to_owned()).collect()));
    assert_eq!(keys, defaults.collect::<Vec<_>>());
    // Where a name stands is no setting, and the empty changes only show their form.
    for place in [&mut config.theme.name, &mut config.theme.dark, &mut config.theme.light] {
        assert!(place.line.take().is_some());
    }
    assert!(config.theme.overrides.take().is_some());
    assert_eq!(config, Config::default());
}

/// Reads a configuration and compares its first warning; an empty `expected` means there is none.
fn check_warning(text: &str, expected: &str) {
    let (_, faults) = read("config.toml", text);
    assert_eq!(faults.first().map(ToString::to_string).unwrap_or_default(), expected, "for {text:?}");
}

#[test]
fn faults_are_named_with_line_and_remedy() {
    check_warning("", "");
    check_warning("theme = \"mono\"", "");
    check_warning("\n\nthme = \"mono\"", "config.toml:3: unknown key `thme` (did you mean `theme`?)");
    check_warning(
        "theme = 3",
        "config.toml:1: `theme` cannot be an integer (write a theme's name in quotes, or a section [theme])",
    );
    check_warning("[theme]\nnmae = \"mono\"", "config.toml:2: unknown key `nmae` (did you mean `name`?)");
    check_warning("[ui]\nmouse = \"no\"", "config.toml:2: `mouse` cannot be a string (write true or false)");
    check_warning(
        "[ui]\nmeasure = 5",
        "config.toml:2: `measure` is out of range (write a whole number from 20 to 200)",
    );
    check_warning(
        "[ui]\nmeasure = -5",
        "config.toml:2: `measure` is out of range (write a whole number from 20 to 200)",
    );
    check_warning(
        "[ui]\nlayout = \"stakced\"",
        "config.toml:2: `layout` cannot be `stakced` (did you mean `stacked`?)",
    );
    check_warning(
        "[compare]\nprofile = \"old\"",
        "config.toml:2: `profile` cannot be `old` (known here: auto, coverage, revision)",
    );
    check_warning("[keys]\ndown = [\"j\", 3]", "config.toml:2: `down` cannot be an integer (write text in quotes)");
    check_warning(
        "[keys]\ndown = true",
        "config.toml:2: `down` cannot be a boolean (write a list of texts, as in [\"j\", \"down\"])",
    );
    check_warning("[update]\nroots = 3", "config.toml:2: `roots` cannot be an integer (write text in quotes)");
    check_warning(
        "[theme]\noverride = 3",
        "config.toml:2: `override` cannot be an integer (write it as a section: [theme.override])",
    );
    check_warning("store = \"x\"", "config.toml:1: `store` cannot be a string (write it as a section: [store])");
    check_warning(
        "ui = { mouse = tru }",
        "config.toml:1: not valid TOML: invalid boolean, expected `true` (the rest of the file is used as far as it goes)",
    );
}

#[test]
fn one_fault_leaves_the_rest_in_force() {
    let (config, faults) =
        read("config.toml", "[ui]\nlayout = 3\nmouse = false\n[compare]\nshow_maybe = 0\nprofile = \"revision\"");
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [Some(2), Some(5)]);
    assert_eq!((config.ui.layout, config.ui.mouse), (Layout::Auto, false));
    assert_eq!((config.compare.profile, config.compare.show_maybe), (Some(Profile::Revision), true));
}

#[test]
fn what_broken_syntax_leaves_is_used() {
    let (config, faults) = read("config.toml", "[ui]\nmouse = false\n[compare\nshow_maybe = false");
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].line, Some(3));
    assert!(!config.ui.mouse);
}

#[test]
fn keys_are_kept_in_the_order_of_the_file() {
    let (config, faults) = read("config.toml", "[keys]\nup = [\"k\"]\ndown = \"j\"\nnonsense = []");
    assert_eq!(faults, []);
    let entry =
        |name: &str, keys: &[&str], line| (name.to_owned(), keys.iter().map(|k| (*k).to_owned()).collect(), line);
    assert_eq!(config.keys, [entry("up", &["k"], 2), entry("down", &["j"], 3), entry("nonsense", &[], 4)]);
}

#[test]
fn a_file_that_cannot_be_read_is_a_warning() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("config.toml");
    let first = || load(Some(&path)).1.first().map(|fault| (fault.line, fault.message.clone()));
    assert_eq!(first(), Some((None, "no such file".to_owned())));
    std::fs::write(&path, b"[ui]\n\xff\xfe").expect("a file in it");
    assert_eq!(first(), Some((Some(2), "not UTF-8 text".to_owned())));
    std::fs::write(&path, "[ui]\nmouse = false").expect("a file in it");
    assert_eq!(first(), None);
    let (config, _) = load(Some(&path));
    assert!(!config.ui.mouse);
    assert_eq!(config.themes_folder(), Some(folder.path().join("themes")));
    let (_, faults) = load(Some(folder.path()));
    assert_eq!(faults.len(), 1, "a folder is no file");
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "\\PC*|[\\x00-\\x7f]*") {
        let (config, faults) = read("config.toml", &text);
        prop_assert_eq!(config.source, "config.toml");
        for fault in faults {
            prop_assert!(fault.to_string().chars().all(|c| !c.is_control()), "{:?}", fault.to_string());
        }
    }

    #[test]
    fn any_value_in_any_place_is_a_setting_or_a_warning(
        section in prop::sample::select(vec!["theme", "ui", "compare", "keys", "store", "theme.override"]),
        key in prop::sample::select(vec!["name", "layout", "measure", "mouse", "profile", "path", "down", "ui"]),
        value in prop::sample::select(vec!["3", "-1", "99999999999999999999", "\"\"", "\"x\"", "true", "[]", "[[]]", "{}", "{ a.b = 1 }", "nan", "12:00:00"]),
    ) {
        let (_, faults) = read("config.toml", &format!("[{section}]\n{key} = {value}"));
        for fault in faults {
            prop_assert!(fault.line.is_some_and(|line| line <= 2) && fault.hint.is_some(), "{}", fault);
        }
    }
}
