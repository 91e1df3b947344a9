//! `newsdiff compare --tier`: how sure a pair must be to be shown as one.

use std::fs;
use std::path::Path;
use std::process::Command;

const LEFT: &str =
    "The council closed the harbour bridge on Monday.\n\nNo ferry ran. The port has asked the council for help.\n";
const RIGHT: &str = "Divers went down at dawn.\n\nThe harbour was calm. Help is not in sight, a council member said.\n";

/// What `newsdiff compare` writes for the two texts, without colours.
fn compared(folder: &Path, options: &[&str]) -> String {
    fs::write(folder.join("left.txt"), LEFT).expect("written");
    fs::write(folder.join("right.txt"), RIGHT).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.current_dir(folder).env("HOME", folder).args(["compare", "left.txt", "right.txt"]).args(options);
    let done = command.output().expect("started");
    assert!(done.status.success(), "{options:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn json(folder: &Path, options: &[&str]) -> serde_json::Value {
    serde_json::from_str(&compared(folder, &[&["--format", "json"], options].concat())).expect("JSON")
}

#[test]
fn a_maybe_pair_is_two_lone_sentences_where_only_sure_ones_are_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let tiers = |options: &[&str]| -> Vec<String> {
        let links = json(folder.path(), options)["links"].as_array().expect("links").clone();
        links.iter().map(|link| link["tier"].as_str().expect("a tier").to_owned()).collect()
    };
    assert!(tiers(&[]).contains(&"maybe".to_owned()));
    assert_eq!(tiers(&["--tier", "maybe"]), tiers(&[]));
    assert!(!tiers(&["--tier", "sure"]).contains(&"maybe".to_owned()));
    let sure = json(folder.path(), &["--tier", "sure"]);
    let count = |json: &serde_json::Value| json["only_left"].as_array().map_or(0, Vec::len);
    assert!(count(&sure) > count(&json(folder.path(), &[])));
    assert_eq!(sure["stats"]["only_left"], count(&sure));
    for form in [["--plain", "--color=never"].as_slice(), &["--color=never"]] {
        let options = |tier| [form, &["--tier", tier]].concat();
        assert_ne!(compared(folder.path(), &options("sure")), compared(folder.path(), &options("maybe")));
    }
    assert!(!compared(folder.path(), &["--plain", "--tier", "sure"]).contains("maybe"));
}

#[test]
fn the_configuration_decides_where_the_command_line_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("sure.toml"), "[compare]\nshow_maybe = false\n").expect("written");
    let configured = |more: &[&str]| compared(folder.path(), &[&["--config", "sure.toml"], more].concat());
    assert_eq!(configured(&[]), compared(folder.path(), &["--tier", "sure"]));
    assert_eq!(configured(&["--tier", "maybe"]), compared(folder.path(), &[]));
}
