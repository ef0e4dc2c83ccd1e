//! Why a figure changed: which departments and which declared parts moved it most, and sentences
//! about it. Knows no screen; a sentence with slots prints from the figures, so that the proof of
//! numbers finds every one of them.

use crate::model::{Department, DepartmentCode, Figures, Indicator, Measure, Month, Quantity};

use super::chart::Break;
use super::measure::{Derived, DerivedUnit, own_number, words};
use super::series::short_or_full;

/// A change of the hall's figure between two months.
#[derive(Clone, Copy, Debug)]
pub struct ChangeRequest<'a> {
    pub figures: &'a Figures,
    pub indicator: &'a Indicator,
    /// Who reports it, by rank.
    pub departments: &'a [&'a Department],
    /// What the bulletin declares it to be the sum of.
    pub parts: &'a [&'a Indicator],
    pub now: Month,
    pub base: Month,
    /// Something else is counted since the base.
    pub redefined: Option<&'a Break>,
}

/// What moved a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// 2025年4月与2025年3月相比
    pub heading: String,
    /// 增长3.9%（5.87万件→6.1万件，增加0.23万件）
    pub summary: String,
    /// Most first.
    pub departments: Vec<Contribution>,
    pub parts: Vec<Contribution>,
    /// What the table cannot say.
    pub notes: Vec<String>,
    /// To be pasted anywhere: numbers as text.
    pub plain: String,
    /// To be pasted into the issue of `now`: numbers as slots. `None` where the base is neither the
    /// month before nor the same month last year, or the two are not comparable.
    pub with_slots: Option<String>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub name: String,
    pub base: String,
    pub now: String,
    /// 增加0.12万件
    pub change: String,
    /// The same without its direction: 0.12万件.
    pub moved_by: String,
    /// Of the whole change, e.g. 52.2%; empty where that means nothing.
    pub share: String,
    pub amount: Quantity,
}

/// Names in a sentence.
const NAMED: usize = 3;

/// `None` where one of the two months has no figure.
pub fn change(request: &ChangeRequest<'_>) -> Option<Change> {
    let hall = DepartmentCode::hall();
    let ChangeRequest { figures, indicator, now, base, .. } = *request;
    let at = |month| figures.quantity(&indicator.code, month, &hall);
    let (new, old) = (at(now)?, at(base)?);
    let total = new.minus(old)?;
    let mut notes = Vec::new();
    if let Some(one) = request.redefined {
        notes.push(format!(
            "{}起口径有变（{}），两个月不宜直接比较。",
            one.month.chinese(),
            one.text
        ));
    }
    let departments = by_department(request, total, &mut notes);
    let parts = by_part(request, total, &mut notes);
    if departments.is_empty() && parts.is_empty() {
        notes.push("没有分部门的数，也没有“总数等于各部分之和”的规则，看不出由谁造成。".to_owned());
    }
    let sentence = Sentence { request, new, old, total };
    Some(Change {
        heading: format!("{}与{}相比", now.chinese(), base.chinese()),
        summary: sentence.summary(),
        plain: sentence.plain(&departments),
        with_slots: sentence.with_slots(&departments),
        departments,
        parts,
        notes,
    })
}

