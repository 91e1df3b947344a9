//! Which key does what: the table's defaults with the reader's `[keys]` on top.

use super::command::{COMMANDS, Command, CommandInfo, Scope};
use super::key::Key;
use super::keyboard;
use crate::config::document::{did_you_mean, shown};
use crate::model::Warning;

/// The scopes in which keys count on each screen, narrowest first: that order decides.
///
/// A find lies over its screen and takes keys from it on purpose, so it may have no conflict in itself alone.
const SCREENS: &[&[Scope]] = &[LIST, SEARCH, SOURCES, CLAIMS, TIMELINE, COMPARE, READER, &[Scope::Find]];

/// The scopes of Stories.
pub(super) const LIST: &[Scope] = &[Scope::List, Scope::Everywhere];
/// The scopes of the claims of a story.
pub(super) const CLAIMS: &[Scope] = &[Scope::Claims, Scope::Everywhere];
/// The scopes of the timeline of an article.
pub(super) const TIMELINE: &[Scope] = &[Scope::Timeline, Scope::Everywhere];
/// The scopes of the timeline while words are being looked for.
pub(super) const TIMELINE_FIND: &[Scope] = &[Scope::Find, Scope::Timeline, Scope::Everywhere];
/// The scopes of what a search found.
pub(super) const SEARCH: &[Scope] = &[Scope::Search, Scope::Everywhere];
/// The scopes of the list of sources.
pub(super) const SOURCES: &[Scope] = &[Scope::Sources, Scope::Everywhere];
/// The scopes of Compare.
pub(super) const COMPARE: &[Scope] = &[Scope::Compare, Scope::Text, Scope::Everywhere];
/// The scopes of Reader.
pub(super) const READER: &[Scope] = &[Scope::Reader, Scope::Text, Scope::Everywhere];
/// The scopes of Compare while words are being looked for.
pub(super) const COMPARE_FIND: &[Scope] = &[Scope::Find, Scope::Compare, Scope::Text, Scope::Everywhere];
/// The scopes of Reader while words are being looked for.
pub(super) const READER_FIND: &[Scope] = &[Scope::Find, Scope::Reader, Scope::Text, Scope::Everywhere];

/// The end of a line as a terminal hands it over that is not in raw mode.
const LINE_FEED: Key = Key { ctrl: true, ..Key::plain(crossterm::event::KeyCode::Char('j')) };

/// Every command's keys, after the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// In the order of [`COMMANDS`]; a command without keys has an empty list.
    keys: Vec<Vec<Key>>,
}

/// Where a command's keys come from, for messages.
struct Setting<'a> {
    info: &'static CommandInfo,
    keys: Vec<Key>,
    /// The line that sets them; `None` for defaults.
    line: Option<usize>,
    source: &'a str,
}

impl Keymap {
    /// Puts the reader's settings (command, keys, line, as the configuration read them from `source`) on the defaults.
    ///
    /// An empty list takes a command's keys away. A key that ends up with two commands on one screen is a warning, and the
    /// reader's own setting, or else the table's first, has it. Where no key would end the program, Ctrl-c does.
    pub fn resolve(source: &str, configured: &[(String, Vec<String>, usize)]) -> (Keymap, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut settings: Vec<Setting<'_>> = COMMANDS.iter().map(|info| defaults(info, source)).collect();
        for (name, keys, line) in configured {
            let warn = |message: String, hint: String| Warning {
                source: source.to_owned(),
                line: Some(*line),
                message,
                hint: Some(hint),
            };
            let Some(setting) = settings.iter_mut().find(|setting| setting.info.name == name) else {
                let known: Vec<&str> = COMMANDS.iter().map(|info| info.name).collect();
                warnings.push(warn(format!("unknown command {}", shown(name)), did_you_mean(name, &known)));
                continue;
            };
            setting.line = Some(*line);
            setting.keys.clear();
            for key in keys {
                match key.parse() {
                    Ok(key) => setting.keys.push(key),
                    Err(hint) => warnings.push(warn(format!("{} is no key", shown(key)), hint)),
                }
            }
        }
        for scopes in SCREENS {
            settle(&mut settings, scopes, &mut warnings);
        }
        keep_a_way_out(&mut settings, &mut warnings);
        (Keymap { keys: settings.into_iter().map(|setting| setting.keys).collect() }, warnings)
    }

