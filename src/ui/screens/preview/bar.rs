//! What stands above the pages: which page, how large, what is still to be done, and the ways out.

use egui::{Align, Layout, RichText, Ui};

use crate::ui::action::Action;
use crate::ui::commands::Command;
use crate::ui::cx::Cx;
use crate::ui::screens::settings::Tab;
use crate::ui::{theme, widgets};

use super::data::PreviewData;
use super::view::{View, Zoom};

/// One press of ＋ or －.
const STEP: f32 = 1.25;
/// What the switch for two pages and the ways out take.
const ROOM_FOR_TWO: f32 = 320.0;

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, data: &PreviewData, view: &mut View) {
    ui.horizontal(|ui| {
        turn_ui(ui, view);
        ui.add_space(theme::STEP);
        size_ui(ui, view);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ways_out_ui(ui, cx);
        });
    });
    ui.horizontal(|ui| {
        if data.waiting.is_empty() {
            ui.label(RichText::new("● 全文没有待填处").small().color(theme::of(ui).green));
        } else {
            widgets::amber_note(ui, &data.waiting);
        }
        widgets::quiet(ui, format!("约 {} 字", data.characters));
        remarks_ui(ui, cx, view);
    });
}

fn turn_ui(ui: &mut Ui, view: &mut View) {
    let (shown, count) = (view.shown, view.count());
    if widgets::icon_button(ui, "◀", "上一页（PageUp）", shown > 0).clicked() {
        view.turn(false);
    }
    let text = if count == 0 {
        "正在排版…".to_owned()
    } else {
        format!("第 {} 页，共 {count} 页", shown + 1)
    };
    ui.label(text);
    if widgets::icon_button(ui, "▶", "下一页（PageDown）", shown + 1 < count).clicked() {
        view.turn(true);
    }
}

fn size_ui(ui: &mut Ui, view: &mut View) {
    if widgets::icon_button(ui, "－", "缩小（Ctrl+滚轮）", true).clicked() {
        view.magnify(1.0 / STEP);
    }
    let percent = format!("{:.0}%", view.part() * 100.0);
    if ui.button(percent).on_hover_text("按纸张大小，100%").clicked() {
        view.zoom = Zoom::Part(1.0);
    }
    if widgets::icon_button(ui, "＋", "放大（Ctrl+滚轮）", true).clicked() {
        view.magnify(STEP);
    }
    for (zoom, name, tip) in
        [(Zoom::Width, "适宽", "铺满可用的宽度"), (Zoom::Page, "整页", "一眼看到整页")]
    {
        if ui.selectable_label(view.zoom == zoom, name).on_hover_text(tip).clicked() {
            view.zoom = zoom;
        }
    }
    if ui.available_width() < ROOM_FOR_TWO {
        return;
    }
    let two = view.two_up.unwrap_or(view.is_two_up());
    if ui.selectable_label(two, "双页").on_hover_text("两页并排").clicked() {
        view.two_up = Some(!two);
    }
}

fn ways_out_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if widgets::accent_button(ui, "导出…").clicked()
        && let Some(action) = Command::Export.action(cx.page)
    {
        cx.send(action);
    }
    let tip = "生成 PDF，用系统的阅读器打开来印（Ctrl+P）";
    if ui.button("打印…").on_hover_text(tip).clicked()
        && let Some(action) = Command::Print.action(cx.page)
    {
        cx.send(action);
    }
}

/// What does not fit, and which fonts stand in.
fn remarks_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View) {
    let Some(print) = &view.kept.print else { return };
    let list: Vec<String> = print.misfits().map(crate::layout::Misfit::sentence).collect();
    let misfits = list.len();
    if misfits > 0 {
        let first = list.first().map(String::as_str).unwrap_or_default();
        let text =
            if misfits == 1 { first.to_owned() } else { format!("版面有 {misfits} 处要看") };
        widgets::amber_note(ui, &text).on_hover_text(list.join("\n"));
    }
    let fonts = view.kept.remarks.len() - misfits;
    if fonts > 0 {
        let list = view.kept.remarks.get(misfits..).unwrap_or_default().join("\n");
        let text = RichText::new(format!("字体：{fonts} 处代印")).small();
        let button = ui.add(egui::Button::new(text).frame(false));
        if button.on_hover_text(format!("{list}\n点一下去看字体")).clicked() {
            cx.send(Action::Settings(Tab::Fonts));
        }
    }
}
