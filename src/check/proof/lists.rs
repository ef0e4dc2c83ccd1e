//! Names in a list against the number after them (等22个窗口).

use super::classify::Place;

/// A list that ends right before a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List<'t> {
    /// Names when every 和, 及, 与 of the last one belongs to the name.
    pub least: u32,
    /// Names when every one of them joins two names.
    pub most: u32,
    /// 等 stands between the names and the number, so that there may be more of them.
    pub open: bool,
    /// Characters of the longest of the names before the last.
    pub longest: usize,
    /// The last of the names, with whatever leads to the number.
    pub last: &'t str,
}

/// Words between a list and its number.
const BETWEEN: [&str; 9] = ["共计", "总计", "合计", "一共", "近", "约", "共", "多达", "在内的"];
const JOINTS: [char; 3] = ['和', '及', '与'];
/// Characters before a number that are looked at for a list.
const LONGEST: usize = 600;
/// What a list cannot reach beyond.
const CLAUSE: [char; 8] = ['，', '。', '；', '：', '！', '？', ',', ';'];
const OPENING: [char; 6] = ['（', '(', '《', '“', '〈', '［'];

/// The list of names before a numeral; `None` when there is none.
pub fn before<'t>(place: &Place<'t>) -> Option<List<'t>> {
    let mut head = place.before;
    for word in BETWEEN {
        head = head.strip_suffix(word).unwrap_or(head);
    }
    let (names, open) = head.strip_suffix('等').map_or((head, false), |names| (names, true));
    // 走访医院、诊所共9家: what is totalled is not the names.
    if !open && head.len() < place.before.len() {
        return None;
    }
    let (clause, marks) = clause(names)?;
    // 受理17件、办结8件 are amounts, no names.
    let has_amounts = clause.contains(|c: char| c.is_ascii_digit());
    if has_amounts || marks == 0 && !open {
        return None;
    }
    let last = clause.rsplit('、').next().unwrap_or(clause);
    let joints = u32::try_from(outside_brackets(last, &JOINTS)).ok()?;
    let least = marks + 1;
    let others = clause.len() - last.len();
    let others = clause.get(..others).unwrap_or("").split('、');
    // A label may stand before the first.
    let names = others.map(|name| name.rsplit(['）', ')']).next().unwrap_or(name));
    let longest = names.map(|name| name.chars().count()).max().unwrap_or(0);
    (!last.is_empty() && least + joints > 1).then_some(List {
        least,
        most: least + joints,
        open,
        longest,
        last,
    })
}

/// Whether the number is that of the names before it.
pub fn agrees(place: &Place<'_>) -> bool {
    let measured = !super::ordinals::measure_word(place.after).is_empty()
        || !crate::text::numerals::unit_of(place.after).is_empty();
    let Some(list) = before(place).filter(|_| measured) else { return false };
    place.numeral.power == 0
        && place.whole().is_some_and(|number| (list.least..=list.most).contains(&number))
}

/// The last clause of a text outside brackets and quotes, and how many 、 it has there.
fn clause(text: &str) -> Option<(&str, u32)> {
    let mut depth = 0u32;
    let mut marks = 0;
    for (at, c) in text.char_indices().rev().take(LONGEST) {
        match c {
            '）' | ')' | '》' | '”' | '〉' | '］' => depth += 1,
            '（' | '(' | '《' | '“' | '〈' | '［' if depth > 0 => depth -= 1,
            '、' if depth == 0 => marks += 1,
            _ if depth == 0 && (CLAUSE.contains(&c) || OPENING.contains(&c)) => {
                return Some((text.get(at + c.len_utf8()..)?, marks));
            }
            _ => {}
        }
    }
    let whole = depth == 0 && text.chars().nth(LONGEST).is_none();
    whole.then_some((text, marks))
}

fn outside_brackets(text: &str, wanted: &[char]) -> usize {
    let mut depth = 0i32;
    let mut found = 0;
    for c in text.chars() {
        match c {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth -= 1,
            _ if depth == 0 && wanted.contains(&c) => found += 1,
            _ => {}
        }
    }
    found
}
