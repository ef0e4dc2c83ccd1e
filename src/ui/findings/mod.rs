//! 校对意见 at the right of the work: everything there is to say about the issue in one list, by
//! section, filtered, walked by F8; each fixed, passed over, or its rule switched off.

mod list;

use egui::{Panel, ScrollArea, Ui};

use crate::check::{Finding, Level};
use crate::model::Ignored;

use super::action::Action;
use super::change::{Change, ProofChange};
use super::commands::Command;
use super::cx::Cx;
use super::loaded::Loaded;
use super::route::Route;
use super::{theme, widgets};

/// With less room than this, in points, the list is folded until asked for; on pages of text and
/// tables sooner.
const NARROW: f32 = 1000.0;
const NARROW_PAGES: f32 = 1300.0;
const WIDTH: f32 = 300.0;

/// What the panel remembers: choices, never facts.
pub struct FindingsPanel {
    /// As the person chose; otherwise by the room there is.
    folded: Option<bool>,
    /// Must, doubt, hint.
    levels: [bool; 3],
    section: Option<String>,
    /// The finding last walked to, and its place in the list.
    current: Option<(Finding, usize)>,
    scroll: bool,
    ignored: Loaded<String, Vec<Ignored>>,
    show_ignored: bool,
}

impl Default for FindingsPanel {
    fn default() -> Self {
        Self {
            folded: None,
            levels: [true, true, false],
            section: None,
            current: None,
            scroll: false,
            ignored: Loaded::default(),
            show_ignored: false,
        }
    }
}

/// Whether the list stands beside a screen; the month's form has its own.
pub fn stands_beside(route: Route) -> bool {
    matches!(
        route,
        Route::Overview
            | Route::Events
            | Route::Compile
            | Route::Lists
            | Route::Proof
            | Route::Preview
    )
}

