//! Pages and Markdown as a user sends them, and the page as a browser shows it where one is installed.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/harbour-bridge").join(name)
}

fn newsdiff(command: &str, format: &str, files: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
    program.args([command, "--format", format]).args(files.iter().map(|file| sample(file)));
    program.output().expect("the program runs")
}

fn written(command: &str, format: &str, files: &[&str]) -> String {
    let done = newsdiff(command, format, files);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

const TWO: [&str; 2] = ["coast-wire.md", "the-ledger.md"];
const FIVE: [&str; 5] = ["coast-wire.md", "the-ledger.md", "radio-one.md", "evening-star.md", "metro-today.md"];

/// Whether a text holds some parts, in this order.
fn check_parts(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?}, or not in its place, in\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_comparison_is_one_page() {
    let page = written("compare", "html", &TWO);
    check_parts(
        &page,
        &[
            "<!DOCTYPE html>",
            "default-src 'none'",
            "<h1><bdi lang=\"\">Coast Wire</bdi> and <bdi lang=\"\">The Ledger</bdi>",
            "href=\"https://coastwire.example/2026/04/08/harbour-bridge-closed\"",
            "<b class=\"figure\">two</b>",
            "<b class=\"figure\">three</b>",
            "Number differs: <bdi lang=\"\">two</bdi> on the left, <bdi lang=\"\">three</bdi> on the right.",
            "Moved: <a href=\"#l",
            "</html>\n",
        ],
    );
}

#[test]
fn claims_are_one_page_with_a_grid() {
    let page = written("claims", "html", &FIVE);
    check_parts(
        &page,
        &[
            "What 5 outlets tell of one story",
            "Same copy as <bdi lang=\"\">Coast Wire",
            "<table class=\"grid\" role=\"table\">",
            "Differs: <bdi lang=\"\">two</bdi> in Coast Wire, Evening Star, Metro Today",
            "All wordings",
            "<h2>Only <bdi lang=\"\">The Ledger",
            "declined to comment",
            "Left out, though at least two others tell it",
        ],
    );
}

#[test]
fn markdown_names_sides_changes_and_facts() {
    let text = written("compare", "markdown", &TWO);
    check_parts(
        &text,
        &[
            "# Coast Wire and The Ledger\n",
            "- **Left:** Coast Wire, 2026-04-08",
            "](<https://coastwire.example/2026/04/08/harbour-bridge-closed>)",
            "> **Left:** ",
            "> **Right:** ",
            "- Number differs: two on the left, three on the right.",
        ],
    );
    let table = written("claims", "markdown", &FIVE);
    check_parts(&table, &["| | Claim | Coast Wire | The Ledger |", "**differs**", "\n## Only The Ledger ("]);
    let bars = |line: &&str| line.matches('|').count() - line.matches("\\|").count();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 5 && rows.iter().all(|row| bars(row) == 8), "every row has as many cells:\n{table}");
}

#[test]
fn the_exit_status_tells_a_difference_in_every_form() {
    for format in ["html", "markdown"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_newsdiff"));
        program.args(["compare", "--exit-code", "--format", format]).args(TWO.map(sample));
        assert_eq!(program.output().expect("the program runs").status.code(), Some(1), "{format}");
    }
}

/// Asks a page in a browser what it looks like: how wide it is, whether both sides stand beside each other, where a key leads.
const QUESTIONS: &str = "<script>
var pairs = Array.prototype.filter.call(document.querySelectorAll('main .pair'), function (pair) { return !pair.querySelector('.none'); });
var cells = pairs[0].querySelectorAll('.cell');
var beside = cells[0].getBoundingClientRect().top === cells[1].getBoundingClientRect().top;
var press = function (key) { document.dispatchEvent(new KeyboardEvent('keydown', { key: key, bubbles: true })); };
press('n'); press('n'); press('j'); press('p');
document.title = 'fits ' + (document.documentElement.scrollWidth <= window.innerWidth) + ', beside ' + beside + ', at ' + document.activeElement.id + ', ' + window.innerWidth + ' wide';
</script>";

/// A browser of this machine that runs without a screen.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// What the browser says of a page in a window of some width; `None` where it cannot run here.
fn shown(browser: &Path, page: &str, width: u16) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    fs::write(&file, page.replace("</body>", &format!("{QUESTIONS}</body>"))).expect("a page");
    let done = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .ok()?;
    let dom = String::from_utf8_lossy(&done.stdout).into_owned();
    let title = dom.split_once("<title>")?.1.split_once("</title>")?.0;
    title.starts_with("fits ").then(|| title.to_owned())
}

#[test]
fn a_browser_shows_the_page_in_two_columns_or_one() {
    // Written past the test's own output, so that a run without a browser does not pass for one with.
    let skip = |why: &str| _ = writeln!(std::io::stderr(), "SKIPPED the page in a browser: {why}");
    let Some(browser) = browser() else { return skip("no Chromium is installed") };
    let page = written("compare", "html", &TWO);
    for (width, beside) in [(1280, true), (390, false)] {
        let Some(said) = shown(&browser, &page, width) else { return skip("Chromium does not run here") };
        assert!(said.starts_with(&format!("fits true, beside {beside}, at c2, ")), "at {width}: {said}");
    }
}
