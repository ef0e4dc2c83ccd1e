//! The footnotes of a chart: everything without which its picture would mislead.

use crate::model::{IndicatorCode, Month};
use crate::trend::chart::{Chart, ChartKind, Line, Point, PointState};

use super::ChartRequest;
use super::scale::takes_log;

/// Named before it says 等.
const NAMED: usize = 3;
/// Up to so many positions in sight every point has its marker; beyond, only special ones, and none
/// for incomplete months where most are.
pub const ALL_MARKED: usize = 36;
/// A gap of so many months is mentioned.
const LONG_GAP: usize = 3;
/// One value so many times the middle one makes all others look like nothing.
const EXTREME: f64 = 1000.0;

/// 甲、乙、丙等5个部门
pub(super) fn several(names: &[&str], counted: &str) -> String {
    let named: Vec<&str> = names.iter().take(NAMED).copied().collect();
    if names.len() > named.len() {
        format!("{}等{}{counted}", named.join("、"), names.len())
    } else {
        named.join("、")
    }
}

/// All notes, the most important first; `found` were made on the way.
pub(super) fn notes(request: &ChartRequest<'_>, chart: &Chart, found: Vec<String>) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(breaks(request, chart));
    notes.extend(found);
    notes.extend(gone(request, chart));
    notes.extend(joined(request, chart));
    notes.extend(beyond(chart));
    notes.extend(extreme(chart));
    let lines: Vec<&Line> = chart.lines.iter().take(NAMED).collect();
    notes.extend(partial(&lines));
    let few = chart.lines.len() <= NAMED;
    let of_state = |state, words: &str| of_state(&chart.lines, state, words, few);
    notes.extend(of_state(PointState::NotReported, "未报"));
    notes.extend(of_state(PointState::Estimated, "是估计数，画成空心"));
    notes.extend(of_state(PointState::Draft, "填的不是数，没有画"));
    notes.extend(of_state(PointState::ZeroBase, "的基数为0，算不出变化"));
    if few {
        let end = if chart.kind == ChartKind::Bar { "" } else { "，线在这里断开" };
        notes.extend(lines.iter().filter_map(|line| long_gap(line, end)));
    }
    notes.extend(scale(chart));
    notes
}

fn breaks(request: &ChartRequest<'_>, chart: &Chart) -> Vec<String> {
    let shown = |month: Month| request.from < month && month <= request.to;
    let compared = chart.lines.iter().flat_map(|line| &line.points).any(|point| point.across_break);
    let drawn =
        |code: &IndicatorCode| request.indicators.iter().any(|indicator| indicator.code == *code);
    let mut notes: Vec<String> = request
        .facts
        .breaks
        .iter()
        .filter(|one| drawn(&one.indicator) && (shown(one.month) || compared))
        .map(|one| format!("{}起口径有变（{}），前后不宜直接比较。", one.month.chinese(), one.text))
        .collect();
    if compared {
        notes.push("跨口径比较的点画成空心，柱画成斜纹。".to_owned());
    }
    notes
}

fn gone(request: &ChartRequest<'_>, chart: &Chart) -> Vec<String> {
    let drawn = |name: &str| chart.lines.iter().any(|line| line.name == name);
    let alone = |name: &str| chart.lines.len() == 1 && chart.title.starts_with(name);
    let gone = request.facts.gone.iter().filter(|(name, last, _)| {
        (drawn(name) || alone(name)) && *last < request.to && request.from <= *last
    });
    gone.map(|(name, last, successor)| match successor {
        Some(successor) => {
            format!("{name}自{}起并入{successor}，此后的数见{successor}。", last.next().chinese())
        }
        None => format!("{name}报数到{}为止，此后没有这个部门。", last.chinese()),
    })
    .collect()
}

/// Whose line holds others before they were merged.
fn joined(request: &ChartRequest<'_>, chart: &Chart) -> Vec<String> {
    let join = |join: &super::Join| {
        let part = |(name, from): &(String, Month)| format!("{}前含{name}", from.chinese());
        let parts: Vec<String> = join.merged.iter().map(part).collect();
        format!("{}在{}，并入前后连起来画。", join.name, parts.join("、"))
    };
    let mut notes: Vec<String> = request.facts.joins.iter().map(join).collect();
    let any = chart.lines.iter().flat_map(|line| &line.points).any(|point| point.joined);
    if any && chart.kind != ChartKind::Heat {
        notes.push("并入前各部门合计的点画成空心，柱画成斜纹。".to_owned());
    }
    notes
}

/// What lies beyond the axis is named with its value.
fn beyond(chart: &Chart) -> Option<String> {
    let far = chart.lines.iter().flat_map(|line| line.points.iter().map(move |p| (line, p)));
    let mut far: Vec<(&Line, &Point)> = far.filter(|(_, point)| point.beyond).collect();
    if chart.kind == ChartKind::Stack {
        far.dedup_by_key(|(_, point)| point.month);
    }
    let alone = chart.lines.len() == 1;
    let name = |(line, point): &(&Line, &Point)| {
        let name = if alone { "" } else { name_before(line, point) };
        format!("{name}{}的{}", point.month.chinese(), point.text)
    };
    let names: Vec<String> = far.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let drawn = match chart.kind {
        ChartKind::Heat => "格里画▲，颜色不按比例",
        ChartKind::Bar | ChartKind::Changes | ChartKind::Stack => "柱画到头、断开，不按比例",
        _ => "画在边上（▲），虚线不按比例",
    };
    let log = if takes_log(chart.kind) {
        "；请先核对，或换成对数纵轴"
    } else {
        "；请先核对"
    };
    (!far.is_empty())
        .then(|| format!("{}远远超出其余各点，纵轴画不下：{drawn}{log}。", several(&names, "处")))
}

