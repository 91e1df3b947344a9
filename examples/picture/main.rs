//! Draws the pictures in the README and the manual: screens of the sample edition, as the program draws them in a real pseudo-terminal.
//!
//! Run with `cargo run --example picture`; it writes `stories.svg`, `claims.svg`, `compare.svg` and `reader.svg` to `assets`.

use std::process::ExitCode;

#[cfg(unix)]
mod session;
#[cfg(unix)]
mod svg;

/// Set for the copy of itself that this example starts in the pseudo-terminal, where it is newsdiff and nothing else.
#[cfg(unix)]
const INSIDE: &str = "NEWSDIFF_PICTURE";

#[cfg(unix)]
fn main() -> ExitCode {
    if std::env::var_os(INSIDE).is_some() {
        return newsdiff::cli::run();
    }
    match pictures() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("no pictures: {fault}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!("no pictures: they are drawn in a Unix pseudo-terminal");
    ExitCode::FAILURE
}

#[cfg(unix)]
fn pictures() -> Result<(), Box<dyn std::error::Error>> {
    let mut session = session::Session::start()?;
    save("stories", &session.screen_with("Sample edition")?)?;
    session.press("m")?;
    save("claims", &session.screen_with("independent")?)?;
    session.press("q")?;
    session.screen_with("Sample edition")?;
    session.press("\r")?;
    save("compare", &session.screen_with("paired by")?)?;
    session.press("w")?;
    save("reader", &session.screen_with("tell this")?)?;
    session.press("Q")?;
    Ok(())
}

#[cfg(unix)]
fn save(name: &str, screen: &vt100::Screen) -> Result<(), Box<dyn std::error::Error>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(format!("{name}.svg"));
    std::fs::write(&path, svg::draw(screen))?;
    println!("wrote {}", path.display());
    Ok(())
}
