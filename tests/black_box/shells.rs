//! What the program writes for shells and for `man`, as those read it.

use std::io::Write;
use std::process::{Command, Stdio};

use super::store::Desk;

/// Hands a text to a program that only checks it; `false` where that program is not installed.
fn check_accepted(checker: &str, arguments: &[&str], text: &str) -> bool {
    let started = Command::new(checker)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else { return false };
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("taken");
    let done = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{checker}: {said}");
    true
}

#[test]
fn every_shell_gets_completions_it_can_read() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "nushell", "elvish"] {
        let script = desk.output(&format!("completions {shell}"));
        for word in ["sources", "compare", "exit-code"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        if ["bash", "zsh", "fish"].contains(&shell) {
            check_accepted(shell, &["-n", "/dev/stdin"], &script);
        }
    }
    let (status, said) = desk.failure("completions tcsh");
    assert_eq!(status, Some(2));
    assert!(said.contains("powershell"), "{said}");
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_and_their_options() {
    let desk = Desk::new();
    let ask =
        "COMP_WORDS=(newsdiff compare --ex); COMP_CWORD=2; _newsdiff newsdiff --ex compare; echo \"${COMPREPLY[@]}\"";
    let script = format!("{}\n{ask}\n", desk.output("completions bash"));
    let Ok(done) = Command::new("bash").args(["--norc", "-c", &script]).output() else { return };
    assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "--exit-code");
}

#[test]
fn the_manual_page_has_its_sections_and_no_fault() {
    let desk = Desk::new();
    let page = desk.output("man");
    for section in ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "KEYS", "FILES", "ENVIRONMENT", "EXIT STATUS"] {
        assert!(
            page.lines()
                .any(|line| line.trim_end() == format!(".SH {section}") || line == format!(".SH \"{section}\"")),
            "{section}"
        );
    }
    assert!(page.contains("next\\-change"), "keys with the names of their commands");
    check_accepted("groff", &["-man", "-ww", "-Tutf8", "-z"], &page);
}
