//! What surrounds the work: the bar above (bulletin, month, saved mark), the lists at the left,
//! the keys below.

use egui::{Align, Button, Layout, Panel, RichText, ScrollArea, Ui, vec2};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{Issue, IssueStatus, Month};

use super::action::Action;
use super::app::bar;
use super::commands::Command;
use super::cx::Cx;
use super::dialogs::Dialog;
use super::route::Route;
use super::{theme, widgets, wording};

/// What the saved mark says.
#[derive(Default)]
pub struct Saved {
    /// Something typed is not stored yet.
    pub waits: bool,
    at: Option<String>,
    failure: Option<String>,
}

impl Saved {
    /// Called after COMMIT.
    pub fn stored(&mut self) {
        self.failure = None;
        self.at = Some({
            let now = TimeZone::system().to_datetime(Timestamp::now());
            format!("{:02}:{:02}:{:02}", now.hour(), now.minute(), now.second())
        });
    }

    pub fn failed(&mut self, why: &str) {
        self.failure = Some(why.to_owned());
    }

    fn ui(&self, ui: &mut Ui) {
        let tokens = theme::of(ui);
        let (text, colour) = match (&self.failure, &self.at) {
            (Some(_), _) => ("▲ 未保存".to_owned(), tokens.red),
            (None, _) if self.waits => ("正在保存…".to_owned(), tokens.quiet),
            (None, Some(at)) => (format!("已保存 {at}"), tokens.green),
            (None, None) => ("已保存".to_owned(), tokens.quiet),
        };
        let response = ui.label(RichText::new(text).font(theme::table_font()).color(colour));
        if let Some(why) = &self.failure {
            response.on_hover_text(why);
        }
    }
}

/// Below this width, in points, the bar leaves out what stands in the menu too.
const NARROW: f32 = 900.0;

pub fn top_ui(ui: &mut Ui, cx: &Cx<'_>, saved: &Saved, sample: bool) {
    bar(Panel::top("top"), ui, 8).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(34.0);
            let narrow = ui.available_width() < NARROW;
            if !narrow || cx.page.bulletins.len() > 1 {
                bulletin_ui(ui, cx);
            }
            if sample {
                sample_ui(ui, cx);
            }
            ui.add_space(theme::STEP);
            month_ui(ui, cx);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                menu_ui(ui, cx);
                export_ui(ui, cx);
                if !narrow {
                    search_ui(ui, cx);
                }
                ui.add_space(theme::STEP);
                if !narrow {
                    step_ui(ui, cx, Command::Redo, cx.page.redo.as_deref());
                    step_ui(ui, cx, Command::Undo, cx.page.undo.as_deref());
                    ui.add_space(theme::STEP);
                }
                saved.ui(ui);
                if !narrow {
                    who_ui(ui, cx);
                }
            });
        });
    });
}

fn bulletin_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let name = RichText::new(&cx.page.bulletin.name).font(theme::bold_font(16.0));
    if cx.page.bulletins.len() < 2 {
        ui.label(name);
        return;
    }
    let menu = egui::ComboBox::from_id_salt("bulletin").selected_text(name).show_ui(ui, |ui| {
        for (code, name) in &cx.page.bulletins {
            if ui.selectable_label(*code == cx.page.bulletin.code, name).clicked() {
                cx.send(Action::Bulletin(code.clone()));
            }
        }
    });
    widgets::named(ui, menu.response.id, "刊");
}

fn sample_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let tokens = theme::of(ui);
    let text = RichText::new("示例 · 返回自己的工作簿").small().color(tokens.amber);
    let button = Button::new(text).fill(tokens.amber_ground);
    if ui.add(button).on_hover_text("这里是虚构数据，可以随便试").clicked() {
        cx.send(Action::OwnBook);
    }
}

fn month_ui(ui: &mut Ui, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    if widgets::icon_button(ui, "◀", "上一月（Ctrl+PageUp）", true).clicked() {
        cx.send(Action::Month(cx.page.month.previous()));
    }
    let month = RichText::new(cx.page.month.chinese()).font(theme::bold_font(16.0));
    ui.label(month.color(theme::of(ui).accent));
    ui.add_space(4.0);
    match &cx.page.issue {
        Some(issue) => {
            ui.label(issue.number_line());
            widgets::quiet(ui, format!("· {}", status(cx, issue)));
        }
        None => {
            widgets::quiet(ui, "还没有这一期");
        }
    }
    if widgets::icon_button(ui, "▶", "下一月（Ctrl+PageDown）", true).clicked() {
        cx.send(Action::Month(cx.page.month.next()));
    }
    ui.spacing_mut().item_spacing.x = theme::STEP;
}

