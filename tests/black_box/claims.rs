//! `newsdiff claims` as a user and a script see it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn claims(arguments: &[&str]) -> Output {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/harbour-bridge");
    let files = ["coast-wire.md", "the-ledger.md", "metro-today.md"].map(|name| sample.join(name));
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.arg("claims").args(arguments).args(files).output().expect("the program runs")
}

#[test]
fn the_json_names_every_outlet_in_every_claim() {
    let out: Value = serde_json::from_slice(&claims(&["--format", "json"]).stdout).expect("JSON");
    assert_eq!(out["schema"], "newsdiff.claims/1");
    let ids: Vec<&Value> = out["outlets"].as_array().expect("outlets").iter().map(|outlet| &outlet["id"]).collect();
    assert_eq!(ids.len(), 3);
    let claims = out["claims"].as_array().expect("claims");
    assert!(claims.len() > 10);
    for claim in claims {
        let cells = claim["cells"].as_array().expect("cells");
        assert!(cells.iter().map(|cell| &cell["outlet"]).eq(ids.iter().copied()));
        assert!(cells.iter().any(|cell| cell["kind"] != "absent"));
    }
}

#[test]
fn the_grid_says_what_one_outlet_alone_has() {
    let text = String::from_utf8(claims(&[]).stdout).expect("UTF-8");
    let line = text.lines().find(|line| line.contains("declined to comment")).expect("the claim");
    assert!(line.starts_with(". = .") && line.contains("only B"), "{line}");
}
