//! The text on screen in the reader's editor, and the terminal handed over and taken back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::{Session, local_modes};

/// A folder with two texts of a story and a script that stands for an editor.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// The script gets its words after those it was called with: how many, and the path; `$modes` is what it finds of the terminal.
    fn new(script: &str) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        let text = "The mast fell at noon on the pier.\n\nA boy who sold fruit beside it saw how it went down.\n";
        fs::write(desk.path("one.txt"), format!("Outlet: $(touch owned) Wire\n\n{text}")).expect("written");
        fs::write(desk.path("two.txt"), format!("Outlet: Ledger\n\n{}", text.replace("noon", "one"))).expect("written");
        fs::write(desk.path("editor"), format!("#!/bin/sh\n{script}\n")).expect("written");
        fs::set_permissions(desk.path("editor"), fs::Permissions::from_mode(0o755)).expect("a program");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The screens on the two texts, in Compare; the left side has the keys.
    fn compare(&self, editor: &str) -> Session {
        let session = Session::start((100, 30), &[&self.path("one.txt"), &self.path("two.txt")], &[("EDITOR", editor)]);
        session.wait_for_text("at noon");
        session
    }

    fn editor(&self) -> String {
        format!("'{}' -x \"two words\"", self.path("editor").display())
    }
}

/// Waits for the screens after the editor.
fn back(session: &Session, said: &str) {
    session.wait_for_text(said);
    assert!(session.look(vt100::Screen::alternate_screen) && session.look(vt100::Screen::hide_cursor));
    assert_ne!(local_modes(&*session.master), session.modes, "raw mode again");
}

#[test]
fn the_file_of_the_focused_side_opens_and_every_key_is_the_editors() {
    let desk =
        Desk::new("printf 'for %s: %s, %s, %s\\n' \"$#\" \"$1\" \"$2\" \"$3\"; read -r line; echo \"$line\" >> \"$3\"");
    let mut session = desk.compare(&desk.editor());
    session.press("\x0f");
    session.wait_for_text("for 3: -x, two words, ");
    session.wait_for("the shell's modes", |session| local_modes(&*session.master) == session.modes);
    session.check_modes_are_back();
    assert!(session.look(|screen| !screen.alternate_screen()));
    // Keys that would do much in the screens; all of them reach the editor.
    session.press("xjjQqm1234 added\n");
    back(&session, "one.txt was changed; start newsdiff with it again");
    let edited = fs::read_to_string(desk.path("one.txt")).expect("read");
    assert!(edited.ends_with("down.\nxjjQqm1234 added\n"), "{edited}");
    session.press("\t\x0f");
    session.wait_for_text("/two.txt");
    session.press("more\n");
    back(&session, "two.txt was changed");
    session.press("Q");
    assert!(session.end().success());
    assert_eq!(fs::read_dir(desk.path(".")).expect("a folder").count(), 3, "no shell read the outlet's name");
}

#[test]
fn what_came_from_no_file_opens_as_a_copy_that_can_only_be_read() {
    let desk = Desk::new(
        "[ -w \"$1\" ] && [ \"$(id -u)\" != 0 ] && echo writable; head -n 1 \"$1\"; ls -l \"$1\"; echo \"opened $1\"; read -r line",
    );
    let editor = desk.path("editor").display().to_string();
    let mut session = Session::start((120, 30), &[], &[("VISUAL", &editor), ("EDITOR", "false")]);
    session.wait_for_text("Sample edition.");
    // From the palette, as the reader finds it who knows no key.
    session.press(":in your editor\r");
    session.wait_for_text("opened /");
    let shown = session.text();
    let path = shown.lines().find_map(|line| line.strip_prefix("opened ")).expect("a path").to_owned();
    assert!(path.contains("/newsdiff-") && path.contains("/copy-of-version-"), "{path}");
    assert!(shown.contains("City closes Harbour Bridge") && shown.contains("-r--r--r--"), "{shown}");
    assert!(!shown.contains("writable"), "{shown}");
    session.press("\n");
    back(&session, "That was a copy of the text as it is kept");
    assert!(Path::new(&path).exists(), "an editor with a window of its own may still show it");
    session.press("q");
    assert!(session.end().success());
    assert!(!Path::new(&path).parent().expect("a folder").exists());
}

#[test]
fn an_editor_that_cannot_start_or_fails_is_said_and_the_screens_go_on() {
    let desk = Desk::new("exit 7");
    for (editor, said) in [
        ("newsdiff-has-no-such-editor -w".to_owned(), "newsdiff-has-no-such-editor cannot be started"),
        (desk.editor(), "ended with a failure (exit status: 7)"),
        ("vi 'open".to_owned(), "a quote is not closed"),
    ] {
        let mut session = desk.compare(&editor);
        session.press("\x0f");
        back(&session, said);
        session.press("x");
        session.wait_for("another frame", |session| !session.text().contains(said));
        session.press("Q");
        assert!(session.end().success());
    }
}

#[test]
fn ctrl_c_and_ctrl_z_are_the_editors_and_both_go_on_together() {
    let desk = Desk::new("trap 'echo heard' INT; echo ready; while read -r line; [ \"$line\" != end ]; do :; done");
    let mut session = desk.compare(&desk.path("editor").display().to_string());
    session.press("\x0f");
    session.wait_for_text("ready");
    session.press("\x03");
    session.wait_for_text("heard");
    let stopped = |session: &Session| {
        let process = session.child.process_id().expect("a running program");
        let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        state.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'))
    };
    if cfg!(target_os = "linux") {
        session.press("\x1a");
        session.wait_for("both stopped", stopped);
        // The shell continues the whole group.
        session.continue_group();
        session.wait_for("both go on", |session| !stopped(session));
    }
    session.press("x\nend\n");
    back(&session, "one.txt is as it was");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_window_that_changed_meanwhile_is_filled() {
    let desk = Desk::new("echo ready; read -r line");
    let mut session = desk.compare(&desk.path("editor").display().to_string());
    session.press("\x0f");
    session.wait_for_text("ready");
    session.resize((64, 20));
    session.press("\n");
    back(&session, "one.txt is as it was");
    session.wait_for("the new width", |session| session.text().lines().all(|line| line.chars().count() <= 64));
    session.press("Q");
    assert!(session.end().success());
}
