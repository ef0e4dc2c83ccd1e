//! Which font prints what: each role with what will print it, what that lacks of this issue, and a
//! way to point at another file.

use egui::{RichText, Ui};

use crate::layout::FontRole;
use crate::ops::{OpError, Origin, RoleReport};
use crate::ui::action::{Action, Purpose};
use crate::ui::cx::Cx;
use crate::ui::screens::preview::Kept;
use crate::ui::{theme, widgets};

#[derive(Default)]
pub struct Fonts {
    kept: Kept,
}

impl Fonts {
    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        widgets::sheet(ui, |ui| {
            ui.set_min_width(ui.available_width());
            widgets::title(ui, "各种文字用什么字体印");
            widgets::quiet(
                ui,
                "先用本机装的公文字体，没有的由程序自带的字体代印；缺的字逐字由别的字体补。docx 里写的总是公文字体的名字。",
            );
            ui.add_space(theme::STEP);
            match self.report(cx, ui) {
                Ok(Some(roles)) => {
                    for role in &roles {
                        role_ui(ui, cx, role);
                    }
                }
                Ok(None) => {
                    widgets::quiet(ui, "正在找字体…");
                }
                Err(err) => widgets::message_box(ui, &crate::ops::message(&err)),
            }
        });
    }

    fn report(&mut self, cx: &Cx<'_>, ui: &Ui) -> Result<Option<Vec<RoleReport>>, OpError> {
        if let Some(print) = self.kept.load(cx, ui.ctx())? {
            return Ok(Some(print.report().roles));
        }
        let fonts = self.kept.fonts_of(cx, ui.ctx())?;
        Ok(fonts.map(|fonts| fonts.report(&[]).roles))
    }
}

fn role_ui(ui: &mut Ui, cx: &Cx<'_>, role: &RoleReport) {
    let tokens = theme::of(ui);
    let of = role.role;
    ui.separator();
    ui.horizontal(|ui| {
        let name = format!("{}（{}）", of.chinese(), of.purpose());
        ui.label(RichText::new(name).font(theme::bold_font(15.0)));
        let (from, colour) = match &role.origin {
            Origin::Chosen(path) => (format!("指定的文件 {}", path.display()), tokens.green),
            Origin::Installed(_) => ("本机已装".to_owned(), tokens.green),
            Origin::Bundled => ("▲ 程序自带，代印".to_owned(), tokens.amber),
        };
        ui.label(&role.name);
        ui.label(RichText::new(from).small().color(colour));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            buttons_ui(ui, cx, role, of);
        });
    });
    if let Some(path) = &role.unusable {
        widgets::amber_note(ui, &format!("{} 读不了或不是字体，没有用它", path.display()));
    }
    for (chars, name) in &role.lent {
        let count = chars.chars().count();
        let shown: String = chars.chars().take(40).collect();
        let more = if count > 40 { format!("等 {count} 字") } else { String::new() };
        ui.label(format!("本期缺“{shown}”{more}，由 {name} 代印"));
    }
    if of == FontRole::Fang && role.is_stand_in() {
        widgets::quiet(ui, "没有可随程序分发的仿宋，暂用宋体；装上或指定仿宋字体后自动改用。");
    }
}

fn buttons_ui(ui: &mut Ui, cx: &Cx<'_>, role: &RoleReport, of: FontRole) {
    let chosen = matches!(role.origin, Origin::Chosen(_)) || role.unusable.is_some();
    let reset = ui.add_enabled(chosen, egui::Button::new("恢复"));
    widgets::named(ui, reset.id, &format!("恢复{}", of.chinese()));
    if reset.on_hover_text("不再用指定的文件").clicked() {
        cx.send(Action::Font(of, None));
    }
    let choose = ui.button("选择文件…");
    widgets::named(ui, choose.id, &format!("为{}选择文件", of.chinese()));
    if choose.on_hover_text("ttf、otf 或 ttc 字体文件").clicked() {
        cx.send(Action::Pick(Purpose::Font(of)));
    }
}
