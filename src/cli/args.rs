//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::compare;

/// A news reader that shows what each outlet added, cut or reworded.
///
/// Without a command: opens the store's stories, or the sample edition while there are none. With files: opens them as one
/// story and keeps nothing.
#[derive(Debug, Parser)]
#[command(name = "newsdiff", version, max_term_width = 100)]
pub(super) struct Cli {
    /// What is asked for; opening the screens where nothing is.
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// Files or folders to open as one story, or - for standard input.
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,

    /// What holds for every command.
    #[command(flatten)]
    pub(super) global: Global,
}

/// What holds for every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The store's file, instead of the one in the platform's data folder.
    #[arg(long, global = true, value_name = "PATH", env = "NEWSDIFF_STORE")]
    pub(super) store: Option<PathBuf>,

    /// The configuration file, instead of config.toml in the platform's configuration folder.
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) config: Option<PathBuf>,

    /// The theme, whatever the configuration says.
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) theme: Option<String>,

    /// Whether to write in colour, and to show the screens in it; `auto` does on a terminal that has it, unless `NO_COLOR` or
    /// `CLICOLOR=0` is set, and everywhere if `FORCE_COLOR` or `CLICOLOR_FORCE` is.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,

    /// Lines that make sense read aloud: no screens, no columns, no colour, no pager.
    #[arg(long, global = true)]
    pub(super) plain: bool,

    /// Write all at once, also what is longer than the terminal.
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Keep articles in the store: web pages, text, Markdown, JSON Lines, saved feeds, or what lies at an address.
    Add(Add),
    /// Follow feeds, pages and folders: add, remove, list, import, export.
    #[command(subcommand)]
    Sources(super::sources::Sources),
    /// Read the sources once: what is new in them, and what was edited on the pages of their articles.
    Update(super::update::Update),
    /// Read the sources whenever they are due, until stopped.
    Watch(super::watch::Watch),
    /// List the stories of the store, newest first, with their numbers and those of their versions.
    Stories(Stories),
    /// Find articles by their words, outlet, day, or what you have done with them; the best first.
    Search(Search),
    /// Merge, split and pin stories by hand, and undo it.
    #[command(subcommand)]
    Group(Group),
    /// Write the store, or some of it, as JSON Lines that `add` takes back.
    ///
    /// Articles, versions, stories and all that was said of them by hand go out. What does not: the sources (`sources export` writes
    /// them), which changes `group undo` could undo, and which old articles `doctor --prune` let go of, so that a feed that still has
    /// one brings it back. Articles and versions are numbered in the order in which they come back, and stories keep their numbers
    /// where those are free.
    Export(Export),
    /// Look the store over for damage, and mend it.
    Doctor(Doctor),
    /// Compare two texts.
    Compare(Compare),
    /// Say which claims are in which outlet.
    Claims(Claims),
    /// List, show and check themes.
    #[command(subcommand)]
    Themes(super::themes::Themes),
    /// Write the completions of a shell, which it reads when it starts.
    Completions(super::completions::Completions),
    /// Write the manual page, as roff.
    Man,
}

#[derive(Debug, Args)]
pub(super) struct Claims {
    /// The number of a story in the store, or files that tell one story.
    #[arg(value_name = "STORY|PATHS", required = true)]
    pub(super) story: Vec<PathBuf>,

    /// How to write the claims.
    #[arg(long, default_value = "text")]
    pub(super) format: PageFormat,

    /// Only what this outlet alone tells.
    #[arg(long, value_name = "OUTLET", conflicts_with = "missing")]
    pub(super) only: Option<String>,

    /// Only what this outlet leaves out and at least two others tell.
    #[arg(long, value_name = "OUTLET")]
    pub(super) missing: Option<String>,

    /// Only claims in which a number, date or name differs.
    #[arg(long)]
    pub(super) differs: bool,

    /// One column for outlets that print the same copy, of an agency or of one another.
    #[arg(long)]
    pub(super) collapse_copies: bool,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// Files or folders, - for standard input, or addresses of pages and feeds, which are read once.
    #[arg(value_name = "PATHS|URLS", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Say what would be kept, and keep nothing.
    #[arg(long)]
    pub(super) dry_run: bool,

