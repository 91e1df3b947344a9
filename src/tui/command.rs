//! Every command once, as data: name, what it does, default keys, and where it applies.
//!
//! Help, footer, key configuration and palette are read from this table. A command is here only if it works.

use super::key::Key;

/// Where a command applies. A key may mean different commands in different scopes, never two in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// In lists: Stories.
    List,
    /// Where a text is open: Compare and Reader.
    Text,
    /// In the claims of a story.
    Claims,
    /// In the timeline of an article.
    Timeline,
    /// In what a search found.
    Search,
    /// In the list of sources.
    Sources,
    /// In Compare alone.
    Compare,
    /// In the Reader alone.
    Reader,
    /// In Compare and Reader while words are being looked for.
    Find,
}

macro_rules! commands {
    ($($variant:ident $name:literal $scope:ident $doc:literal [$($key:literal),*])+) => {
        /// Something the reader can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $(#[doc = $doc] $variant,)+
        }

        /// The whole table, in the order help shows it.
        pub const COMMANDS: &[CommandInfo] = &[
            $(CommandInfo {
                command: Command::$variant,
                name: $name,
                scope: Scope::$scope,
                doc: $doc,
                keys: &[$($key),*],
            },)+
        ];
    };
}

/// One command's entry.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    /// The command.
    pub command: Command,
    /// Its name in the configuration and the palette.
    pub name: &'static str,
    /// Where it applies.
    pub scope: Scope,
    /// What it does, as help says it.
    pub doc: &'static str,
    /// Its default keys, in the notation of the configuration.
    pub keys: &'static [&'static str],
}

impl CommandInfo {
    /// Its default keys as the screen shows them, the one to name first.
    pub fn shown_keys(&self) -> Vec<String> {
        self.keys.iter().filter_map(|key| key.parse::<Key>().ok()).map(|key| key.to_string()).collect()
    }
}

