//! Colours as text and as numbers: reading them, how far apart two of them look, and the nearest of the 256.

use ratatui::style::Color;

/// The sixteen names, in the order terminals number them.
pub const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What ratatui calls the same sixteen.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// Reads `default`, one of the sixteen names, `0` to `255`, `#rgb` or `#rrggbb`; `None` for anything else.
pub fn parse(text: &str) -> Option<Color> {
    if let Some(digits) = text.strip_prefix('#') {
        return parse_hex(digits);
    }
    if text == "default" {
        return Some(Color::Reset);
    }
    if let Some(at) = NAMES.iter().position(|name| *name == text) {
        return Some(NAMED[at]);
    }
    // Digits only: `parse` alone would take "+7".
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u8>().ok()).flatten()?;
    Some(NAMED.get(usize::from(number)).copied().unwrap_or(Color::Indexed(number)))
}

/// A colour in the notation [`parse`] reads.
pub fn notation(colour: Color) -> String {
    match colour {
        Color::Reset => "default".to_owned(),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(number) => number.to_string(),
        named => {
            let at = NAMED.iter().position(|&c| c == named);
            at.map_or("default", |at| NAMES[at]).to_owned()
        }
    }
}

/// The number of one of the sixteen with names, 0 to 15.
pub fn basic_number(colour: Color) -> Option<u8> {
    NAMED.iter().position(|&named| named == colour).map(|at| at as u8)
}

/// Whether a terminal of sixteen colours can show it as it is.
pub fn is_basic(colour: Color) -> bool {
    !matches!(colour, Color::Rgb(..) | Color::Indexed(_))
}

/// The nearest of the 240 fixed colours of a 256-colour terminal.
///
/// The first sixteen are left out: readers set those to whatever they like. A wrong lightness counts twice as much as a
/// wrong hue, because it decides whether text can be read: by distance alone a dark amber ground turns a bright olive.
pub fn nearest_indexed(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    let weighted = |colour| {
        let [lightness, a, b] = lab(colour);
        [2.0 * lightness, a, b]
    };
    let wanted = weighted([r, g, b]);
    let distance = |&index: &u8| distance_lab(wanted, weighted(indexed_rgb(index)));
    let best = (16..=255).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    Color::Indexed(best.unwrap_or(16))
}

/// Red, green and blue of a colour whose appearance is fixed; `None` for those the terminal decides.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) if index >= 16 => Some(indexed_rgb(index)),
        _ => None,
    }
}

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a colour looks, 0 to 100 (CIE 1976 L*).
pub fn lightness(colour: [u8; 3]) -> f64 {
    lab(colour)[0]
}

/// How different two colours look: the Euclidean distance in CIE 1976 L*a*b*. About 2 is just noticeable.
pub fn distance(one: [u8; 3], other: [u8; 3]) -> f64 {
    distance_lab(lab(one), lab(other))
}

/// A colour as an eye without the green-sensitive cones sees it (Machado, Oliveira and Fernandes 2009, severity 1.0); the tests of
/// themes look through it.
#[cfg(test)]
pub fn as_seen_with_deuteranopia(colour: [u8; 3]) -> [u8; 3] {
    const MATRIX: [[f64; 3]; 3] =
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
    let linear = colour.map(linear);
    MATRIX.map(|row| {
        let light: f64 = row.iter().zip(linear).map(|(weight, channel)| weight * channel).sum();
        let light = light.clamp(0.0, 1.0);
        let encoded = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (encoded * 255.0).round() as u8
    })
}

fn parse_hex(digits: &str) -> Option<Color> {
    let nibbles: Vec<u8> = digits.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    match *nibbles.as_slice() {
        [r, g, b] => Some(Color::Rgb(r * 17, g * 17, b * 17)),
        [r1, r0, g1, g0, b1, b0] => Some(Color::Rgb(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0)),
        _ => None,
    }
}

/// The 6 x 6 x 6 cube and the grey ramp, as xterm fixed them.
fn indexed_rgb(index: u8) -> [u8; 3] {
    if index >= 232 {
        return [8 + (index - 232) * 10; 3];
    }
    let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
    let at = index.saturating_sub(16);
    [level(at / 36), level(at / 6 % 6), level(at % 6)]
}

/// One sRGB channel as light, 0 to 1.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// L*, a* and b* under daylight (D65).
fn lab(colour: [u8; 3]) -> [f64; 3] {
    let [red, green, blue] = colour.map(linear);
    let fold = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = fold((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = fold(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = fold((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance_lab(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_colour(text: &str, expected: Option<Color>) {
        assert_eq!(parse(text), expected, "{text:?}");
        if let Some(colour) = expected {
            assert_eq!(parse(&notation(colour)), Some(colour), "{text:?} does not survive being written out");
        }
    }

    #[test]
    fn reads_every_notation() {
        check_colour("#f80", Some(Color::Rgb(255, 136, 0)));
        check_colour("#FF8800", Some(Color::Rgb(255, 136, 0)));
        check_colour("default", Some(Color::Reset));
        check_colour("yellow", Some(Color::Yellow));
        check_colour("white", Some(Color::Gray));
        check_colour("bright-white", Some(Color::White));
        check_colour("3", Some(Color::Yellow));
        check_colour("208", Some(Color::Indexed(208)));
    }

    #[test]
    fn refuses_what_is_not_a_colour() {
        for text in ["", "#", "#ff", "#ff88001", "#gg0000", "#ééé", "256", "-1", "+7", "Yellow", "orange", " 7"] {
            check_colour(text, None);
        }
    }

    fn check_nearest(text: &str, expected: u8) {
        assert_eq!(parse(text).map(nearest_indexed), Some(Color::Indexed(expected)), "{text}");
    }

    #[test]
    fn finds_the_nearest_of_256() {
        check_nearest("#000000", 16);
        check_nearest("#ffffff", 231);
        check_nearest("#ff8700", 208);
        check_nearest("#121212", 233);
        assert_eq!(nearest_indexed(Color::Yellow), Color::Yellow);
    }

    #[test]
    fn contrast_and_distance_at_their_ends() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([9; 3], [9; 3]) - 1.0).abs() < 1e-9);
        assert!((distance([0; 3], [255; 3]) - 100.0).abs() < 0.1);
    }

    #[test]
    fn red_and_green_grounds_meet_under_deuteranopia_and_amber_and_blue_do_not() {
        let seen = |a, b| distance(as_seen_with_deuteranopia(a), as_seen_with_deuteranopia(b));
        let (red, green) = ([0x5a, 0x1e, 0x1e], [0x2c, 0x3c, 0x1e]);
        let (amber, blue) = ([0x5a, 0x40, 0x10], [0x14, 0x3c, 0x66]);
        assert!(seen(red, green) < 15.0, "{}", seen(red, green));
        assert!(seen(amber, blue) > 40.0, "{}", seen(amber, blue));
    }
}
