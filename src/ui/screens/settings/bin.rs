//! 回收站: what was deleted, to be brought back.

use egui::Ui;

use crate::ui::cx::Cx;
use crate::ui::widgets;

#[derive(Default)]
pub struct Bin {}

impl Bin {
    #[expect(clippy::unused_self, reason = "filled next")]
    pub fn ui(&mut self, _cx: &Cx<'_>, ui: &mut Ui) {
        widgets::quiet(ui, "…");
    }
}
