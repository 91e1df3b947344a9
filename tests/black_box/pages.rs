//! Web pages from files and from a pipe.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// An invented page with a frame around its article.
fn a_page(outlet: &str, lead: &str) -> String {
    format!(
        "<!doctype html><html><head><title>Ferry sails again | {outlet}</title>
        <meta property=\"og:site_name\" content=\"{outlet}\"><link rel=\"canonical\" href=\"https://quay.example/ferry\">
        <meta property=\"article:published_time\" content=\"2026-04-03T14:10:00+02:00\"></head><body>
        <nav><a href=\"/\">Home</a></nav><article><h1>Ferry sails again</h1><p>{lead}</p>
        <p>The city said it would pay for the repairs, which cost two million, and that fares would not rise.</p></article>
        <footer>Printed on the quay.</footer></body></html>"
    )
}

const LEAD: &str =
    "The Linden ferry left its berth on Friday for the first time since the fire, with forty passengers.";

/// Runs newsdiff in a folder with something on standard input, and reads its JSON.
fn run(folder: &Path, words: &[&str], input: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    command.current_dir(folder).args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
    command.env("HOME", folder).env("XDG_CONFIG_HOME", folder).env("NEWSDIFF_STORE", folder.join("store.db"));
    let mut child = command.spawn().expect("started");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
    let done = child.wait_with_output().expect("ended");
    assert!(done.status.success(), "{words:?}");
    serde_json::from_slice(&done.stdout).expect("JSON")
}

/// Checks that what was added is the invented article and nothing of its frame.
fn check_added(added: &Value) {
    let article = &added["articles"][0];
    let told = ["outlet", "title", "url", "published"].map(|key| article[key].clone());
    assert_eq!(
        told,
        ["Quay Weekly", "Ferry sails again", "https://quay.example/ferry", "2026-04-03T12:10:00Z"].map(Value::from)
    );
    let roles: Vec<&Value> = article["paragraphs"].as_array().expect("paragraphs").iter().map(|p| &p["role"]).collect();
    assert_eq!(roles, ["headline", "body", "body"]);
    assert_eq!(added["warnings"], json!([]));
}

#[test]
fn a_page_is_added_with_what_it_says_of_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = a_page("Quay Weekly", LEAD);
    fs::write(folder.path().join("page.html"), &page).expect("written");
    fs::write(folder.path().join("page.php"), &page).expect("written");
    check_added(&run(folder.path(), &["add", "--dry-run", "--format", "json", "page.html"], ""));
    check_added(&run(folder.path(), &["add", "--dry-run", "--format", "json", "page.php"], ""));
    check_added(&run(folder.path(), &["add", "--dry-run", "--format", "json", "-"], &page));
}

#[test]
fn two_pages_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.html"), a_page("Quay Weekly", LEAD)).expect("written");
    let other = LEAD.replace("forty", "fifty");
    fs::write(folder.path().join("b.html"), a_page("Tide Online", &other)).expect("written");
    let compared = run(folder.path(), &["compare", "a.html", "b.html", "--format", "json"], "");
    assert_eq!([&compared["left"]["outlet"], &compared["right"]["outlet"]], ["Quay Weekly", "Tide Online"]);
    let facts: Vec<&Value> = compared["links"]
        .as_array()
        .expect("links")
        .iter()
        .flat_map(|link| link["facts"].as_array().expect("facts"))
        .collect();
    assert!(facts.iter().any(|fact| fact["left"] == "forty" && fact["right"] == "fifty"), "{facts:?}");
    assert_eq!([&compared["only_left"], &compared["only_right"]], [&json!([]), &json!([])]);
}
