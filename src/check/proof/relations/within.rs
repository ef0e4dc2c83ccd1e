//! Changes that the text gives both sides of: 由55.3%提高到61.8%，提高6.5个百分点; 较5月的26105件
//! 增加2211件，增长8.5%; 12.08万件，同比减少0.86万件，下降6.6%. Knows no figure and guesses no base.

use crate::check::{Finding, Level};
use crate::model::{Agreement, Interval};

use super::Scene;
use super::amounts::{Amount, any, held_against, minus, percent};

/// Words right before a number that say which way it changed, the longest first.
const UP: [&str; 14] = [
    "增长", "增加", "上升", "提高", "提升", "上涨", "升高", "扩大", "增幅", "涨幅", "增", "多",
    "升", "高",
];
const DOWN: [&str; 21] = [
    "下降",
    "减少",
    "降低",
    "回落",
    "下滑",
    "缩短",
    "下跌",
    "缩小",
    "压缩率",
    "压减率",
    "压缩",
    "压减",
    "精简",
    "降幅",
    "减幅",
    "缩减",
    "降",
    "减",
    "少",
    "低",
    "缩",
];
/// What may stand between such a word and its number.
const FILLERS: [&str; 5] = ["幅度达", "幅度为", "了", "达", "为"];
const ENDS: [char; 4] = ['。', '；', '！', '？'];
/// Most characters of 较去年同期的, 由上月的.
const LONGEST_BASE: usize = 14;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Both sides of a change, as far as the text gives them.
#[derive(Clone, Copy, Default)]
struct Frame<'a> {
    now: Option<&'a Amount>,
    base: Option<&'a Amount>,
    /// The stated difference, with its sign.
    difference: Option<(Way, &'a Amount)>,
    /// 较5月的: the words that name the base.
    words: &'a str,
}

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let terms: Vec<Amount> = scene.tokens.iter().filter_map(|token| any(token, text)).collect();
    let mut found = Vec::new();
    let mut frame: Option<Frame<'_>> = None;
    for (at, term) in terms.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| terms.get(before));
        let lead = lead(text, before, term);
        if let Some(side) = reached(text, &terms, at, lead) {
            found.extend(turned(scene, side, lead));
            frame = Some(side);
            continue;
        }
        let Some((way, prefix)) = directed(lead) else {
            frame = None;
            continue;
        };
        let opened = opened(text, &terms, at, prefix);
        let continued = frame.filter(|frame| goes_on(prefix) || same_base(scene, frame, prefix));
        let Some(mut here) = continued.or(opened) else {
            frame = None;
            continue;
        };
        found.extend(judge(scene, here, way, term));
        if !term.is_rate() || term.unit == "个百分点" {
            here.difference = Some((way, term));
        }
        frame = Some(here);
    }
    found
}

/// The text between a number and the one before it, within the sentence.
fn lead<'t>(text: &'t str, before: Option<&Amount>, term: &Amount) -> &'t str {
    let from = before.map_or(0, |before| before.whole.end.min(term.digits.start));
    let between = text.get(from..term.digits.start).unwrap_or("");
    between.rsplit(ENDS).next().unwrap_or(between)
}

/// The direction a lead ends with, and what stands before it.
fn directed(lead: &str) -> Option<(Way, &str)> {
    let mut head = lead.trim_end();
    for filler in FILLERS {
        head = head.strip_suffix(filler).unwrap_or(head);
    }
    let ways = [(&UP[..], Way::Up), (&DOWN[..], Way::Down)];
    let found = ways.into_iter().flat_map(|(words, way)| words.iter().map(move |word| (word, way)));
    let (word, way) =
        found.filter(|(word, _)| head.ends_with(**word)).max_by_key(|(word, _)| word.len())?;
    Some((way, head.strip_suffix(*word)?.trim()))
}

/// Whether a change right after another speaks of the same two sides.
fn goes_on(prefix: &str) -> bool {
    matches!(prefix, "，" | "、" | "" | "，共" | "，即" | "（" | "，整体")
}

