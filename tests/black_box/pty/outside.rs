//! What happens outside the screens while they run: a theme saved, an address opened, the mouse given back.

use std::path::Path;

use super::Session;

#[test]
fn a_theme_that_is_saved_changes_the_screen_and_a_fault_keeps_the_last_good_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    let theme = folder.path().join("themes/dusk.toml");
    std::fs::create_dir(folder.path().join("themes")).expect("a folder");
    std::fs::write(&config, "theme = \"dusk\"\n").expect("a file");
    std::fs::write(&theme, "[palette]\npaper = \"#010203\"\n").expect("a file");
    let mut session = Session::start((110, 30), &[Path::new("--config"), &config], &[("COLORTERM", "truecolor")]);
    session.wait_for_text("Sample edition.");
    let ground = |session: &Session| session.look(|screen| screen.cell(0, 0).map(vt100::Cell::bgcolor));
    assert_eq!(ground(&session), Some(vt100::Color::Rgb(1, 2, 3)));
    std::fs::write(&theme, "[palette]\npaper = \"#040506\"\n").expect("a file");
    session.wait_for("the new ground", |session| ground(session) == Some(vt100::Color::Rgb(4, 5, 6)));
    std::fs::write(&theme, "[palette]\npaper = \"#070809\"\n[dif]\n").expect("a file");
    session.wait_for_text("dusk.toml:3: unknown key `dif` (did you mean `diff`?)");
    assert_eq!(ground(&session), Some(vt100::Color::Rgb(4, 5, 6)));
    std::fs::write(&config, "theme = \"nord\"\n").expect("a file");
    session.wait_for("the other theme", |session| ground(session) == Some(vt100::Color::Rgb(0x2e, 0x34, 0x40)));
    session.press("q");
    assert!(session.end().success());
}

#[test]
#[cfg(not(target_os = "macos"))]
fn settings_count_in_folders_that_are_made_while_it_runs() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path().to_str().expect("a path of UTF-8");
    let mut session = Session::start((110, 30), &[], &[("COLORTERM", "truecolor"), ("XDG_CONFIG_HOME", at)]);
    session.wait_for_text("Sample edition.");
    let ground = |session: &Session| session.look(|screen| screen.cell(0, 0).map(vt100::Cell::bgcolor));
    let folder = home.path().join("newsdiff");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("config.toml"), "theme = \"nord\"\n").expect("a file");
    session.wait_for("the theme", |session| ground(session) == Some(vt100::Color::Rgb(0x2e, 0x34, 0x40)));
    std::fs::create_dir(folder.join("themes")).expect("a folder");
    for paper in 1..4 {
        let theme = format!("[palette]\npaper = \"#00000{paper}\"\n");
        std::fs::write(folder.join("themes/dusk.toml"), theme).expect("a file");
        std::fs::write(folder.join("config.toml"), "theme = \"dusk\"\n").expect("a file");
        session.wait_for("the ground", |session| ground(session) == Some(vt100::Color::Rgb(0, 0, paper)));
    }
    std::fs::write(folder.join("themes/dusk.toml"), "[palette]\npaper = \"#000009\"\n").expect("a file");
    session.wait_for("the ground", |session| ground(session) == Some(vt100::Color::Rgb(0, 0, 9)));
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn an_address_reaches_the_browser_as_one_argument() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let text = "The mast fell at noon on the pier.\n\nA boy who sold fruit beside it saw how it went down.\n";
    let address = "https://wire.example/mast?a=$(touch%20owned)&b=`x`;c";
    std::fs::write(path("one.txt"), format!("Outlet: Wire\nURL: {address}\n\n{text}")).expect("a file");
    std::fs::write(path("two.txt"), format!("Outlet: Ledger\n\n{text}")).expect("a file");
    let (opened, config) = (path("opened"), path("config.toml"));
    std::fs::write(path("browser"), format!("#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >> {}\n", opened.display()))
        .expect("a file");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(path("browser"), executable).expect("a program");
    std::fs::write(&config, format!("[open]\nbrowser = [\"{}\", \"-n\"]\n", path("browser").display()))
        .expect("a file");
    let arguments = [Path::new("--config"), &config, &path("one.txt"), &path("two.txt")];
    let mut session = Session::start((100, 30), &arguments, &[]);
    session.wait_for_text("at noon");
    session.press("O");
    session.wait_for_text("Asked the browser for wire.example");
    session.wait_for("the browser", |_| std::fs::read_to_string(&opened).is_ok_and(|said| said.lines().count() == 3));
    assert_eq!(std::fs::read_to_string(&opened).expect("a file"), format!("2\n-n\n{address}\n"));
    session.press("W");
    session.wait_for("the mouse given back", |session| {
        session.look(|screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None)
    });
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn where_nothing_can_open_an_address_it_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[open]\nbrowser = \"newsdiff-has-no-such-browser\"\n").expect("a file");
    let mut session = Session::start((110, 30), &[Path::new("--config"), &config], &[]);
    session.wait_for_text("Sample edition.");
    session.press("o");
    session.wait_for_text("newsdiff-has-no-such-browser cannot be started");
    session.press("q");
    assert!(session.end().success());
}