impl FindingsPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, route: Route) {
        if cx.page.issue.is_none() || !stands_beside(route) {
            return;
        }
        let mut found = cx.reviewing.findings();
        sort(&mut found);
        self.keys(cx, &found);
        let pages = matches!(route, Route::Proof | Route::Preview);
        let narrow = if pages { NARROW_PAGES } else { NARROW };
        let folded = self.folded.unwrap_or(ui.available_width() < narrow);
        if cx.asked(Command::Findings) {
            self.folded = Some(!folded);
        }
        let tokens = theme::of(ui);
        let frame = egui::Frame::new().fill(tokens.panel);
        if self.folded.unwrap_or(folded) {
            let frame = frame.inner_margin(egui::Margin::symmetric(2, 8));
            let panel = Panel::right("findings folded").frame(frame).resizable(false);
            panel.exact_size(44.0).show(ui, |ui| self.strip_ui(ui, &found));
            return;
        }
        let frame = frame.inner_margin(egui::Margin::same(12));
        let panel = Panel::right("findings").frame(frame).resizable(false);
        panel.exact_size(WIDTH).show(ui, |ui| self.open_ui(ui, cx, &found));
    }

    /// How much there is to say, beside a folded list.
    fn strip_ui(&mut self, ui: &mut Ui, found: &[Finding]) {
        ui.vertical_centered(|ui| {
            if widgets::icon_button(ui, "◀", "展开校对意见（Ctrl+\\）", true).clicked() {
                self.folded = Some(false);
            }
            for level in Level::ALL {
                let count = count(found, level);
                let text = format!("{}\n{count}", level.chinese());
                let text = egui::RichText::new(text).small().color(list::ink(ui, level));
                ui.label(text);
                ui.add_space(4.0);
            }
        });
    }

    fn open_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, found: &[Finding]) {
        ui.horizontal(|ui| {
            widgets::title(ui, &format!("校对意见　{}", found.len()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, "▶", "收起（Ctrl+\\）", true).clicked() {
                    self.folded = Some(true);
                }
            });
        });
        if let Some(message) = cx.reviewing.failure() {
            widgets::message_box(ui, message);
            return;
        }
        self.filter_ui(ui, found);
        fix_all_ui(ui, cx, found);
        ui.separator();
        let shown: Vec<&Finding> = found.iter().filter(|one| self.lets(one)).collect();
        ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if shown.is_empty() {
                let hidden = found.len();
                let text = if hidden == 0 {
                    "没有意见。".to_owned()
                } else {
                    format!("按上面的筛选没有意见，另有 {hidden} 条没有列出。")
                };
                widgets::quiet(ui, text);
            }
            self.list_ui(ui, cx, &shown);
            self.ignored_ui(ui, cx);
        });
        self.scroll = false;
    }

    /// Levels and sections to be listed.
    fn filter_ui(&mut self, ui: &mut Ui, found: &[Finding]) {
        ui.horizontal_wrapped(|ui| {
            for (at, level) in Level::ALL.into_iter().enumerate() {
                let Some(on) = self.levels.get_mut(at) else { continue };
                let text = format!("{} {}", level.chinese(), count(found, level));
                let text = egui::RichText::new(text).small().color(list::ink(ui, level));
                let chip = ui.selectable_label(*on, text);
                if chip.on_hover_text("列出或不列这一级").clicked() {
                    *on = !*on;
                }
            }
        });
        let mut sections: Vec<&str> = found.iter().map(list::section).collect();
        sections.dedup();
        if self.section.as_deref().is_some_and(|section| !sections.contains(&section)) {
            self.section = None;
        }
        let shown = self.section.clone().unwrap_or_else(|| "全部栏目".to_owned());
        let combo = egui::ComboBox::from_id_salt("sections of findings").selected_text(shown);
        let combo = combo.width(ui.available_width() - 8.0).truncate();
        let shown = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut self.section, None, "全部栏目");
            for section in sections {
                ui.selectable_value(&mut self.section, Some(section.to_owned()), section);
            }
        });
        widgets::named(ui, shown.response.id, "列哪个栏目的意见");
    }

    fn lets(&self, finding: &Finding) -> bool {
        let at = Level::ALL.iter().position(|level| *level == finding.level);
        at.and_then(|at| self.levels.get(at)).copied().unwrap_or(true)
            && self.section.as_deref().is_none_or(|section| section == list::section(finding))
    }

    /// F8 walks, Ctrl+. mends, Ctrl+I passes over.
    fn keys(&mut self, cx: &Cx<'_>, found: &[Finding]) {
        let shown: Vec<&Finding> = found.iter().filter(|one| self.lets(one)).collect();
        let at = self.at(&shown);
        let last = shown.len().saturating_sub(1);
        let goal = match cx.asked {
            // What was mended is gone: the one in its place is next.
            Some(Command::NextFinding) => match (at, &self.current) {
                (Some(at), _) => (at + 1) % shown.len().max(1),
                (None, Some((_, at))) if *at <= last => *at,
                (None, _) => 0,
            },
            Some(Command::PreviousFinding) => at.and_then(|at| at.checked_sub(1)).unwrap_or(last),
            Some(Command::FixFinding) => return self.fix(cx, &shown),
            Some(Command::IgnoreFinding) => {
                if let Some(finding) = at.and_then(|at| shown.get(at)) {
                    ignore(cx, finding);
                }
                return;
            }
            _ => return,
        };
        match shown.get(goal) {
            Some(finding) => self.choose(cx, finding, goal),
            None => cx.send(Action::Say("按现在的筛选没有意见".to_owned())),
        }
    }

    fn at(&self, shown: &[&Finding]) -> Option<usize> {
        let (current, _) = self.current.as_ref()?;
        shown.iter().position(|finding| *finding == current)
    }

    fn choose(&mut self, cx: &Cx<'_>, finding: &Finding, at: usize) {
        self.current = Some((finding.clone(), at));
        self.scroll = true;
        cx.send(Action::Finding(Box::new(finding.clone())));
    }

    fn fix(&self, cx: &Cx<'_>, shown: &[&Finding]) {
        let finding = self.at(shown).and_then(|at| shown.get(at));
        match finding {
            Some(finding) if finding.fix.is_some() => fix(cx, finding),
            Some(_) => cx.send(Action::Say("这一处要人来改：F8 已选中它".to_owned())),
            None => cx.send(Action::Say("先按 F8 选一条意见".to_owned())),
        }
    }

    /// What is passed over, each to be heard again.
    fn ignored_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(issue) = &cx.page.issue else { return };
        let load = || cx.book.ignored_findings(&issue.id);
        let ignored = match self.ignored.get(cx.book.revision(), issue.id.to_string(), load) {
            Ok(ignored) if !ignored.is_empty() => &*ignored,
            _ => return,
        };
        ui.add_space(theme::STEP);
        ui.separator();
        let text = format!("已忽略 {} 条", ignored.len());
        let text = egui::RichText::new(text).small().color(theme::of(ui).quiet);
        if ui.selectable_label(self.show_ignored, text).clicked() {
            self.show_ignored = !self.show_ignored;
        }
        if !self.show_ignored {
            return;
        }
        for one in ignored {
            ui.horizontal_wrapped(|ui| {
                widgets::quiet(ui, format!("{}（{}）", one.message, one.actor));
                let button = ui.small_button("恢复");
                widgets::named(ui, button.id, &format!("恢复 {}", one.message));
                if button.on_hover_text("不再忽略").clicked() {
                    cx.change(Change::Proof(Box::new(ProofChange::Heed(one.clone()))));
                }
            });
        }
    }
}

/// Everything certain at once, one step to take back.
fn fix_all_ui(ui: &mut Ui, cx: &Cx<'_>, found: &[Finding]) {
    let certain = found.iter().filter(|f| f.level == Level::Must && f.fix.is_some()).count();
    let Some(issue) = cx.page.issue.as_ref().filter(|_| certain > 0) else { return };
    let button = ui.button(format!("改正确定的 {certain} 处"));
    if button.on_hover_text("一次改完必改的，可以撤销（Ctrl+Z）").clicked() {
        cx.change(Change::Proof(Box::new(ProofChange::FixAll(issue.id.clone()))));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) {
    let Some(issue) = &cx.page.issue else { return };
    let (issue, finding) = (issue.id.clone(), finding.clone());
    cx.change(Change::Proof(Box::new(ProofChange::Fix { issue, finding })));
}

fn ignore(cx: &Cx<'_>, finding: &Finding) {
    let Some(issue) = &cx.page.issue else { return };
    let (issue, finding) = (issue.id.clone(), finding.clone());
    cx.change(Change::Proof(Box::new(ProofChange::Ignore { issue, finding })));
}

fn count(found: &[Finding], level: Level) -> usize {
    found.iter().filter(|finding| finding.level == level).count()
}

/// As they stand in print: the masthead first, the figures of the month last.
fn sort(found: &mut [Finding]) {
    found.sort_by_key(|finding| {
        let outside = match finding.section.as_str() {
            "报头" => 0,
            "" => 3,
            _ if finding.anchor.is_none() => 2,
            _ => 1,
        };
        (outside, finding.anchor, finding.start, finding.level)
    });
}
