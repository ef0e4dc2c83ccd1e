//! Leaves out the clauses of a paragraph whose figures do not exist yet, as a writer would: the
//! first year of a series has no 同比. Knows prose and figures.

use crate::model::{Bulletin, DepartmentCode, Figures, Month};
use crate::text::prose::Prose;
use crate::trend::measure::derive;

/// The paragraph without clauses that would print an empty slot; `None` when nothing is left.
pub(super) fn filled(
    source: &str,
    bulletin: &Bulletin,
    figures: &Figures,
    month: Month,
) -> Option<String> {
    let mut kept = String::new();
    for clause in clauses(source) {
        if is_filled(&clause, bulletin, figures, month) {
            kept.push_str(&clause);
        } else if clause.ends_with(['。', '；']) && kept.pop().is_some() {
            // The clause before takes over the end of the sentence.
            kept.extend(clause.chars().last());
        }
    }
    let has_words = kept.chars().any(|c| !matches!(c, '，' | '。' | '；'));
    has_words.then_some(kept)
}

/// Pieces that end with ，；or 。 outside brackets.
fn clauses(source: &str) -> Vec<String> {
    let mut clauses = vec![String::new()];
    let mut depth = 0_i32;
    for c in source.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ => {}
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push(c);
        }
        if depth == 0 && matches!(c, '，' | '；' | '。') {
            clauses.push(String::new());
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

fn is_filled(clause: &str, bulletin: &Bulletin, figures: &Figures, month: Month) -> bool {
    let hall = DepartmentCode::hall();
    let prose = Prose::parse(clause);
    let mut slots = prose.slots().filter(|slot| slot.issue_slot().is_none());
    slots.all(|slot| {
        let Some(indicator) = bulletin.indicator_named(&slot.name) else { return false };
        let whole = indicator.share_of.as_ref().and_then(|code| bulletin.indicator(code));
        derive(figures, indicator, whole, &hall, month, slot.measure).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_still_end_with_their_mark() {
        let pieces = clauses("甲{a}件（其中，乙{b}件），丙{c}件；丁{d}件。");
        assert_eq!(pieces, ["甲{a}件（其中，乙{b}件），", "丙{c}件；", "丁{d}件。"]);
    }

    #[test]
    fn a_clause_with_an_empty_slot_goes() {
        let bulletin: Bulletin =
            toml::from_str("code = \"x\"\nname = \"x\"\ntitle = \"x\"").unwrap();
        let month = "2025-04".parse().unwrap();
        let filled = |source| filled(source, &bulletin, &Figures::default(), month);
        let kept =
            filled("{月}，大厅运行平稳，受理{甲}件，同比{甲·同比}。窗口有序；等候{乙}分钟。");
        assert_eq!(kept.as_deref(), Some("{月}，大厅运行平稳。窗口有序。"));
        assert_eq!(filled("{甲}件。"), None);
    }
}
