//! The departments' sums beside the hall's figures. Asked for only where a row is seen, a few a
//! frame: a month of a hundred departments holds thousands of figures.

use std::collections::BTreeMap;

use crate::model::{Agreement, DepartmentCode, Indicator, IndicatorCode, Month, Quantity};
use crate::ops::{DepartmentSum, in_log};
use crate::ui::cx::Cx;
use crate::ui::wording;

use super::data::Row;

/// Sums computed in one frame at most; each costs a look-up for every department.
const A_FRAME: usize = 3;

#[derive(Default)]
pub struct Sums {
    at: Option<(Month, u64)>,
    kept: BTreeMap<IndicatorCode, Kept>,
    computed: usize,
}

/// A sum of an older revision of the book is shown until its turn comes, so that nothing flickers.
struct Kept {
    revision: u64,
    sum: Option<DepartmentSum>,
    typed: String,
    verdict: Verdict,
}

/// What the form says of a hall's figure and the departments' sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The figure and the sum contradict each other.
    pub differs: bool,
    /// A line beneath the row.
    pub line: Option<String>,
    /// For the tooltip, where nothing needs to be done.
    pub agrees: Option<String>,
    /// The sum as it can be put into the cell.
    pub adopt: Option<String>,
}

const NOTHING: Verdict = Verdict { differs: false, line: None, agrees: None, adopt: None };

impl Sums {
    /// Begins a frame on `month` at `revision` of the book. The frame in which either is new has
    /// enough to do with the form itself: sums follow in the next ones.
    pub fn begin(&mut self, month: Month, revision: u64) {
        let before = self.at.replace((month, revision));
        self.computed = if before == self.at { 0 } else { A_FRAME };
        if before.is_some_and(|(shown, _)| shown != month) {
            self.kept.clear();
        }
    }

    /// The verdict as far as it is known; empty where departments do not add up.
    pub fn verdict(&self, row: &Row) -> &Verdict {
        let of_hall = row.key.department == DepartmentCode::hall();
        let kept = self.kept.get(&row.key.indicator).filter(|_| of_hall);
        kept.map_or(&NOTHING, |kept| &kept.verdict)
    }

    /// Brings the verdict on a row that is seen up to date, or as far as this frame allows.
    pub fn refresh(&mut self, cx: &Cx<'_>, ui: &egui::Ui, row: &Row) {
        let indicator = cx.page.bulletin.indicators.get(row.indicator);
        let of_hall = row.key.department == DepartmentCode::hall();
        let Some(indicator) = indicator.filter(|i| of_hall && i.adds_up()) else { return };
        let revision = cx.book.revision();
        let known = self.kept.get(&indicator.code).filter(|kept| kept.revision == revision);
        if known.is_some_and(|kept| kept.typed == row.typed) {
            return;
        }
        ui.ctx().request_repaint();
        let sum = match known {
            Some(kept) => kept.sum,
            None if self.computed >= A_FRAME => return,
            None => {
                self.computed += 1;
                let sum = cx.book.department_sum(&indicator.code, row.key.month);
                sum.map_err(|err| log::error!("adding up: {}", in_log(&err))).ok()
            }
        };
        let verdict =
            sum.map(|sum| judge(&sum, indicator, row.quantity, row.is_blank())).unwrap_or_default();
        let kept = Kept { revision, sum, typed: row.typed.clone(), verdict };
        self.kept.insert(indicator.code.clone(), kept);
    }
}

