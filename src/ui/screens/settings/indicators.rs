//! 指标: what the bulletin counts, group by group; added, edited, ordered, ended.

mod draft;
mod form;

use egui::{Align, Button, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::model::{Indicator, IndicatorKind};
use crate::ui::change::{Change, IndicatorChange};
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets, wording};

use draft::Draft;

/// Width of a name with what is said of it, and of the buttons behind it.
const NAMES: f32 = 480.0;
const BUTTONS: f32 = 240.0;

#[derive(Default)]
pub struct Indicators {
    /// The indicator being written.
    draft: Option<Draft>,
    /// In so many frames its first field is to be entered: a click still under way would leave it.
    fresh: u8,
}

fn send(cx: &Cx<'_>, change: IndicatorChange) {
    cx.change(Change::Indicator(cx.page.bulletin.code.clone(), change));
}

/// What is to be done with a row.
enum Row {
    Edit,
    Move(usize),
    Delete,
}

impl Indicators {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            widgets::sheet(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.head_ui(ui, cx);
                if self.is_of(None) {
                    self.draft_ui(ui, cx);
                }
                self.groups_ui(ui, cx);
            });
        });
    }

    fn is_of(&self, indicator: Option<&Indicator>) -> bool {
        self.draft.as_ref().is_some_and(|d| d.code.as_ref() == indicator.map(|i| &i.code))
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        widgets::title(ui, &format!("{}的指标", cx.page.bulletin.name));
        widgets::quiet(
            ui,
            "次序就是录入表的次序。改名时，未发布各期和固定段落里的填数位一起改写；可以撤销。",
        );
        ui.add_space(theme::STEP);
        let add = ui.add_enabled(self.draft.is_none(), Button::new("新增指标…"));
        let asked = cx.asked(Command::New) && self.draft.is_none();
        if add.on_hover_text("Ctrl+Enter").clicked() || asked {
            let section = cx.page.bulletin.sections.first().map_or("", |s| s.key.as_str());
            self.open(Draft::new(section));
        }
    }

    fn open(&mut self, draft: Draft) {
        self.draft = Some(draft);
        self.fresh = 2;
    }

    fn groups_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let bulletin = &cx.page.bulletin;
        if bulletin.indicators.is_empty() {
            ui.label("还没有指标。点“新增指标”，写上名称和单位。");
        }
        let titles = bulletin.sections.iter().map(|section| {
            let title = wording::section_title(&section.title, cx.page.month, 0);
            (Some(section.key.as_str()), title)
        });
        for (key, title) in titles.chain(std::iter::once((None, "其他指标".to_owned()))) {
            let of_group = |indicator: &Indicator| match key {
                Some(key) => indicator.section == key,
                None => bulletin.section(&indicator.section).is_none(),
            };
            let members: Vec<(usize, &Indicator)> = bulletin
                .indicators
                .iter()
                .enumerate()
                .filter(|(_, indicator)| of_group(indicator))
                .collect();
            if members.is_empty() {
                continue;
            }
            ui.add_space(theme::STEP);
            widgets::caption(ui, &title);
            for (nth, (_, indicator)) in members.iter().enumerate() {
                let place = |nth: usize| members.get(nth).map(|(place, _)| *place);
                let ways = [nth.checked_sub(1).and_then(place), place(nth + 1)];
                let asked = row_ui(ui, cx, indicator, ways, self.draft.is_none());
                self.act(cx, indicator, asked.as_ref());
                if self.is_of(Some(indicator)) {
                    self.draft_ui(ui, cx);
                }
            }
        }
    }

    fn act(&mut self, cx: &Cx<'_>, indicator: &Indicator, asked: Option<&Row>) {
        let code = indicator.code.clone();
        match asked {
            Some(Row::Edit) => self.open(Draft::of(cx.page, indicator)),
            Some(Row::Move(position)) => {
                send(cx, IndicatorChange::Move { code, position: *position });
            }
            Some(Row::Delete) => {
                self.draft = None;
                send(cx, IndicatorChange::Delete(code));
            }
            None => {}
        }
    }

    fn draft_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(draft) = &mut self.draft else { return };
        let fresh = self.fresh == 1;
        self.fresh = self.fresh.saturating_sub(1);
        if self.fresh > 0 {
            ui.ctx().request_repaint();
        }
        let (mut sure, mut gone) = (false, false);
        egui::Frame::group(ui.style()).inner_margin(10).show(ui, |ui| {
            form::fields_ui(ui, cx, draft, fresh);
            if let Some(fault) = &draft.fault {
                widgets::amber_note(ui, fault);
            }
            ui.horizontal(|ui| {
                sure = ui.button("确定").on_hover_text("存下这项指标").clicked();
                gone = ui.button("取消").on_hover_text("不改了").clicked();
            });
        });
        if gone {
            self.draft = None;
        } else if sure {
            self.store(cx);
        }
    }

    fn store(&mut self, cx: &Cx<'_>) {
        let Some(draft) = &mut self.draft else { return };
        let read = draft.read(cx.page).and_then(|indicator| {
            let checked = cx.book.check_indicator(&cx.page.bulletin.code, &indicator);
            checked.map_err(|err| crate::ops::message(&err).text)?;
            Ok(indicator)
        });
        match read {
            Err(fault) => draft.fault = Some(fault),
            Ok(indicator) => {
                let new = draft.code.is_none();
                self.draft = None;
                let indicator = Box::new(indicator);
                let change = if new {
                    IndicatorChange::Add(indicator)
                } else {
                    IndicatorChange::Edit(indicator)
                };
                send(cx, change);
            }
        }
    }
}

