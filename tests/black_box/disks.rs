//! Disks that are full, folders that are closed, stores that somebody else holds: what is said, that nothing kept is lost, and
//! that work goes on when the fault is gone.

use std::fs;
use std::io::Write as _;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;

use super::store::{Desk, addresses, articles, check_failure};

/// Runs lines of the shell in a folder of a desk where file systems of their own can be mounted, which are gone when they end.
/// `None`, and a line that says so, where the system does not let us: not Linux, or namespaces forbidden.
fn with_mounts(desk: &Desk, test: &str, lines: &str) -> Option<Output> {
    let apart = |lines: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-ec", lines, env!("CARGO_BIN_EXE_newsdiff")]);
        command.current_dir(desk.path("")).env("HOME", desk.path("")).env("XDG_CONFIG_HOME", desk.path("config"));
        command.output().ok()
    };
    fs::create_dir_all(desk.path("disk")).expect("made");
    if apart("mount -t tmpfs none disk").is_none_or(|done| !done.status.success()) {
        // Past the capture of the test's own output, so that it is seen.
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no file system can be mounted here");
        return None;
    }
    apart(lines)
}

/// What the lines said, the errors among it.
fn said(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}

/// How often words stand in a text.
fn times(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

const FULL: &str = "no room left on the disk, or no more allowed, for the store disk/store.db";

/// Keeps 30 articles on a small disk, fills it, has more kept, makes room and has them kept again, each by a line of the
/// shell that takes few.jsonl or many.jsonl beside an empty folder inbox; gives what was said. Nothing is lost, and what is wrong is told.
fn check_full_disk(test: &str, [few, many, again]: [&str; 3]) -> Option<String> {
    let desk = Desk::new();
    desk.write("few.jsonl", &articles(0, 30));
    desk.write("many.jsonl", &articles(30, 2_000));
    fs::create_dir(desk.path("inbox")).expect("made");
    let lines = format!(
        "export NEWSDIFF_STORE=disk/store.db
        mount -t tmpfs -o size=32m none disk
        {few} | tail -n 1
        dd if=/dev/zero of=disk/other bs=1024 2> /dev/null || true
        {many} || echo \"status $?\"
        \"$0\" stories --limit 1
        \"$0\" doctor
        rm disk/other
        {again} | tail -n 1
        \"$0\" doctor"
    );
    let done = with_mounts(&desk, test, &lines)?;
    let said = said(&done);
    assert!(done.status.success(), "{said}");
    assert!(said.contains(FULL) && said.contains("\nhint: make room and run the command again"), "{said}");
    assert!(said.contains("\nstatus 1\n"), "{said}");
    assert!(
        said.contains("\n30 articles in 30 versions") && said.contains("\n2030 articles in 2030 versions"),
        "{said}"
    );
    assert_eq!(times(&said, "The store is sound."), 2, "{said}");
    Some(said)
}

#[test]
fn adding_to_a_full_disk_keeps_what_was_kept_and_goes_on_when_there_is_room() {
    let few = "\"$0\" add few.jsonl";
    let many = "\"$0\" add many.jsonl 2>&1 > /dev/null";
    let said = check_full_disk("adding to a full disk", [few, many, "\"$0\" add many.jsonl few.jsonl"]);
    assert!(said.is_none_or(|said| said.starts_with("30 new, 0 revised, 0 unchanged\n")));
}

#[test]
fn updating_on_a_full_disk_keeps_what_was_kept_and_goes_on_when_there_is_room() {
    let few = "cp few.jsonl inbox/ && \"$0\" sources add inbox > /dev/null && \"$0\" update";
    let many = "mv many.jsonl inbox/ && \"$0\" update 2>&1";
    check_full_disk("updating on a full disk", [few, many, "\"$0\" update inbox"]);
}

#[test]
fn a_disk_that_may_only_be_read_is_read_and_a_new_store_on_it_is_refused() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 3));
    desk.write("b.jsonl", &articles(3, 3));
    let lines = "
        mount -t tmpfs none disk
        \"$0\" --store disk/store.db add a.jsonl > /dev/null
        mount -o remount,ro none disk
        \"$0\" --store disk/store.db stories --search mayor1
        \"$0\" --store disk/store.db add b.jsonl 2>&1 || echo \"status $?\"
        \"$0\" --store disk/new.db add b.jsonl 2>&1 || echo \"status $?\"
        \"$0\" --store disk/folder/new.db add b.jsonl 2>&1 || echo \"status $?\"
        mount -o remount,rw none disk
        \"$0\" --store disk/store.db add b.jsonl | tail -n 1";
    let Some(done) = with_mounts(&desk, "a disk that may only be read", lines) else { return };
    let said = said(&done);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("Item 1"), "{said}");
    for what in
        ["store.db cannot be written", "cannot open the store disk/new.db", "cannot make the folder of the store"]
    {
        assert!(said.contains(what), "{what}: {said}");
    }
    assert_eq!((times(&said, "status 1\n"), times(&said, "\nhint: ")), (3, 3), "{said}");
    assert!(said.ends_with("3 new, 0 revised, 0 unchanged\n"), "{said}");
}

