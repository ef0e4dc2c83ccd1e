//! What the rules ask about the form that is shown: all of it together, each remark leading to its
//! cell, each to be answered with a reason.

use egui::{Align, Button, Id, Key, Layout, Panel, RichText, ScrollArea, TextEdit, Ui};

use crate::check::{CellFinding, Level};
use crate::model::{BulletinCode, DepartmentCode, FigureKey, Month};
use crate::ui::action::Action;
use crate::ui::change::Change;
use crate::ui::commands::{Command, FormCommand};
use crate::ui::cx::Cx;
use crate::ui::loaded::Loaded;
use crate::ui::{theme, widgets};

/// Room for remarks, as a part of the form's height and in points. The least shows one remark of
/// two lines with the field of its reason.
const PART: f32 = 0.34;
const LEAST: f32 = 84.0;
const HIGHEST: f32 = 220.0;
/// A form lower than this, in points, belongs to its rows: remarks are folded away at first.
const LOW: f32 = 260.0;

type Shown = (Month, BulletinCode, DepartmentCode);

#[derive(Default)]
pub struct Findings {
    data: Loaded<Shown, Vec<CellFinding>>,
    held: Held,
}

/// What is remembered beside the remarks.
#[derive(Default)]
struct Held {
    /// What was last asked for; `None` leaves it to the room there is.
    wish: Option<bool>,
    folded: bool,
    /// Rule and place of the remark last walked to.
    current: Option<String>,
    answer: Option<Answer>,
}

/// A reason being typed.
struct Answer {
    rule: String,
    figure: FigureKey,
    text: String,
    /// The field was not focused yet.
    fresh: bool,
}

impl Findings {
    /// Draws the remarks at the bottom of what is left of `ui`. `focused` is the figure whose row
    /// has the focus.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        department: &DepartmentCode,
        focused: Option<&FigureKey>,
    ) {
        let page = cx.page;
        let key = (page.month, page.bulletin.code.clone(), department.clone());
        let load = || cx.book.entry_findings(&page.bulletin, page.month, department);
        let found = match self.data.get(cx.book.revision(), key, load) {
            Ok(found) => &*found,
            Err(message) => return widgets::message_box(ui, &message),
        };
        let of = |finding: &CellFinding| {
            let code = finding.cells.first();
            code.map(|code| FigureKey::new(code, page.month, department))
        };
        let held = &mut self.held;
        held.drop_stale(found, &of);
        held.keys(cx, found, &of, focused);
        if !found.is_empty() {
            held.folded = held.wish.unwrap_or(ui.available_height() < LOW);
            let room = (ui.available_height() * PART).clamp(LEAST, HIGHEST);
            let panel = Panel::bottom("findings").resizable(false).show_separator_line(true);
            panel.frame(egui::Frame::new()).show(ui, |ui| {
                ui.add_space(4.0);
                held.head_ui(ui, found);
                if !held.folded || held.answer.is_some() {
                    // A panel is given its last height; without a least the list never grew again.
                    let area = ScrollArea::vertical().id_salt("findings").max_height(room);
                    area.min_scrolled_height(room).show(ui, |ui| held.list_ui(ui, cx, found, &of));
                }
            });
        }
    }
}

impl Held {
    /// A reason belongs to a remark that is still made.
    fn drop_stale(
        &mut self,
        found: &[CellFinding],
        of: &impl Fn(&CellFinding) -> Option<FigureKey>,
    ) {
        let still = |answer: &Answer| {
            found.iter().any(|f| f.rule == answer.rule && of(f).as_ref() == Some(&answer.figure))
        };
        if self.answer.as_ref().is_some_and(|answer| !still(answer)) {
            self.answer = None;
        }
    }

    fn keys(
        &mut self,
        cx: &Cx<'_>,
        found: &[CellFinding],
        of: &impl Fn(&CellFinding) -> Option<FigureKey>,
        focused: Option<&FigureKey>,
    ) {
        let here = |finding: &CellFinding| of(finding).as_ref() == focused;
        let is_current = |f: &CellFinding| self.current.as_ref() == Some(&f.rule) && here(f);
        let at = found.iter().position(is_current).or_else(|| found.iter().position(here));
        let count = found.len();
        let goal = match cx.asked {
            Some(Command::NextFinding) => at.map_or(0, |at| (at + 1) % count.max(1)),
            Some(Command::PreviousFinding) => {
                at.unwrap_or(0).checked_sub(1).unwrap_or(count.saturating_sub(1))
            }
            Some(Command::Form(FormCommand::Explain)) => {
                if let Some((finding, figure)) =
                    at.and_then(|at| found.get(at)).and_then(|f| Some((f, of(f)?)))
                {
                    self.begin(finding, figure);
                }
                return;
            }
            _ => return,
        };
        let Some(finding) = found.get(goal) else { return };
        self.current = Some(finding.rule.clone());
        if let Some(figure) = of(finding) {
            cx.send(Action::Figure(figure));
        }
    }

    fn begin(&mut self, finding: &CellFinding, figure: FigureKey) {
        let before = finding.explained.as_ref().or(finding.lapsed.as_ref());
        let (rule, text) = (finding.rule.clone(), before.cloned().unwrap_or_default());
        self.answer = Some(Answer { rule, figure, text, fresh: true });
    }