fn by_department(
    request: &ChangeRequest<'_>,
    total: Quantity,
    notes: &mut Vec<String>,
) -> Vec<Contribution> {
    let ChangeRequest { figures, indicator, now, base, .. } = *request;
    let mut rows = Vec::new();
    let mut missing = Vec::new();
    let mut sum: Option<Quantity> = None;
    for department in request.departments {
        let at = |month| figures.quantity(&indicator.code, month, &department.code);
        match (at(now), at(base)) {
            (Some(new), Some(old)) => {
                let row = contribution(short_or_full(department), indicator, (new, old), total);
                sum = row.as_ref().and_then(|row| match sum {
                    None => Some(row.amount),
                    Some(sum) => sum.plus(row.amount),
                });
                rows.extend(row);
            }
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => missing.push(short_or_full(department)),
        }
    }
    ranked(&mut rows);
    if !missing.is_empty() && !rows.is_empty() {
        let named: Vec<&str> = missing.iter().take(NAMED).copied().collect();
        let more = if missing.len() > NAMED {
            format!("等{}个部门", missing.len())
        } else {
            String::new()
        };
        notes.push(format!("{}{more}两个月里缺一个月的数，没有列入。", named.join("、")));
    }
    if indicator.is_ratio() && !rows.is_empty() {
        notes.push("比率不能相加：这里按各部门自己的变化排列，不是对全厅的贡献。".to_owned());
    } else if let Some(sum) = sum.filter(|sum| sum.cmp_amount(total).is_ne()) {
        let exact = indicator.exact_from();
        let stated = total.interval(exact);
        if sum.interval(exact).compare(stated) == crate::model::Agreement::Contradicts {
            let [sum, total] = [sum, total].map(|amount| moved(indicator, amount));
            notes.push(format!("所列部门合计{sum}，全厅{total}，相差部分没有分部门的数。"));
        }
    }
    rows
}

fn by_part(
    request: &ChangeRequest<'_>,
    total: Quantity,
    notes: &mut Vec<String>,
) -> Vec<Contribution> {
    let hall = DepartmentCode::hall();
    let mut rows = Vec::new();
    let mut missing = Vec::new();
    for part in request.parts {
        let at = |month| request.figures.quantity(&part.code, month, &hall);
        match at(request.now).zip(at(request.base)) {
            Some(values) => rows.extend(contribution(&part.name, part, values, total)),
            None => missing.push(part.name.as_str()),
        }
    }
    ranked(&mut rows);
    if !missing.is_empty() {
        notes.push(format!("{}缺数，没有列入。", missing.join("、")));
    }
    rows
}

fn ranked(rows: &mut [Contribution]) {
    rows.sort_by(|a, b| b.amount.abs().cmp_amount(a.amount.abs()));
}

fn contribution(
    name: &str,
    indicator: &Indicator,
    (new, old): (Quantity, Quantity),
    total: Quantity,
) -> Option<Contribution> {
    let amount = new.minus(old)?;
    let share = if indicator.is_ratio() { None } else { amount.percent_of(total, 1) };
    Some(Contribution {
        name: name.to_owned(),
        base: with_unit(indicator, old),
        now: with_unit(indicator, new),
        change: moved(indicator, amount),
        moved_by: moved_by(indicator, amount),
        share: share.map(|share| format!("{}%", plain(share))).unwrap_or_default(),
        amount,
    })
}

fn plain(quantity: Quantity) -> String {
    quantity.print(crate::model::DisplayStyle { power: 0, decimals: 2, trim: true })
}

fn with_unit(indicator: &Indicator, quantity: Quantity) -> String {
    let number = own_number(quantity, indicator, indicator.style.power);
    format!("{number}{}", indicator.display_unit())
}

/// 增加0.12万件, 提高0.4个百分点, 持平.
fn moved(indicator: &Indicator, amount: Quantity) -> String {
    let unit = if indicator.is_ratio() { DerivedUnit::Points } else { DerivedUnit::Own };
    let derived = Derived { quantity: amount, unit };
    let text = words(derived, Measure::Difference, indicator, indicator.style.power);
    let unit = if unit == DerivedUnit::Own && !amount.is_zero() {
        indicator.display_unit()
    } else {
        String::new()
    };
    format!("{text}{unit}")
}

/// Without a direction, for lists that name it: 增加较多的有水利厅（0.12万件）.
fn moved_by(indicator: &Indicator, amount: Quantity) -> String {
    let text = moved(indicator, amount);
    let bare =
        ["增加", "减少", "提高", "降低"].into_iter().find_map(|word| text.strip_prefix(word));
    bare.unwrap_or(&text).to_owned()
}

struct Sentence<'a> {
    request: &'a ChangeRequest<'a>,
    new: Quantity,
    old: Quantity,
    total: Quantity,
}

