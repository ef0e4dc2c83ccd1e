//! 人员: the register of persons.

use egui::Ui;

use crate::ui::cx::Cx;
use crate::ui::widgets;

#[derive(Default)]
pub struct Persons {}

impl Persons {
    #[expect(clippy::unused_self, reason = "filled next")]
    pub fn ui(&mut self, _cx: &Cx<'_>, ui: &mut Ui) {
        widgets::quiet(ui, "…");
    }
}
