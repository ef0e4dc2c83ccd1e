//! The window's icon, drawn in code so that no picture needs decoding; the same as
//! `assets/icons/yuebao.svg`.

use egui::IconData;

const SIDE: u32 = 64;
const BLUE: [u8; 4] = [0x1B, 0x5F, 0xAA, 0xFF];
const WHITE: [u8; 4] = [0xFF, 0xFF, 0xFF, 0xFF];
const RED: [u8; 4] = [0xC8, 0x10, 0x2E, 0xFF];
const CLEAR: [u8; 4] = [0; 4];

/// A sheet with a red rule and three rising bars on blue.
pub fn window() -> IconData {
    let pixels = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| pixel(x, y)));
    IconData { rgba: pixels.flatten().collect(), width: SIDE, height: SIDE }
}

fn pixel(x: u32, y: u32) -> [u8; 4] {
    let within = |left: u32, top: u32, right: u32, bottom: u32| {
        (left..right).contains(&x) && (top..bottom).contains(&y)
    };
    let bars = within(22, 40, 27, 48) || within(30, 34, 35, 48) || within(38, 28, 43, 48);
    if !rounded(x, y) {
        CLEAR
    } else if within(20, 17, 45, 20) {
        RED
    } else if bars {
        BLUE
    } else if within(15, 11, 50, 54) {
        WHITE
    } else {
        BLUE
    }
}

/// Inside a square with corners of ten pixels.
fn rounded(x: u32, y: u32) -> bool {
    const RADIUS: u32 = 10;
    let beyond = |at: u32| at.min(SIDE - 1 - at);
    let (dx, dy) = (RADIUS.saturating_sub(beyond(x)), RADIUS.saturating_sub(beyond(y)));
    dx * dx + dy * dy <= RADIUS * RADIUS
}
