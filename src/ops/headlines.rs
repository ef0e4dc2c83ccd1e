//! The month at a glance: each indicator's figure, its changes, whether it is unusual and why; and
//! what moved it.

use super::book::Book;
use super::error::OpError;
use crate::model::{
    Bulletin, BulletinCode, DepartmentCode, Figures, Indicator, IndicatorCode, ItemId, Measure,
    Month, Quantity, Relation,
};
use crate::trend::chart::Facts;
use crate::trend::expected::{PAST_MONTHS, expected};
use crate::trend::explain::{Change, ChangeRequest, change};
use crate::trend::measure::{Derived, derive};

/// One indicator in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    pub indicator: IndicatorCode,
    pub name: String,
    /// With its power: 万件.
    pub unit: String,
    pub value: Option<Quantity>,
    /// In the indicator's own style.
    pub text: String,
    pub month_on_month: Option<Derived>,
    pub year_on_year: Option<Derived>,
    /// A change compares figures of two definitions (口径).
    pub across_break: bool,
    /// The last twelve months, the shown one last.
    pub recent: Vec<Option<f64>>,
    /// `None` where the past is too short to say.
    pub judged: Option<Judged>,
    /// The explanation written beside the figure.
    pub reason: String,
}

/// What the past says of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    Usual,
    /// With the sentence the judgement rests on.
    High(String),
    Low(String),
}

/// A sentence of an issue that printed a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub bulletin: BulletinCode,
    /// The month the issue covers.
    pub month: Month,
    pub item: ItemId,
    pub sentence: String,
    /// 环比, 上月…; empty for the figure itself.
    pub measure: Measure,
}

impl Book {
    /// Every indicator of the bulletin that has a figure in the month, or had one the month before and
    /// is still asked.
    pub fn headlines(
        &self,
        bulletin: &BulletinCode,
        department: &DepartmentCode,
        month: Month,
    ) -> Result<Vec<Headline>, OpError> {
        let bulletin = self.bulletin_ref(bulletin)?;
        let codes: Vec<IndicatorCode> =
            bulletin.indicators.iter().map(|i| i.code.clone()).collect();
        let from = month.plus(-PAST_MONTHS);
        let mut figures = self.series(&codes, department, from, month)?;
        self.note_explanations(&mut figures, department, (month, month))?;
        let known = |indicator: &&Indicator| {
            let at = |month| figures.quantity(&indicator.code, month, department);
            let waits = indicator.is_asked_in(month) && at(month.previous()).is_some();
            waits || at(month).is_some()
        };
        let shown = bulletin.indicators.iter().filter(known);
        Ok(shown.map(|one| headline(bulletin, one, &figures, department, month)).collect())
    }

    /// What moved the hall's figure between two months; `None` where one of them has none.
    pub fn what_moved(
        &self,
        indicator: &IndicatorCode,
        now: Month,
        base: Month,
    ) -> Result<Option<Change>, OpError> {
        let bulletin = self.bulletin_of(indicator)?;
        let indicator = self.indicator(indicator)?;
        let departments = self.windows_asked(indicator, (base.min(now), now.max(base)));
        let departments = if indicator.by_department { departments } else { Vec::new() };
        let sum = bulletin.relations.iter().find_map(|relation| match relation {
            Relation::Sum { whole, parts } if *whole == indicator.code => Some(parts),
            _ => None,
        });
        let parts: Vec<&Indicator> =
            sum.into_iter().flatten().filter_map(|code| bulletin.indicator(code)).collect();
        let mut figures = Figures::default();
        let hall = DepartmentCode::hall();
        for month in [base, now] {
            for figure in self.read().figures_of_indicator(&indicator.code, month)? {
                figures.insert(figure);
            }
            for part in &parts {
                self.read().figures_of_series(&part.code, &hall, (month, month), &mut figures)?;
            }
        }
        let facts = Facts { breaks: super::trends::breaks(indicator), ..Facts::default() };
        let redefined = facts.breaks.iter().find(|one| base < one.month && one.month <= now);
        Ok(change(&ChangeRequest {
            figures: &figures,
            indicator,
            departments: &departments,
            parts: &parts,
            now,
            base,
            redefined,
        }))
    }

    /// The first figure of the hall that an item prints.
    pub fn figure_printed_by(
        &self,
        item: &ItemId,
        month: Month,
    ) -> Option<crate::model::FigureKey> {
        let row = self.read().item(item).ok().flatten()?;
        let bulletin = self.bulletin_ref(&row.bulletin).ok()?;
        let text = row.item.paragraphs.join("\n");
        let prose = crate::text::prose::Prose::parse(&text);
        let indicator = prose.slots().find_map(|slot| bulletin.indicator_named(&slot.name))?;
        Some(crate::model::FigureKey::of_hall(&indicator.code, month))
    }

