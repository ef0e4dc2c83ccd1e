//! 数据规则: what the figures of a month are held against.

use egui::Ui;

use crate::ui::cx::Cx;
use crate::ui::widgets;

#[derive(Default)]
pub struct Rules {}

impl Rules {
    #[expect(clippy::unused_self, reason = "filled next")]
    pub fn ui(&mut self, _cx: &Cx<'_>, ui: &mut Ui) {
        widgets::quiet(ui, "…");
    }
}
