//! Every terminal there is to expect: what it is called and what it answers.

use std::thread;

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