/// Name, how it counts and prints, and what can be done with it. `ways` are the places it can be
/// moved to.
fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    indicator: &Indicator,
    ways: [Option<usize>; 2],
    free: bool,
) -> Option<Row> {
    let name = &indicator.name;
    let mut asked = None;
    ui.horizontal(|ui| {
        // The buttons stand one below the other.
        let room = vec2((ui.available_width() - BUTTONS).clamp(200.0, NAMES), theme::ROW - 4.0);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(room.x);
            name_ui(ui, cx, indicator);
        });
        let edit = ui.add_enabled(free, Button::new("修改…").small());
        widgets::named(ui, edit.id, &format!("修改 {name}"));
        if edit.on_hover_text("名称、单位、别名、印法、口径、由谁填报").clicked()
        {
            asked = Some(Row::Edit);
        }
        let [before, after] = ways;
        for (sign, way, to) in [("↑", "上移", before), ("↓", "下移", after)] {
            let clicked =
                widgets::icon_button(ui, sign, &format!("{way} {name}"), to.is_some()).clicked();
            if let Some(to) = to.filter(|_| clicked) {
                asked = Some(Row::Move(to));
            }
        }
        let delete = ui.small_button("删除");
        widgets::named(ui, delete.id, &format!("删除 {name}"));
        if delete.on_hover_text("没有数据、规则和正文用到它时才能删；可以撤销").clicked()
        {
            asked = Some(Row::Delete);
        }
    });
    asked
}

fn name_ui(ui: &mut Ui, cx: &Cx<'_>, indicator: &Indicator) {
    let text = RichText::new(&indicator.name).font(theme::bold_font(15.0));
    let label = ui.add(Label::new(text).truncate());
    let definition = indicator.definition_in(cx.page.month);
    if !definition.is_empty() {
        label.on_hover_text(format!("口径：{definition}"));
    }
    let mut short = in_short(indicator);
    if !indicator.is_asked_in(cx.page.month) {
        short.push_str("，已停用");
    }
    let quiet = RichText::new(short).small().color(theme::of(ui).quiet);
    ui.add(Label::new(quiet).truncate());
}

/// 万件，2 位小数，月末数，各部门填报
fn in_short(indicator: &Indicator) -> String {
    let mut parts = vec![indicator.display_unit()];
    if indicator.style.decimals > 0 {
        let most = if indicator.style.trim { "至多 " } else { "" };
        parts.push(format!("{most}{} 位小数", indicator.style.decimals));
    }
    match indicator.kind {
        IndicatorKind::Flow => {}
        IndicatorKind::Stock => parts.push("月末数".to_owned()),
        IndicatorKind::Ratio => parts.push("比率".to_owned()),
    }
    if indicator.by_department {
        parts.push(match indicator.departments.len() {
            0 => "各部门填报".to_owned(),
            some => format!("{some} 个部门填报"),
        });
    }
    if !indicator.redefined.is_empty() {
        parts.push(format!("口径改过 {} 次", indicator.redefined.len()));
    }
    parts.join("，")
}
