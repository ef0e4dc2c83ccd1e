//! What each slot of an issue prints: figures, derived values, facts of the issue. Knows no page.

use crate::model::{Bulletin, DepartmentCode, Figures, Indicator, Issue, Measure, Visit};
use crate::text::prose::{IssueSlot, Slot, SlotText, SlotValues};
use crate::trend::measure::{self, Derived};

/// The values of one issue, for the hall as a whole.
pub struct IssueValues<'a> {
    pub issue: &'a Issue,
    pub bulletin: &'a Bulletin,
    pub figures: &'a Figures,
}

impl SlotValues for IssueValues<'_> {
    fn slot_text(&self, slot: &Slot, power: u8) -> SlotText {
        match slot.issue_slot() {
            Some(fact) => self.fact(fact),
            None => self.figure(slot, power),
        }
    }
}

impl IssueValues<'_> {
    fn fact(&self, fact: IssueSlot) -> SlotText {
        match fact {
            IssueSlot::Number => SlotText::Filled(self.issue.number.to_string()),
            IssueSlot::Visits if self.issue.visits.is_empty() => SlotText::Empty,
            IssueSlot::Visits => SlotText::Filled(visits_text(&self.issue.visits)),
            _ => fact.of_month(self.issue.month).map_or(SlotText::Empty, SlotText::Filled),
        }
    }

    fn figure(&self, slot: &Slot, power: u8) -> SlotText {
        let Some(indicator) = self.bulletin.indicator_named(&slot.name) else {
            return SlotText::Unknown;
        };
        let hall = DepartmentCode::hall();
        self.derived(indicator, slot.measure, &hall).map_or(SlotText::Empty, |derived| {
            SlotText::Filled(measure::words(derived, slot.measure, indicator, power))
        })
    }

    /// A measure of an indicator for one department in the issue's month.
    pub fn derived(
        &self,
        indicator: &Indicator,
        measure: Measure,
        department: &DepartmentCode,
    ) -> Option<Derived> {
        let whole = indicator.share_of.as_ref().and_then(|code| self.bulletin.indicator(code));
        let month = self.issue.month;
        measure::derive(self.figures, indicator, whole, department, month, measure)
    }
}

/// 水利厅党组成员、副厅长刘辉，应急管理厅…
fn visits_text(visits: &[Visit]) -> String {
    let entry = |visit: &Visit| format!("{}{}{}", visit.department, visit.posts, visit.person);
    visits.iter().map(entry).collect::<Vec<_>>().join("，")
}
