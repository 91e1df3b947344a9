//! `newsdiff man`: the manual page, written from the command line's own description and the table of keys.

use std::process::ExitCode;

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::args::Cli;
use super::report::{Failure, Output};
use crate::tui::command::{COMMANDS, Scope};

/// Files the program reads and writes, by their places on Linux.
const FILES: [(&str, &str); 3] = [
    (
        "~/.config/newsdiff/config.toml",
        "The configuration; every setting has a default, and --config names another file.",
    ),
    ("~/.config/newsdiff/themes/NAME.toml", "Themes of your own, beside the configuration."),
    ("~/.local/share/newsdiff/store.db", "The store; --store names another file."),
];

/// What the program looks at in its environment.
const ENVIRONMENT: [(&str, &str); 12] = [
    ("NEWSDIFF_STORE", "The store's file, where --store does not name one."),
    (
        "NEWSDIFF_PAGER, PAGER",
        "What shows text that is longer than the terminal, before and after the configuration is asked; less where nothing is \
         said, and nothing where it is empty or cat.",
    ),
    ("LESS, LV", "Options of these two pagers; where they are not set, FRX and -c."),
    ("VISUAL, EDITOR", "The editor of Ctrl-o, with its arguments; vi where neither is set."),
    ("NO_COLOR", "Set and not empty: no colour; words are marked with brackets. So does CLICOLOR=0."),
    (
        "FORCE_COLOR, CLICOLOR_FORCE",
        "Set, and neither empty nor 0: text in colour into files and pipes as well. NO_COLOR goes before them, and --color \
         before all.",
    ),
    (
        "SSL_CERT_FILE",
        "A file of root certificates (PEM) trusted beside the usual ones, as `roots` under [update] in the configuration.",
    ),
    (
        "ALL_PROXY, HTTPS_PROXY, HTTP_PROXY, NO_PROXY",
        "The proxy that is asked for all addresses, and the hosts asked without it.",
    ),
    ("COLORTERM, TERM", "How many colours the terminal shows."),
    ("COLORFGBG", "Whether its ground is light or dark, where it does not answer when it is asked."),
    ("LC_ALL, LC_CTYPE, LANG", "Whether it shows marks outside ASCII."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME", "Where the configuration and the store are, on Linux."),
];

/// What the exit status says.
const STATUS: [(&str, &str); 4] = [
    ("0", "What was asked for was done; a pager that is left early is no failure."),
    ("1", "Something failed, and standard error says what; compare --exit-code: the texts differ."),
    ("2", "The command line was wrong."),
    ("130", "A round of update was stopped by Ctrl-C; what was read is kept."),
];

/// Writes the manual page on standard output.
pub(super) fn run() -> Result<ExitCode, Failure> {
    Output::default().write(&page())?;
    Ok(ExitCode::SUCCESS)
}

fn page() -> String {
    // Without a date, so that one version of the program writes one page.
    let man = Man::new(Cli::command()).manual("User Commands").source(concat!("newsdiff ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    let rendered = man
        .render_title(&mut page)
        .and_then(|()| man.render_name_section(&mut page))
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page));
    rendered.expect("memory takes whatever is written to it");
    let mut more = Roff::new();
    more.control("SH", ["COMMANDS"]);
    let mut root = Cli::command();
    root.build();
    commands(&mut more, &root);
    keys(&mut more);
    list(&mut more, "FILES", &FILES);
    list(&mut more, "ENVIRONMENT", &ENVIRONMENT);
    list(&mut more, "EXIT STATUS", &STATUS);
    String::from_utf8_lossy(&page).into_owned() + &more.to_roff()
}

/// Every command that does something, with its own options.
fn commands(roff: &mut Roff, parent: &Command) {
    for command in parent.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set()) {
        if command.has_subcommands() {
            commands(roff, command);
            continue;
        }
        let usage = command.clone().render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ")]);
        let about = command.get_long_about().or(command.get_about());
        paragraphs(roff, &about.map(ToString::to_string).unwrap_or_default());
        for arg in command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set()) {
            if arg.get_id() != "help" {
                argument(roff, arg);
            }
        }
    }
}

/// One argument of a command: how it is written, what it does, and what it may be.
fn argument(roff: &mut Roff, arg: &Arg) {
    let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let mut term: Vec<Inline> = Vec::new();
    if let Some(long) = arg.get_long() {
        term.push(bold(format!("--{long}")));
    }
    if arg.get_action().takes_values() {
        if !term.is_empty() {
            term.push(roman(" "));
        }
        term.push(italic(names.join(" ")));
    }
    roff.control("TP", []);
    roff.text(term);
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let stop = if help.ends_with('.') { "" } else { "." };
    let mut said = vec![roman(help + stop)];
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        said.push(roman(format!(" One of {}.", values.join(", "))));
    }
    roff.text(said);
}

/// The table of commands by screen, with the keys they have by default.
fn keys(roff: &mut Roff) {
    roff.control("SH", ["KEYS"]);
    roff.text([roman("Each can have other keys: [keys] in the configuration, by the name in parentheses.")]);
    for scope in Scope::ALL {
        roff.control("SS", [scope.title()]);
        for info in COMMANDS.iter().filter(|info| info.scope == scope) {
            roff.control("TP", []);
            roff.text([bold(info.shown_keys().join(" "))]);
            roff.text([roman(format!("{} ({})", info.doc, info.name))]);
        }
    }
}

fn list(roff: &mut Roff, title: &str, entries: &[(&str, &str)]) {
    roff.control("SH", [title]);
    for (term, said) in entries {
        roff.control("TP", []);
        roff.text([bold(*term)]);
        roff.text([roman(*said)]);
    }
}

fn paragraphs(roff: &mut Roff, text: &str) {
    for (n, paragraph) in text.split("\n\n").enumerate() {
        if n > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(paragraph.replace('\n', " "))]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_screens_is_in_exactly_one_section() {
        for info in COMMANDS {
            assert_eq!(Scope::ALL.iter().filter(|&&scope| scope == info.scope).count(), 1, "{}", info.name);
        }
    }

    #[test]
    fn every_command_of_the_line_is_on_the_page() {
        let page = page();
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            assert!(page.contains(&format!("newsdiff {name}")), "{name}");
        }
    }
}