commands! {
    Down "down" Everywhere "Move down" ["j", "down"]
    Up "up" Everywhere "Move up" ["k", "up"]
    PageDown "page-down" Everywhere "One page down" ["space", "pagedown", "ctrl-f"]
    PageUp "page-up" Everywhere "One page up" ["b", "pageup", "ctrl-b"]
    HalfDown "half-down" Everywhere "Half a page down" ["d", "ctrl-d"]
    HalfUp "half-up" Everywhere "Half a page up" ["u", "ctrl-u"]
    Top "top" Everywhere "To the top" ["g", "home"]
    Bottom "bottom" Everywhere "To the bottom" ["G", "end"]
    Open "open" List "Open: compare the story's first two outlets" ["enter", "l", "right"]
    Search "search" List "Search every article for words" ["/"]
    FilterStories "filter-stories" List "Show only stories with some words in them" ["f"]
    NextMatch "next-match" List "Next story found" ["n"]
    PreviousMatch "previous-match" List "Previous story found" ["N"]
    MarkRead "mark-read" List "Mark read, or unread again" ["e"]
    MarkAllRead "mark-all-read" List "Mark every story shown read" ["A"]
    Undo "undo" Everywhere "Undo the last mark, star, pair or grouping" ["U"]
    Star "star" List "Star, or take the star away" ["s"]
    Join "join" List "Join two stories: this one, then the other" ["p"]
    TakeOut "take-out" Everywhere "Take this article out of its story" ["X"]
    Pin "pin" Everywhere "Pin the story as it is, or let it go" ["="]
    Reload "reload" List "Read the stories from the store again" ["r", "f5"]
    Back "back" Everywhere "Back" ["esc", "backspace"]
    NextChange "next-change" Compare "Next change" ["]", "n", "l", "right"]
    PreviousChange "previous-change" Compare "Previous change" ["[", "N", "h", "left"]
    Counterpart "counterpart" Compare "To where the other side tells this, and back" ["%"]
    NextParagraph "next-paragraph" Text "Next paragraph" ["}"]
    PreviousParagraph "previous-paragraph" Text "Previous paragraph" ["{"]
    NextVersion "next-version" Text "Next outlet or version on the focused side" ["."]
    PreviousVersion "previous-version" Text "Previous outlet or version on the focused side" [","]
    Info "info" Everywhere "All there is to say of what is selected" ["i"]
    OtherPane "other-pane" Everywhere "Other pane" ["tab", "backtab"]
    Swap "swap" Compare "Swap sides" ["x"]
    CycleLayout "cycle-layout" Compare "Next layout" ["v"]
    LayoutAuto "layout-auto" Compare "Layout by width" ["0"]
    LayoutSideBySide "layout-side-by-side" Compare "Side by side" ["1"]
    LayoutStacked "layout-stacked" Compare "Stacked: each pair one above the other" ["2"]
    LayoutInline "layout-inline" Compare "Inline: both wordings in one text" ["3"]
    LayoutSingle "layout-single" Compare "One side alone" ["4"]
    Choose "choose" Compare "Open or close the fold here; choose in a menu" ["enter"]
    Find "find" Text "Find words in the text; Esc ends it" ["/"]
    FindNext "find-next" Find "Next place with these words" ["n"]
    FindPrevious "find-previous" Find "Previous place with these words" ["N"]
    Fold "fold" Text "Fold or unfold here" ["z"]
    FoldAll "fold-all" Text "Fold or unfold everywhere" ["Z"]
    Filter "filter" Compare "Filter by kind of change" ["f"]
    Pair "pair" Compare "Pair by hand: this sentence, then its counterpart" ["p"]
    Unpair "unpair" Compare "Take this pair apart, or take that back" ["P"]
    MaybePairs "maybe-pairs" Compare "Show or hide the maybe pairs" ["M"]
    Legend "legend" Compare "Show or hide the line that explains the marks" ["L"]
    NextFact "next-fact" Reader "Next sentence told with facts that differ" ["]", "n", "l", "right"]
    PreviousFact "previous-fact" Reader "Previous sentence told with facts that differ" ["[", "N", "h", "left"]
    NextOnlyHere "next-only-here" Reader "Next sentence this outlet alone tells" ["+"]
    NextLeftOut "next-left-out" Reader "Next claim this outlet leaves out, in the claims" ["-"]
    CompareHere "compare-here" Reader "Compare with the outlet named below, at this sentence" ["enter"]
    Reach "reach" Reader "Show or hide how many outlets tell each sentence" ["L"]
    CompareColumns "compare-columns" Claims "Compare two outlets here: those picked, or this one and the usual wording" ["enter"]
    NextOutlet "next-outlet" Claims "Next outlet" ["l", "right", "."]
    PreviousOutlet "previous-outlet" Claims "Previous outlet" ["h", "left", ","]
    NextDiffering "next-differing" Claims "Next claim told with facts that differ" ["]", "n"]
    PreviousDiffering "previous-differing" Claims "Previous claim told with facts that differ" ["[", "N"]
    OnlyHere "only-here" Claims "Next claim this outlet alone tells" ["+"]
    LeftOut "left-out" Claims "Next claim this outlet leaves out" ["-"]
    Pick "pick" Claims "Pick this outlet, then another, to compare the two; or let it go" ["p"]
    SortClaims "sort-claims" Claims "Sort as told, by disagreement, by reach" ["S"]
    FilterClaims "filter-claims" Claims "All claims, those that differ, only here, left out here" ["f"]
    FoldCopies "fold-copies" Claims "Outlets that print one copy share a column, or not" ["z"]
    Wordings "wordings" Claims "More room for the wordings, or none" ["v"]
    WordingsDown "wordings-down" Claims "The wordings in full, and down in them" ["J", "ctrl-e"]
    WordingsUp "wordings-up" Claims "Up in the wordings, and back to them in short" ["K", "ctrl-y"]
    ReadFound "read-found" Search "Read the article, at the words found" ["enter", "l", "right"]
    NextHit "next-hit" Search "Next article found" ["n"]
    PreviousHit "previous-hit" Search "Previous article found" ["N"]
    SearchAgain "search-again" Search "Change the words" ["/"]
    SourceStories "source-stories" Sources "Show the stories of this source's outlet" ["enter", "l", "right"]
    UpdateSource "update-source" Sources "Read this source now" ["r", "f5"]
    RemoveSource "remove-source" Sources "Follow this source no more; its articles stay" ["x", "delete"]
    CompareRevision "compare-revision" Timeline "Compare this version with the one before; read the first" ["enter", "l", "right"]
    FindVersion "find-version" Timeline "Find words in headlines and changes; Esc ends it" ["/"]
    NextRevision "next-revision" Timeline "Next version" ["]", "."]
    PreviousRevision "previous-revision" Timeline "Previous version" ["[", ","]
    Sources "sources" Everywhere "What you follow, and back" ["F"]
    Add "add" Everywhere "Add a feed, a site, a file or a folder" ["a"]
    Update "update" Everywhere "Read everything you follow for news; again: stop" ["R"]
    Timeline "timeline" Everywhere "The versions of one article over time, and back" ["T"]
    Claims "claims" Everywhere "The claims of the story by outlet, and back" ["m"]
    Read "read" Everywhere "Read one version alone, and back" ["w"]
    Copy "copy" Everywhere "Copy the headline or sentences with their outlets" ["y"]
    CopyLink "copy-link" Everywhere "Copy the address of the article" ["Y"]
    Export "export" Everywhere "Export the comparison or the claims to a file" ["E"]
    OpenLink "open-link" Everywhere "Open the article's address in the browser" ["o"]
    OpenBoth "open-both" Compare "Open the addresses of both sides in the browser" ["O"]
    Edit "edit" Everywhere "Open the text in your editor" ["ctrl-o"]
    Mouse "mouse" Everywhere "Mouse on, or off so that the terminal selects text" ["W"]
    Themes "themes" Everywhere "Choose a theme" ["t"]
    Messages "messages" Everywhere "Warnings and messages" ["!"]
    Palette "palette" Everywhere "Every command by a few of its letters" [":", "ctrl-p"]
    Help "help" Everywhere "Keys" ["?", "f1"]
    Suspend "suspend" Everywhere "Back to the shell until `fg`" ["ctrl-z"]
    Quit "quit" Everywhere "Back, or quit at the top" ["q"]
    QuitNow "quit-now" Everywhere "Quit from anywhere" ["Q", "ctrl-c"]
}

