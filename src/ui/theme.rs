//! Every colour and size of the window, in one place, for the light and the dark theme; the
//! chart and the screens ask here and nowhere else.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, Ui, Vec2, Visuals, vec2,
};

use crate::trend::picture::Ink;

use super::fonts;

/// The colours of one theme, named by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Behind everything.
    pub ground: Color32,
    /// Sheets that carry the work.
    pub panel: Color32,
    /// Rules between things.
    pub line: Color32,
    /// Borders of fields: strong enough to find a field by.
    pub border: Color32,
    pub text: Color32,
    pub quiet: Color32,
    pub accent: Color32,
    /// On a filled accent.
    pub on_accent: Color32,
    /// Behind the chosen row.
    pub chosen: Color32,
    /// Behind every second row.
    pub stripe: Color32,
    pub amber: Color32,
    pub amber_ground: Color32,
    /// Contradictions, and the masthead on paper; nothing else.
    pub red: Color32,
    pub green: Color32,
    /// Figures standing in prose.
    pub figure_ground: Color32,
    /// The sheet of the preview.
    pub paper: Color32,
}

const LIGHT: Tokens = Tokens {
    ground: Color32::from_rgb(0xF6, 0xF7, 0xF9),
    panel: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0xD8, 0xDC, 0xE3),
    border: Color32::from_rgb(0xB4, 0xBB, 0xC7),
    text: Color32::from_rgb(0x1F, 0x24, 0x30),
    quiet: Color32::from_rgb(0x5B, 0x65, 0x76),
    accent: Color32::from_rgb(0x1B, 0x5F, 0xAA),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    chosen: Color32::from_rgb(0xE3, 0xED, 0xF8),
    stripe: Color32::from_rgb(0xFA, 0xFB, 0xFC),
    amber: Color32::from_rgb(0x93, 0x5F, 0x0D),
    amber_ground: Color32::from_rgb(0xFD, 0xF3, 0xDF),
    red: Color32::from_rgb(0xC8, 0x10, 0x2E),
    green: Color32::from_rgb(0x26, 0x70, 0x44),
    figure_ground: Color32::from_rgb(0xEA, 0xF2, 0xFA),
    paper: Color32::from_rgb(0xFF, 0xFF, 0xFF),
};

const DARK: Tokens = Tokens {
    ground: Color32::from_rgb(0x16, 0x19, 0x1F),
    panel: Color32::from_rgb(0x1E, 0x22, 0x2A),
    line: Color32::from_rgb(0x35, 0x3B, 0x47),
    border: Color32::from_rgb(0x55, 0x5E, 0x6E),
    text: Color32::from_rgb(0xE4, 0xE7, 0xEC),
    quiet: Color32::from_rgb(0xA0, 0xA9, 0xB8),
    accent: Color32::from_rgb(0x7F, 0xB5, 0xEC),
    on_accent: Color32::from_rgb(0x0F, 0x16, 0x20),
    chosen: Color32::from_rgb(0x26, 0x37, 0x4D),
    stripe: Color32::from_rgb(0x21, 0x26, 0x2F),
    amber: Color32::from_rgb(0xE3, 0xB1, 0x5C),
    amber_ground: Color32::from_rgb(0x3A, 0x30, 0x1C),
    red: Color32::from_rgb(0xF2, 0x73, 0x83),
    green: Color32::from_rgb(0x7C, 0xC3, 0x9A),
    figure_ground: Color32::from_rgb(0x23, 0x32, 0x46),
    paper: Color32::from_rgb(0x1E, 0x22, 0x2A),
};

/// The lines of a chart on a dark ground; on a light one each line brings its own colour.
const SERIES_DARK: [Color32; 8] = [
    Color32::from_rgb(0x7F, 0xB5, 0xEC),
    Color32::from_rgb(0xF0, 0xA6, 0x4C),
    Color32::from_rgb(0x66, 0xC9, 0xB5),
    Color32::from_rgb(0xCB, 0x98, 0xDB),
    Color32::from_rgb(0xD8, 0xBE, 0x6E),
    Color32::from_rgb(0xEE, 0x92, 0xB0),
    Color32::from_rgb(0xA3, 0xBB, 0xC8),
    Color32::from_rgb(0xAE, 0xCB, 0x78),
];

/// Rows of tables and lists, in points.
pub const ROW: f32 = 30.0;
/// Gap between unrelated things; the rhythm is eight points.
pub const GAP: f32 = 16.0;
/// Half a gap.
pub const STEP: f32 = 8.0;
const CORNER: u8 = 4;

