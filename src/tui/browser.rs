//! Handing the address of an article to the reader's browser.
//!
//! The address is an argument of the program that opens it, and no shell reads it on the way: it came with an article.

use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use url::Url;

use super::event::Event;

/// The address as it may be handed on: `http` or `https` with a host, every other character escaped. The error says what is wrong.
pub(super) fn checked(address: &str) -> Result<Url, String> {
    let url =
        Url::parse(address.trim()).map_err(|_| "The address of this article is none a browser knows".to_owned())?;
    match url.scheme() {
        "http" | "https" if url.host().is_some() => Ok(url),
        scheme => Err(format!("The address of this article begins with {scheme}: and only http and https are opened")),
    }
}

/// What opens an address where the configuration names nothing.
fn usual(env: &dyn Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    let words = |words: &[&str]| Ok(words.iter().map(|&word| word.to_owned()).collect());
    if cfg!(windows) {
        return words(&["rundll32", "url.dll,FileProtocolHandler"]);
    }
    if cfg!(target_os = "macos") {
        return words(&["open"]);
    }
    // Without a desktop xdg-open looks for a browser that would take the terminal from newsdiff.
    if ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"].iter().any(|name| env(name).is_some_and(|value| !value.is_empty())) {
        return words(&["xdg-open"]);
    }
    Err("No browser is found here; `browser` under [open] can name one".to_owned())
}

/// Starts the browser once for each address, and tells only what went wrong.
///
/// `command` is a program and its first arguments; empty is what the platform has for it.
pub(super) fn open(command: &[String], addresses: Vec<String>, events: &Sender<Event>) {
    let env = |name: &str| std::env::var(name).ok();
    let command = if command.is_empty() { usual(&env) } else { Ok(command.to_vec()) };
    let events = events.clone();
    // Some browsers end only when their window is closed, and whoever starts a program has to wait for its end.
    thread::spawn(move || {
        let opened = command.and_then(|command| addresses.iter().try_for_each(|address| start(&command, address)));
        if let Err(why) = opened {
            // Nobody listens after the end.
            let _ = events.send(Event::Unable(why));
        }
    });
}

/// Runs the program with the address as its last argument, apart from the terminal.
fn start(command: &[String], address: &str) -> Result<(), String> {
    let [program, arguments @ ..] = command else { return Ok(()) };
    let mut starting = Command::new(program);
    starting.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // A group of its own: what ends newsdiff from the keyboard leaves the browser open.
        starting.process_group(0);
    }
    let remedy = "browser in [open] of the configuration names another";
    match starting.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} could not open the address ({status}); {remedy}")),
        Err(error) => Err(format!("{program} cannot be started: {error}; {remedy}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_address(address: &str, expected: Result<&str, &str>) {
        let found = checked(address);
        match expected {
            Ok(url) => assert_eq!(found.as_ref().map(Url::as_str), Ok(url), "{address}"),
            Err(why) => assert!(found.as_ref().is_err_and(|said| said.contains(why)), "{address}: {found:?}"),
        }
    }

    #[test]
    fn only_web_addresses_are_handed_on() {
        check_address("https://wire.example/a?b=c#d", Ok("https://wire.example/a?b=c#d"));
        check_address(" http://wire.example ", Ok("http://wire.example/"));
        check_address("https://wire.example/$(reboot) `x`;\"", Ok("https://wire.example/$(reboot)%20%60x%60;%22"));
        check_address("file:///etc/passwd", Err("file:"));
        check_address("javascript:alert(1)", Err("javascript:"));
        check_address("--help", Err("none a browser knows"));
        check_address("wire.example/a", Err("none a browser knows"));
        check_address("", Err("none a browser knows"));
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn without_a_desktop_nothing_is_started() {
        assert!(usual(&|_| None).is_err_and(|why| why.contains("[open]")));
        assert_eq!(usual(&|name| (name == "DISPLAY").then(|| ":0".to_owned())), Ok(vec!["xdg-open".to_owned()]));
    }
}
