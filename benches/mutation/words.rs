//! Slips in words: directions, names, labels, brackets.

use yuebao::check::Numeral;
use yuebao::document::{Role, Run};
use yuebao::model::Department;

use crate::changes::Change;
use crate::numbers::is_list_count;

/// A name taken out of a counted list, and one put in.
pub fn members(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    if !is_list_count(numeral) {
        return Vec::new();
    }
    let kind = "list member";
    let mut depth = 0;
    let mut marks = Vec::new();
    for at in (0..numeral.start).rev() {
        match chars.get(at) {
            Some('）' | '》' | '”') => depth += 1,
            Some('（' | '《' | '“') => depth -= 1,
            Some('、') if depth == 0 => marks.push(at),
            Some('，' | '。' | '；' | '：') if depth == 0 => break,
            _ => {}
        }
    }
    let mut found = Vec::new();
    for pair in marks.windows(2) {
        let [later, earlier] = pair else { continue };
        found.push(Change::new(kind, *earlier, *later, ""));
    }
    if let Some(last) = marks.first() {
        found.push(Change::new(kind, *last, *last, "、某某局"));
    }
    found
}

/// 增长 as 下降 and the like, printed by slots and typed before a number.
pub fn directions(runs: &[Run]) -> Vec<Change> {
    const PAIRS: [(&str, &str); 4] =
        [("增长", "下降"), ("提高", "降低"), ("增加", "减少"), ("上升", "下降")];
    let mut found = Vec::new();
    let mut start = 0;
    for run in runs {
        let chars: Vec<char> = run.text.chars().collect();
        for at in 0..chars.len() {
            let word: String = chars.iter().skip(at).take(2).collect();
            let other = PAIRS.iter().find_map(|(up, down)| {
                if word == *up { Some(*down) } else { (word == *down).then_some(*up) }
            });
            let counts = chars.get(at + 2).is_some_and(char::is_ascii_digit);
            let Some(other) = other.filter(|_| counts) else { continue };
            let kind = if run.role == Role::Derived { "direction word" } else { "fact direction" };
            found.push(Change::new(kind, start + at, start + at + 2, other));
        }
        start += chars.len();
    }
    found
}

/// Each inner character of a registered department's name as another.
pub fn names(chars: &[char], departments: &[Department]) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut names: Vec<Vec<char>> =
        departments.iter().flat_map(Department::names).map(|name| name.chars().collect()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.iter().filter(|name| name.len() >= 3) {
        for at in 0..chars.len() {
            let end = at + name.len();
            let taken = found.iter().any(|other| (at..end).contains(&other.start));
            if taken || chars.get(at..end) != Some(name) {
                continue;
            }
            for inner in at..end - 1 {
                let instead = if chars.get(inner) == Some(&'理') { "里" } else { "理" };
                found.push(Change::new("name character", inner, inner + 1, instead));
            }
        }
    }
    found
}

/// 二是 as 三是, （二） as （三）.
pub fn labels(chars: &[char]) -> Vec<Change> {
    const NUMBERS: &str = "一二三四五六七八九";
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let opens = before.is_none_or(|c| "。；：，".contains(*c));
        let running = opens && matches!(after, Some('是' | '要'));
        let bracketed = before == Some(&'（') && after == Some(&'）') && at > 1;
        let Some(number) = NUMBERS.chars().position(|one| one == *c) else { continue };
        if running || bracketed {
            let next = NUMBERS.chars().nth((number + 1) % 9).unwrap_or('一');
            found.push(Change::new("list label", at, at + 1, next));
        }
    }
    found
}

/// Each bracket and quote lost, and each as another; those of generated labels cannot slip.
pub fn brackets(chars: &[char], runs: &[Run]) -> Vec<Change> {
    let label = runs.iter().take_while(|run| run.role == Role::Label);
    let opened: usize = label.map(|run| run.text.chars().count()).sum();
    let others = "（(）)《〈》〉“””“〔[〕]";
    let pairs: Vec<char> = others.chars().collect();
    let mut found = Vec::new();
    for (start, c) in chars.iter().enumerate().skip(opened) {
        let Some([_, other]) = pairs.chunks(2).find(|pair| pair.first() == Some(c)) else {
            continue;
        };
        for instead in [String::new(), other.to_string()] {
            found.push(Change::new("bracket or quote", start, start + 1, instead));
        }
    }
    found
}