/// The tokens of the theme this ui is drawn in.
pub fn of(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The colour of the nth line of a chart, which brings `own` as red, green, blue for paper.
pub fn series(ui: &Ui, own: [u8; 3], nth: usize) -> Color32 {
    if ui.visuals().dark_mode {
        // What only stands for comparison has no place in the palette.
        return SERIES_DARK.get(nth).copied().unwrap_or(DARK.quiet);
    }
    let [red, green, blue] = own;
    Color32::from_rgb(red, green, blue)
}

/// What an ink of a chart is in this theme.
pub fn ink(ui: &Ui, ink: Ink) -> Color32 {
    let dark = ui.visuals().dark_mode;
    let tokens = of(ui);
    let mixed = |colour: Color32, share: f32| tokens.panel.lerp_to_gamma(colour, share);
    match ink {
        Ink::Text => tokens.text,
        Ink::Quiet => tokens.quiet,
        Ink::Rule => tokens.line,
        Ink::Paper => tokens.panel,
        Ink::Tint => tokens.figure_ground,
        Ink::Amber => tokens.amber,
        Ink::Series(nth, own) => series(ui, own, nth),
        Ink::Pale(nth, own) if dark => mixed(series(ui, own, nth), 0.28),
        Ink::Heat(share) if dark => {
            let colour = if share < 0.0 { tokens.amber } else { tokens.accent };
            mixed(colour, unit(0.08 + share.abs() * 0.86))
        }
        Ink::Pale(..) | Ink::Heat(_) => {
            let [red, green, blue] = ink.on_paper();
            Color32::from_rgb(red, green, blue)
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn unit(share: f64) -> f32 {
    share as f32
}

/// Text of tables: one point smaller than the rest.
pub fn table_font() -> FontId {
    FontId::new(14.0, FontFamily::Proportional)
}

pub fn bold_font(size: f32) -> FontId {
    FontId::new(size, fonts::bold())
}

/// Installs both themes and chooses one: plain X11 cannot say what the desktop uses, so nothing
/// is left to detection.
pub fn install(ctx: &Context, theme: Theme) {
    for (theme, tokens) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| apply(style, tokens));
    }
    ctx.set_theme(theme);
}

fn apply(style: &mut Style, tokens: &Tokens) {
    style.text_styles = [
        (TextStyle::Small, FontId::new(13.0, FontFamily::Proportional)),
        (TextStyle::Body, FontId::new(15.0, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(15.0, FontFamily::Proportional)),
        (TextStyle::Heading, bold_font(18.0)),
        (TextStyle::Monospace, FontId::new(14.0, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(STEP);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(40.0, ROW);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 18.0;
    spacing.icon_spacing = 8.0;
    spacing.combo_height = 360.0;
    let scroll = &mut spacing.scroll;
    scroll.floating = true;
    scroll.bar_width = 10.0;
    scroll.floating_width = 6.0;
    scroll.floating_allocated_width = 12.0;
    scroll.dormant_handle_opacity = 0.3;
    scroll.active_handle_opacity = 0.4;
    scroll.interact_handle_opacity = 0.6;
    scroll.dormant_background_opacity = 0.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.0;
    style.animation_time = 0.0;
    style.interaction.tooltip_delay = 0.3;
    style.interaction.selectable_labels = false;
    colours(&mut style.visuals, tokens);
}

fn colours(visuals: &mut Visuals, tokens: &Tokens) {
    visuals.panel_fill = tokens.ground;
    visuals.window_fill = tokens.panel;
    visuals.window_stroke = Stroke::new(1.0, tokens.border);
    visuals.window_corner_radius = CornerRadius::same(CORNER);
    visuals.menu_corner_radius = CornerRadius::same(CORNER);
    let shadow =
        Shadow { offset: [0, 2], blur: 8, spread: 0, color: Color32::from_black_alpha(40) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.extreme_bg_color = tokens.panel;
    visuals.text_edit_bg_color = Some(tokens.panel);
    visuals.faint_bg_color = tokens.stripe;
    visuals.code_bg_color = tokens.ground;
    visuals.warn_fg_color = tokens.amber;
    visuals.error_fg_color = tokens.red;
    visuals.hyperlink_color = tokens.accent;
    visuals.weak_text_color = Some(tokens.quiet);
    visuals.selection.bg_fill = tokens.chosen;
    visuals.selection.stroke = Stroke::new(2.0, tokens.accent);
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.text);
    visuals.striped = false;
    visuals.indent_has_left_vline = false;
    widgets(visuals, tokens);
}

fn widgets(visuals: &mut Visuals, tokens: &Tokens) {
    let states = [
        (&mut visuals.widgets.noninteractive, tokens.panel, tokens.line, 1.0),
        (&mut visuals.widgets.inactive, tokens.panel, tokens.border, 1.0),
        (&mut visuals.widgets.hovered, tokens.chosen, tokens.accent, 1.0),
        (&mut visuals.widgets.active, tokens.chosen, tokens.accent, 2.0),
        (&mut visuals.widgets.open, tokens.chosen, tokens.accent, 1.0),
    ];
    for (widget, fill, stroke, width) in states {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(width, stroke);
        widget.fg_stroke = Stroke::new(1.0, tokens.text);
        widget.corner_radius = CornerRadius::same(CORNER);
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_colour_can_be_read() {
        for tokens in [LIGHT, DARK] {
            let inks = [tokens.text, tokens.quiet, tokens.accent, tokens.amber, tokens.red];
            for ink in inks.into_iter().chain([tokens.green]) {
                for ground in [tokens.ground, tokens.panel, tokens.stripe, tokens.paper] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                }
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
            assert!(contrast(tokens.text, tokens.chosen) >= 4.5);
            assert!(contrast(tokens.amber, tokens.amber_ground) >= 4.5);
            assert!(contrast(tokens.text, tokens.figure_ground) >= 4.5);
            assert!(contrast(tokens.accent, tokens.chosen) >= 4.5);
        }
    }

    #[test]
    fn the_lines_of_a_chart_can_be_seen() {
        for colour in SERIES_DARK {
            assert!(contrast(colour, DARK.panel) >= 3.0, "{colour:?}");
        }
    }
}
