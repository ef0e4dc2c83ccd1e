//! Keeps the window usable where the screen is small and the scaling large (1366×768 at 200 %):
//! letters shrink just as far as the work needs room. Knows no screen of ours.

use egui::{Context, Vec2, vec2};

/// The least room, in points, in which every screen can be worked on.
const LEAST: Vec2 = vec2(800.0, 440.0);
/// Below this nothing can be read.
const SMALLEST: f32 = 0.5;

/// The zoom the person wants, and the one there is room for.
#[derive(Debug)]
pub struct Zoom {
    wanted: f32,
    set: f32,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { wanted: 1.0, set: 1.0 }
    }
}

impl Zoom {
    /// Brings the zoom in line with the window's size; called once a frame. A zoom that was
    /// changed by key (Ctrl and + or -) is what the person wants from then on.
    pub fn fit(&mut self, ctx: &Context) {
        let now = ctx.zoom_factor();
        if (now - self.set).abs() > 0.001 {
            self.wanted = now;
        }
        self.set = fitting(self.wanted, ctx.content_rect().size() * now);
        if (now - self.set).abs() > 0.001 {
            ctx.set_zoom_factor(self.set);
        }
    }
}

/// The zoom for a window of `room` points at zoom 1.
fn fitting(wanted: f32, room: Vec2) -> f32 {
    let most = (room.x / LEAST.x).min(room.y / LEAST.y).max(SMALLEST);
    // Rounded down, so that a window being drawn wider does not change at every pixel.
    let most = (most * 20.0).floor() / 20.0;
    wanted.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.001
    }

    #[test]
    fn where_there_is_room_it_is_as_wanted() {
        assert!(near(fitting(1.0, vec2(1366.0, 768.0)), 1.0));
        assert!(near(fitting(1.25, vec2(1366.0, 768.0)), 1.25));
    }

    #[test]
    fn a_small_screen_at_twice_the_size_still_holds_the_work() {
        let room = vec2(683.0, 366.0);
        let zoom = fitting(1.0, room);
        assert!(zoom >= 0.8 && room.x / zoom >= LEAST.x && room.y / zoom >= LEAST.y, "{zoom}");
    }

    #[test]
    fn never_too_small_to_read() {
        assert!(near(fitting(1.0, vec2(10.0, 10.0)), SMALLEST));
    }
}
