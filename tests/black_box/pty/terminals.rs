//! Every terminal there is to expect: what it is called and what it answers.

use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use vt100::Color;

use super::Session;

/// The program on the sample edition with exactly these variables.
pub fn start(columns_rows: (u16, u16), environment: &[(&str, &str)]) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.env_clear();
    for (name, value) in environment {
        command.env(name, value);
    }
    Session::run(columns_rows, command)
}

/// How many colours are on screen: 0 for none, else 16, 256 or, for more, `u32::MAX`.
fn colours(session: &Session) -> u32 {
    let many = |colour| match colour {
        Color::Default => 0,
        Color::Idx(0..16) => 16,
        Color::Idx(_) => 256,
        Color::Rgb(..) => u32::MAX,
    };
    session.look(|screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        let cells = cells.filter_map(|(row, column)| screen.cell(row, column));
        cells.map(|cell| many(cell.fgcolor()).max(many(cell.bgcolor()))).max().unwrap_or_default()
    })
}

/// Waits until two texts are compared and shown: the line of keys is there before them.
pub fn wait_for_compare(session: &Session) {
    session.wait_for("two texts", |session| {
        let text = session.text();
        text.contains("] [") && !text.contains("Comparing")
    });
}

/// Runs each case in a thread of its own: most of the time they wait.
pub fn at_once<T: Sync>(cases: &[T], check: impl Fn(&T) + Sync) {
    thread::scope(|scope| {
        for case in cases {
            scope.spawn(|| check(case));
        }
    });
}

#[test]
fn whatever_it_is_called_it_shows_what_it_can_and_is_given_back() {
    const TRUE: u32 = u32::MAX;
    let cases: [(&[(&str, &str)], u32); 14] = [
        (&[("TERM", "xterm-256color")], 256),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], TRUE),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], 0),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "")], TRUE),
        (&[("TERM", "xterm-256color"), ("CLICOLOR", "0")], 0),
        (&[("TERM", "tmux-256color")], 256),
        (&[("TERM", "tmux-256color"), ("COLORTERM", "24bit")], TRUE),
        (&[("TERM", "screen")], 16),
        (&[("TERM", "linux"), ("COLORTERM", "truecolor")], 16),
        (&[("TERM", "vt100")], 0),
        (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], 0),
        (&[("TERM", "")], 16),
        (&[], 16),
        (&[("TERM", "newsdiff-has-no-such-terminal")], 16),
    ];
    at_once(&cases, |&(environment, expected)| {
        let mut session = start((100, 30), environment);
        session.wait_for_text("Sample edition.");
        session.press("\r");
        wait_for_compare(&session);
        assert_eq!(colours(&session), expected, "{environment:?}");
        let brackets = session.text().contains("[-") || session.text().contains("{+");
        assert_eq!(brackets, expected == 0, "{environment:?}: marks without colour are brackets");
        session.press("Q");
        assert!(session.end().success(), "{environment:?}");
    });
}

/// What a terminal does when it is asked for the colour of its ground.
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

/// What a plain terminal says it is, which ends the wait for other answers.
const ATTRIBUTES: &str = "\u{1b}[?62;22c";

/// The screen after the terminal was asked, answered as it does, and the reader went to Compare: its text and its ground.
fn after_the_question(answer: Answer) -> (String, Option<Color>) {
    let mut session = start((100, 30), &[("TERM", "xterm-256color")]);
    session.wait_for("the question", |session| session.written().contains("\u{1b}]11;?"));
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
    session.press("\r");
    wait_for_compare(&session);
    if let Answer::Late(said) = answer {
        session.press(said);
        thread::sleep(Duration::from_millis(120));
    }
    session.press("\t");
    session.wait_for("the other side", |session| session.text().contains("❯ The Ledger"));
    let ground = session.look(|screen| screen.cell(0, 0).map(vt100::Cell::bgcolor));
    let text = session.text();
    session.press("Q");
    assert!(session.end().success(), "{answer:?}");
    (text, ground)
}

#[test]
fn what_the_terminal_answers_is_never_a_key() {
    let cases = [
        Answer::Never,
        Answer::AtOnce("\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"),
        Answer::AtOnce("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}\u{1b}[?62;22c"),
        Answer::AtOnce("\u{1b}]11;what is this\u{7}\u{1b}[?62;22c"),
        Answer::AtOnce("\u{1b}]11;rgb:zz/1/qQ"),
        Answer::AtOnce(ATTRIBUTES),
        Answer::Late("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}\u{1b}[?62;22c"),
        Answer::Late("\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"),
        Answer::Late("\u{1b}]11;#1e1e1e\u{1b}\\\u{1b}[?62;22c\u{1b}]10;rgb:ff/ff/ff\u{7}"),
        Answer::Late("\u{1b}]11;xjQ:zM rubbish\u{7}"),
        Answer::Late("\u{1b}]11;xjQ:zM without an end"),
        Answer::Late(ATTRIBUTES),
        Answer::Parted(ATTRIBUTES, "\u{1b}]11;rgb:fafa/fafa/f5f5\u{7}"),
        Answer::Parted("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{7}", ATTRIBUTES),
        // The rest of an answer of which newsdiff read the beginning, while it still waited.
        Answer::Parted("\u{1b}]11;rgb:fafa/fa", "fa/f5f5\u{1b}\\\u{1b}[?62;22c"),
        Answer::Parted("\u{1b}]11;rgb:fafa/", "fafa/f5f5\u{7}\u{1b}[?62;22c"),
        Answer::Parted("\u{1b}]1", "1;rgb:fafa/fafa/f5f5\u{7}\u{1b}[?62;22c"),
        Answer::After(300, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?62;22c"]),
        Answer::After(3_000, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{7}\u{1b}[?62;22c"]),
        Answer::After(300, &["\u{1b}]11;rgb:fafa", "/fafa/f5f5\u{7}", "\u{1b}[?62;22c"]),
        Answer::After(300, &["\u{1b}]11;rgb:fafa/fafa/f5f5\u{1b}", "\\\u{1b}[?62;22c"]),
        Answer::After(3_000, &["\u{1b}]11;", "rgb:fafa/fafa/f5f5\u{1b}\\", "\u{1b}[?62;22c"]),
        Answer::After(3_000, &["\u{1b}]", "11;rgb:fafa/fafa/f5f5\u{1b}\\\u{1b}[?6", "2;22c"]),
    ];
    let plain = after_the_question(Answer::Never);
    at_once(&cases, |&answer| {
        let (text, ground) = after_the_question(answer);
        assert_eq!(text, plain.0, "{answer:?}");
        // An answer that came too late changes nothing of what is being read; one that comes at once may be too late on a busy machine.
        let in_time = matches!(answer, Answer::AtOnce(_)) && ground != plain.1;
        assert!(in_time || ground == plain.1, "{answer:?}: {ground:?}");
    });
}