/// The line's name; of a line that is a year, the month says it already.
fn name_before<'a>(line: &'a Line, point: &Point) -> &'a str {
    if point.month.chinese().starts_with(&line.name) { "" } else { &line.name }
}

/// One value a thousand times the others, and still on the axis.
fn extreme(chart: &Chart) -> Option<String> {
    let beyond = chart.lines.iter().flat_map(|line| &line.points).any(|point| point.beyond);
    if beyond || chart.y.log || matches!(chart.kind, ChartKind::Share | ChartKind::Stack) {
        return None;
    }
    let mut values: Vec<(f64, &Line, &Point)> = Vec::new();
    for line in &chart.lines {
        let known = line.points.iter().filter_map(|p| Some((p.value?.abs(), line, p)));
        values.extend(known.filter(|(value, ..)| *value > 0.0));
    }
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (largest, line, point) = values.last().copied()?;
    let middle = values.get((values.len() - 1) / 2)?.0;
    let times = largest / middle;
    (values.len() > 2 && times >= EXTREME).then(|| {
        let times = rounded(times);
        let log = if takes_log(chart.kind) { "，或换成对数纵轴" } else { "" };
        format!(
            "{}{}的{}约为一般水平的{times}倍，其余各点贴着横轴；请先核对{log}。",
            name_before(line, point),
            point.month.chinese(),
            point.text
        )
    })
}

/// 1000, 2万, 100万: one digit.
fn rounded(times: f64) -> String {
    let (times, word) = if times >= 1e8 {
        (times / 1e8, "亿")
    } else if times >= 1e4 {
        (times / 1e4, "万")
    } else {
        (times, "")
    };
    let magnitude = 10f64.powf(times.max(1.0).log10().floor());
    format!("{:.0}{word}", (times / magnitude).round() * magnitude)
}

fn partial(lines: &[&Line]) -> Option<String> {
    let partly: Vec<&Point> =
        lines.iter().flat_map(|line| &line.points).filter(|p| p.partial.is_some()).collect();
    let first = partly.last()?;
    let reported = first.partial?;
    let (month, asked, count) = (first.month.chinese(), reported.asked, reported.reported);
    let few = format!("{month}只有{count}/{asked}个部门报数");
    let points = lines.iter().map(|line| line.points.len()).sum::<usize>();
    let unmarked = points > lines.len() * ALL_MARKED && partly.len() * 2 > points;
    let drawn = if unmarked { "" } else { "，画成半实心" };
    Some(match partly.len() {
        1 => format!("{few}，数据不全{drawn}。"),
        months => format!("有{months}个月部门没有报齐（如{few}）{drawn}。"),
    })
}

fn of_state(lines: &[Line], state: PointState, words: &str, few: bool) -> Option<String> {
    let found: Vec<(&Line, &Point)> = lines
        .iter()
        .flat_map(|line| line.points.iter().map(move |point| (line, point)))
        .filter(|(_, point)| point.state == state)
        .collect();
    let (first, _) = found.first()?;
    let one_line = found.iter().all(|(line, _)| line.name == first.name);
    if !few && !one_line {
        return Some(format!("有{}处{words}。", found.len()));
    }
    let place = |(line, point): &(&Line, &Point)| {
        let name = if one_line { "" } else { line.name.as_str() };
        format!("{name}{}", point.month.chinese())
    };
    let places: Vec<String> = found.iter().map(place).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let places = several(&places, if one_line { "个月" } else { "处" });
    let name = if one_line { format!("{}：", first.name) } else { String::new() };
    Some(format!("{name}{places}{words}。"))
}

/// The longest stretch without data between two values.
fn long_gap(line: &Line, end: &str) -> Option<String> {
    let first = line.points.iter().position(|point| point.value.is_some())?;
    let last = line.points.iter().rposition(|point| point.value.is_some())?;
    let inner = line.points.get(first..last)?;
    let mut longest: &[Point] = &[];
    // A base of zero is no gap, and has its own note.
    let known = |point: &Point| point.value.is_some() || point.state == PointState::ZeroBase;
    for stretch in inner.split(known) {
        if stretch.len() > longest.len() {
            longest = stretch;
        }
    }
    let ([from, ..], [.., to]) = (longest, longest) else { return None };
    (longest.len() >= LONG_GAP).then(|| {
        let (from, to, count) = (from.month.chinese(), to.month.chinese(), longest.len());
        format!("{}：{from}至{to}有{count}个月没有数据{end}。", line.name)
    })
}

fn scale(chart: &Chart) -> Vec<String> {
    let mut notes = Vec::new();
    let values = || chart.lines.iter().flat_map(|line| &line.points).filter_map(|p| p.value);
    if chart.y.log {
        notes.push("纵轴是对数：每格相差10倍。".to_owned());
        if values().any(|value| value <= 0.0) {
            notes.push("0和负数在对数纵轴上没有位置，没有画。".to_owned());
        }
    } else if chart.kind != ChartKind::Heat && chart.y.low > 0.0 {
        notes.push("纵轴不从0开始。".to_owned());
    }
    if chart.kind != ChartKind::Changes && values().all(|value| value == 0.0) {
        notes.push("各月都是0。".to_owned());
    }
    notes
}
