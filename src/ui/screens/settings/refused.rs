//! What was typed into a register and could not be taken: said beside the field, also after it was
//! left, until something else is typed there.

use std::collections::HashMap;

use egui::{Id, Ui};

use crate::ui::cx::Cx;
use crate::ui::widgets;

#[derive(Default)]
pub struct Refused {
    /// By field: what was typed, and why it was not taken.
    kept: HashMap<Id, (String, String)>,
}

impl Refused {
    /// Looks at a field after it was drawn. `check` says in Chinese what is wrong with a text.
    pub fn look(&mut self, cx: &Cx<'_>, id: Id, check: impl FnOnce(&str) -> Result<(), String>) {
        let typed = cx.editing.borrow().so_far(id).map(str::to_owned);
        let Some(typed) = typed.filter(|_| !cx.editing.borrow().is_fresh(id)) else { return };
        if self.kept.get(&id).is_some_and(|(text, _)| *text == typed) {
            return;
        }
        match check(&typed) {
            Ok(()) => self.kept.remove(&id),
            Err(why) => self.kept.insert(id, (typed, why)),
        };
    }

    /// Draws what is wrong with the fields of one row.
    pub fn ui(&self, ui: &mut Ui, ids: &[Id]) {
        for (typed, why) in ids.iter().filter_map(|id| self.kept.get(id)) {
            widgets::amber_note(ui, &format!("“{typed}”没有采用：{why}；原来的没有改"));
        }
    }
}