/// A bar under the top one while the record of what was published cannot be read.
pub fn unreadable_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(message) = &cx.page.unreadable else { return };
    bar(Panel::top("unreadable"), ui, 4).show(ui, |ui| {
        ui.label(RichText::new(&message.text).color(theme::of(ui).red));
        widgets::quiet(ui, message.hint.as_str());
    });
}

/// 草稿, 已校…; 修订中 where it was published before.
fn status(cx: &Cx<'_>, issue: &Issue) -> String {
    let of_this = cx.reviewing.sources().is_some_and(|sources| sources.issue.id == issue.id);
    let known = cx.reviewing.standing().filter(|_| of_this);
    let status = known.map_or(issue.status, |standing| standing.status);
    // What was just published or opened again is known at once.
    let is_published = issue.status == IssueStatus::Published;
    let status = if is_published { issue.status } else { status };
    match cx.page.publications.last() {
        Some(_) if !is_published => format!("修订中 · {}", status.chinese()),
        Some(last) if last.version > 1 => format!("{}（第{}版）", status.chinese(), last.version),
        _ => status.chinese().to_owned(),
    }
}

fn step_ui(ui: &mut Ui, cx: &Cx<'_>, command: Command, label: Option<&str>) {
    let Some(entry) = command.entry() else { return };
    let button = Button::new(RichText::new(entry.text).font(theme::table_font()));
    let response = ui.add_enabled(label.is_some(), button);
    let tip = match label {
        Some(label) => format!("{}：{label}（{}）", entry.text, entry.key_text),
        None => format!("没有可{}的", entry.text),
    };
    if response.on_hover_text(&tip).on_disabled_hover_text(&tip).clicked()
        && let Some(action) = command.action(cx.page)
    {
        cx.send(action);
    }
}

fn export_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let enabled = Command::Export.enabled(cx.page);
    let response = ui.add_enabled(enabled, Button::new("导出…").min_size(vec2(72.0, 30.0)));
    let tip = "把这一期写成 docx、pdf、md、txt 或 json（Ctrl+E）";
    if response.on_hover_text(tip).on_disabled_hover_text("这个月还没有一期可导出").clicked()
        && let Some(action) = Command::Export.action(cx.page)
    {
        cx.send(action);
    }
}

fn who_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let name = cx.book.actor();
    let text = if name.is_empty() { "谁在用" } else { name };
    let text = RichText::new(wording::beginning(text, 8)).font(theme::table_font());
    let response = ui.add(Button::new(text).frame(false));
    widgets::named(ui, response.id, &format!("使用人：{name}"));
    if response.on_hover_text("改动都记在这个名字下；点一下换人").clicked() {
        cx.send(Action::AskWho);
    }
}

fn search_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let button = Button::new("搜索").shortcut_text("Ctrl+K").min_size(vec2(72.0, 30.0));
    let tip = "搜所有年份的动态、正文、数据和名单，也搜命令";
    if ui.add(button).on_hover_text(tip).clicked() {
        cx.send(Action::Search);
    }
}

/// What has no button of its own, with its key; scrolls where the window is low.
fn menu_ui(ui: &mut Ui, cx: &Cx<'_>) {
    ui.menu_button("更多", |ui| {
        ui.set_width(232.0);
        let room = ui.ctx().content_rect().height() - 32.0;
        ScrollArea::vertical().max_height(room).show(ui, |ui| menu_lines_ui(ui, cx));
    });
}

