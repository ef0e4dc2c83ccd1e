//! Indicators made of the numbers of an issue.

use serde::Serialize;

use crate::ops::{Book, NewIndicator, OpError};

use super::args::Learn;
use super::output::Output;

#[derive(Serialize)]
struct LearnShape<'a> {
    name: &'a str,
    unit: String,
    typed: &'a str,
    section: &'a str,
    sentence: &'a str,
}

pub fn learn(book: &mut Book, learn: &Learn, output: &mut Output<'_>) -> Result<u8, OpError> {
    let issue = super::issue(book, &learn.of.issue, &learn.of.of)?;
    let mut offers = book.new_indicators(&issue)?;
    offers.retain(|offer| !learn.without.contains(&offer.indicator.name));
    output.json(&offers.iter().map(shape).collect::<Vec<_>>());
    for offer in &offers {
        let NewIndicator { indicator, printed, sentence, .. } = offer;
        output.say(&format!("  {}  {printed}  {sentence}", indicator.name));
    }
    if offers.is_empty() {
        output.say("固定段落里没有可建为指标的数字。");
    } else if learn.dry_run {
        output.say(&format!("可建指标，共 {} 处数字。", offers.len()));
    } else {
        let made = book.learn_indicators(&issue.id, &offers)?;
        output.say(&format!("已建 {made} 项指标，改了 {} 处（可撤销）。", offers.len()));
    }
    Ok(0)
}

fn shape(offer: &NewIndicator) -> LearnShape<'_> {
    LearnShape {
        name: &offer.indicator.name,
        unit: offer.indicator.display_unit(),
        typed: &offer.typed,
        section: &offer.section,
        sentence: &offer.sentence,
    }
}
