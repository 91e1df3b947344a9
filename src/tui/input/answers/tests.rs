//! Answers of terminals, whole and in pieces, among keys.

use proptest::prelude::*;

use super::*;

/// The keys of some bytes as crossterm reads them: `^x` is Ctrl-x, `~x` Alt-x, `_` Esc, `|` a pause, `%` a change of size.
fn keys(written: &str) -> VecDeque<Option<event::Event>> {
    let mut keys = VecDeque::new();
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        let press = |c: Option<char>, held| {
            let code = KeyCode::Char(c.expect("a character"));
            Some(event::Event::Key(KeyEvent::new(code, held)))
        };
        keys.push_back(match c {
            '^' => press(rest.next(), KeyModifiers::CONTROL),
            '~' => press(rest.next(), KeyModifiers::ALT),
            '|' => None,
            '_' => Some(event::Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))),
            '%' => Some(event::Event::Resize(80, 24)),
            c if c.is_ascii_uppercase() => press(Some(c), KeyModifiers::SHIFT),
            c => press(Some(c), KeyModifiers::NONE),
        });
    }
    keys
}

/// What comes through, written in the same way without pauses, a light ground as `☼` and a dark one as `☾`.
fn through(written: &str) -> String {
    through_of(Input::new(false), written)
}

fn through_of(mut input: Input, written: &str) -> String {
    let mut waiting = keys(written);
    let mut came = String::new();
    loop {
        let mut read = |patience: Option<Duration>| {
            while patience.is_none() && waiting.front() == Some(&None) {
                waiting.pop_front();
            }
            Ok(waiting.pop_front().flatten())
        };
        let Some(event) = input.next(&mut read).expect("no failure") else {
            if waiting.is_empty() && input.held.is_empty() && input.ready.is_empty() {
                return came;
            }
            continue;
        };
        let event = match event {
            Came::Event(event) => event,
            Came::Ground(kind) => {
                came.push(if kind == Kind::Light { '☼' } else { '☾' });
                continue;
            }
        };
        let signs = [("^", KeyModifiers::CONTROL), ("~", KeyModifiers::ALT), ("", KeyModifiers::NONE)];
        let pressed = signs.iter().find_map(|(sign, held)| Some((sign, key_with(&event, *held)?)));
        match pressed {
            Some((sign, c)) => came.extend([(*sign).to_owned(), c.to_string()]),
            None if matches!(event, event::Event::Resize(..)) => came.push('%'),
            None => came.push('_'),
        }
    }
}

fn check_through(written: &str, expected: &str) {
    assert_eq!(through(written), expected, "{written}");
}

/// What comes through of a terminal that was asked and has not answered in time.
fn check_rest(written: &str, expected: &str) {
    assert_eq!(through_of(Input::new(true), written), expected, "{written}");
}

#[test]
fn answers_are_no_keys() {
    check_through("~]11;rgb:1E1e/1e1e/1e1e^g", "");
    check_through("j~]11;rgb:1e1e/1e1e/1e1e~\\k", "jk");
    check_through("~]11;rgb:ff/ff/ff~\\~]10;#ffffff^gq", "q");
    check_through("~]11;%rgb:ff/ff/ff^gj", "%j");
    check_through("~]11;what is this^gj", "j");
    check_through("~]11;rgb:ff/f|j", "j");
    check_through("~]11;rgb:ff/f~]11;rgb:ff/ff/ff^g", "");
    check_through("~]11;rgb:ff/f~]j", "~]j");
}

#[test]
fn answers_in_two_pieces_are_no_keys() {
    check_through("~]11;rgb:1e1e/1e|1e/1e1e^gj", "j");
    check_through("~]11;|rgb:1e1e/1e1e/1e1e~\\j", "j");
    check_through("~]|11;rgb:1e1e/1e1e/1e1e^gj", "~]j");
    check_through("~]11;rgb:1e1e/1e1e/1e1|e^gj", "j");
    check_through("~]11;rgb:1e1e/1e1e/1e1e_|\\j", "j");
    check_through("~]11;rgb:1e1e/1e1e/1e1e_|j\\", "j\\");
    check_through("~]11;rgb:1e1e/1e1e/1e1e|b|/", "b/");
}

#[test]
fn of_an_answer_that_is_owed_the_rest_is_no_key() {
    check_rest("e/1e1e/1e1e^gj", "j");
    check_rest("/1%e1e~\\j", "%j");
    check_rest("1e/1e1e_|\\j", "j");
    check_rest("2c", "2c");
    check_rest("1^g", "1^g");
    check_rest("b", "b");
    check_rest("/feed", "/feed");
    check_rest("1j2", "1j2");
    check_rest("c_", "c_");
    check_rest("/|1|1_", "/11_");
}

