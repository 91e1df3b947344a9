//! The screen on small fake terminals, drawn from invented stories.

mod keys;
mod laws;
mod screens;

use crate::theme::{StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::fixture::{Player, Text, picture, shelf, theme};

/// One story of five outlets: a figure that differs, a quotation one cuts, what one leaves out, what one alone has, and two that
/// print one agency's text.
const FERRY: &[&[Text]] = &[&[
    ("Coast Wire", "Ferry runs aground off Gull Point", 6, WIRE),
    ("The Ledger", "Three hurt as ferry runs aground", 8, LEDGER),
    ("Evening Star", "Ferry aground: passengers brought ashore", 9, STAR),
    ("Metro Today", "Ferry runs aground off Gull Point", 10, WIRE),
    ("Radio One", "Ferry stuck on a sandbank", 12, RADIO),
]];

const WIRE: &str = "The ferry Tern ran aground off Gull Point on Monday morning with 84 people on board.\n\n\
    Two passengers were taken to hospital with broken bones, the coastguard said.\n\n\
    Lifeboats from Marram and Sandwick brought everyone ashore before noon.\n\n\
    \"We will find out how this could happen,\" said the operator's director, Hanne Brook.\n\n\
    The Tern was built in 1998 and had passed an inspection in March without a fault.\n";
const LEDGER: &str = "On Monday morning the ferry Tern ran aground off Gull Point, 84 people on board.\n\n\
    Three passengers were taken to hospital by helicopter, the coastguard said.\n\n\
    \"We will find out how this could happen,\" Hanne Brook, the director of the operator, told reporters.\n\n\
    Two former officers said the echo sounder had failed twice last winter.\n";
const STAR: &str = "With 84 people on board the ferry Tern ran aground on Monday morning off Gull Point.\n\n\
    Lifeboats from Marram and Sandwick had everyone ashore before noon.\n\n\
    Two passengers were taken to hospital, the coastguard said.\n";
const RADIO: &str = "The ferry Tern is stuck on a sandbank off Gull Point; it ran aground on Monday morning.\n\n\
    Lifeboats brought everyone ashore before noon.\n";

/// Names and texts of scripts that measure differently from what they count, and a name longer than any column.
const WORLD: &[&[Text]] = &[&[
    ("電信通信社", "桥梁关闭", 6, "市长说，桥梁星期一已经关闭。\n\n渡轮每十分钟开一班，直到星期日。\n"),
    (
        "صحيفة الميناء",
        "الجسر مغلق",
        7,
        "قال العمدة إن الجسر مغلق منذ يوم الاثنين.\n\nThe ferry runs every ten minutes until Sunday.\n",
    ),
    (
        "The Extraordinarily Long Gazette of the Outer Harbour and Its Islands",
        "Bridge \u{1b}[31mshut\u{202e}",
        8,
        "The ferry runs every ten minutes until Sunday.\n\n👩‍🚒👩‍🚒 e\u{301}\u{301} The bridge was shut on Monday.\n",
    ),
    (
        "The Extraordinarily Long Gazette of the Outer Harbour and Its Islands",
        "Bridge shut again",
        9,
        "The ferry runs every nine minutes until Sunday.\n",
    ),
    ("\u{1b}[2J", "", 10, "The bridge was shut on Monday.\n"),
]];

/// A player in front of the claims of a story.
fn player(stories: &[&[Text]], size: (u16, u16), keys: &str) -> Player {
    in_theme(stories, size, keys, theme("newsprint-dark"))
}

fn in_theme(stories: &[&[Text]], size: (u16, u16), keys: &str, theme: Theme) -> Player {
    let mut player = Player::with(shelf(stories), size, Vec::new(), Opening::Stories, theme);
    player.press("m");
    player.press(keys);
    player
}

/// Text and styles after some keys in the claims of [`FERRY`].
fn drawn(stories: &[&[Text]], size: (u16, u16), keys: &str, theme: Theme) -> String {
    let mut player = in_theme(stories, size, keys, theme);
    let screen = player.screen();
    picture(&screen, player.app.theme.style(StyleRole::Base))
}
