//! The roles a theme styles, each once: its section, its key, and the role it follows where a theme leaves it out.

/// The sections of a theme file that hold roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// `[ui]`: what every screen has.
    Ui,
    /// `[state]`: stacked on the role below.
    State,
    /// `[diff]`: what a comparison says.
    Diff,
}

impl Section {
    /// All of them, in the order a theme file has them.
    pub const ALL: [Section; 3] = [Section::Ui, Section::State, Section::Diff];

    /// Its name in a theme file.
    pub const fn name(self) -> &'static str {
        match self {
            Section::Ui => "ui",
            Section::State => "state",
            Section::Diff => "diff",
        }
    }
}

macro_rules! roles {
    ($($role:ident $section:ident $key:literal -> $parent:ident $doc:literal)+) => {
        /// What a piece of the screen means. Each has a parent, so a theme that leaves it out still has an answer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StyleRole {
            $(#[doc = $doc] $role,)+
        }

        impl StyleRole {
            /// Every role, in the order of the table.
            pub const ALL: &[StyleRole] = &[$(StyleRole::$role),+];

            /// The section of a theme file it stands in.
            pub const fn section(self) -> Section {
                match self { $(StyleRole::$role => Section::$section,)+ }
            }

            /// Its key in that section.
            pub const fn key(self) -> &'static str {
                match self { $(StyleRole::$role => $key,)+ }
            }

            /// What it is for, as documentation says it.
            pub const fn doc(self) -> &'static str {
                match self { $(StyleRole::$role => $doc,)+ }
            }

            /// The role it follows. [`StyleRole::Base`], the ground everything stands on, follows itself.
            #[must_use]
            pub const fn parent(self) -> StyleRole {
                match self { $(StyleRole::$role => StyleRole::$parent,)+ }
            }
        }
    };
}

// A role whose parent is `Base` says nothing of its own when it is left out: the ground shows through.
roles! {
    Base Ui "base" -> Base "The text and the ground it stands on."
    Muted Ui "muted" -> Base "Text of second rank: times, counts, noise in an article."
    Heading Ui "heading" -> Base "Headlines and the titles of columns."
    Border Ui "border" -> Muted "Lines between panes."
    BorderFocused Ui "border_focused" -> Border "The line around the pane that has the keys."
    Title Ui "title" -> Heading "The line at the top of the screen."
    Status Ui "status" -> Base "The line at the bottom of the screen."
    StatusKey Ui "status_key" -> Status "A key named in that line."
    Popup Ui "popup" -> Base "Overlays: help, filters."
    Input Ui "input" -> Base "Text being typed."
    LinkText Ui "link" -> Base "Addresses."
    Match Ui "match" -> Base "What a search found."
    MatchCurrent Ui "match_current" -> Match "The find the cursor is on."
    Scrollbar Ui "scrollbar" -> Border "Scroll bars."
    Info Ui "info" -> Base "Something worth knowing."
    Warning Ui "warning" -> Base "Something to look after."
    Error Ui "error" -> Warning "Something that failed."
    Selected State "selected" -> Base "The selected row."
    Unread State "unread" -> Base "A story not read yet."
    Read State "read" -> Muted "A story read to its end."
    Starred State "starred" -> Base "A story the reader starred."
    FocusedPane State "focused_pane" -> Base "The ground of the pane that has the keys."
    Same Diff "same" -> Base "Words both sides have."
    Shared Diff "shared" -> Same "Words both sides have in a sentence that is told in other words."
    Folded Diff "folded" -> Muted "A line that stands for folded text."
    Left Diff "left" -> Base "Words only the left side has."
    Right Diff "right" -> Base "Words only the right side has."
    LeftLine Diff "left_line" -> Base "A whole sentence only the left side has."
    RightLine Diff "right_line" -> Base "A whole sentence only the right side has."
    RewordedLeft Diff "reworded_left" -> Left "Left words that stand in the place of others."
    RewordedRight Diff "reworded_right" -> Right "Right words that stand in the place of others."
    Moved Diff "moved" -> Muted "The mark of a sentence that stands elsewhere on the other side."
    MovedWords Diff "moved_words" -> Base "A phrase that stands elsewhere in the same sentence on the other side."
    Spelling Diff "spelling" -> Muted "The same words in other spelling or typography, in an edited text."
    QuoteChanged Diff "quote_changed" -> Base "Quoted words that differ; stacked on the side's style."
    NumberChanged Diff "number_changed" -> Base "A number, date or name that differs; stacked on the side's style."
    Cursor Diff "cursor" -> Selected "The change the cursor is on."
    Sentence Diff "sentence" -> Cursor "The sentence the cursor is on, in the Reader."
    Filler Diff "filler" -> Muted "The empty half beside a sentence only one side has."
    Gutter Diff "gutter" -> Muted "The marks beside the text."
    Ruler Diff "ruler" -> Gutter "The edge that shows where changes are in the whole text."
    ToldSame Diff "told_same" -> Base "The mark of a claim told in the usual words."
    ToldReworded Diff "told_reworded" -> Base "The mark of a claim told in other words."
    ToldDiffers Diff "told_differs" -> Warning "The mark of a claim told with another number, date or name."
    ToldWithin Diff "told_within" -> ToldReworded "The mark of a claim told in a sentence that stands in another row."
    ToldAbsent Diff "told_absent" -> Muted "The mark of a claim not told."
    Removed Diff "removed" -> Left "Words an outlet took out of its own text."
    Added Diff "added" -> Right "Words an outlet put into its own text."
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_chain_of_parents_ends_at_base() {
        for &role in StyleRole::ALL {
            let end = (0..StyleRole::ALL.len()).fold(role, |role, _| role.parent());
            assert_eq!(end, StyleRole::Base, "{role:?}");
        }
    }

    #[test]
    fn no_two_roles_share_a_key() {
        let keys: BTreeSet<&str> = StyleRole::ALL.iter().map(|role| role.key()).collect();
        assert_eq!(keys.len(), StyleRole::ALL.len());
    }
}
