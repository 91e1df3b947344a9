//! `newsdiff themes` as a reader who makes one meets it.

use super::store::Desk;

#[test]
fn themes_are_listed_with_the_readers_own() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("mine/themes")).expect("a folder");
    desk.write("mine/config.toml", "");
    desk.write("mine/themes/dusk.toml", "kind = \"light\"\n");
    let list = desk.output("themes list --config mine/config.toml");
    assert!(list.lines().count() >= 13, "{list}");
    let line =
        |name: &str| list.lines().find(|line| line.split(' ').next() == Some(name)).unwrap_or_default().to_owned();
    assert!(line("nord").contains("dark") && line("nord").ends_with("built in"), "{list}");
    assert!(line("dusk").contains("light") && line("dusk").ends_with("dusk.toml"), "{list}");
}

#[test]
fn a_theme_is_shown_in_colour_where_asked_and_as_a_file() {
    let desk = Desk::new();
    let plain = desk.output("themes show nord");
    assert!(plain.contains("[-three cables-]") && !plain.contains('\u{1b}'), "{plain}");
    let mut coloured = desk.command("themes show nord --color always");
    let coloured = coloured.env("COLORTERM", "truecolor").env("TERM", "xterm-256color").env_remove("NO_COLOR");
    let coloured = String::from_utf8(coloured.output().expect("started").stdout).expect("UTF-8");
    assert!(coloured.contains("\u{1b}[0;38;2;"), "{coloured:?}");
    let file = desk.output("themes show nord --format toml");
    desk.write("copy.toml", &file);
    assert!(desk.output("themes check copy.toml").contains("no faults"));
    let (status, said) = desk.failure("themes show nrod");
    assert_eq!(status, Some(1));
    assert!(said.contains("did you mean `nord`?"), "{said}");
}

#[test]
fn a_check_names_every_fault_with_its_line() {
    let desk = Desk::new();
    desk.write("bad.toml", "inherits = \"nrod\"\n[ui]\nbase = { fg = \"yelow\" }\n[dif]\n");
    let done = desk.run("themes check bad.toml");
    let said = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(done.status.code(), Some(1));
    for fault in [
        "bad.toml:1: unknown theme `nrod` (did you mean `nord`?)",
        "bad.toml:3: `yelow` is not a colour (did you mean `yellow`?)",
        "bad.toml:4: unknown key `dif` (did you mean `diff`?)",
    ] {
        assert!(said.contains(fault), "{fault} is not in {said}");
    }
    assert!(String::from_utf8_lossy(&done.stderr).contains("3 faults"));
    desk.write("faint.toml", "[ui]\nmuted = \"#333333\"\n");
    assert!(desk.output("themes check faint.toml").contains("note: muted on "), "hard to read is no fault");
    assert_eq!(desk.failure("themes check none.toml").0, Some(1));
}