    /// 校对意见　必改 1 · 存疑 2
    fn head_ui(&mut self, ui: &mut Ui, found: &[CellFinding]) {
        let tokens = theme::of(ui);
        let weights = [Level::Must, Level::Doubt, Level::Hint];
        let counts: Vec<String> = weights
            .into_iter()
            .map(|level| (level, found.iter().filter(|f| f.weight() == level).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| format!("{} {count}", level.chinese()))
            .collect();
        let gravest = found.iter().map(CellFinding::weight).min().unwrap_or(Level::Hint);
        let colour = match gravest {
            Level::Must => tokens.red,
            Level::Doubt => tokens.amber,
            Level::Hint => tokens.quiet,
        };
        let sign = if self.folded { "▶" } else { "▼" };
        let text = format!("{sign} 校对意见　{}", counts.join(" · "));
        let text = RichText::new(text).font(theme::bold_font(14.0)).color(colour);
        let head = ui.add(Button::new(text).frame(false));
        let tip = "收起或展开。F8、Shift+F8 逐条到格，Alt+Enter 写说明";
        if head.on_hover_text(tip).clicked() {
            self.wish = Some(!self.folded);
        }
    }

    fn is_answered(&self, finding: &CellFinding, figure: &FigureKey) -> bool {
        let answer = self.answer.as_ref();
        answer.is_some_and(|answer| answer.rule == finding.rule && answer.figure == *figure)
    }

    /// All of them, or while they are folded away the one that is being answered.
    fn list_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        found: &[CellFinding],
        of: &impl Fn(&CellFinding) -> Option<FigureKey>,
    ) {
        for finding in found {
            let Some(figure) = of(finding) else { continue };
            let answering = self.is_answered(finding, &figure);
            if answering || !self.folded {
                self.finding_ui(ui, cx, finding, &figure, answering);
            }
        }
    }

    fn finding_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: &CellFinding,
        figure: &FigureKey,
        answering: bool,
    ) {
        let tokens = theme::of(ui);
        let colour = match finding.weight() {
            Level::Must => tokens.red,
            Level::Doubt => tokens.text,
            Level::Hint => tokens.quiet,
        };
        let level = if finding.explained.is_some() { "已说明" } else { finding.level.chinese() };
        let text = format!("{level}　{}", finding.in_words());
        let top = ui.cursor().top();
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            self.answer_button(ui, cx, finding, figure, answering);
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                let text = RichText::new(text).font(theme::table_font()).color(colour);
                let line = ui.add(Button::new(text).frame(false).wrap());
                if line.on_hover_text("到这一格").clicked() {
                    self.current = Some(finding.rule.clone());
                    cx.send(Action::Figure(figure.clone()));
                }
            });
        });
        if answering {
            self.answer_ui(ui, cx, top);
        }
    }

    fn answer_button(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: &CellFinding,
        figure: &FigureKey,
        answering: bool,
    ) {
        if finding.explained.is_some() {
            if ui.button("撤回").on_hover_text("撤回说明，重新提问").clicked() {
                let (key, rule) = (figure.clone(), finding.rule.clone());
                cx.change(Change::WithdrawExplanation { key, rule });
            }
        } else if !answering
            && ui.button("说明…").on_hover_text("数没有错：写明为什么（Alt+Enter）").clicked()
        {
            self.begin(finding, figure.clone());
        }
    }

    /// The reason's field. When it appears, the remark that begins at `top` is seen with it.
    fn answer_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, top: f32) {
        let Some(answer) = &mut self.answer else { return };
        let (mut sure, mut gone) = (false, false);
        ui.horizontal(|ui| {
            widgets::caption(ui, "说明");
            let edit = TextEdit::singleline(&mut answer.text)
                .id(Id::unique("reason of a deviation"))
                .hint_text("为什么是这个数，如：集中补录上月积压")
                .desired_width((ui.available_width() - 150.0).max(120.0));
            let field = ui.add(edit);
            widgets::named(ui, field.id, "偏差说明");
            if std::mem::take(&mut answer.fresh) {
                field.request_focus();
                ui.scroll_to_rect(field.rect.with_min_y(top), None);
            }
            let pressed = |key| !cx.composing && ui.input(|i| i.key_pressed(key));
            sure = field.lost_focus() && pressed(Key::Enter);
            gone = field.lost_focus() && pressed(Key::Escape);
            let filled = !answer.text.trim().is_empty();
            let button = ui.add_enabled(filled, Button::new("确定"));
            sure = (sure || button.on_hover_text("存下这条说明（Enter）").clicked()) && filled;
            gone |= ui.button("取消").on_hover_text("不说明（Esc）").clicked();
        });
        if sure {
            let (key, rule) = (answer.figure.clone(), answer.rule.clone());
            cx.change(Change::Explain { key, rule, reason: answer.text.trim().to_owned() });
        }
        if sure || gone {
            cx.send(Action::Figure(answer.figure.clone()));
            self.answer = None;
        }
    }
}
