//! What the reader says of pairs, from the key to the store and back.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::Session;

/// Two texts that no engine would pair, in a store; the version numbers are 1 and 2.
fn store_of_two_texts(folder: &Path) -> PathBuf {
    let store = folder.join("store.db");
    let line = |outlet: &str, text: &str| {
        format!(r#"{{"outlet":"{outlet}","title":"Harbour","url":"https://{outlet}.example/1","text":"{text}"}}"#)
    };
    let texts = [
        line(
            "wire",
            "The mast of the old harbour fell at noon on Monday.\\n\\nFerries will run every ten minutes until Sunday.",
        ),
        line(
            "ledger",
            "The mast of the old harbour fell at noon on Monday.\\n\\nThe contractor declined to say a word about it.",
        ),
    ];
    std::fs::write(folder.join("texts.jsonl"), texts.join("\n")).expect("a file");
    let added = newsdiff(&store, &["add".as_ref(), folder.join("texts.jsonl").as_os_str()]);
    assert!(added.contains("2 new"), "{added}");
    store
}

/// Standard output of a command that must succeed.
fn newsdiff(store: &Path, arguments: &[&OsStr]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    let done = command.arg("--store").arg(store).args(arguments).output().expect("started");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn what_the_reader_pairs_outlasts_the_program_and_another_import() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store_of_two_texts(folder.path());
    let mut session = Session::start((60, 20), &[Path::new("--store"), &store], &[]);
    session.wait_for_text("Harbour");
    session.press("\rG");
    session.wait_for_text("only on the left");
    session.press("p");
    session.wait_for_text("Marked left, go to its partner");
    session.press("kp");
    session.wait_for_text("Paired by you; U undoes it");
    session.press("Q");
    assert!(session.end().success());
    let paired = |versions: [&str; 2]| {
        let arguments = ["compare", versions[0], versions[1], "--format", "json"].map(OsStr::new);
        let json: serde_json::Value = serde_json::from_str(&newsdiff(&store, &arguments)).expect("JSON");
        let links = json["links"].as_array().expect("links").clone();
        links.iter().filter(|link| link["matched_by"] == serde_json::json!(["by hand"])).count()
    };
    assert_eq!((paired(["1", "2"]), paired(["2", "1"])), (1, 1));
    let aloud =
        |versions: [&str; 2]| newsdiff(&store, &["--plain", "compare", versions[0], versions[1]].map(OsStr::new));
    assert!(aloud(["1", "2"]).contains("paired by you."));
    newsdiff(&store, &["add".as_ref(), folder.path().join("texts.jsonl").as_os_str()]);
    assert_eq!(paired(["1", "2"]), 1, "after another import");
    let edited =
        std::fs::read_to_string(folder.path().join("texts.jsonl")).expect("the texts").replace("at noon", "at one");
    std::fs::write(folder.path().join("texts.jsonl"), edited).expect("a file");
    newsdiff(&store, &["add".as_ref(), folder.path().join("texts.jsonl").as_os_str()]);
    assert_eq!(paired(["3", "4"]), 1, "in later versions that still have the sentences");
    let mut session = Session::start((120, 36), &[Path::new("--store"), &store], &[]);
    session.wait_for_text("Harbour");
    session.press("\rG");
    session.wait_for_text("paired by you");
    session.press("P");
    session.wait_for_text("you unpaired these");
    session.press("Q");
    assert!(session.end().success());
    assert_eq!(paired(["3", "4"]), 0);
    assert!(aloud(["3", "4"]).contains("Only left, unpaired by you: Ferries will run"));
}