impl Scope {
    /// All of them, in the order the manual has them.
    pub const ALL: [Scope; 10] = [
        Scope::Everywhere,
        Scope::List,
        Scope::Search,
        Scope::Sources,
        Scope::Text,
        Scope::Compare,
        Scope::Reader,
        Scope::Find,
        Scope::Claims,
        Scope::Timeline,
    ];

    /// What help calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Scope::Everywhere => "On every screen",
            Scope::List => "Stories",
            Scope::Text => "Compare and Reader",
            Scope::Claims => "Claims by outlet",
            Scope::Timeline => "Timeline",
            Scope::Search => "Search",
            Scope::Sources => "Sources",
            Scope::Compare => "Compare",
            Scope::Reader => "Reader",
            Scope::Find => "While words are being looked for",
        }
    }
}

impl Command {
    /// Its entry in the table.
    pub fn info(self) -> &'static CommandInfo {
        &COMMANDS[self as usize]
    }

    /// How far it moves the cursor of a list whose page is so many entries: to the ends as far as there is; `None` where it
    /// moves none.
    pub fn steps(self, page: usize) -> Option<isize> {
        let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
        let half = page / 2 + 1;
        Some(match self {
            Command::Down => 1,
            Command::Up => -1,
            Command::PageDown => page,
            Command::PageUp => -page,
            Command::HalfDown => half,
            Command::HalfUp => -half,
            Command::Top => isize::MIN,
            Command::Bottom => isize::MAX,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_steps(command: Command, page: usize, expected: Option<isize>) {
        assert_eq!(command.steps(page), expected, "{command:?} in pages of {page}");
    }

    #[test]
    fn a_list_moves_by_entries_pages_and_to_its_ends() {
        check_steps(Command::Down, 9, Some(1));
        check_steps(Command::PageUp, 9, Some(-9));
        check_steps(Command::HalfDown, 9, Some(5));
        check_steps(Command::PageDown, 0, Some(1));
        check_steps(Command::Bottom, 9, Some(isize::MAX));
        check_steps(Command::Swap, 9, None);
    }
}
