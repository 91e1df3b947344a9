//! What comes from outside the screens and goes there: settings saved while they run, the browser, the mouse.

use std::path::Path;

use super::{App, Screen};
use crate::model::{Story, VersionId, Warning};
use crate::sides::Side;
use crate::store::{NewSource, SourceKind};
use crate::theme::StyleRole;
use crate::tui::browser;
use crate::tui::claims::ClaimsView;
use crate::tui::compare::CompareView;
use crate::tui::event::Effect;
use crate::tui::network::How;
use crate::tui::overlay::Overlay;
use crate::tui::reload::{Fresh, is_about};

impl App {
    /// Takes what was read when the reader saved the configuration or a theme. Where anything is wrong with it, what is on
    /// screen stays, and the fault is said.
    pub(super) fn take_fresh(&mut self, fresh: Fresh) -> Vec<Effect> {
        let Fresh { config, theme, keymap, faults } = fresh;
        self.warnings.retain(|warning| !is_about(warning, &config));
        if let Some(first) = faults.first() {
            self.say(StyleRole::Error, format!("{}; nothing is changed until it is mended", at_its_place(first)));
            self.warnings.extend(faults);
            self.warnings_seen = false;
            return Vec::new();
        }
        match &mut self.overlay {
            // The choice goes on; leaving it goes back to the theme as it is now.
            Some(Overlay::Themes(picker)) => *picker.before = theme,
            _ => self.theme = theme,
        }
        self.keymap = keymap;
        self.how = How::of(&config);
        self.browser = config.open.browser;
        self.reading.measure = config.ui.measure;
        self.fit();
        self.say(StyleRole::Info, "The settings were read again");
        if self.mouse.configured == config.ui.mouse {
            return Vec::new();
        }
        self.mouse.configured = config.ui.mouse;
        self.set_mouse(config.ui.mouse)
    }

    /// Lets the mouse work here, or leaves it to the terminal.
    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        let on = !self.mouse.on;
        let said =
            if on { "The mouse scrolls and selects here" } else { "The mouse is the terminal's: it selects text" };
        self.say(StyleRole::Info, said);
        self.set_mouse(on)
    }

    fn set_mouse(&mut self, on: bool) -> Vec<Effect> {
        self.mouse.on = on;
        vec![Effect::Mouse(on)]
    }

    /// Opens the address of the article on screen in the browser; of both, where two are on screen and both are asked for.
    pub(super) fn browse(&mut self, both: bool) -> Vec<Effect> {
        let addresses = match self.addresses(both) {
            Ok(addresses) => addresses,
            Err(why) => {
                self.say(StyleRole::Warning, why);
                return Vec::new();
            }
        };
        let hosts: Vec<&str> = addresses.iter().filter_map(url::Url::host_str).collect();
        self.say(StyleRole::Info, format!("Asked the browser for {}", hosts.join(" and ")));
        let addresses = addresses.into_iter().map(String::from).collect();
        vec![Effect::Browse { command: self.browser.clone(), addresses }]
    }

    fn addresses(&self, both: bool) -> Result<Vec<url::Url>, String> {
        let mut found = self.addresses_here(both);
        found.dedup();
        if found.iter().all(Option::is_none) {
            return Err("This article came without an address".to_owned());
        }
        found.iter().flatten().map(|address| browser::checked(address)).collect()
    }

    /// The address of each article that is meant; `None` for one that came without.
    fn addresses_here(&self, both: bool) -> Vec<Option<String>> {
        let one = |story: &Story, version: Option<VersionId>| vec![version.and_then(|version| address(story, version))];
        match self.screen() {
            Screen::Stories => {
                let article = self.stories.current().and_then(|story| story.articles.get(self.stories.outlet));
                vec![article.and_then(|article| article.url.clone())]
            }
            Screen::Claims(claiming) => one(&claiming.story, claiming.view.as_ref().and_then(ClaimsView::version)),
            Screen::Timeline(timeline) => vec![timeline.shown().and_then(|article| article.url.clone())],
            Screen::Sources(sources) => {
                let about = sources.current().map(|followed| &followed.source.about);
                let folder = |about: &&NewSource| about.kind == SourceKind::Folder;
                let about = about.filter(|about| !folder(about));
                vec![about.map(|about| about.site.clone().unwrap_or_else(|| about.address.clone()))]
            }
            Screen::Search(search) => vec![search.current().and_then(|(hit, _)| hit.url.clone())],
            Screen::Reader(reader) => one(&reader.story, Some(reader.wanted)),
            Screen::Compare(comparing) => {
                let focus = comparing.view.as_ref().map_or(Side::Right, CompareView::focus);
                let sides = if both { Side::BOTH.to_vec() } else { vec![focus] };
                sides.into_iter().map(|side| address(&comparing.story, comparing.wanted[side])).collect()
            }
        }
    }

    /// Keeps the theme chosen on screen through the next reading of the settings.
    pub(super) fn choose_theme(&mut self, name: String) {
        self.chosen = Some(name);
    }
}

fn address(story: &Story, version: VersionId) -> Option<String> {
    let holds = |article: &&crate::model::Article| article.versions.iter().any(|info| info.id == version);
    story.articles.iter().find(holds)?.url.clone()
}

/// A fault with its file's name alone: the whole path may leave no room for what is wrong.
fn at_its_place(fault: &Warning) -> String {
    let name =
        Path::new(&fault.source).file_name().map_or(fault.source.clone(), |name| name.to_string_lossy().into_owned());
    Warning { source: name, ..fault.clone() }.to_string()
}
