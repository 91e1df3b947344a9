//! Where everything stands on a screen: read by what draws and by what acts, so that a click and a page agree with the eye.

use ratatui::layout::{Rect, Size};

/// Below this nothing can be read, and the screen says so.
pub(super) const SMALLEST: Size = Size { width: 40, height: 10 };
/// From this width on Stories shows the outlets beside the list.
const WIDE: u16 = 96;

/// The parts of the whole screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    /// The line at the top; empty in Compare, which has its own.
    pub(super) title: Rect,
    /// Everything between.
    pub(super) body: Rect,
    /// The line above the footer; empty but in Stories.
    pub(super) status: Rect,
    /// The line of keys and messages.
    pub(super) footer: Rect,
}

/// The parts of Stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Panes {
    /// The list.
    pub(super) list: Rect,
    /// The line between, and the outlets of the selected story; `None` where there is no room.
    pub(super) outlets: Option<(Rect, Rect)>,
}

/// Whether there is room for any screen.
pub(super) fn fits(size: Size) -> bool {
    size.width >= SMALLEST.width && size.height >= SMALLEST.height
}

/// Stories and Reader: a title, the body, a status line, the footer.
pub(super) fn with_title(size: Size) -> Parts {
    let line = |y| Rect { x: 0, y, width: size.width, height: size.height.min(1) };
    let body = Rect { x: 0, y: 1, width: size.width, height: size.height.saturating_sub(3) };
    let (status, footer) = (line(size.height.saturating_sub(2)), line(size.height.saturating_sub(1)));
    Parts { title: line(0), body, status, footer }
}

/// Compare: its own screen over the footer.
pub(super) fn without_title(size: Size) -> Parts {
    let body = Rect { x: 0, y: 0, width: size.width, height: size.height.saturating_sub(1) };
    let footer = Rect { x: 0, y: body.height, width: size.width, height: size.height.min(1) };
    Parts { title: Rect::default(), body, status: Rect::default(), footer }
}

/// Stories: the list, and beside it the outlets of the selected story.
pub(super) fn panes(body: Rect) -> Panes {
    if body.width < WIDE {
        return Panes { list: body, outlets: None };
    }
    let list = Rect { width: body.width * 11 / 20, ..body };
    let line = Rect { x: list.right(), width: 1, ..body };
    let outlets = Rect { x: line.right() + 1, width: body.right().saturating_sub(line.right() + 2), ..body };
    Panes { list, outlets: Some((line, outlets)) }
}

/// The column of text in the Reader: at most `measure` wide, in the middle.
pub(super) fn page(body: Rect, measure: u16) -> Rect {
    let width = body.width.saturating_sub(2).min(measure);
    Rect { x: body.x + (body.width - width) / 2, width, ..body }
}

/// A box in the middle for something laid over a screen, frame included, as wide and high as it wants where it can be.
pub(super) fn popup(size: Size, width: u16, height: u16) -> Rect {
    let width = width.min(size.width.saturating_sub(2));
    let height = height.min(size.height.saturating_sub(2));
    Rect { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }
}

/// The first line to show so that line `at` of `total` is among `height` lines that began at `top`.
pub(super) fn follow(top: usize, at: usize, height: usize, total: usize) -> usize {
    let height = height.max(1);
    let top = top.min(at).max((at + 1).saturating_sub(height));
    top.min(total.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_follow(top: usize, at: usize, expected: usize) {
        assert_eq!(follow(top, at, 10, 30), expected, "line {at} from {top}");
    }

    #[test]
    fn the_screen_follows_the_cursor_and_no_further() {
        check_follow(0, 5, 0);
        check_follow(0, 10, 1);
        check_follow(8, 3, 3);
        check_follow(25, 29, 20);
        assert_eq!(follow(7, 0, 10, 3), 0);
    }
}
