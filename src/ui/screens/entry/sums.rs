//! The departments' sums beside the hall's figures. Asked for only where a row is seen, a few a
//! frame: a month of a hundred departments holds thousands of figures.

use std::collections::BTreeMap;

use crate::model::{Agreement, DepartmentCode, Indicator, IndicatorCode, Month};
use crate::ops::DepartmentSum;
use crate::ui::cx::Cx;
use crate::ui::wording;

use super::data::Row;

/// Sums computed in one frame at most; each costs a look-up for every department.
const A_FRAME: usize = 3;

#[derive(Default)]
pub struct Sums {
    month: Option<Month>,
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
    /// Begins a frame on `month`.
    pub fn begin(&mut self, month: Month) {
        self.computed = 0;
        if self.month != Some(month) {
            self.month = Some(month);
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
                sum.map_err(|err| log::error!("adding up: {err:#}")).ok()
            }
        };
        let verdict = sum.map(|sum| judge(&sum, indicator, row)).unwrap_or_default();
        let kept = Kept { revision, sum, typed: row.typed.clone(), verdict };
        self.kept.insert(indicator.code.clone(), kept);
    }
}

/// Compares by intervals: 5.87万 + 0.21万 is 6.1万. Departments that are still missing can only
/// add to the sum.
fn judge(sum: &DepartmentSum, indicator: &Indicator, row: &Row) -> Verdict {
    let Some(total) = sum.quantity else { return Verdict::default() };
    let unit = &indicator.unit;
    let said = format!(
        "各部门合计 {}{unit}（{}/{} 个部门已报）",
        wording::reported(total),
        sum.reported,
        sum.asked
    );
    let adopt = Some(wording::reported(total));
    let Some(stated) = row.quantity else {
        let line = row.is_blank().then_some(said);
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