fn menu_lines_ui(ui: &mut Ui, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for command in [
        Command::Undo,
        Command::Redo,
        Command::Steps,
        Command::Search,
        Command::History,
        Command::Copy,
        Command::Print,
        Command::NewIssue,
        Command::Publish,
        Command::Revise,
        Command::Corrections,
        Command::Verify,
        Command::Compare,
        Command::Pack,
        Command::VerifyPack,
        Command::ImportTable,
        Command::ExportTable,
        Command::Import,
        Command::OpenBook,
        Command::ToggleTheme,
        Command::Keys,
    ] {
        let Some(entry) = command.entry() else { continue };
        let seldom = [Command::Publish, Command::Revise, Command::Corrections];
        if seldom.contains(&command) && !command.enabled(cx.page) {
            continue;
        }
        let button = Button::new(entry.text).shortcut_text(entry.key_text).frame(false);
        let full = ui.available_width();
        let button = button.min_size(vec2(full, theme::ROW));
        let response = ui.add_enabled(command.enabled(cx.page), button);
        if response.on_hover_text(entry.tip).clicked() {
            if let Some(action) = command.action(cx.page) {
                cx.send(action);
            }
            ui.close();
        }
    }
    if let Some(issue) = cx.page.issue.as_ref().filter(|_| cx.page.publications.is_empty()) {
        ui.separator();
        let text = format!("删除第{}期…", issue.number);
        let button = Button::new(text).frame(false);
        if ui.add(button.min_size(vec2(ui.available_width(), theme::ROW))).clicked() {
            cx.send(Action::Open(Box::new(Dialog::delete_issue(issue))));
            ui.close();
        }
    }
}

/// `hint` tells the keys that work here, or what just happened.
pub fn bottom_ui(ui: &mut Ui, cx: &Cx<'_>, hint: &str) {
    bar(Panel::bottom("bottom"), ui, 2).show(ui, |ui| {
        ui.horizontal(|ui| {
            let hint = if cx.composing { "输入法正在选字" } else { hint };
            let hint = RichText::new(hint).small().color(theme::of(ui).quiet);
            ui.add(egui::Label::new(hint).truncate());
        });
    });
}

pub fn side_ui(ui: &mut Ui, cx: &Cx<'_>, route: Route) {
    let width = match ui.available_width() {
        room if room < 900.0 => 128.0,
        room if room < 1100.0 => 148.0,
        _ => 176.0,
    };
    let tokens = theme::of(ui);
    let frame = egui::Frame::new().fill(tokens.panel).inner_margin(egui::Margin::same(8));
    Panel::left("side").frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for to in Route::ALL {
            let row = widgets::list_row(ui, to == route, to.name(), "", "");
            if row.on_hover_text(to.purpose()).clicked() {
                cx.send(Action::Go(to));
            }
        }
        ui.add_space(theme::STEP);
        ui.separator();
        ui.add_space(4.0);
        widgets::caption(ui, "  月份与各期");
        let next = cx.page.next_month();
        if cx.page.summary(next).is_none() {
            new_issue_ui(ui, cx, next);
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| months_ui(ui, cx));
    });
}

fn new_issue_ui(ui: &mut Ui, cx: &Cx<'_>, month: Month) {
    let text = format!("＋ 新建{}月…", month.month());
    if widgets::list_row(ui, false, &text, "", "").clicked() {
        cx.send(Action::Open(Box::new(Dialog::new_issue(month))));
    }
}

/// Years one below the other; only those near the shown month are unfolded, since a hall has many.
fn months_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let newest = cx.page.months.first().map_or(0, |month| month.year());
    for months in cx.page.months.chunk_by(|one, other| one.year() == other.year()) {
        let Some(year) = months.first().map(|month| month.year()) else { continue };
        let shown = year == cx.page.month.year();
        let title = RichText::new(format!("{year}年")).small().color(theme::of(ui).quiet);
        egui::CollapsingHeader::new(title)
            .id_salt(("year", year))
            .default_open(newest - year < 2)
            .open(shown.then_some(true))
            .show_unindented(ui, |ui| year_ui(ui, cx, months));
    }
}

fn year_ui(ui: &mut Ui, cx: &Cx<'_>, months: &[Month]) {
    for month in months {
        let number = cx.page.summary(*month).map(|issue| format!("第{}期", issue.number));
        let name = format!("{}月", month.month());
        let mark = number.unwrap_or_default();
        let row = widgets::list_row(ui, *month == cx.page.month, &name, "", &mark);
        widgets::named(ui, row.id, &format!("{} {mark}", month.chinese()));
        if row.clicked() {
            cx.send(Action::Month(*month));
        }
    }
}
