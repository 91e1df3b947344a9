//! newsdiff as the tool git compares with.

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
