//! Which numeral of an issue is which indicator's figure: by the standing paragraphs first, else
//! by the words before, the unit after and the section. Knows no layout and no slot grammar.

use std::collections::BTreeSet;

use crate::model::{Bulletin, Indicator, IndicatorKind, Measure, SectionKind};
use crate::text::chars::{folded, is_blank};
use crate::text::numerals::{Numeral, NumeralForm, numerals};
use crate::text::prose::{Prose, Reading, read};

/// A paragraph whose numerals may be figures.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    pub text: &'a str,
    /// Key of its section.
    pub section: &'a str,
    pub kind: SectionKind,
    pub lead: &'a str,
}

/// A numeral that is an indicator's figure.
#[derive(Clone, Debug)]
pub struct Bound<'a> {
    /// Index of the field.
    pub field: usize,
    pub numeral: Numeral,
    pub indicator: &'a Indicator,
    /// As [`Indicator::read`] takes it.
    pub typed: String,
    /// The standing paragraph prints a figure again that is bound already.
    pub repeats: bool,
}

/// What the fields' numerals turned out to be.
#[derive(Debug, Default)]
pub struct Binding<'a> {
    /// In order of the text.
    pub bound: Vec<Bound<'a>>,
    /// The reading of each field with the standing paragraph most like it, if any is.
    pub readings: Vec<Option<Reading>>,
}

/// Likeness in percent from which a standing paragraph speaks for a text.
const STANDING_LIKE: u8 = 50;
/// Agreement around a slot, in percent, from which its value is believed.
pub const SLOT_AGREES: u8 = 60;
/// Bytes beyond which a text is no paragraph of a bulletin and its numerals stay text.
const LONGEST: usize = 12_000;
/// Characters before and after a numeral that are looked at.
const REACH: usize = 300;
/// Most characters between an indicator's wording and its number.
const MAX_GAP: usize = 8;

#[derive(Clone)]
struct Candidate<'a> {
    score: i64,
    field: usize,
    numeral: usize,
    indicator: &'a Indicator,
}

/// Binds every numeral that is beyond doubt a figure; each indicator at most once.
/// `standing` holds (section key, prose).
pub fn bind<'a>(
    fields: &[Field<'_>],
    bulletin: &'a Bulletin,
    standing: &[(String, Prose)],
) -> Binding<'a> {
    let found: Vec<Vec<Numeral>> = fields.iter().map(|field| numerals(field.text)).collect();
    let readings: Vec<Option<Reading>> =
        fields.iter().map(|field| best_reading(field, standing)).collect();
    let mut candidates = Vec::new();
    let mut standing = Vec::new();
    for (index, (field, numerals)) in fields.iter().zip(&found).enumerate() {
        if let Some(Some(reading)) = readings.get(index) {
            standing.extend(by_standing(index, numerals, field, reading, bulletin));
        }
        if field.text.len() <= LONGEST {
            candidates.extend(by_wording(index, numerals, field, bulletin));
        }
    }
    candidates.extend(standing.iter().cloned());
    let mut bound = choose(candidates, fields, &found);
    bound.extend(repetitions(&standing, &bound, fields, &found));
    bound.sort_by_key(|b| (b.field, b.numeral.range.start));
    Binding { bound, readings }
}

/// Takes the strongest candidates first; each numeral and each indicator once.
fn choose<'a>(
    mut candidates: Vec<Candidate<'a>>,
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Vec<Bound<'a>> {
    candidates.sort_by_key(|c| (-c.score, c.field, c.numeral));
    let mut used_numerals = BTreeSet::new();
    let mut used_indicators = BTreeSet::new();
    let mut bound = Vec::new();
    for candidate in candidates {
        let place = (candidate.field, candidate.numeral);
        let code = candidate.indicator.code.as_str();
        if used_numerals.contains(&place) || used_indicators.contains(code) {
            continue;
        }
        if let Some(taken) = take(&candidate, fields, found) {
            used_numerals.insert(place);
            used_indicators.insert(code);
            bound.push(taken);
        }
    }
    bound
}

fn take<'a>(
    candidate: &Candidate<'a>,
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Option<Bound<'a>> {
    let Candidate { field, indicator, .. } = *candidate;
    let numeral = found.get(field)?.get(candidate.numeral)?.clone();
    let typed = typed(&numeral, fields.get(field)?.text, indicator)?;
    Some(Bound { field, numeral, indicator, typed, repeats: false })
}

/// Further places where a standing paragraph prints a figure that is bound, with the same number.
fn repetitions<'a>(
    standing: &[Candidate<'a>],
    bound: &[Bound<'a>],
    fields: &[Field<'_>],
    found: &[Vec<Numeral>],
) -> Vec<Bound<'a>> {
    let again = |candidate: &Candidate<'a>| {
        let again = take(candidate, fields, found)?;
        let is_free =
            !bound.iter().any(|b| b.field == again.field && b.numeral.range == again.numeral.range);
        let same =
            |b: &&Bound<'a>| b.indicator.code == again.indicator.code && b.typed == again.typed;
        (is_free && bound.iter().any(|b| same(&b))).then_some(Bound { repeats: true, ..again })
    };
    standing.iter().filter_map(again).collect()
}