impl Sentence<'_> {
    /// 环比 or 同比 with the word for its base; `None` for any other pair of months.
    fn measure(&self) -> Option<(Measure, &'static str, Measure)> {
        let ChangeRequest { now, base, .. } = *self.request;
        if base == now.previous() {
            Some((Measure::MonthOnMonth, "上月", Measure::LastMonth))
        } else if base == now.year_ago() {
            Some((Measure::YearOnYear, "去年同月", Measure::YearAgo))
        } else {
            None
        }
    }

    /// 增长3.9%, 提高0.4个百分点, 持平; `None` where the base is zero.
    fn rate(&self) -> Option<String> {
        let indicator = self.request.indicator;
        let derived = if indicator.is_ratio() {
            Derived { quantity: self.total, unit: DerivedUnit::Points }
        } else {
            let quantity = self.new.change_percent(self.old, 1)?;
            Derived { quantity, unit: DerivedUnit::Percent }
        };
        Some(words(derived, Measure::MonthOnMonth, indicator, indicator.style.power))
    }

    fn summary(&self) -> String {
        let indicator = self.request.indicator;
        let [old, new] = [self.old, self.new].map(|amount| with_unit(indicator, amount));
        match self.rate() {
            Some(rate) if indicator.is_ratio() || self.total.is_zero() => {
                format!("{rate}（{old}→{new}）")
            }
            Some(rate) => format!("{rate}（{old}→{new}，{}）", moved(indicator, self.total)),
            None => format!("基数为0，算不出增长率（{old}→{new}）"),
        }
    }

    fn plain(&self, departments: &[Contribution]) -> String {
        let ChangeRequest { indicator, now, base, redefined, .. } = *self.request;
        let [old, new] = [self.old, self.new].map(|amount| with_unit(indicator, amount));
        let name = &indicator.name;
        let base_words = match self.measure() {
            Some((_, word, _)) => word.to_owned(),
            None => base.chinese(),
        };
        if let Some(one) = redefined {
            let from = one.month.chinese();
            return format!(
                "{}，{name}{new}；{base_words}为{old}，{from}起口径有变，两者不宜直接比较。",
                now.chinese()
            );
        }
        let word = match self.measure() {
            Some((measure, ..)) => measure.word().to_owned(),
            None => format!("比{}", base.chinese()),
        };
        let change = match self.rate() {
            Some(rate) => format!("{word}{rate}（{base_words}{old}）"),
            None => format!("{base_words}为{old}，{}", moved(indicator, self.total)),
        };
        let with_change = |row: &Contribution| format!("{}（{}）", row.name, row.moved_by);
        let led = led(indicator, departments, with_change);
        format!("{}，{name}{new}，{change}。{led}", now.chinese())
    }

    fn with_slots(&self, departments: &[Contribution]) -> Option<String> {
        let ChangeRequest { indicator, redefined, .. } = *self.request;
        let (measure, word, base) = self.measure()?;
        if redefined.is_some() || self.old.is_zero() {
            return None;
        }
        let (name, unit) = (&indicator.name, indicator.display_unit());
        let slot = |measure: Measure| match measure.word() {
            "" => format!("{{{name}}}"),
            word => format!("{{{name}·{word}}}"),
        };
        let (value, change, old) = (slot(Measure::Value), slot(measure), slot(base));
        let led = led(indicator, departments, |row| row.name.clone());
        Some(format!(
            "{{年月}}，{name}{value}{unit}，{}{change}（{word}{old}{unit}）。{led}",
            measure.word()
        ))
    }
}