#[test]
fn the_answer_that_is_owed_tells_the_ground_once() {
    check_rest("~]11;rgb:fafa/fafa/f5f5^gj", "☼j");
    check_rest("~]11;rgb:1e1e/1e1e/1e1e~\\~]11;rgb:ff/ff/ff^gj", "☾j");
    check_rest("~]11;%#fafaf5^g", "%☼");
    check_rest("~]10;rgb:0/0/0^g~]11;rgb:f/f/f^gj", "☼j");
    check_rest("~]11;what is this^g~]11;rgb:f/f/f^gj", "j");
    check_rest("]11;rgb:1e1e/1e1e/1e1e^g", "☾");
    check_rest("11;rgb:fafa/fafa/f5f5j", "☼j");
    check_through("~]11;rgb:fafa/fafa/f5f5^g", "");
}

#[test]
fn an_answer_in_pieces_tells_the_ground() {
    check_rest("~]11;rgb:fafa|/fafa/f5f5^gj", "☼j");
    check_rest("~]11;rgb:fafa/fa|jfa/f5f5~\\k", "j☼k");
    check_rest("~]11;|rgb:fafa/fafa/f5f5^g", "☼");
    check_rest("~]1|1;rgb:fafa/fafa/f5f5^gj", "☼j");
    check_rest("~]|11;rgb:fafa/fafa/f5f5^gj", "~]☼j");
    check_rest("~]11;rgb:fafa/fafa/f5f5|^gj", "☼j");
    check_rest("~]11;rgb:fafa/fafa/f5f5|~\\j", "☼j");
    check_rest("~]11;rgb:fafa/fafa/f5f5_|\\j", "☼j");
    check_rest("~]11;rgb:fafa/fafa/f5f|5^gj", "☼j");
}

#[test]
fn an_answer_may_come_apart_behind_its_escape() {
    check_rest("_]11;rgb:fafa/fafa/f5f5^gj", "☼j");
    check_rest("_|]11;rgb:fafa/fafa/f5f5^gj", "_☼j");
    check_rest("_]11;rgb:fafa|/fafa/f5f5^gj", "☼j");
    check_rest("j_", "j_");
    check_rest("_j", "_j");
    check_rest("__", "__");
    check_rest("_]", "_]");
    check_rest("_]j", "_]j");
    check_rest("_^c", "_^c");
    check_rest("_%", "_%");
    check_rest("~]11;rgb:f/f/f^g_]11;rgb:0/0/0^g", "☼_");
    check_through("_]1", "_]1");
}

#[test]
fn keys_are_keys() {
    check_through("~]", "~]");
    check_through("~]|1", "~]1");
    check_through("~]j", "~]j");
    check_through("~]1|1;", "~]11;");
    check_through("~]123456;", "~]123456;");
    check_through("~]^g", "~]^g");
    check_through("]11;^g", "]11;^g");
    check_through("%~\\", "%~\\");
}

#[test]
fn an_answer_without_end_leaves_the_reader_the_keys() {
    let written = format!("~]11;{}", "x".repeat(2 * LONGEST));
    assert!(through(&written).len() > LONGEST / 2);
}

proptest! {
    #[test]
    fn what_is_no_answer_comes_through_whole(written in "[a-zA-Z0-9;%|]{0,20}") {
        prop_assert_eq!(through(&written), written.replace('|', ""));
    }

    #[test]
    fn what_has_no_end_comes_through_whole_though_an_answer_is_owed(written in "[abd-zA-Z0-9/;:%|]{0,20}") {
        let came = through_of(Input::new(true), &written).replace('%', "");
        prop_assert_eq!(came, written.replace(['|', '%'], ""));
    }

    #[test]
    fn nothing_is_made_up(written in "([a-z0-9;/]|~\\]|~\\]11;|\\^g|\\||_|%){0,30}", owes: bool) {
        let came = through_of(Input::new(owes), &written);
        let mut wanted = written.chars();
        // Changes of size may come earlier, for the rest the order holds.
        for c in came.chars().filter(|c| !"%☼☾".contains(*c)) {
            prop_assert!(wanted.any(|w| w == c), "{} from {}", came, written);
        }
        prop_assert_eq!(came.matches('%').count(), written.matches('%').count());
    }
}