/// 较5月的26105件增加2211件，环比…: June's 环比 is against May.
fn same_base(scene: &Scene<'_>, frame: &Frame<'_>, prefix: &str) -> bool {
    let last = format!("{}月", scene.issue.month.previous().month());
    let says = |words: &[&str]| words.iter().any(|word| frame.words.contains(word));
    match prefix.trim_start_matches('，') {
        "环比" => says(&["上月", "上个月", &last]) && !says(&["去年", "上年"]),
        "同比" => says(&["去年同", "上年同"]),
        _ => false,
    }
}

/// 由A提高到B, at B.
fn reached<'a>(text: &str, terms: &'a [Amount], at: usize, lead: &str) -> Option<Frame<'a>> {
    let (now, base) = (terms.get(at)?, terms.get(at.checked_sub(1)?)?);
    let ahead = at.checked_sub(2).and_then(|ahead| terms.get(ahead));
    let from = self::lead(text, ahead, base);
    let opens = from.rfind(['由', '从']).and_then(|at| from.get(at..))?;
    let reaches = lead.ends_with(['到', '至', '为', '成']);
    let near = opens.chars().count() <= LONGEST_BASE && !opens.contains(['，', '、', '：']);
    let plain = lead.chars().count() <= 8 && !lead.contains(['，', '、', '；']);
    let exact = !base.is_vague(text) && !now.is_vague(text);
    (near && reaches && plain && exact && now.unit == base.unit).then_some(Frame {
        now: Some(now),
        base: Some(base),
        ..Frame::default()
    })
}

/// 由84.1%提升至76.5%: the wrong way round.
fn turned(scene: &Scene<'_>, side: Frame<'_>, lead: &str) -> Option<Finding> {
    let head = lead.trim_end_matches(['到', '至', '为', '成']);
    let (way, _) = directed(head)?;
    let (now, base) = (side.now?, side.base?);
    let wrong = match way {
        Way::Up => now.interval.high < base.interval.low,
        Way::Down => now.interval.low > base.interval.high,
    };
    wrong.then(|| {
        let message = format!("由{}到{}，与“{head}”的升降不符，请核对", base.printed, now.printed);
        scene.finding("change-text", Level::Must, now.digits.clone(), message)
    })
}

/// The sides that the words before a change name: 较5月的26105件, 12.08万件，同比.
fn opened<'a>(text: &'a str, terms: &'a [Amount], at: usize, prefix: &'a str) -> Option<Frame<'a>> {
    let before = terms.get(at.checked_sub(1)?)?;
    let ahead = at.checked_sub(2).and_then(|ahead| terms.get(ahead));
    let words = lead(text, ahead, before);
    // A change is no amount that changes.
    if directed(words).is_some() {
        return None;
    }
    let exact = |amount: &&Amount| !amount.is_vague(text);
    if !prefix.is_empty() {
        let now = Some(before).filter(exact);
        return comparison(prefix)?.then_some(Frame { now, words: prefix, ..Frame::default() });
    }
    // The number right before is the base if 较 or 比 stands before it.
    let compared = comparison(words)?;
    let now = ahead.filter(exact).filter(|now| now.unit == before.unit && compared);
    let base = Some(before);
    exact(&before).then_some(Frame { now, base, words, ..Frame::default() })
}

/// Whether a text is nothing but words of comparison (，较5月的, 同比); `Some(false)` where they
/// stand after others, so that the number before is another matter.
fn comparison(text: &str) -> Option<bool> {
    let plain = text.trim_start_matches('，').trim();
    let is_base = |words: &str| {
        let opens = words.starts_with(['较', '比', '与'])
            || words.starts_with("同比")
            || words.starts_with("环比");
        opens
            && words.chars().count() <= LONGEST_BASE
            && !words.contains(['，', '、', '：'])
            && !words.contains("分别")
    };
    if is_base(plain) {
        return Some(true);
    }
    let clause = plain.rsplit(['，', '、', '：']).next().unwrap_or(plain);
    let at = clause.rfind(['较', '比'])?;
    let compound = clause.get(..at)?.ends_with(['占', '同', '环', '对', '相', '可']);
    let tail = clause.get(at..)?;
    (!compound && is_base(tail)).then_some(false)
}