    /// How to say what was kept.
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Stories {
    /// How to write the list.
    #[arg(long, default_value = "text")]
    pub(super) format: Format,

    /// Only stories with a version that has what is looked for, as `search` understands it.
    #[arg(long, value_name = "QUERY")]
    pub(super) search: Option<String>,

    /// At most this many.
    #[arg(long, value_name = "NUMBER")]
    pub(super) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// Words, "phrases", outlet:NAME, date:2026-04-20, date:2026-04, date:2026-04-01..2026-04-30, date:today, date:week, is:unread, is:read,
    /// is:starred, is:changed; `-` before what must not be there. In quotes where the shell would read it.
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,

    /// How to write what is found.
    #[arg(long, default_value = "text")]
    pub(super) format: Format,

    /// At most this many.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(super) limit: usize,
}

#[derive(Debug, Subcommand)]
pub(super) enum Group {
    /// Make one story of several. Its articles stay together whatever arrives later.
    Merge {
        /// The numbers of the stories.
        #[arg(value_name = "STORY", required = true, num_args = 2..)]
        stories: Vec<i64>,
    },
    /// Take articles out of their story into one of their own.
    Split {
        /// The numbers of the articles, as `stories --format json` gives them.
        #[arg(value_name = "ARTICLE", required = true)]
        articles: Vec<i64>,
    },
    /// Pin stories, so that nothing joins or leaves them by itself.
    Pin {
        /// The numbers of the stories.
        #[arg(value_name = "STORY", required = true)]
        stories: Vec<i64>,
        /// Let them go again.
        #[arg(long)]
        off: bool,
    },
    /// Undo the last of these that was not undone yet, also one of an earlier day.
    Undo,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The number of a story, or what to look for, as `search` understands it; everything without it.
    #[arg(value_name = "STORY|QUERY")]
    pub(super) what: Vec<String>,

    /// How to write it.
    #[arg(long, default_value = "jsonl")]
    pub(super) format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One version a line, with when it was seen, its story, and what was read, starred and pinned.
    Jsonl,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Mend what can be mended. A damaged file is kept, and what can be read of it goes into a new one.
    #[arg(long)]
    pub(super) repair: bool,

    /// Let go of what is older or more than the configuration keeps.
    #[arg(long)]
    pub(super) prune: bool,

    /// Only say what would go.
    #[arg(long, requires = "prune")]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// A file, - for standard input, or the number of a version in the store.
    pub(super) left: PathBuf,

    /// What to set against it.
    pub(super) right: PathBuf,

    /// How to write the comparison.
    #[arg(long, default_value = "text")]
    pub(super) format: PageFormat,

    /// How the two are related: outlets telling one event, or one text edited.
    #[arg(long)]
    pub(super) profile: Option<Profile>,

    /// How sure a pair must be to be shown as one; without this, as the configuration says.
    #[arg(long)]
    pub(super) tier: Option<Tier>,

    /// Exit with status 1 if the texts differ, as diff does.
    #[arg(long)]
    pub(super) exit_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How what people send to one another is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// For people at a terminal.
    Text,
    /// For programs.
    Json,
    /// For a browser: one page that needs nothing else.
    Html,
    /// To be pasted where people discuss.
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// By how much of the shorter text stands verbatim in the other.
    Auto,
    /// Two outlets on one event.
    Coverage,
    /// One text at two moments.
    Revision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tier {
    /// Only pairs a careful reader would agree with nine times in ten.
    Sure,
    /// Pairs that are only worth a look too.
    Maybe,
}

impl Tier {
    /// What the configuration asks for.
    pub(super) fn configured(show_maybe: bool) -> Tier {
        if show_maybe { Tier::Maybe } else { Tier::Sure }
    }
}

impl From<Tier> for compare::Tier {
    fn from(tier: Tier) -> compare::Tier {
        match tier {
            Tier::Sure => compare::Tier::Sure,
            Tier::Maybe => compare::Tier::Maybe,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_free_of_contradictions() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_for_all_stand_before_or_after_the_command() {
        for line in ["newsdiff --store s.db add a.txt", "newsdiff add a.txt --store s.db"] {
            let cli = Cli::try_parse_from(line.split(' ')).expect("parsed");
            assert_eq!(cli.global.store, Some(PathBuf::from("s.db")), "{line}");
            assert!(matches!(cli.command, Some(Command::Add(_))), "{line}");
        }
    }

    #[test]
    fn a_command_stands_first_and_all_else_is_paths() {
        let cli = Cli::try_parse_from(["newsdiff", "--plain", "left.txt", "add"]).expect("parsed");
        assert_eq!((cli.command.is_none(), cli.paths.len(), cli.global.plain), (true, 2, true));
    }
}
