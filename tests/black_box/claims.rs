//! `newsdiff claims` as a user and a script see it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The tellings of a story of the sample edition, in the order they were published.
fn tellings() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/harbour-bridge");
    ["coast-wire.md", "the-ledger.md", "radio-one.md", "evening-star.md", "metro-today.md"]
        .map(|name| folder.join(name))
        .to_vec()
}

fn claims(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.arg("claims").args(arguments).args(tellings()).output().expect("the program runs")
}

fn text(arguments: &[&str]) -> String {
    let done = claims(arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[&["--format", "json"], arguments].concat())).expect("JSON")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn the_json_names_every_outlet_in_every_claim() {
    let out = json(&[]);
    assert_eq!(out["schema"], "newsdiff.claims/1");
    let ids: Vec<&Value> = list(&out["outlets"]).iter().map(|outlet| &outlet["id"]).collect();
    assert_eq!(ids.len(), 5);
    assert!(list(&out["claims"]).len() > 10);
    for claim in list(&out["claims"]) {
        let cells = list(&claim["cells"]);
        assert!(cells.iter().map(|cell| &cell["outlet"]).eq(ids.iter().copied()));
        assert!(cells.iter().any(|cell| cell["kind"] != "absent"));
        assert_eq!(list(&claim["missing"]).len() as u64 + claim["reach"].as_u64().expect("a count"), 5);
    }
}

#[test]
fn the_json_says_copies_differences_and_who_was_first() {
    let out = json(&[]);
    let copies: Vec<&Value> = list(&out["outlets"]).iter().map(|outlet| &outlet["same_copy_as"]).collect();
    assert_eq!(serde_json::json!(copies), serde_json::json!([null, null, null, null, 1]));
    assert_eq!(out["independent"], 4);
    let about = |words: &str| {
        let told = |claim: &&Value| claim["text"].as_str().is_some_and(|text| text.contains(words));
        list(&out["claims"]).iter().find(told).unwrap_or_else(|| panic!("no claim about {words}"))
    };
    // What every outlet leads with comes first.
    let cracks = &out["claims"][0];
    let said = &cracks["differences"][0];
    assert_eq!(said["kind"], "number");
    assert_eq!(
        said["values"],
        serde_json::json!([{"text": "two", "outlets": [1, 4, 5]}, {"text": "three", "outlets": [2]}])
    );
    assert_eq!((&cracks["reach"], &cracks["independent"]), (&Value::from(5), &Value::from(4)));
    assert_eq!(cracks["first"], serde_json::json!({"outlet": 1, "by": "2026-04-08T11:32:00Z"}));
    let contractor = about("declined to comment");
    assert_eq!((&contractor["only"], &contractor["first"]), (&Value::from(2), &Value::Null));
}

#[test]
fn the_grid_says_what_one_outlet_alone_has_and_what_it_leaves_out() {
    let grid = text(&[]);
    let only = grid.split("Only The Ledger").nth(1).expect("its own claims");
    assert!(only.split("\n\n").next().expect("a part").contains("declined to comment"), "{grid}");
    let out = grid.split("Left out").nth(1).expect("what is left out");
    assert!(out.contains("Radio One: ") && !out.contains("Coast Wire"), "{grid}");
}

#[test]
fn claims_can_be_picked() {
    let own = text(&["--only", "ledger"]);
    assert!(own.contains("declined to comment") && !own.contains("two of its main cables"), "{own}");
    let missing = json(&["--missing", "Radio One"]);
    assert!(!list(&missing["claims"]).is_empty());
    assert!(list(&missing["claims"]).iter().all(|claim| claim["cells"][2]["kind"] == "absent" && claim["reach"] != 1));
    let differing = json(&["--differs"]);
    assert!(list(&differing["claims"]).iter().all(|claim| !list(&claim["differences"]).is_empty()));
    let collapsed = text(&["--collapse-copies"]);
    assert!(collapsed.contains("same copy, Metro Today") && collapsed.contains("4 of 4"), "{collapsed}");
}

#[test]
fn an_outlet_that_is_not_there_is_named_with_those_that_are() {
    for (name, what) in [("Gazette", "no outlet is called Gazette"), ("o", "several outlets are called o")] {
        let done = claims(&["--only", name]);
        let said = String::from_utf8(done.stderr).expect("UTF-8");
        assert_eq!(done.status.code(), Some(1));
        assert!(said.contains(what) && said.contains("hint: name one of Coast Wire, The Ledger"), "{said}");
    }
}

#[test]
fn plain_lines_name_outlets_and_times() {
    let lines = text(&["--plain"]);
    for line in [
        "Metro Today, 2026-04-08",
        "Same copy as Coast Wire.",
        "  Differs: two in Coast Wire, Evening Star, Metro Today; three in The Ledger.",
        "only in The Ledger: A spokesman for the contractor",
        "  First in Coast Wire, 2026-04-08",
    ] {
        assert!(lines.contains(line), "{line} is not in\n{lines}");
    }
}

#[test]
fn a_story_of_the_store_is_dated_by_the_version_that_brought_each_claim() {
    let home = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
        command.current_dir(home.path()).env("HOME", home.path()).env("NEWSDIFF_STORE", home.path().join("store.db"));
        let done = command.args(arguments).output().expect("the program runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("UTF-8")
    };
    let bridge =
        "The council closed the harbour bridge on Monday after engineers found cracks in two of its main cables.";
    let ferries = "Ferries will run across the harbour every ten minutes until the bridge opens again on Sunday.";
    let article = |outlet: &str, hour: u8, text: &str| {
        let file = home.path().join(format!("{outlet}-{hour}.md"));
        let front =
            format!("Outlet: {outlet}\nTitle: Harbour bridge closed by council\nDate: 2026-04-08T{hour:02}:00:00Z");
        std::fs::write(&file, format!("---\n{front}\nURL: https://{outlet}.example/bridge\n---\n\n{text}\n"))
            .expect("written");
        file.to_str().expect("UTF-8").to_owned()
    };
    for file in [
        article("Wire", 9, bridge),
        article("Star", 10, &format!("{bridge}\n\n{ferries}")),
        article("Wire", 11, &format!("{bridge}\n\n{ferries}")),
    ] {
        run(&["add", &file]);
    }
    let out: Value = serde_json::from_str(&run(&["claims", "1", "--format", "json"])).expect("JSON");
    let names: Vec<&str> = list(&out["outlets"]).iter().filter_map(|outlet| outlet["name"].as_str()).collect();
    let first = |words: &str| {
        let told = |claim: &&Value| claim["text"].as_str().is_some_and(|text| text.contains(words));
        let claim = list(&out["claims"]).iter().find(told).expect("the claim");
        let of = list(&out["outlets"])
            .iter()
            .position(|outlet| outlet["id"] == claim["first"]["outlet"])
            .expect("one is first");
        format!("{} {}", names[of], claim["first"]["by"].as_str().expect("a moment"))
    };
    assert_eq!(first("two of its main cables"), "Wire 2026-04-08T09:00:00Z");
    assert_eq!(first("every ten minutes"), "Star 2026-04-08T10:00:00Z");
}
