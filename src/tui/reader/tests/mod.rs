//! The Reader on small fake terminals, drawn from invented stories.

mod keys;
mod laws;
mod screens;

use crate::theme::Theme;
use crate::tui::Opening;
use crate::tui::fixture::{Player, Text, shelf, theme};

/// One story of four outlets, one of them with two versions; then one that a single outlet tells.
const MILL: &[&[Text]] = &[
    &[
        ("Coast Wire", "Fire destroys paper mill at Ostry", 6, WIRE),
        ("The Ledger", "Mill fire: two workers missing", 7, "The paper mill at Ostry is on fire.\n"),
        ("The Ledger", "Mill fire: two workers missing", 9, LEDGER),
        ("Radio One", "Paper mill burns down", 10, RADIO),
        ("市民日報", "造纸厂起火", 11, WORLD),
    ],
    &[("Evening Star", "Bakery opens", 7, "The bakery in Mill Lane opened on Friday.\n\nIt sells rye bread.\n")],
];

const WIRE: &str = "A fire destroyed the paper mill at Ostry in the night to Tuesday, the fire service said. Forty firefighters \
    from three towns fought it until morning.\n\n\
    Two workers were taken to hospital with burns. Nobody died.\n\n\
    Share this article\n\n\
    The mill's owner, Vela Paper, had planned to close it in June.\n";
const LEDGER: &str = "The paper mill at Ostry was destroyed by a fire in the night to Tuesday, the fire service said.\n\n\
    Three workers were taken to hospital with burns. Sixty firefighters from three towns fought it until morning. No. Yes.\n\n\
    Neighbours had complained about sparks since the winter.\n";
const RADIO: &str = "A fire destroyed the paper mill at Ostry in the night to Tuesday, the fire service said.\n\n\
    Two workers were taken to hospital with burns.\n";
const WORLD: &str = "造纸厂星期二凌晨起火。消防队说，两名工人受伤。\n\n\
    A fire destroyed the paper mill at Ostry in the night to Tuesday, the fire service said. قال العمدة إن المصنع مغلق.\n";

/// A player who reads the first outlet's text of the first story.
fn player(size: (u16, u16), keys: &str) -> Player {
    in_theme(size, keys, theme("newsprint-dark"))
}

fn in_theme(size: (u16, u16), keys: &str, theme: Theme) -> Player {
    let mut player = Player::with(shelf(MILL), size, Vec::new(), Opening::Stories, theme);
    player.press("w");
    player.press(keys);
    player
}
