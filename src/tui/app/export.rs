//! Export: what is on screen as a file beside where the program was started.

use std::io;
use std::path::{Path, PathBuf};

use super::{App, Open};
use crate::compare::Comparison;
use crate::export::{self, Heading, Headings, Marks, claims, html, markdown};
use crate::model::{Moment, Version};
use crate::sides::Sides;
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::tui::command::Command;
use crate::tui::event::{Effect, Request};
use crate::tui::overlay::{Exporter, Form, Overlay};

/// The width of columns in a file of text.
const WIDTH: usize = 100;

impl App {
    /// Opens the menu of forms, where there is something to export.
    pub(super) fn export(&mut self) -> Vec<Effect> {
        let there = match self.open.last() {
            Some(Open::Compare(comparing)) => comparing.view.is_some(),
            Some(Open::Claims(claiming)) => claiming.view.is_some(),
            Some(Open::Reader(_) | Open::Timeline(_) | Open::Search(_) | Open::Sources(_)) | None => false,
        };
        if there {
            self.overlay = Some(Overlay::Export(Exporter::default()));
        } else {
            self.say(StyleRole::Info, "Open a comparison or claims first: these can be exported");
        }
        Vec::new()
    }

    /// A command while the menu is open.
    pub(super) fn export_command(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Export(menu)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::Down => menu.step(1),
            Command::Up => menu.step(-1),
            Command::Top | Command::PageUp | Command::HalfUp => menu.step(isize::MIN),
            Command::Bottom | Command::PageDown | Command::HalfDown => menu.step(isize::MAX),
            Command::Open => {
                let form = menu.form();
                self.overlay = None;
                return self.exported(form);
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    /// The text of a form, on its way to a file named after the story.
    fn exported(&self, form: Form) -> Vec<Effect> {
        // Programs read a moment that needs no guessing, people their own time of day.
        let says = |moment: Moment| if form == Form::Json { moment.to_string() } else { self.clock.in_full(moment) };
        let (story, text) = match self.open.last() {
            Some(Open::Compare(comparing)) => {
                let (Some(view), Some(shown)) = (&comparing.view, &comparing.shown) else { return Vec::new() };
                (&comparing.story, compared(form, view.comparison(), &headings(shown, says)))
            }
            Some(Open::Claims(claiming)) => {
                let Some(view) = &claiming.view else { return Vec::new() };
                (&claiming.story, claimed(form, &view.page(&claiming.story, says)))
            }
            Some(Open::Reader(_) | Open::Timeline(_) | Open::Search(_) | Open::Sources(_)) | None => return Vec::new(),
        };
        App::ask(Request::Write { stem: stem(&story.title), ending: form.ending(), text })
    }

    /// Says where a file went, or why it did not.
    pub(super) fn written(&mut self, written: Result<PathBuf, String>) {
        match written {
            Ok(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let folder = path.parent().unwrap_or(Path::new("")).display();
                self.say(StyleRole::Info, clean(&format!("Written: {name} in {folder}")));
            }
            Err(why) => self.say(StyleRole::Error, clean(&why)),
        }
    }
}

fn headings(shown: &Sides<Version>, says: impl Fn(Moment) -> String) -> Headings {
    shown.as_ref().map(|version| Heading {
        outlet: clean(&version.outlet),
        title: clean(&version.info.title),
        published: version.info.published.map(&says),
        url: version.url.clone(),
    })
}

fn compared(form: Form, comparison: &Comparison, headings: &Headings) -> String {
    match form {
        Form::Html => html::comparison(comparison, headings),
        Form::Markdown => markdown::comparison(comparison, headings),
        Form::Text => export::side_by_side(comparison, headings, Marks::Brackets, WIDTH),
        Form::Json => export::json(comparison, headings) + "\n",
    }
}

fn claimed(form: Form, page: &claims::Page) -> String {
    match form {
        Form::Html => html::claims(page),
        Form::Markdown => markdown::claims(page),
        Form::Text => claims::grid(page, Marks::Brackets, WIDTH),
        Form::Json => claims::json(page) + "\n",
    }
}

/// A file's name made of a story's: its letters and digits in small, a hyphen between words, and nothing a file system or a shell
/// reads in its own way.
fn stem(title: &str) -> String {
    // Names of files may have 255 bytes, of which a number and an ending need some.
    const LONGEST: usize = 120;
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stem = String::new();
    for word in words {
        let word = word.to_lowercase();
        if stem.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem += &word;
    }
    // These are devices on Windows, whatever the ending.
    let device = ["con", "prn", "aux", "nul"].contains(&&*stem) || {
        let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        number.is_some_and(|rest| rest.chars().count() == 1)
    };
    match stem.as_str() {
        "" => "story".to_owned(),
        _ if device => format!("story-{stem}"),
        _ => stem,
    }
}

/// Writes a new file in a folder, a number behind its name where that is taken: no file there is ever written over.
///
/// # Errors
/// A sentence that names the file, what kept it from being written, and what to do.
pub(in crate::tui) fn write(folder: &Path, stem: &str, ending: &str, text: &str) -> Result<PathBuf, String> {
    const TRIES: usize = 1000;
    let failed = |path: &Path, why: io::Error| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("Cannot write {name} in {}: {why}; start newsdiff in a folder you may write to", folder.display())
    };
    for number in 1..=TRIES {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
        let path = folder.join(name);
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                return match io::Write::write_all(&mut file, text.as_bytes()).and_then(|()| file.sync_all()) {
                    Ok(()) => Ok(path),
                    Err(why) => {
                        // Half a page is worse than none, and the file is this program's own.
                        drop(file);
                        let _ = std::fs::remove_file(&path);
                        Err(failed(&path, why))
                    }
                };
            }
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(failed(&path, why)),
        }
    }
    Err(format!("There are {TRIES} files like {stem}.{ending} in {} already; move some away", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_stem(title: &str, expected: &str) {
        assert_eq!(stem(title), expected);
    }

    #[test]
    fn files_are_named_after_stories() {
        check_stem("Bridge shut \"within hours\"", "bridge-shut-within-hours");
        check_stem("../../etc/passwd", "etc-passwd");
        check_stem("-rf .hidden", "rf-hidden");
        check_stem("桥梁关闭", "桥梁关闭");
        check_stem("NUL", "story-nul");
        check_stem("COM1", "story-com1");
        check_stem("\u{1b}[2J\u{202e}", "2j");
        check_stem("…", "story");
        assert!(stem(&"Word ".repeat(100)).len() <= 120);
    }

    #[test]
    fn no_file_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("bridge.html"), "mine").expect("written");
        for (text, name) in [("one", "bridge-2.html"), ("two", "bridge-3.html")] {
            let path = write(folder.path(), "bridge", "html", text).expect("written");
            assert_eq!(path, folder.path().join(name));
            assert_eq!(std::fs::read_to_string(path).expect("read"), text);
        }
        assert_eq!(std::fs::read_to_string(folder.path().join("bridge.html")).expect("read"), "mine");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder").path().join("gone");
        let why = write(&folder, "bridge", "html", "one").expect_err("no folder");
        assert!(why.contains("Cannot write bridge.html in ") && why.contains("start newsdiff in a folder"), "{why}");
    }
}