/// The figure as it would be typed, if the indicator accepts it.
fn typed(numeral: &Numeral, text: &str, indicator: &Indicator) -> Option<String> {
    let number: String = numeral.with_power(text).chars().filter(|c| !is_blank(*c)).collect();
    let percent =
        if indicator.kind == IndicatorKind::Ratio && indicator.unit == "%" { "%" } else { "" };
    let with_unit = indicator.read(&format!("{number}{}", indicator.unit)).ok()?.1;
    let typed = format!("{number}{percent}");
    (indicator.read(&typed).ok()?.1 == with_unit).then_some(typed)
}

fn best_reading(field: &Field<'_>, standing: &[(String, Prose)]) -> Option<Reading> {
    standing
        .iter()
        .filter(|(section, prose)| section == field.section && prose.has_figures())
        .map(|(_, prose)| read(prose, field.text))
        .filter(|reading| reading.similarity >= STANDING_LIKE)
        .max_by_key(|reading| reading.similarity)
}

fn by_standing<'a>(
    index: usize,
    numerals: &[Numeral],
    field: &Field<'_>,
    reading: &Reading,
    bulletin: &'a Bulletin,
) -> Vec<Candidate<'a>> {
    let candidate = |value: &crate::text::prose::SlotReading| {
        if value.slot.measure != Measure::Value || value.agreement < SLOT_AGREES {
            return None;
        }
        let indicator = bulletin.indicator_named(&value.slot.name)?;
        let numeral = numerals.iter().position(|n| n.range == value.range)?;
        let fits =
            numerals.get(numeral).is_some_and(|n| unit_fits(n.after(field.text), &indicator.unit));
        // Words that agree to the letter outweigh any wording of the definition; others do not.
        let score = i64::from(value.agreement) + if value.agreement == 100 { 5000 } else { 300 };
        fits.then_some(Candidate { score, field: index, numeral, indicator })
    };
    reading.values.iter().filter_map(candidate).collect()
}

fn by_wording<'a>(
    index: usize,
    numerals: &[Numeral],
    field: &Field<'_>,
    bulletin: &'a Bulletin,
) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for (at, numeral) in numerals.iter().enumerate() {
        if numeral.form != NumeralForm::Arabic || numeral.is_date_or_ordinal(field.text) {
            continue;
        }
        let place = Surroundings::of(numeral, field);
        for indicator in &bulletin.indicators {
            if !unit_fits(numeral.after(field.text), &indicator.unit) {
                continue;
            }
            let Some(evidence) = evidence(&place, indicator) else { continue };
            let Some(section) = section_score(field, indicator, &evidence) else { continue };
            let score = section + evidence.score;
            candidates.push(Candidate { score, field: index, numeral: at, indicator });
        }
    }
    candidates
}

/// The text around a numeral in folded form.
struct Surroundings {
    /// Up to the beginning of the sentence.
    before: Vec<char>,
    /// From right after the power word: the unit and on.
    after: Vec<char>,
    /// The whole sentence with the item's lead.
    context: String,
}

impl Surroundings {
    fn of(numeral: &Numeral, field: &Field<'_>) -> Self {
        const ENDS: [char; 3] = ['。', '！', '？'];
        let text = field.text;
        let before = last_chars(text.get(..numeral.range.start).unwrap_or(""), REACH);
        let before = before.rsplit(ENDS).next().unwrap_or("");
        let after = first_chars(numeral.after(text), REACH);
        let rest = first_chars(text.get(numeral.range.start..).unwrap_or(""), REACH);
        let sentence_end = rest.split(ENDS).next().unwrap_or("");
        Self {
            before: fold(before),
            after: fold(after.split(ENDS).next().unwrap_or("")),
            context: fold(&format!("{}。{before}{sentence_end}", field.lead)).into_iter().collect(),
        }
    }
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count).map_or(0, |(at, c)| at + c.len_utf8());
    text.get(start..).unwrap_or(text)
}

/// Folded characters without brackets: 人（次） is 人次, 市（州） is 市州.
fn fold(text: &str) -> Vec<char> {
    text.chars().filter_map(folded).filter(|c| !matches!(c, '(' | ')')).collect()
}

struct Evidence {
    score: i64,
    /// Characters of the wording that were found.
    length: usize,
    gap: usize,
}

/// How strongly the surroundings speak for an indicator; `None` when not at all.
fn evidence(place: &Surroundings, indicator: &Indicator) -> Option<Evidence> {
    let unit = fold(&indicator.unit);
    let exact = indicator
        .names()
        .filter_map(|wording| wording_evidence(place, wording, &unit, indicator))
        .max_by_key(|evidence| evidence.score);
    exact.or_else(|| scattered(place, indicator))
}