/// 增加较多的有甲、乙，减少较多的有丙。
fn led(
    indicator: &Indicator,
    departments: &[Contribution],
    word: impl Fn(&Contribution) -> String,
) -> String {
    let of = |up: bool| -> Vec<String> {
        let moved = departments.iter().filter(|row| !row.amount.is_zero());
        let side = moved.filter(|row| (row.amount.digits() > 0) == up);
        side.take(NAMED).map(&word).collect()
    };
    let [more, less] =
        if indicator.is_ratio() { ["提高", "降低"] } else { ["增加", "减少"] };
    let clause = |names: Vec<String>, word: &str| {
        (!names.is_empty()).then(|| format!("{word}较多的有{}", names.join("、")))
    };
    let clauses: Vec<String> =
        [clause(of(true), more), clause(of(false), less)].into_iter().flatten().collect();
    if clauses.is_empty() { String::new() } else { format!("{}。", clauses.join("，")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IndicatorKind;
    use crate::trend::fixture::{figures, indicator, month};

    fn departments() -> [Department; 3] {
        [("water", "水利厅"), ("land", "自然资源厅"), ("work", "人社厅")]
            .map(|(code, name)| Department::new(DepartmentCode::new(code), name, 1))
    }

    fn of(kind: IndicatorKind, unit: &str, typed: &[(&str, &str, &str)]) -> Option<Change> {
        let indicators = [indicator("x", "办件量", unit, kind)];
        let typed: Vec<_> =
            typed.iter().map(|(at, department, text)| ("x", *at, *department, *text)).collect();
        let figures = figures(&indicators, &typed);
        let departments = departments();
        let departments: Vec<&Department> = departments.iter().collect();
        let (now, base) = (month("2025-04"), month("2025-03"));
        change(&ChangeRequest {
            figures: &figures,
            indicator: &indicators[0],
            departments: &departments,
            parts: &[],
            now,
            base,
            redefined: None,
        })
    }

    #[test]
    fn departments_are_ranked_by_what_they_moved() {
        let found = of(
            IndicatorKind::Flow,
            "件",
            &[
                ("2025-03", "", "60000"),
                ("2025-04", "", "63000"),
                ("2025-03", "water", "20000"),
                ("2025-04", "water", "26000"),
                ("2025-03", "land", "40000"),
                ("2025-04", "land", "37000"),
                ("2025-04", "work", "5"),
            ],
        )
        .unwrap();
        let rows: Vec<(&str, &str, &str)> = found
            .departments
            .iter()
            .map(|row| (row.name.as_str(), row.change.as_str(), row.share.as_str()))
            .collect();
        assert_eq!(
            rows,
            [("水利厅", "增加0.6万件", "200%"), ("自然资源厅", "减少0.3万件", "-100%")]
        );
        assert_eq!(found.summary, "增长5%（6万件→6.3万件，增加0.3万件）");
        assert_eq!(
            found.plain,
            "2025年4月，办件量6.3万件，环比增长5%（上月6万件）。\
             增加较多的有水利厅（0.6万件），减少较多的有自然资源厅（0.3万件）。"
        );
        assert_eq!(
            found.with_slots.as_deref(),
            Some(
                "{年月}，办件量{办件量}万件，环比{办件量·环比}（上月{办件量·上月}万件）。\
                 增加较多的有水利厅，减少较多的有自然资源厅。"
            )
        );
        assert_eq!(found.notes, ["人社厅两个月里缺一个月的数，没有列入。"]);
    }

    #[test]
    fn rates_move_by_points_and_do_not_add_up() {
        let found = of(
            IndicatorKind::Ratio,
            "%",
            &[
                ("2025-03", "", "98.2%"),
                ("2025-04", "", "99.5%"),
                ("2025-03", "water", "97%"),
                ("2025-04", "water", "99%"),
            ],
        )
        .unwrap();
        assert_eq!(found.summary, "提高1.3个百分点（98.2%→99.5%）");
        assert_eq!(found.departments[0].change, "提高2个百分点");
        assert_eq!(found.departments[0].share, "");
        assert!(found.notes[0].starts_with("比率不能相加"));
    }

    #[test]
    fn a_base_of_zero_has_no_rate_and_a_missing_one_no_change() {
        let found = of(IndicatorKind::Flow, "件", &[("2025-03", "", "0"), ("2025-04", "", "50")]);
        let found = found.unwrap();
        assert!(found.summary.starts_with("基数为0，算不出增长率"), "{}", found.summary);
        assert_eq!(found.with_slots, None);
        assert!(!found.plain.contains('%'), "{}", found.plain);
        assert_eq!(of(IndicatorKind::Flow, "件", &[("2025-04", "", "50")]), None);
    }
}
