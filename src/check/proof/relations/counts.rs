//! Names in a list against the number after them: 公安局、税务局、民政局等3个窗口.

use crate::check::proof::Class;
use crate::check::proof::classify::Place;
use crate::check::proof::lists::{self, List};
use crate::check::proof::ordinals::measure_word;
use crate::check::{Finding, Level};
use crate::text::numerals::unit_of;

use super::Scene;

/// Words of an action: what stands before the number is more than a list of names.
const ACTIONS: [&str; 22] = [
    "开展", "召开", "举办", "组织", "建立", "形成", "完成", "推出", "提出", "新增", "增设", "推进",
    "办理", "发放", "受理", "设置", "的", "了", "为", "共", "后", "等",
];

pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let text = scene.text();
    let mut found = Vec::new();
    for token in scene.tokens {
        let place = Place::of(&token.numeral, text);
        let measured = !measure_word(place.after).is_empty() || !unit_of(place.after).is_empty();
        let counts = !matches!(token.class, Class::Date | Class::Quoted | Class::Derived)
            && token.numeral.power == 0
            && measured;
        let list = if counts { lists::before(&place) } else { None };
        let (Some(list), Some(number)) = (list, place.whole()) else { continue };
        if let Some(level) = level(&list, number) {
            let names = names_in_words(&list);
            let message = format!("前面列了 {names} 个，这里写 {number}，请核对名单和数目");
            found.push(scene.finding("count-list", level, token.numeral.range.clone(), message));
        }
    }
    found
}

fn names_in_words(list: &List<'_>) -> String {
    if list.least == list.most {
        list.least.to_string()
    } else {
        format!("{} 至 {}", list.least, list.most)
    }
}

/// How sure a deviation is. After 等 there may be more names than are listed.
fn level(list: &List<'_>, number: u32) -> Option<Level> {
    if (list.least..=list.most).contains(&number) {
        return None;
    }
    if !list.open {
        let plain = !ACTIONS.iter().any(|word| list.last.contains(word));
        // 周六、周日延时服务4次: the last of the names says more than a name.
        let even = list.last.chars().count() <= list.longest + 2;
        return (plain && even && list.last.chars().count() <= 12 && number > 1 && number <= 40)
            .then_some(Level::Doubt);
    }
    if number < list.least {
        return Some(Level::Doubt);
    }
    let missing = number - list.most;
    match list.least {
        4.. if missing <= 2 => Some(Level::Doubt),
        3 if missing == 1 => Some(Level::Hint),
        _ => None,
    }
}