#[test]
fn a_folder_in_the_place_of_the_store_is_said_and_left() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1));
    fs::create_dir(desk.path("closed.db")).expect("made");
    check_failure(&desk, "--store closed.db add a.jsonl", "cannot open the store closed.db");
    check_failure(&desk, "--store closed.db stories", "cannot open the store closed.db");
    assert_eq!(fs::read_dir(desk.path("closed.db")).expect("still a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1));
    let folder = desk.path("closed");
    fs::create_dir(&folder).expect("made");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(folder.join("probe"), "").is_ok() {
        let _ =
            writeln!(std::io::stderr(), "SKIPPED a folder that may not be written: permissions do not hold root back");
        return;
    }
    check_failure(&desk, "--store closed/store.db add a.jsonl", "cannot open the store closed/store.db");
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_said_like_a_full_disk() {
    let desk = Desk::new();
    desk.write("few.jsonl", &articles(0, 20));
    desk.output("add few.jsonl");
    desk.write("many.jsonl", &articles(20, 3_000));
    // In blocks of 512 bytes or of 1,024, as the shell counts. Without the trap the system would end the program.
    let limited = "trap '' XFSZ; ulimit -f 1200; exec \"$0\" add many.jsonl";
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_newsdiff")]).current_dir(desk.path(""));
    let done = command.env("NEWSDIFF_STORE", desk.path("store.db")).stdout(Stdio::null()).output().expect("started");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("no room left on the disk") && said.contains("hint: make room"), "{said}");
    assert!(desk.output("doctor").ends_with("The store is sound.\n"));
    assert!(addresses(&desk).len() >= 20);
    desk.output("add many.jsonl");
    assert_eq!(addresses(&desk).len(), 3_020);
}

#[test]
fn a_store_another_program_holds_is_waited_for_and_then_said_to_be_locked() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1));
    desk.output("add a.jsonl");
    let other = Connection::open(desk.path("store.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    desk.write("b.jsonl", &articles(1, 1));
    check_failure(&desk, "add b.jsonl", "is locked by another program");
    assert_eq!(addresses(&desk).len(), 1, "what is kept is read all the while");
    other.execute_batch("ROLLBACK").expect("unlocked");
    desk.output("add b.jsonl");
    assert_eq!(addresses(&desk).len(), 2);
}

/// Starts adding a file.
fn adding(desk: &Desk, file: &str) -> Child {
    desk.command(&format!("add {file}")).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started")
}

#[test]
fn who_waits_for_a_store_that_is_let_go_of_in_time_keeps_everything() {
    let desk = Desk::new();
    desk.write("a.jsonl", &articles(0, 1));
    desk.output("add a.jsonl");
    desk.write("b.jsonl", &articles(1, 500));
    desk.write("c.jsonl", &articles(501, 500));
    let other = Connection::open(desk.path("store.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE; UPDATE story SET starred = 1").expect("locked");
    let waiting = [adding(&desk, "b.jsonl"), adding(&desk, "c.jsonl")];
    sleep(Duration::from_secs(2));
    other.execute_batch("COMMIT").expect("unlocked");
    for child in waiting {
        let done = child.wait_with_output().expect("ended");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(addresses(&desk).len(), 1_001);
    assert!(desk.output("doctor").ends_with("The store is sound.\n"));
}
