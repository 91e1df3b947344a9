//! What a terminal answers when it is asked for the colour of its ground: used whenever it comes, and never taken for keys.

use std::path::Path;
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use vt100::Color;

use super::Session;
use super::terminals::{at_once, start, wait_for_compare};

const QUESTION: &str = "\u{1b}]11;?";

/// What a terminal does when it is asked.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Never,
    AtOnce(&'static str),
    /// When the screens are there and nobody waits for it any more.
    Late(&'static str),
    /// The first part at once, the other late.
    Parted(&'static str, &'static str),
    /// So many milliseconds after the question, in pieces, each after a pause.
    After(u64, &'static [&'static str]),
}

/// What the answer tells.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Told {
    Light,
    /// A dark ground, or none: both look alike.
    Dark,
}

/// What a plain terminal says it is, which another program may have asked for.
const ATTRIBUTES: &str = "\u{1b}[?62;22c";

const LIGHT: &str = "\u{1b}]11;rgb:fafa/fafa/f5f5\u{7}";

fn ground(session: &Session) -> Option<Color> {
    session.look(|screen| screen.cell(0, 0).map(vt100::Cell::bgcolor))
}

/// The ground of the sample edition in a theme the reader names, for which nothing is asked.
fn ground_of(theme: &str) -> Option<Color> {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    std::fs::write(&config, format!("theme = \"{theme}\"\n")).expect("a file");
    let mut session = Session::start((100, 30), &[Path::new("--config"), &config], &[]);
    session.wait_for_text("Sample edition.");
    assert!(!session.written().contains(QUESTION), "{theme}: what the reader decided is not asked");
    session.press(LIGHT);
    session.press("m");
    session.wait_for_text("told in 5 of 5");
    let ground = ground(&session);
    session.press("Q");
    assert!(session.end().success());
    ground
}

/// The screen after the terminal was asked, answered as it does, and the reader went to Compare. It has to have this ground then.
fn after_the_question(answer: Answer, expected: Option<Color>) -> String {
    let mut session = start((100, 30), &[("TERM", "xterm-256color")]);
    session.wait_for("the question", |session| session.written().contains(QUESTION));
    if let Answer::AtOnce(said) | Answer::Parted(said, _) = answer {
        session.press(said);
    }
    session.wait_for_text("Sample edition.");
    if let Answer::Late(said) | Answer::Parted(_, said) = answer {
        session.press(said);
        // Longer than the pause that ends an answer without an end: what comes then is the reader's.
        thread::sleep(Duration::from_millis(120));
    }
    if let Answer::After(milliseconds, pieces) = answer {
        thread::sleep(Duration::from_millis(milliseconds));
        for piece in pieces {
            session.press(piece);
            thread::sleep(Duration::from_millis(120));
        }
    }
    session.wait_for(&format!("the ground of {answer:?}"), |session| ground(session) == expected);
    session.press("\r");
    wait_for_compare(&session);
    if let Answer::Late(said) = answer {
        session.press(said);
        thread::sleep(Duration::from_millis(120));
    }
    session.press("\t");
    session.wait_for("the other side", |session| session.text().contains("❯ The Ledger"));
    assert_eq!(ground(&session), expected, "{answer:?}");
    let text = session.text();
    session.press("Q");
    assert!(session.end().success(), "{answer:?}");
    text
}

#[test]
fn what_the_terminal_answers_is_used_and_never_a_key() {
    use Told::{Dark, Light};
    let cases = [
        (Answer::Never, Dark),
        (Answer::AtOnce("\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"), Light),
        (Answer::AtOnce("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}\u{1b}[?62;22c"), Dark),
        (Answer::AtOnce("\u{1b}]11;what is this\u{7}\u{1b}[?62;22c"), Dark),
        (Answer::AtOnce("\u{1b}]11;rgb:zz/1/qQ"), Dark),
        (Answer::AtOnce(ATTRIBUTES), Dark),
        (Answer::Late("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}\u{1b}[?62;22c"), Dark),
        (Answer::Late("\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"), Light),
        (Answer::Late("\u{1b}]11;#1e1e1e\u{1b}\\\u{1b}[?62;22c\u{1b}]10;rgb:ff/ff/ff\u{7}"), Dark),
        (Answer::Late("\u{1b}]11;xjQ:zM rubbish\u{7}"), Dark),
        (Answer::Late("\u{1b}]11;xjQ:zM without an end"), Dark),
        (Answer::Late(ATTRIBUTES), Dark),
        (Answer::Parted(ATTRIBUTES, LIGHT), Light),
        (Answer::Parted("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}", ATTRIBUTES), Dark),
        // The rest of an answer whose beginning came while the first frame still waited.
        (Answer::Parted("\u{1b}]11;rgb:fafa/fa", "fa/f5f5\u{1b}\\\u{1b}[?62;22c"), Light),
        (Answer::Parted("\u{1b}]11;rgb:fafa/", "fafa/f5f5\u{7}\u{1b}[?62;22c"), Light),
        (Answer::Parted("\u{1b}]1", "1;rgb:fafa/fafa/f5f5\u{7}\u{1b}[?62;22c"), Light),
        (Answer::After(300, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"]), Light),
        (Answer::After(3_000, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{7}\u{1b}[?62;22c"]), Light),
        (Answer::After(300, &["\u{1b}]11;rgb:fafa", "/fafa/f5f5\u{7}", "\u{1b}[?62;22c"]), Light),
        (Answer::After(300, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}", "\\\u{1b}[?62;22c"]), Light),
        (Answer::After(300, &["\u{1b}", "]11;rgb:fafa/fafa/f5f5\u{1b}\\"]), Light),
        (Answer::After(300, &["\u{1b}]11;rgb:fafa/fafa/f5f5", "\u{7}"]), Light),
        (Answer::After(3_000, &["\u{1b}]11;", "rgb:fafa/fafa/f5f5\u{1b}\\", "\u{1b}[?62;22c"]), Light),
        (Answer::After(3_000, &["\u{1b}]", "11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?6", "2;22c"]), Light),
    ];
    let [dark, light] = ["newsprint-dark", "newsprint-light"].map(ground_of);
    assert_ne!(dark, light);
    let plain = after_the_question(Answer::Never, dark);
    at_once(&cases, |&(answer, told)| {
        let text = after_the_question(answer, if told == Light { light } else { dark });
        assert_eq!(text, plain, "{answer:?}");
    });
}

#[test]
fn keys_pressed_before_the_program_begins_are_kept() {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", "echo ready; sleep 0.5; exec \"$0\"", env!("CARGO_BIN_EXE_newsdiff")]);
    command.env("TERM", "xterm-256color");
    let mut session = Session::run((100, 30), command);
    session.wait_for_text("ready");
    session.press("\rw");
    session.wait_for("the Reader", |session| session.text().contains(" texts · "));
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn keys_pressed_before_the_first_frame_are_kept() {
    for keys in [["?", LIGHT], [LIGHT, "?"], ["?", ATTRIBUTES]] {
        let mut session = Session::start((100, 30), &[], &[]);
        session.wait_for("the question", |session| session.written().contains(QUESTION));
        for keys in keys {
            session.press(keys);
        }
        session.wait_for_text(" Keys ");
        session.press("Q");
        assert!(session.end().success());
    }
}