    /// The command a key stands for on a screen with these scopes. A letter no command has counts as the Latin letter of
    /// the same key, so that another keyboard need not be switched, and Ctrl-j as Enter: that is how it comes where it was pressed
    /// before the screens began.
    pub fn command(&self, scopes: &[Scope], key: Key) -> Option<Command> {
        self.bound(scopes, key).or_else(|| {
            if key == LINE_FEED {
                return self.bound(scopes, Key::plain(crossterm::event::KeyCode::Enter));
            }
            let crossterm::event::KeyCode::Char(letter) = key.code else { return None };
            let code = crossterm::event::KeyCode::Char(keyboard::latin(letter)?);
            self.bound(scopes, Key { code, ..key })
        })
    }

    /// A command's keys, the one to show first.
    pub fn keys(&self, command: Command) -> &[Key] {
        &self.keys[command as usize]
    }

    fn bound(&self, scopes: &[Scope], key: Key) -> Option<Command> {
        scopes.iter().find_map(|&scope| {
            COMMANDS
                .iter()
                .find(|info| info.scope == scope && self.keys(info.command).contains(&key))
                .map(|info| info.command)
        })
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap::resolve("", &[]).0
    }
}

fn defaults<'a>(info: &'static CommandInfo, source: &'a str) -> Setting<'a> {
    let keys = info.keys.iter().filter_map(|key| key.parse().ok()).collect();
    Setting { info, keys, line: None, source }
}