fn judge(scene: &Scene<'_>, side: Frame<'_>, way: Way, term: &Amount) -> Option<Finding> {
    if term.is_vague(scene.text()) {
        return None;
    }
    let place = || term.digits.clone();
    // 增加2211件，下降8.5%: a difference and its rate go one way; two rates may be of two things.
    if term.unit == "%" && side.difference.is_some_and(|(before, _)| before != way) {
        let message = "前后两处升降不一致，请核对".to_owned();
        return Some(scene.finding("change-text", Level::Must, place(), message));
    }
    let stated = signed(term.interval, way);
    let (computed, told) = computed(side, way, term)?;
    let level = match held_against(computed, stated) {
        Agreement::Consistent => return None,
        Agreement::Off => Level::Hint,
        Agreement::Contradicts if of_rates(side) && term.unit == "%" => {
            return rate_in_percent(scene, side, stated, term);
        }
        Agreement::Contradicts => Level::Must,
    };
    let note = if level == Level::Hint { "末位差1" } else { "不符" };
    let message = format!("按文中{told}计算，这里写{}{note}，请核对", term.printed);
    Some(scene.finding("change-text", level, place(), message))
}

/// Whether the two sides are rates.
fn of_rates(side: Frame<'_>) -> bool {
    side.now.or(side.base).is_some_and(|amount| amount.unit == "%")
}

/// 由55%提高到59%，提高4%: points, not percent.
fn rate_in_percent(
    scene: &Scene<'_>,
    side: Frame<'_>,
    stated: Interval,
    term: &Amount,
) -> Option<Finding> {
    let points = minus(side.now?.interval, side.base?.interval);
    let is_points = held_against(points, stated) != Agreement::Contradicts;
    let (rule, level, message) = if is_points {
        let message = format!("两个比率相差应写“个百分点”，这里写{}", term.printed);
        ("change-unit", Level::Doubt, message)
    } else {
        ("change-text", Level::Must, format!("与前面两个比率的差不符：{}，请核对", term.printed))
    };
    Some(scene.finding(rule, level, term.digits.clone(), message))
}

/// What the change must be, with the numbers it follows from.
fn computed(side: Frame<'_>, way: Way, term: &Amount) -> Option<(Interval, String)> {
    let known = side.now.or(side.base)?;
    let is_difference = term.unit == known.unit && known.unit != "%"
        || known.unit == "%" && term.unit == "个百分点";
    if is_difference {
        let (now, base) = (side.now?, side.base?);
        let told = format!("{}与{}", base.printed, now.printed);
        return Some((minus(now.interval, base.interval), told));
    }
    if term.unit != "%" {
        return None;
    }
    let difference =
        side.difference.filter(|(before, amount)| *before == way && amount.unit == known.unit);
    let (part, base, told) = match (side.now, side.base, difference) {
        (Some(now), Some(base), _) => {
            let told = format!("{}与{}", base.printed, now.printed);
            (minus(now.interval, base.interval), base.interval, told)
        }
        (Some(now), None, Some((_, amount))) => {
            let part = signed(amount.interval, way);
            let told = format!("{}与{}", now.printed, amount.printed);
            (part, minus(now.interval, part), told)
        }
        (None, Some(base), Some((_, amount))) => {
            let told = format!("{}与{}", base.printed, amount.printed);
            (signed(amount.interval, way), base.interval, told)
        }
        _ => return None,
    };
    Some((percent(part, base)?, told))
}

fn signed(interval: Interval, way: Way) -> Interval {
    match way {
        Way::Up => interval,
        Way::Down => Interval { low: -interval.high, high: -interval.low },
    }
}
