//! Slips in numbers: a digit, two digits, the point, the unit.

use yuebao::check::{Class, Numeral, Part};

use crate::changes::Change;

/// Whether a literal number is that of the names before it.
pub fn is_list_count(numeral: &Numeral) -> bool {
    numeral.class == Class::Derived && numeral.indicator.is_none()
}

/// Each digit as two others.
pub fn digits(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    let kind = match numeral.class {
        Class::Bound => "figure digit",
        Class::Derived if is_list_count(numeral) => "list count",
        Class::Derived => "derived digit",
        Class::Unproven => "fact digit",
        Class::Date => match numeral.unit.as_deref() {
            Some("年") => "date: year",
            Some("月") => "date: month",
            Some("日") => "date: day",
            _ => "date: other",
        },
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for at in numeral.start..numeral.end {
        let Some(digit) = chars.get(at).and_then(|c| c.to_digit(10)) else { continue };
        // A number does not begin with 0 after a slip of one key.
        let leads = at == numeral.start && numeral.end - numeral.start > 1;
        for other in [(digit + 1) % 10, (digit + 5) % 10] {
            if other != digit && !(leads && other == 0) {
                found.push(Change::new(kind, at, at + 1, other.to_string()));
            }
        }
    }
    found
}

/// Kinds of a number: digits swapped, point lost, 万 lost or added, unit changed.
fn kinds(numeral: &Numeral) -> Option<[&'static str; 4]> {
    match numeral.class {
        Class::Bound => Some(["figure digits swapped", "figure point", "figure 万", "figure unit"]),
        Class::Derived if !is_list_count(numeral) => {
            Some(["derived swapped", "derived point", "derived unit", "derived unit"])
        }
        Class::Unproven => Some(["fact digits swapped", "fact point", "fact 万", "fact unit"]),
        _ => None,
    }
}

/// Two neighbouring digits the wrong way round, the decimal point lost.
pub fn slips(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    let Some([swapped, point, ..]) = kinds(numeral) else { return Vec::new() };
    let mut found = Vec::new();
    for at in numeral.start..numeral.end {
        let digit = |at: usize| chars.get(at).filter(|c| c.is_ascii_digit() && at < numeral.end);
        if chars.get(at) == Some(&'.') {
            found.push(Change::new(point, at, at + 1, ""));
        }
        let (Some(first), Some(second)) = (digit(at), digit(at + 1)) else { continue };
        if first != second && !(at == numeral.start && *second == '0') {
            found.push(Change::new(swapped, at, at + 2, format!("{second}{first}")));
        }
    }
    found
}

/// 万 lost or added, another measure word, points for percent.
pub fn units(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    let Some([_, _, power, unit]) = kinds(numeral) else { return Vec::new() };
    if numeral.part != Part::Paragraph {
        return Vec::new();
    }
    let at = numeral.end;
    let after: String = chars.iter().skip(at).take(6).collect();
    let change = |kind, length: usize, new: &str| Change::new(kind, at, at + length, new);
    // A slot's number follows the 万 after it: only one that is retyped can be wrong.
    let digits: String = chars.iter().take(at).skip(numeral.start).collect();
    let retyped = |length: usize, new: &str| {
        Change::new(power, numeral.start, at + length, format!("{digits}{new}"))
    };
    if let Some(rest) = after.strip_prefix(['万', '亿']) {
        let other = if after.starts_with('万') { "亿" } else { "万" };
        let mut found = vec![retyped(1, ""), retyped(1, other)];
        if let Some(counted) = rest.chars().next().filter(|c| "件家个条人名份位".contains(*c))
        {
            let new = if counted == '件' { "家" } else { "件" };
            found.push(Change::new(unit, at + 1, at + 2, new));
        }
        found
    } else if let Some(counted) = after.chars().next().filter(|c| "件家个条人名份位".contains(*c))
        && !after.starts_with("个百分点")
    {
        vec![retyped(0, "万"), change(unit, 1, if counted == '件' { "家" } else { "件" })]
    } else if after.starts_with('%') {
        vec![change(unit, 1, "个百分点"), change(unit, 1, "")]
    } else if after.starts_with("个百分点") {
        vec![change(unit, 4, "%")]
    } else {
        Vec::new()
    }
}
