//! The sentence of the visits (进大厅), taken apart into leaders and the words around them.

use super::{Assembly, start_of};
use crate::import::draft::Draft;
use crate::import::issue::Paragraph;
use crate::import::paragraph::{month_slots, with_slots};
use crate::import::proposal::Unplaced;
use crate::import::visits;
use crate::model::{ItemNumbering, Measure};
use crate::text::prose::{IssueSlot, Slot};

impl Assembly<'_> {
    /// Takes the sentence of visits apart; what does not fit stays text and is listed.
    pub(super) fn read_visits(&mut self, draft: &mut Draft, texts: &[&Paragraph]) {
        if draft.numbering != ItemNumbering::None || !self.visits.is_empty() {
            return;
        }
        for (item, raw) in draft.items.iter().enumerate() {
            for (paragraph, text) in raw.paragraphs.iter().enumerate() {
                match visits::read(text, &self.names) {
                    Ok(sentence) if draft.ready.is_none() => {
                        let mut prose =
                            with_slots(&sentence.before, month_slots(&sentence.before, self.month));
                        prose.push_slot(Slot::new(IssueSlot::Visits.name(), Measure::Value));
                        prose.push_text(&sentence.after);
                        draft.ready = Some((item, paragraph, prose));
                        self.visits = sentence.visits;
                    }
                    Ok(_) => self.notes.push(format!("“{}”未拆为进大厅记录。", start_of(text))),
                    Err(_) if self.visits_only(text) => {}
                    Err(odd) => {
                        let at = texts.iter().find(|p| p.text == *text).map_or(0, |p| p.line);
                        let text = if odd.is_empty() { text.clone() } else { odd };
                        self.unplaced.push(Unplaced { line: at, text });
                    }
                }
            }
        }
    }

    /// Takes the visits of a sentence that has to stay text.
    fn visits_only(&mut self, text: &str) -> bool {
        let Some(visits) = visits::read_loosely(text, &self.names) else { return false };
        self.visits.extend(visits);
        self.notes.push(format!("“{}”的人员已录入，语句按原文收录。", start_of(text)));
        true
    }
}