    /// The sentences that print a figure of the hall: of its own issue, and of those that compare
    /// with it.
    pub fn printed(
        &self,
        indicator: &IndicatorCode,
        month: Month,
    ) -> Result<Vec<Printed>, OpError> {
        let bulletin = self.bulletin_of(indicator)?.code.clone();
        let names: Vec<&str> = self.indicator(indicator)?.names().collect();
        let mut found = Vec::new();
        for at in [month, month.next(), month.plus(12)] {
            let Some(issue) = self.issue_in(&bulletin, at)? else { continue };
            let named = |text: &str| names.iter().any(|name| text.contains(name));
            let items = issue.sections.iter().flat_map(|section| &section.items);
            if !items.clone().any(|item| item.paragraphs.iter().any(|text| named(text))) {
                continue;
            }
            let document = self.document(&issue)?;
            found.extend(sentences(&document, &issue, &names, (month, at)));
        }
        Ok(found)
    }
}

/// Whether a slot of the issue of `at` prints something that depends on `month`.
fn depends(measure: Measure, month: Month, at: Month) -> bool {
    let own = at == month;
    match measure {
        Measure::Value | Measure::Share | Measure::YearToDate | Measure::YearToDateOnYear => own,
        Measure::MonthOnMonth | Measure::Difference => own || at == month.next(),
        Measure::LastMonth => at == month.next(),
        Measure::YearOnYear => own || at == month.plus(12),
        Measure::YearAgo => at == month.plus(12),
    }
}

fn sentences(
    document: &crate::document::Document,
    issue: &crate::model::Issue,
    names: &[&str],
    (month, at): (Month, Month),
) -> Vec<Printed> {
    let mut found: Vec<Printed> = Vec::new();
    for block in &document.blocks {
        let crate::document::Block::Paragraph { runs, anchor } = block else { continue };
        let item =
            issue.sections.get(anchor.section).and_then(|section| section.items.get(anchor.item?));
        let Some(item) = item else { continue };
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let mut start = 0;
        for run in runs {
            let slot = run.slot.as_ref();
            let hit = slot.filter(|slot| {
                names.contains(&slot.name.as_str()) && depends(slot.measure, month, at)
            });
            if let Some(slot) = hit {
                let sentence = sentence_at(&text, start);
                if found.iter().all(|other| other.sentence != sentence || other.month != at) {
                    found.push(Printed {
                        bulletin: issue.bulletin.clone(),
                        month: at,
                        item: item.id.clone(),
                        sentence,
                        measure: slot.measure,
                    });
                }
            }
            start += run.text.len();
        }
    }
    found
}

/// The sentence that holds a byte.
fn sentence_at(text: &str, at: usize) -> String {
    let ends = ['。', '；', '！', '？'];
    let head = text.get(..at).unwrap_or_default();
    let from = head.rfind(ends).map_or(0, |end| end + '。'.len_utf8());
    let tail = text.get(at..).unwrap_or_default();
    let to = tail.find(ends).map_or(text.len(), |end| at + end + '。'.len_utf8());
    text.get(from..to).unwrap_or_default().trim().to_owned()
}

fn headline(
    bulletin: &Bulletin,
    indicator: &Indicator,
    figures: &Figures,
    department: &DepartmentCode,
    month: Month,
) -> Headline {
    let at = |month| figures.quantity(&indicator.code, month, department);
    let value = at(month);
    let within = bulletin.relations.iter().find_map(|relation| match relation {
        Relation::Expected { indicator: code, within } if *code == indicator.code => Some(*within),
        _ => None,
    });
    let past = month.plus(-PAST_MONTHS).through(month.previous());
    let past = past.filter_map(|month| Some((month, at(month)?))).collect();
    let judged = value.and_then(|value| {
        let expected = expected(indicator, &past, month, within)?;
        Some(if value.cmp_amount(expected.high).is_gt() {
            Judged::High(expected.reason(indicator, value))
        } else if value.cmp_amount(expected.low).is_lt() {
            Judged::Low(expected.reason(indicator, value))
        } else {
            Judged::Usual
        })
    });
    let measure = |measure| derive(figures, indicator, None, department, month, measure);
    let facts = Facts { breaks: super::trends::breaks(indicator), ..Facts::default() };
    let crossed = |measure| facts.crossed(&indicator.code, measure, month).is_some();
    let key = crate::model::FigureKey::new(&indicator.code, month, department);
    Headline {
        indicator: indicator.code.clone(),
        name: indicator.name.clone(),
        unit: indicator.display_unit(),
        value,
        text: value.map(|value| indicator.print(value)).unwrap_or_default(),
        month_on_month: measure(Measure::MonthOnMonth),
        year_on_year: measure(Measure::YearOnYear),
        across_break: crossed(Measure::MonthOnMonth) || crossed(Measure::YearOnYear),
        recent: month.plus(-11).through(month).map(|month| Some(at(month)?.to_f64())).collect(),
        judged,
        reason: figures.get(&key).map(|figure| figure.note.clone()).unwrap_or_default(),
    }
}
