//! Layers of themes, most special first -> one theme in which every role has its style.

use std::collections::BTreeMap;

use ratatui::style::{Color, Style};

use super::layer::{Layer, RawStyle, how_to_write_a_colour, not_a_colour};
use super::role::StyleRole;
use super::symbols::{Preset, Symbols};
use super::{Kind, Theme, colour};
use crate::model::Warning;

/// Resolves every role: the most special layer that sets it or one of its parents decides.
///
/// Palettes are joined before any colour is looked up, so a theme that only renames `left` recolours all that is drawn
/// with it, also what it inherits.
pub(super) fn resolve(name: &str, layers: &[Layer]) -> (Theme, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut palette: BTreeMap<&str, Color> = BTreeMap::new();
    for layer in layers.iter().rev() {
        palette.extend(layer.palette.iter().map(|(name, &colour)| (name.as_str(), colour)));
    }
    let mut styles = Vec::new();
    let mut outlets = None;
    for layer in layers {
        let mut look_up = |raw: &RawStyle| style_of(raw, layer, &palette, &mut warnings);
        let set: BTreeMap<StyleRole, Style> =
            layer.styles.iter().filter_map(|(&role, raw)| Some((role, look_up(raw)?))).collect();
        styles.push(set);
        let cycle: Option<Vec<Style>> = layer.outlets.as_ref().map(|raw| raw.iter().filter_map(look_up).collect());
        outlets = outlets.or(cycle);
    }
    let theme = Theme {
        name: name.to_owned(),
        kind: layers.iter().find_map(|layer| layer.kind).unwrap_or(Kind::Dark),
        symbols: symbols_of(layers),
        brackets: layers.iter().find_map(|layer| layer.brackets).unwrap_or(false),
        styles: StyleRole::ALL.iter().map(|&role| decide(role, &styles)).collect(),
        outlets: outlets.unwrap_or_default(),
    };
    (theme, warnings)
}

/// A role's style: in each layer its own entry, then its parents' but not the ground's, which would hide the layers below.
fn decide(role: StyleRole, layers: &[BTreeMap<StyleRole, Style>]) -> Style {
    let lineage = || {
        let mut next = Some(role);
        std::iter::from_fn(move || {
            let here = next?;
            next = Some(here.parent()).filter(|&parent| parent != StyleRole::Base);
            Some(here)
        })
    };
    layers.iter().find_map(|set| lineage().find_map(|role| set.get(&role).copied())).unwrap_or_default()
}

/// A style with its colours looked up; `None`, with a warning, where one of them is no colour.
fn style_of(
    raw: &RawStyle,
    layer: &Layer,
    palette: &BTreeMap<&str, Color>,
    warnings: &mut Vec<Warning>,
) -> Option<Style> {
    let mut good = true;
    let mut look_up = |text: &Option<String>| {
        let text = text.as_deref()?;
        let found = palette.get(text).copied().or_else(|| colour::parse(text));
        if found.is_none() {
            good = false;
            let names: Vec<&str> = palette.keys().copied().collect();
            warnings.push(Warning {
                source: layer.source.clone(),
                line: Some(raw.line),
                message: not_a_colour(text),
                hint: Some(how_to_write_a_colour(text, Some(&names))),
            });
        }
        found
    };
    let (fg, bg, underline_color) = (look_up(&raw.fg), look_up(&raw.bg), look_up(&raw.ul));
    good.then(|| Style { fg, bg, underline_color, ..Style::new().add_modifier(raw.mods) })
}

/// The first preset named, with the marks of every layer that is at least as special as the one that named it.
fn symbols_of(layers: &[Layer]) -> Symbols {
    let end = layers.iter().position(|layer| layer.preset.is_some()).map_or(layers.len(), |at| at + 1);
    let layers = &layers[..end];
    let preset = layers.last().and_then(|layer| layer.preset).unwrap_or(Preset::Unicode);
    let mut symbols = Symbols::preset(preset);
    for (key, mark) in layers.iter().rev().flat_map(|layer| &layer.marks) {
        if let Some((place, _)) = symbols.get_mut(key) {
            place.clone_from(mark);
        }
    }
    symbols
}