/// Compares by intervals: 5.87万 + 0.21万 is 6.1万. Departments that are still missing can only
/// add to the sum.
fn judge(
    sum: &DepartmentSum,
    indicator: &Indicator,
    stated: Option<Quantity>,
    blank: bool,
) -> Verdict {
    let Some(total) = sum.quantity else { return Verdict::default() };
    let unit = &indicator.unit;
    let said = format!(
        "各部门合计 {}{unit}（{}/{} 个部门已报）",
        wording::reported(total),
        sum.reported,
        sum.asked
    );
    let adopt = Some(wording::reported(total));
    let Some(stated) = stated else {
        let line = blank.then_some(said);
        return Verdict { line, adopt, ..Verdict::default() };
    };
    let interval = stated.interval(indicator.exact_from());
    let agreement = sum.interval.compare(interval);
    let may_still_grow = !sum.is_complete() && sum.interval.low <= interval.high;
    let typed = format!("所填 {}{unit}", wording::reported(stated));
    match agreement {
        Agreement::Consistent => {
            Verdict {
                agrees: Some(format!("{said}，与{typed} 一致")), adopt, ..Verdict::default()
            }
        }
        _ if may_still_grow => Verdict { agrees: Some(said), adopt, ..Verdict::default() },
        Agreement::Off => {
            let agrees = format!("{said}，与{typed} 末位差 1，可能是截尾");
            Verdict { agrees: Some(agrees), adopt, ..Verdict::default() }
        }
        Agreement::Contradicts => {
            let apart = total.minus(stated).map(|apart| wording::reported(apart.abs()));
            let apart = apart.map(|apart| format!(" 相差 {apart}{unit}")).unwrap_or_default();
            let line = Some(format!("{said}，与{typed}{apart}"));
            Verdict { differs: true, line, adopt, agrees: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Interval;

    fn cases() -> Indicator {
        let style = r#"{"power":4,"decimals":2,"trim":true}"#;
        let json = format!(r#"{{"code":"a","name":"受理","unit":"件","style":{style}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn verdict(parts: &[&str], asked: usize, typed: &str) -> Verdict {
        let cases = cases();
        let read = |typed: &str| cases.read(typed).unwrap().1;
        let parts: Vec<Quantity> = parts.iter().filter_map(|typed| read(typed)).collect();
        let sum = DepartmentSum {
            quantity: parts.iter().copied().reduce(|a, b| a.plus(b).unwrap()),
            interval: parts
                .iter()
                .map(|part| part.interval(cases.exact_from()))
                .fold(Interval { low: 0, high: 0 }, Interval::plus),
            reported: parts.len(),
            asked,
        };
        judge(&sum, &cases, read(typed), typed.is_empty())
    }

    #[test]
    fn rounded_reports_agree_within_their_last_digits() {
        let agrees = verdict(&["5.87万", "0.21万"], 2, "6.1万");
        assert!(!agrees.differs && agrees.line.is_none());
        assert!(agrees.agrees.unwrap().ends_with("与所填 6.1万件 一致"));
        let cut = verdict(&["58700", "2900"], 2, "6.1万");
        assert!(!cut.differs && cut.agrees.unwrap().contains("末位差 1"));
        let wrong = verdict(&["5.87万", "0.21万"], 2, "6.3万");
        assert!(wrong.differs);
        let line = "各部门合计 6.08万件（2/2 个部门已报），与所填 6.3万件 相差 0.2万件";
        assert_eq!(wrong.line.as_deref(), Some(line));
        assert_eq!(wrong.adopt.as_deref(), Some("6.08万"));
    }

    #[test]
    fn missing_departments_can_only_add() {
        let early = verdict(&["5.87万"], 2, "6.1万");
        assert!(!early.differs && early.line.is_none());
        assert!(verdict(&["6.87万"], 2, "6.1万").differs, "already too much");
    }

    #[test]
    fn a_blank_is_offered_the_sum_and_nothing_is_offered_without_one() {
        let offered = verdict(&["300", "40"], 3, "");
        assert_eq!(offered.line.as_deref(), Some("各部门合计 340件（2/3 个部门已报）"));
        assert!(!offered.differs);
        assert_eq!(verdict(&[], 3, ""), Verdict::default());
        assert_eq!(verdict(&[], 3, "5"), Verdict::default());
    }
}
