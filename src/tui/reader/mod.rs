//! The Reader: one version at a comfortable measure.

mod find;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use find::{Before, Find};

use super::cells::{clean, ellipsis, fit, pad};
use super::clock::Clock;
use super::command::Command;
use super::layout::{Parts, page};
use super::wrap::{even, wrap};
use crate::model::{Story, Version, VersionId};
use crate::text::{Document, Role};
use crate::theme::{StyleRole, Theme};

/// A version being read, or on its way.
#[derive(Debug)]
pub(super) struct Reader {
    /// The story it belongs to, for the way to its other versions.
    pub(super) story: Story,
    /// The version that is or will be shown.
    pub(super) wanted: VersionId,
    shown: Option<Version>,
    lines: Vec<PageLine>,
    top: usize,
    size: (u16, u16),
    unfolded: bool,
    /// The words the reader looks for.
    find: Option<Find>,
    /// Where the reader was before the words now being typed.
    before: Option<Before>,
    /// Words to go to once the text is there.
    sought: Option<String>,
    /// The paragraph to go to once the text is there.
    resumed: Option<usize>,
}

/// One line of the wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PageLine {
    text: String,
    role: Role,
    /// The first line of a paragraph.
    begins: bool,
    /// The paragraph of the document it shows, and the byte of that paragraph's shown text it begins at.
    source: Option<(usize, usize)>,
    /// The paragraph it is of or follows, for the order of lines.
    after: usize,
}

impl PageLine {
    /// Where it stands in the text; a line without text of the article comes before its paragraph's.
    fn place(&self) -> (usize, usize) {
        self.source.unwrap_or((self.after, 0))
    }
}

impl Reader {
    /// Opens a version that has to be loaded.
    pub(super) fn new(story: Story, wanted: VersionId) -> Reader {
        let (lines, size) = (Vec::new(), (0, 0));
        Reader {
            story,
            wanted,
            shown: None,
            lines,
            top: 0,
            size,
            unfolded: false,
            find: None,
            before: None,
            sought: None,
            resumed: None,
        }
    }

    /// Takes the text.
    pub(super) fn take(&mut self, version: Version) {
        if version.info.id == self.wanted {
            self.shown = Some(version);
            self.top = 0;
            self.before = None;
            self.wrap();
            if let Some(paragraph) = self.resumed.take() {
                let at = self.lines.iter().position(|line| line.source.is_some_and(|(of, _)| of >= paragraph));
                self.scroll_to(at.unwrap_or(0));
            }
            let words = self.find_words().map(str::to_owned);
            self.find_again(words.as_deref());
            if let Some(sought) = self.sought.take() {
                self.find(&sought);
                self.keep_find();
            }
        }
    }

    /// Goes to these words once the text is there.
    pub(super) fn seek(&mut self, words: String) {
        self.sought = Some(words);
    }

    /// Goes to this paragraph of the text once it is there.
    pub(super) fn resume(&mut self, paragraph: Option<usize>) {
        self.resumed = paragraph;
    }

    /// The paragraph at the top of the screen; `None` before the text is there.
    pub(super) fn paragraph(&self) -> Option<usize> {
        self.lines[self.top.min(self.lines.len())..].iter().find_map(|line| line.source).map(|(paragraph, _)| paragraph)
    }

    /// What is shown.
    pub(super) fn version(&self) -> Option<&Version> {
        self.shown.as_ref()
    }

    /// Wraps for a body of the screen; the line at the top stays in sight.
    pub(super) fn resize(&mut self, body: Rect, measure: u16) {
        let size = (page(body, measure).width, body.height);
        if size != self.size {
            let part = self.lines.len().max(1);
            let at = self.top;
            self.size = size;
            self.wrap();
            self.top = at * self.lines.len() / part;
            self.scroll_to(self.top);
        }
    }

    /// Moves through the text; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command) -> bool {
        let height = usize::from(self.size.1).max(1);
        let full = height.saturating_sub(2).max(1);
        match command {
            Command::Down => self.scroll_to(self.top + 1),
            Command::Up => self.scroll_to(self.top.saturating_sub(1)),
            Command::PageDown => self.scroll_to(self.top + full),
            Command::PageUp => self.scroll_to(self.top.saturating_sub(full)),
            Command::HalfDown => self.scroll_to(self.top + height.div_ceil(2)),
            Command::HalfUp => self.scroll_to(self.top.saturating_sub(height.div_ceil(2))),
            Command::Top => self.scroll_to(0),
            Command::Bottom => self.scroll_to(usize::MAX),
            Command::NextParagraph => {
                let next = (self.top + 1..self.lines.len()).find(|&at| self.lines[at].begins);
                self.scroll_to(next.unwrap_or(self.top));
            }
            Command::PreviousParagraph => {
                let previous = (0..self.top).rev().find(|&at| self.lines[at].begins);
                self.scroll_to(previous.unwrap_or(0));
            }
            Command::Fold | Command::FoldAll => {
                self.unfolded = !self.unfolded;
                self.wrap();
                self.scroll_to(self.top);
            }
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::Back if self.find.is_some() => self.find = None,
            _ => return false,
        }
        true
    }

    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.lines.len().saturating_sub(usize::from(self.size.1).max(1)));
    }

    fn wrap(&mut self) {
        let width = usize::from(self.size.0);
        self.lines = match &self.shown {
            Some(version) if width > 0 => lines_of(&version.document, width, self.unfolded),
            _ => Vec::new(),
        };
    }
}

