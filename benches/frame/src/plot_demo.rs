//! The demo window that egui_plot's authors ship, opened alone. It left `egui_demo_lib` after
//! version 0.28, so it is drawn by the egui and egui_plot of that version.

use std::error::Error;
use std::time::{Duration, Instant};

use egui_028::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, pos2, vec2};
use egui_demo_lib_028::DemoWindows;

use super::Timed;

const OPEN: &str =
    r#"{"about_is_open": false, "demos": {"open": ["🗠 Plot"]}, "tests": {"open": []}}"#;

/// The pages of the demo that draw what our charts draw, then its lines while they are dragged.
pub fn subjects() -> Result<Vec<Timed>, Box<dyn Error>> {
    Ok(vec![
        page("egui_plot's demo, Lines", "Lines", false)?,
        page("egui_plot's demo, panned", "Lines", true)?,
        page("egui_plot's demo, Charts", "Charts", false)?,
        page("egui_plot's demo, Linked", "Linked Axes", false)?,
    ])
}

fn page(name: &'static str, page: &str, panned: bool) -> Result<Timed, Box<dyn Error>> {
    let mut demo =
        Demo { ctx: Context::default(), clock: 0.0, windows: serde_json::from_str(OPEN)? };
    for _ in 0..3 {
        demo.run(Vec::new());
    }
    let label = demo.find(page).ok_or("the demo has no such page")?;
    for pressed in [true, false] {
        demo.run(vec![Event::PointerMoved(label), button(label, pressed)]);
    }
    // Where the middle of the plot lies: well below the row of pages.
    let inside = label + vec2(120.0, 200.0);
    if panned {
        demo.run(vec![Event::PointerMoved(inside), button(inside, true)]);
    }
    let frame = move |nth: usize| {
        let phase = (nth % 80) as f32;
        let away = if phase < 40.0 { phase } else { 80.0 - phase };
        let moved = Event::PointerMoved(inside + vec2(away * 2.0, 0.0));
        demo.run(if panned { vec![moved] } else { Vec::new() })
    };
    Ok(Timed { name, frame: Box::new(frame), times: Vec::new() })
}

struct Demo {
    ctx: Context,
    clock: f64,
    windows: DemoWindows,
}

impl Demo {
    fn run(&mut self, events: Vec<Event>) -> Duration {
        let input = self.input(events);
        let start = Instant::now();
        let output = self.ctx.run(input, |ctx| self.windows.ui(ctx));
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = start.elapsed();
        drop(meshes);
        time
    }

    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.clock += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0)));
        let time = Some(self.clock);
        RawInput { screen_rect, time, events, focused: true, ..RawInput::default() }
    }

    /// The middle of the text that says exactly this.
    fn find(&mut self, text: &str) -> Option<Pos2> {
        let input = self.input(Vec::new());
        let output = self.ctx.run(input, |ctx| self.windows.ui(ctx));
        output.shapes.iter().find_map(|clipped| match &clipped.shape {
            Shape::Text(drawn) if drawn.galley.text() == text => {
                Some(drawn.visual_bounding_rect().center())
            }
            _ => None,
        })
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    Event::PointerButton { pos, button, pressed, modifiers }
}
