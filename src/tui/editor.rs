//! The reader's editor: the terminal is lent to it, with the file a text came from or a copy that can only be read.
//!
//! Nothing of an article is on its command line: a copy is called by the number of its version.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::model::{Arrival, Version, VersionId};
use crate::program;

/// Where neither `VISUAL` nor `EDITOR` says anything.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// What is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editing {
    /// The version.
    pub(super) version: VersionId,
    /// The file it came from, where that is known and there.
    pub(super) file: Option<PathBuf>,
    /// Its text, of which a copy is opened where there is no file.
    pub(super) text: String,
}

impl Editing {
    /// A version, with its file if it is one of `opened`, which were named on the command line.
    pub(super) fn of(version: &Version, opened: &[Arrival]) -> Editing {
        let text = version.document.text();
        let same = |arrival: &&Arrival| arrival.outlet == version.outlet && arrival.document.text() == text;
        let file = opened.iter().find(same).and_then(|arrival| file_of(&arrival.source));
        Editing { version: version.info.id, file, text: text.to_owned() }
    }
}

/// The file a source names, also where it names one article of the file: "news.txt (2 of 2)".
fn file_of(source: &str) -> Option<PathBuf> {
    let whole = source.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map(|(file, _)| file);
    [Some(source), whole].into_iter().flatten().map(PathBuf::from).find(|path| path.is_file())
}

/// The copies made for the editor, which go with the screens: an editor with a window of its own may still show them when its
/// command has ended.
#[derive(Debug, Default)]
pub(super) struct Editor {
    folder: Option<PathBuf>,
}

impl Editor {
    /// Opens a text and waits for the end of the editor's command; the terminal is the editor's by then. Gives the sentence that says what
    /// came of it.
    ///
    /// # Errors
    /// A sentence that says what could not be done, why, and what to do.
    pub(super) fn open(&mut self, editing: &Editing) -> Result<String, String> {
        let command = command(&|name| std::env::var(name).ok())?;
        let Some(file) = &editing.file else {
            let copy = self.copy(editing).map_err(|why| format!("No copy of the text can be written: {why}"))?;
            run(&command, &copy)?;
            return Ok("That was a copy of the text as it is kept; nothing can be changed in it".to_owned());
        };
        let (name, before) = (file.file_name().unwrap_or_default().to_string_lossy(), changed(file));
        run(&command, file)?;
        Ok(if changed(file) == before {
            format!("{name} is as it was")
        } else {
            format!("{name} was changed; start newsdiff with it again to see that here")
        })
    }

    /// A new file nobody else can read or replace, and nobody can write.
    fn copy(&mut self, editing: &Editing) -> io::Result<PathBuf> {
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => self.folder.insert(private_folder(&std::env::temp_dir())?).clone(),
        };
        let path = folder.join(format!("copy-of-version-{}.txt", editing.version));
        // One that was opened before has the same text.
        if !path.exists() {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            file.write_all(editing.text.as_bytes())?;
            let mut permissions = file.metadata()?.permissions();
            permissions.set_readonly(true);
            file.set_permissions(permissions)?;
        }
        Ok(path)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What cannot be removed lies in the system's folder for such files, which it empties itself.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A new folder that is the reader's alone.
fn private_folder(within: &Path) -> io::Result<PathBuf> {
    const TRIES: u32 = 100;
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let mut tries = 0;
    loop {
        let path = within.join(format!("newsdiff-{}-{tries}", std::process::id()));
        match builder.create(&path) {
            Ok(()) => return Ok(path),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => tries += 1,
            Err(why) => return Err(why),
        }
    }
}

/// The editor and its arguments: `VISUAL`, else `EDITOR`, else the usual one.
fn command(env: &dyn Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| Some((name, env(name)?)).filter(|(_, line)| !line.trim().is_empty()));
    let (name, line) = named.unwrap_or(("EDITOR", USUAL.to_owned()));
    program::words(&line).map_err(|why| format!("{name} cannot be used: {why}"))
}

/// Runs the editor on a file until its command ends.
fn run(command: &[String], file: &Path) -> Result<(), String> {
    let [program, arguments @ ..] = command else { return Ok(()) };
    // A name that begins with a hyphen would be an option.
    let file = if file.is_relative() { Path::new(".").join(file) } else { file.to_owned() };
    let mut starting = Command::new(program);
    starting.args(arguments).arg(file);
    // Where the texts came through standard input, the keys come from elsewhere.
    if !io::stdin().is_terminal() && cfg!(unix) {
        starting.stdin(File::open("/dev/tty").map_or_else(|_| Stdio::inherit(), Stdio::from));
    }
    match starting.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with a failure ({status})")),
        Err(error) => Err(format!("{program} cannot be started: {error}; VISUAL or EDITOR names another editor")),
    }
}

fn changed(file: &Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_command(variables: &[(&str, &str)], expected: &[&str]) {
        let env = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(command(&env), Ok(expected.iter().map(|&word| word.to_owned()).collect()), "{variables:?}");
    }

    #[test]
    fn the_editor_is_the_one_the_environment_names() {
        check_command(&[("EDITOR", "code -w"), ("VISUAL", "vim '+set tw=72'")], &["vim", "+set tw=72"]);
        check_command(&[("EDITOR", "code -w"), ("VISUAL", " ")], &["code", "-w"]);
        check_command(&[], &[USUAL]);
        let open = |name: &str| (name == "EDITOR").then(|| "vi 'x".to_owned());
        assert!(command(&open).is_err_and(|why| why.contains("EDITOR cannot be used: a quote is not closed")));
    }

    #[test]
    fn a_copy_can_only_be_read_and_goes_with_the_screens() {
        let mut editor = Editor::default();
        let editing = Editing { version: VersionId(12), file: None, text: "The mast fell.\n".to_owned() };
        let path = editor.copy(&editing).expect("written");
        assert_eq!(path.file_name().expect("a name"), "copy-of-version-12.txt");
        assert_eq!(fs::read_to_string(&path).expect("read"), editing.text);
        assert!(fs::metadata(&path).expect("there").permissions().readonly());
        assert_eq!(editor.copy(&editing).expect("there"), path);
        let folder = path.parent().expect("a folder").to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&folder).expect("there").permissions().mode() & 0o777, 0o700);
        }
        drop(editor);
        assert!(!folder.exists());
    }

    #[test]
    fn the_file_of_one_article_of_two_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("news.txt"), "x").expect("written");
        fs::write(path("a (1 of 2)"), "x").expect("written");
        let check_file = |source: String, name: Option<&str>| {
            assert_eq!(file_of(&source), name.map(|name| PathBuf::from(path(name))), "{source}");
        };
        check_file(path("news.txt"), Some("news.txt"));
        check_file(path("news.txt (2 of 2)"), Some("news.txt"));
        check_file(path("a (1 of 2)"), Some("a (1 of 2)"));
        check_file("standard input".to_owned(), None);
        check_file("https://wire.example/a".to_owned(), None);
    }
}