/// The text in lines, an empty one between paragraphs; runs of noise are one line unless unfolded.
fn lines_of(document: &Document, width: usize, unfolded: bool) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    let mut add = |text: &str, role: Role, after: usize, of_article: bool| {
        if !lines.is_empty() {
            lines.push(PageLine { text: String::new(), role, begins: false, source: None, after });
        }
        for (n, range) in wrap(text, width).into_iter().enumerate() {
            let source = of_article.then_some((after, range.start));
            lines.push(PageLine { text: text[range].to_owned(), role, begins: n == 0, source, after });
        }
    };
    let mut folded = 0;
    for (k, paragraph) in document.paragraphs().iter().enumerate() {
        let text = clean(paragraph.span.of(document.text()));
        if text.is_empty() {
            continue;
        }
        if paragraph.role == Role::Noise && !unfolded {
            folded += 1;
            continue;
        }
        if folded > 0 {
            add(&folded_note(folded), Role::Noise, k - 1, false);
            folded = 0;
        }
        add(&text, paragraph.role, k, true);
    }
    if folded > 0 {
        add(&folded_note(folded), Role::Noise, document.paragraphs().len(), false);
    }
    lines
}

fn folded_note(count: usize) -> String {
    format!("({count} {} from around the article folded)", if count == 1 { "line" } else { "lines" })
}

/// Draws title, text and place.
pub(super) fn draw(frame: &mut Frame<'_>, parts: &Parts, reader: &Reader, measure: u16, theme: &Theme, clock: &Clock) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(parts.title, style);
    let Some(version) = reader.version() else {
        frame.render_widget(Line::styled(" Reading", style), parts.title);
        return;
    };
    let width = usize::from(parts.title.width);
    let right = format!("{} · {} ", version.outlet, clock.honestly(&version.info));
    let right = fit(&right, width / 2, ellipsis(theme));
    let room = width.saturating_sub(super::wrap::columns(&right) + 2);
    let left = pad(&version.info.title, room, ellipsis(theme));
    frame.render_widget(Line::styled(format!(" {left} {right}"), style), parts.title);

    let area = page(parts.body, measure);
    for (line, y) in reader.lines.iter().skip(reader.top).zip(area.top()..area.bottom()) {
        frame.render_widget(even(inked(reader, line, theme)), Rect { y, height: 1, ..area });
    }
    frame.render_widget(place(reader, theme), parts.status);
}

/// A line with what was looked for in it.
fn inked<'a>(reader: &'a Reader, line: &'a PageLine, theme: &Theme) -> Line<'a> {
    let style = theme.style(style_of(line.role));
    let mut spans = Vec::new();
    let mut at = 0;
    for (range, role) in reader.lit(line) {
        spans.push(Span::raw(&line.text[at..range.start]));
        spans.push(Span::styled(&line.text[range.clone()], theme.style(StyleRole::Base).patch(theme.style(role))));
        at = range.end;
    }
    spans.push(Span::raw(&line.text[at..]));
    Line::from(spans).style(style)
}

/// How far the reader is, and which of how many versions this is.
fn place<'a>(reader: &Reader, theme: &Theme) -> Line<'a> {
    let seen = reader.top + usize::from(reader.size.1);
    let part = if seen >= reader.lines.len() { 100 } else { seen * 100 / reader.lines.len() };
    let order = super::compare_host::versions(&reader.story);
    let at = order.iter().position(|&id| id == reader.wanted).map_or(0, |at| at + 1);
    let said = if order.len() > 1 {
        format!(" {at} of {} texts of this story · {part} %", order.len())
    } else {
        format!(" {part} %")
    };
    Line::from(Span::styled(said, theme.style(StyleRole::Muted)))
}

fn style_of(role: Role) -> StyleRole {
    match role {
        Role::Headline | Role::Subhead => StyleRole::Heading,
        Role::Dateline | Role::Byline | Role::Caption | Role::Credit | Role::Noise => StyleRole::Muted,
        Role::Body => StyleRole::Base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_wrap_with_a_line_between() {
        let lines = lines_of(&Document::parse("The bridge is shut until Sunday.\n\nFerries run.\n"), 16, false);
        let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, ["The bridge is", "shut until", "Sunday.", "", "Ferries run."]);
    }
}