/// Leaves each key of a screen with one command, and says so where it had two.
fn settle(settings: &mut [Setting<'_>], scopes: &[Scope], warnings: &mut Vec<Warning>) {
    for first in 0..settings.len() {
        for second in first + 1..settings.len() {
            let on_screen = |at: usize| scopes.contains(&settings[at].info.scope);
            if !on_screen(first) || !on_screen(second) {
                continue;
            }
            // The reader's setting goes before a default; of two settings the later line does.
            let winner = if settings[first].line > settings[second].line { first } else { second };
            let winner = if settings[first].line == settings[second].line { first } else { winner };
            let loser = if winner == first { second } else { first };
            let shared: Vec<Key> =
                settings[loser].keys.iter().copied().filter(|key| settings[winner].keys.contains(key)).collect();
            for key in shared {
                settings[loser].keys.retain(|other| *other != key);
                let (has, lost) = (&settings[winner], &settings[loser]);
                let place = lost.line.map_or_else(String::new, |line| format!(" of line {line}"));
                warnings.push(Warning {
                    source: has.source.to_owned(),
                    line: has.line.max(lost.line),
                    message: format!("{key} is both {} and {}{place}", has.info.name, lost.info.name),
                    hint: Some(format!("{} has it; give {} another key", has.info.name, lost.info.name)),
                });
            }
        }
    }
}

/// Leaves the reader a key to quit with, where the settings take away all of them.
fn keep_a_way_out(settings: &mut [Setting<'_>], warnings: &mut Vec<Warning>) {
    let (quit, now) = (Command::Quit as usize, Command::QuitNow as usize);
    let left = settings[quit].keys.iter().chain(&settings[now].keys).next();
    let Ok(usual) = "ctrl-c".parse::<Key>() else { return };
    if left.is_some() {
        return;
    }
    for setting in settings.iter_mut() {
        setting.keys.retain(|key| *key != usual);
    }
    settings[now].keys.push(usual);
    warnings.push(Warning {
        source: settings[now].source.to_owned(),
        line: settings[quit].line.max(settings[now].line),
        message: "no key is left to quit with".to_owned(),
        hint: Some(format!("{usual} quits; give quit or quit-now a key")),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(written: &str) -> Key {
        written.parse().expect("a key")
    }

    fn check_key(written: &str, scopes: &[Scope], expected: Option<Command>) {
        assert_eq!(Keymap::default().command(scopes, key(written)), expected, "{written} in {scopes:?}");
    }

    #[test]
    fn the_defaults() {
        check_key("j", LIST, Some(Command::Down));
        check_key("ctrl-f", LIST, Some(Command::PageDown));
        check_key("space", COMPARE, Some(Command::PageDown));
        check_key("G", READER, Some(Command::Bottom));
        check_key("n", COMPARE, Some(Command::NextChange));
        check_key("n", LIST, Some(Command::NextMatch));
        check_key("right", LIST, Some(Command::Open));
        check_key("enter", COMPARE, Some(Command::Choose));
        check_key("]", READER, Some(Command::NextFact));
        check_key("c", COMPARE, None);
        check_key("f1", COMPARE, Some(Command::Help));
        check_key("/", READER, Some(Command::Find));
        check_key("/", LIST, Some(Command::Search));
        check_key("n", COMPARE_FIND, Some(Command::FindNext));
        check_key("N", READER_FIND, Some(Command::FindPrevious));
        check_key("]", COMPARE_FIND, Some(Command::NextChange));
        check_key("n", READER, Some(Command::NextFact));
    }

    #[test]
    fn other_keyboards_have_the_key_in_the_same_place() {
        check_key("о", LIST, Some(Command::Down));
        check_key("П", LIST, Some(Command::Bottom));
        check_key("ъ", COMPARE, Some(Command::NextChange));
        check_key("ctrl-а", LIST, Some(Command::PageDown));
        check_key("ctrl-j", LIST, Some(Command::Open));
        check_key("ctrl-j", COMPARE, Some(Command::Choose));
        check_key("ξ", LIST, Some(Command::Down));
        check_key("ח", READER, Some(Command::Down));
        check_key("ت", COMPARE, Some(Command::Down));
    }

    #[test]
    fn the_defaults_have_no_conflict() {
        assert_eq!(Keymap::resolve("", &[]).1, []);
        for info in COMMANDS {
            for key in info.keys {
                assert!(key.parse::<Key>().is_ok(), "{}: {key}", info.name);
            }
        }
    }

    fn configure(settings: &[(&str, &[&str])]) -> (Keymap, Vec<String>) {
        let lines = settings
            .iter()
            .zip(1..)
            .map(|((name, keys), line)| ((*name).to_owned(), keys.iter().map(|&key| key.to_owned()).collect(), line));
        let (keymap, warnings) = Keymap::resolve("config.toml", &lines.collect::<Vec<_>>());
        (keymap, warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_setting_replaces_the_default_keys() {
        let (keymap, warnings) = configure(&[("down", &["D", "ctrl-n"])]);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(keymap.command(LIST, key("D")), Some(Command::Down));
        assert_eq!(keymap.command(LIST, key("j")), None);
    }

    #[test]
    fn an_empty_list_takes_the_keys_away() {
        let (keymap, warnings) = configure(&[("quit", &[])]);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(keymap.command(LIST, key("q")), None);
    }

    #[test]
    fn a_key_with_two_commands_is_named_with_both() {
        let (keymap, warnings) = configure(&[("swap", &["j"])]);
        assert_eq!(warnings, ["config.toml:1: j is both swap and down (swap has it; give down another key)"]);
        assert_eq!(keymap.command(COMPARE, key("j")), Some(Command::Swap));
        assert_eq!(keymap.keys(Command::Down).len(), 1);
    }

    #[test]
    fn of_two_settings_with_one_key_both_places_are_named() {
        let (keymap, warnings) = configure(&[("fold", &["m"]), ("down", &["D"]), ("swap", &["m"])]);
        let both: Vec<&String> = warnings.iter().filter(|warning| warning.contains("swap and fold")).collect();
        assert_eq!(both, ["config.toml:3: m is both swap and fold of line 1 (swap has it; give fold another key)"]);
        assert_eq!(keymap.command(COMPARE, key("m")), Some(Command::Swap));
    }

    #[test]
    fn a_key_to_quit_with_is_always_left() {
        let (keymap, warnings) = configure(&[("quit", &[]), ("quit-now", &[]), ("fold", &["ctrl-c"])]);
        assert_eq!(
            warnings,
            ["config.toml:2: no key is left to quit with (Ctrl-c quits; give quit or quit-now a key)"]
        );
        assert_eq!(keymap.command(COMPARE, key("ctrl-c")), Some(Command::QuitNow));
        assert_eq!(configure(&[("quit-now", &[])]).1, [""; 0]);
    }

    #[test]
    fn screens_that_never_meet_may_share_a_key() {
        assert_eq!(configure(&[("swap", &["e"])]).1, [""; 0]);
    }

    #[test]
    fn unknown_names_get_the_nearest() {
        let (_, warnings) = configure(&[("next-chang", &["m"]), ("up", &["pagup"])]);
        assert!(warnings[0].contains("unknown command `next-chang` (did you mean `next-change`?)"), "{warnings:?}");
        assert!(warnings[1].contains("`pagup` is no key (did you mean `pageup`?"), "{warnings:?}");
    }
}
