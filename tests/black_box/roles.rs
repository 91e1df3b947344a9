//! Roles measured on labelled texts, which are not part of the project: skipped, visibly, where they are absent.

use std::fs;
use std::path::PathBuf;

use newsdiff::text::{Document, Role};
use serde_json::Value;

/// A file of the labelled texts, beside the project; `None`, with a line that says so, where it is absent.
fn labelled(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let text = fs::read_to_string(&file).ok();
    if text.is_none() {
        println!("skipped: no {}", file.display());
    }
    text
}

#[test]
fn nineteen_lines_of_twenty_get_their_role() {
    let Some(labels) = labelled("eval/roles-seeds.json") else { return };
    let labels: Value = serde_json::from_str(&labels).expect("the labels are JSON");
    let (mut right, mut all) = (0, 0);
    for (name, wanted) in labels.as_object().expect("one entry a text") {
        let Some(text) = labelled(&format!("seeds/{name}")) else { return };
        let document = Document::parse(&text);
        let wanted = wanted.as_array().expect("one role a line");
        assert_eq!(document.paragraphs().len(), wanted.len(), "{name}: a paragraph for each line that is not empty");
        all += wanted.len();
        right +=
            document.paragraphs().iter().zip(wanted).filter(|(found, wanted)| found.role.name() == **wanted).count();
    }
    println!("roles: {right} of {all} lines");
    assert!(right * 100 >= all * 95, "{right} of {all} lines got their role");
}

#[test]
fn sentences_of_articles_hardly_ever_become_noise() {
    let (mut noise, mut all) = (0, 0);
    for set in ["dev", "more", "world"] {
        let Some(rows) = labelled(&format!("eval/gold-{set}.jsonl")) else { return };
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).expect("each row is JSON");
            for side in ["left", "right"] {
                let sentences: Vec<&str> =
                    row[side].as_array().expect("sentences").iter().filter_map(Value::as_str).collect();
                let document = Document::parse(&sentences.join("\n\n"));
                all += document.paragraphs().len();
                noise += document.paragraphs().iter().filter(|paragraph| paragraph.role == Role::Noise).count();
            }
        }
    }
    println!("noise: {noise} of {all} sentences");
    assert!(noise * 200 <= all, "{noise} of {all} sentences became noise");
}
