//! newsdiff as the tool git compares with, and among other programs of a pipe.

use std::process::Command;

use super::store::Desk;

#[test]
fn git_difftool_shows_what_an_edit_changed() {
    let desk = Desk::new();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .current_dir(desk.path("."))
            .args(["-c", "user.name=A", "-c", "user.email=a@wire.example"])
            .args(arguments);
        command.env("HOME", desk.path(".")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.output()
    };
    if git(&["init", "-q"]).is_err() {
        eprintln!("skipped: git is not installed");
        return;
    }
    let text =
        |count: &str| format!("The mast fell at noon on Monday.\n\nIt had stood on the pier for {count} years.\n");
    desk.write("piece.txt", &text("nine"));
    for arguments in [&["add", "piece.txt"][..], &["commit", "-qm", "First"]] {
        assert!(git(arguments).expect("started").status.success(), "{arguments:?}");
    }
    desk.write("piece.txt", &text("twelve"));
    let tool = format!("{} compare", env!("CARGO_BIN_EXE_newsdiff"));
    let done = git(&["difftool", "--no-prompt", "--extcmd", &tool]).expect("started");
    let shown = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(shown.contains("[-nine-]") && shown.contains("{+twelve+}"), "{shown}");
}

/// Two texts that differ in one word.
fn two_texts() -> Desk {
    let desk = Desk::new();
    for (name, count) in [("a.txt", "nine"), ("b.txt", "twelve")] {
        desk.write(name, &format!("The mast fell at noon on Monday.\n\nIt had stood on the pier for {count} years.\n"));
    }
    desk
}

/// Variables of the environment.
type Variables<'a> = &'a [(&'a str, &'a str)];

#[test]
fn colour_goes_into_a_pipe_where_it_is_asked_for() {
    let desk = two_texts();
    let cases: [(&str, Variables<'_>, bool); 8] = [
        ("", &[], false),
        ("--color always", &[], true),
        ("", &[("FORCE_COLOR", "1")], true),
        ("", &[("CLICOLOR_FORCE", "1")], true),
        ("", &[("CLICOLOR_FORCE", "0")], false),
        ("", &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], false),
        ("--color always", &[("NO_COLOR", "1"), ("CLICOLOR", "0")], true),
        ("--color never", &[("FORCE_COLOR", "1")], false),
    ];
    for (option, environment, coloured) in cases {
        let mut command = desk.command(&format!("compare a.txt b.txt {option}"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
            command.env_remove(name);
        }
        let done = command.envs(environment.iter().copied()).output().expect("started");
        let shown = String::from_utf8_lossy(&done.stdout);
        let found = (shown.contains("\u{1b}["), shown.contains("{+twelve+}"));
        assert_eq!(found, (coloured, !coloured), "{option:?}, {environment:?}: {shown}");
    }
}

#[test]
fn the_exit_status_says_what_became_of_it() {
    let desk = two_texts();
    let status = |words: &str| desk.run(words).status.code();
    assert_eq!(status("compare a.txt b.txt"), Some(0));
    assert_eq!(status("compare a.txt a.txt --exit-code"), Some(0));
    assert_eq!(status("compare a.txt b.txt --exit-code"), Some(1));
    assert_eq!(status("compare a.txt none.txt"), Some(1));
    assert_eq!(status("compare a.txt"), Some(2));
    assert_eq!(status("a.txt b.txt"), Some(0), "files alone, where there is no terminal");
    assert_eq!(status("a.txt none.txt"), Some(0), "what there is of a story is shown");
    assert_eq!(status("none.txt"), Some(1));
}

#[test]
fn files_alone_are_compared_in_lines_where_there_is_no_terminal() {
    let desk = two_texts();
    let shown = desk.output("a.txt b.txt");
    assert!(shown.contains("nine") && shown.contains("twelve") && !shown.contains('\u{1b}'), "{shown}");
    assert_eq!(desk.files(), ["a.txt", "b.txt"], "nothing is kept");
}
