//! Draws a described chart with egui_plot; all words, ticks and ranges come from the description.

use egui::{Color32, Stroke, Ui, Vec2b};
use egui_plot::{
    Corner, GridMark, HoverPosition, Legend, Line as PlotLine, LineStyle, MarkerShape, Plot,
    PlotBounds, PlotPoint, PlotPoints, PlotUi, Points, Text, VLine,
};

use crate::trend::chart::{Chart, Line, Marker, Tick};
use crate::ui::{theme, widgets};

/// Draws the chart and gives it a name that can be read aloud.
pub fn show(ui: &mut Ui, chart: &Chart, height: f32) {
    ui.horizontal_wrapped(|ui| {
        widgets::title(ui, &chart.title);
        widgets::quiet(ui, format!("单位：{}", chart.y.unit));
    });
    let room = labels_that_fit(ui.available_width());
    let across = chart.across.ticks(room);
    let up = chart.y.ticks.clone();
    let [marks, labels] = [across.clone(), across];
    let [heights, names] = [up.clone(), up];
    let plot = Plot::new("trend")
        .height(height - 28.0)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .auto_bounds(Vec2b::FALSE)
        .show_crosshair(false)
        .grid_color(theme::of(ui).line)
        .grid_fade(0.0)
        .x_grid_spacer(move |_| grid(&marks))
        .y_grid_spacer(move |_| grid(&heights))
        .x_axis_formatter(move |mark, _| name_of(&labels, mark.value))
        .y_axis_formatter(move |mark, _| name_of(&names, mark.value))
        .label_formatter(|at| hover(chart, at))
        .y_axis_min_width(52.0);
    let plot = if chart.lines.len() > 1 {
        plot.legend(Legend::default().position(Corner::LeftBottom).follow_insertion_order(true))
    } else {
        plot
    };
    let colours: Vec<Color32> = chart
        .lines
        .iter()
        .enumerate()
        .map(|(nth, line)| theme::series(ui, line.look.colour, nth))
        .collect();
    let quiet = theme::of(ui).quiet;
    let response = plot.show(ui, |plot| {
        let last = chart.across.count().saturating_sub(1).max(1) as f64;
        plot.set_plot_bounds(PlotBounds::from_min_max(
            [-0.5, chart.y.low],
            [last + 0.5, chart.y.high],
        ));
        // The first line lies on top; in a lower corner the legend is stacked from below.
        for (line, colour) in chart.lines.iter().zip(colours).rev() {
            line_ui(plot, line, colour);
        }
        marks_ui(plot, chart, quiet);
    });
    widgets::named(ui, response.response.id, &spoken(chart));
}

/// About 56 points for a label.
fn labels_that_fit(width: f32) -> usize {
    let mut count = 3usize;
    while (count as f32 + 1.0) * 56.0 < width && count < 40 {
        count += 1;
    }
    count
}

fn grid(ticks: &[Tick]) -> Vec<GridMark> {
    ticks.iter().map(|tick| GridMark { value: tick.at, step_size: 1000.0 }).collect()
}

fn name_of(ticks: &[Tick], value: f64) -> String {
    let near = ticks.iter().find(|tick| (tick.at - value).abs() < 1e-6);
    near.map(|tick| tick.label.clone()).unwrap_or_default()
}

/// A line with gaps is drawn as several of one name.
fn line_ui(plot: &mut PlotUi<'_>, line: &Line, colour: Color32) {
    let mut stretch: Vec<[f64; 2]> = Vec::new();
    for (nth, point) in line.points.iter().enumerate() {
        match point.value {
            Some(value) => stretch.push([nth as f64, value]),
            None => stretch_ui(plot, line, colour, &mut stretch),
        }
    }
    stretch_ui(plot, line, colour, &mut stretch);
}

fn stretch_ui(plot: &mut PlotUi<'_>, line: &Line, colour: Color32, stretch: &mut Vec<[f64; 2]>) {
    if stretch.is_empty() {
        return;
    }
    let points = std::mem::take(stretch);
    let style = match line.look.dash.first() {
        None => LineStyle::Solid,
        Some(ink) if *ink < 2.0 => LineStyle::Dotted { spacing: 4.0 },
        Some(ink) => LineStyle::Dashed { length: ink * 2.0 },
    };
    let shape = match line.look.marker {
        Marker::Circle => MarkerShape::Circle,
        Marker::Square => MarkerShape::Square,
        Marker::Triangle => MarkerShape::Up,
        Marker::Diamond => MarkerShape::Diamond,
    };
    plot.line(
        PlotLine::new(line.name.clone(), PlotPoints::from(points.clone()))
            .stroke(Stroke::new(2.0, colour))
            .style(style),
    );
    let marks = Points::new(line.name.clone(), PlotPoints::from(points));
    plot.points(marks.color(colour).shape(shape).radius(3.0).filled(true));
}

/// Explanations stand at their months.
fn marks_ui(plot: &mut PlotUi<'_>, chart: &Chart, colour: Color32) {
    for mark in &chart.marks {
        let Some(at) = chart.across.position(mark.month) else { continue };
        let at = at as f64;
        plot.vline(
            VLine::new("", at)
                .stroke(Stroke::new(1.0, colour))
                .style(LineStyle::dotted_dense())
                .allow_hover(false),
        );
        let top = chart.y.high - (chart.y.high - chart.y.low) * 0.03;
        let text = crate::ui::wording::beginning(&mark.text, 10);
        let text = egui::RichText::new(text).size(13.0).color(colour);
        plot.text(
            Text::new("", PlotPoint::new(at, top), text)
                .anchor(egui::Align2::LEFT_CENTER)
                .allow_hover(false),
        );
    }
}

fn hover(chart: &Chart, at: &HoverPosition<'_>) -> Option<String> {
    let HoverPosition::NearDataPoint { plot_name, position, .. } = at else { return None };
    let line = chart.lines.iter().find(|line| line.name == **plot_name)?;
    let (nth, point) =
        line.points.iter().enumerate().find(|(nth, _)| (*nth as f64 - position.x).abs() < 0.5)?;
    let note = if point.note.is_empty() { String::new() } else { format!("\n{}", point.note) };
    Some(format!("{plot_name}\n{}：{}{note}", chart.across.name(nth), point.text))
}

/// The chart in words: what, from when to when, the last value of each line.
fn spoken(chart: &Chart) -> String {
    let last = chart.across.count().saturating_sub(1);
    let lines: Vec<String> = chart
        .lines
        .iter()
        .filter_map(|line| {
            let point = line.points.iter().rev().find(|point| point.value.is_some())?;
            Some(format!("{}最近为{}", line.name, point.text))
        })
        .collect();
    let range = format!("{}至{}", chart.across.name(0), chart.across.name(last));
    format!("{}，{range}。{}", chart.title, lines.join("，"))
}
