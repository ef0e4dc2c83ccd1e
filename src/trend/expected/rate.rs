//! What the past of a rate lets expect: a reach of percentage points around its level, because a
//! rate has no growth to carry on, and no further than a rate can go.

use super::{Known, RECENT, Range, SPREADS, median, spread};

/// One percentage point, or one of whatever else a rate counts.
const POINT: i128 = 10_000_000;
/// The narrowest reach to either side: a tenth of the way to the nearer end, within these. Near
/// 0 % and 100 % a rate has less room to move by chance than in the middle.
const NARROWEST: (i128, i128) = (POINT / 2, 3 * POINT);
/// The widest: beyond this nothing would ever be asked.
const WIDEST: i128 = 25 * POINT;
/// A rate that counts no percent moves by so many per mille of itself at least.
const NARROWEST_OTHER: i128 = 100;

impl Known<'_> {
    /// The last twelve months, as far as they are known, and the same month of earlier years.
    pub(super) fn by_points(&self, within: Option<u16>) -> Option<Range> {
        let amount = |back: i32| self.past.get(&self.month.plus(-back)).map(|one| one.on_grid());
        let recent: Vec<i128> = (1..=12).filter_map(amount).collect();
        if recent.len() < RECENT {
            return None;
        }
        let middle = median(&recent)?;
        let (least, most) = (recent.iter().min()?, recent.iter().max()?);
        let basis = format!("近一年有数的{}个月{}", recent.len(), self.span(*least, *most));
        let slack = (SPREADS * spread(&recent, middle)?).max(self.narrowest(middle)).min(WIDEST);
        let slack = within.map_or(slack, |points| i128::from(points) * POINT);
        let (low, high) = (middle - slack, middle + slack);
        let mut range = Range { low, middle, high, basis };
        if let Some(points) = within {
            range.basis = format!("{}，允许偏离{points}个百分点", range.basis);
        } else {
            let seen: Vec<i128> = [12, 24, 36].into_iter().filter_map(amount).collect();
            range = range.taking_in(&seen).taking_in(&[*least, *most]);
        }
        Some(self.possible(range, *least, *most))
    }

    fn narrowest(&self, middle: i128) -> i128 {
        if !self.is_percent() {
            return super::scaled(middle.abs(), NARROWEST_OTHER);
        }
        let aside = middle.min(100 * POINT - middle).max(0) / 10;
        aside.clamp(NARROWEST.0, NARROWEST.1)
    }

    /// Not below 0, and of percent not above 100, where the past itself never was; the last point
    /// before an end belongs to it, so that nobody asks why a rate reached 100 %.
    fn possible(&self, range: Range, least: i128, most: i128) -> Range {
        let full = 100 * POINT;
        let (mut low, mut high) = (range.low, range.high);
        if least >= 0 && (low < 0 || (self.is_percent() && low <= POINT)) {
            low = 0;
        }
        if self.is_percent() && most <= full && high >= full - POINT {
            high = full;
        }
        Range { low, high, ..range }
    }

    fn is_percent(&self) -> bool {
        self.indicator.unit == "%"
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{IndicatorKind, Quantity};
    use crate::trend::expected::{Expectation, Past, expected};
    use crate::trend::fixture::{indicator, month};

    /// Percents in tenths, the newest last.
    fn of(tenths: &[i64], within: Option<u16>) -> Option<Expectation> {
        let at = month("2025-08");
        let mut rate = indicator("rate", "按期办结率", "%", IndicatorKind::Ratio);
        rate.decimals = 1;
        let first = at.plus(-i32::try_from(tenths.len()).unwrap());
        let values = tenths.iter().map(|value| Quantity::new(*value, -1).unwrap());
        let past: Past = first.through(at.previous()).zip(values).collect();
        expected(&rate, &past, at, within)
    }

    fn reach(tenths: &[i64]) -> (String, String) {
        let found = of(tenths, None).unwrap();
        let print = |one: Quantity| format!("{:.1}", one.to_f64());
        (print(found.low), print(found.high))
    }

    #[test]
    fn it_reaches_some_points_around_the_level_and_never_beyond_a_hundred() {
        let high = [992, 995, 994, 991, 996, 993, 995, 994, 992, 995, 996, 994];
        assert_eq!(reach(&high), ("98.9".into(), "100.0".into()));
        let middle = [598, 601, 600, 603, 597, 600, 602, 599, 600, 601, 598, 600];
        assert_eq!(reach(&middle), ("57.0".into(), "63.0".into()));
        assert_eq!(reach(&[0; 12]), ("0.0".into(), "0.5".into()));
        assert_eq!(reach(&[1000; 12]), ("99.5".into(), "100.0".into()));
        let over = [1010, 1030, 990, 1040, 1020, 1000, 1010];
        assert!(of(&over, None).unwrap().high.to_f64() > 104.0, "it was above 100 % before");
    }

    #[test]
    fn what_was_seen_before_is_usual_and_what_is_said_names_it() {
        let mut past = [900; 24];
        past[0] = 700;
        past[12] = 850;
        let found = of(&past, None).unwrap();
        assert!(found.low.to_f64() <= 70.0, "the same month two years ago: {found:?}");
        assert_eq!(found.basis, "近一年有数的12个月在85%–90%之间");
        let found = of(&past, Some(5)).unwrap();
        assert_eq!((found.low.to_f64(), found.high.to_f64()), (85.0, 95.0));
        assert!(found.basis.ends_with("，允许偏离5个百分点"), "{}", found.basis);
    }

    #[test]
    fn the_difference_is_told_in_points() {
        let past = [992, 995, 994, 991, 996, 993, 995, 994, 992, 995, 996, 994];
        let rate = indicator("rate", "按期办结率", "%", IndicatorKind::Ratio);
        let reason = of(&past, None).unwrap().reason(&rate, Quantity::new(951, -1).unwrap());
        assert_eq!(reason, "近一年有数的12个月在99.1%–99.6%之间，比一般的99.4%低4.3个百分点");
    }

    #[test]
    fn a_short_past_says_nothing() {
        assert_eq!(of(&[990; 5], None), None);
    }
}