fn wording_evidence(
    place: &Surroundings,
    wording: &str,
    unit: &[char],
    indicator: &Indicator,
) -> Option<Evidence> {
    let (before, after) = wording.split_once('…').unwrap_or((wording, ""));
    let (before, after) = (fold(before), fold(after));
    if !place.after.starts_with(&after) {
        return None;
    }
    let gap = if before.is_empty() { 0 } else { gap_after(&place.before, &before)? };
    let ahead = place.before.len().saturating_sub(gap + before.len());
    if indicator.kind == IndicatorKind::Flow && is_of_other_time(place.before.get(..ahead)?) {
        return None;
    }
    // The unit by itself proves nothing.
    let length = before.len() + after.len().saturating_sub(unit.len());
    let known = context_words(place, indicator, wording);
    let is_own_name = wording == indicator.name;
    let needed = if after.is_empty() { 2 } else { 1 };
    if length == 0 || (length <= 2 && !is_own_name && known < needed) {
        return None;
    }
    let score = i64::try_from(length * 10).ok()? + i64::try_from(known.min(6) * 4).ok()?
        - i64::try_from(gap * 5).ok()?;
    Some(Evidence { score, length, gap })
}

/// Characters between the last occurrence of `wording` and the number; `None` when it is too far
/// or another clause, number or comparison stands between.
fn gap_after(before: &[char], wording: &[char]) -> Option<usize> {
    (0..=MAX_GAP.min(before.len())).find(|gap| {
        let end = before.len() - gap;
        let between = before.get(end..).unwrap_or_default();
        before.get(..end).is_some_and(|text| text.ends_with(wording)) && is_filler(between)
    })
}

/// Words that may stand between a wording and its number (为, 达到, 共计), but no new thought.
fn is_filler(between: &[char]) -> bool {
    let text: String = between.iter().collect();
    let marks = [',', ';', ':', '、', '"', '《', '》', '比', '占'];
    let turns =
        ["增", "降", "减少", "提高", "提升", "上升", "上月", "去年", "累计", "平均", "其中"];
    !text.contains(marks)
        && !text.contains(|c: char| c.is_ascii_digit())
        && !turns.iter().any(|word| text.contains(word))
}

/// Whether the words before an indicator's wording speak of more or other months than the one
/// covered: 今年以来累计…, 去年同期….
fn is_of_other_time(before: &[char]) -> bool {
    let text: String = before.iter().collect();
    let part = text.rsplit(';').next().unwrap_or("");
    let clause = part.rsplit(',').next().unwrap_or("");
    let spans = ["今年以来", "年初以来", "1—", "1-", "1至", "1~", "1～", "月至"];
    let others = ["累计", "去年", "上年", "同期", "上月"];
    spans.iter().any(|word| part.contains(word)) || others.iter().any(|word| clause.contains(word))
}

/// How many pairs of characters of the indicator's name the sentence or the lead contains beside
/// the wording itself.
fn context_words(place: &Surroundings, indicator: &Indicator, wording: &str) -> usize {
    let wording: String = fold(wording).into_iter().collect();
    pairs(&indicator.name)
        .iter()
        .filter(|pair| !wording.contains(pair.as_str()) && place.context.contains(pair.as_str()))
        .count()
}

fn pairs(name: &str) -> Vec<String> {
    fold(name).windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The name's words in another order within the clause before the number: 受理全程网办事项 for
/// 全程网办受理. Weaker than any wording.
fn scattered(place: &Surroundings, indicator: &Indicator) -> Option<Evidence> {
    let clause: Vec<char> = {
        let start = place.before.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '、'));
        place.before.get(start.map_or(0, |at| at + 1)..)?.to_vec()
    };
    let clause_text: String = clause.iter().collect();
    if clause.len() > 30 || !is_filler(&clause) || is_of_other_time(&place.before) {
        return None;
    }
    let pairs = pairs(&indicator.name);
    let present = |pair: &String| clause_text.contains(pair.as_str());
    let count = pairs.iter().filter(|pair| present(pair)).count();
    let ends =
        pairs.len() >= 4 && pairs.first().is_some_and(present) && pairs.last().is_some_and(present);
    (ends && count * 10 >= pairs.len() * 7).then(|| Evidence {
        score: i64::try_from(count).unwrap_or(0),
        length: 3,
        gap: 0,
    })
}

/// The section decides between equals. Dated sections keep their numbers unless an indicator is
/// asked for there; another section's indicator needs plain words.
fn section_score(field: &Field<'_>, indicator: &Indicator, evidence: &Evidence) -> Option<i64> {
    if indicator.section == field.section {
        return Some(1000);
    }
    if field.kind.is_dated() {
        return None;
    }
    if indicator.section.is_empty() {
        return Some(500);
    }
    (evidence.length >= 5 && evidence.gap <= 1).then_some(0)
}

/// Whether the words after a number begin with the indicator's unit.
pub fn unit_fits(after: &str, unit: &str) -> bool {
    let (after, unit) = (fold(first_chars(after, 16)), fold(unit));
    let begins = |word: &str| after.starts_with(&fold(word));
    if unit.is_empty() || begins("个百分点") || begins("个月") {
        return begins("个百分点") && unit == fold("个百分点");
    }
    let people = unit == fold("人次") && begins("人");
    after.starts_with(&unit) || people
}
