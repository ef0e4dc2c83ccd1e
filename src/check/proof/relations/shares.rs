//! Shares beside the parts of a whole: 网上受理19240件，占比67.9%; 分别占22.7%、66.8%、10.6%.

use crate::check::{Finding, Level};
use crate::model::Agreement;

use super::Scene;
use super::amounts::{Amount, held_against, percent};

/// What may stand between a part and its share, the longest first where one begins another.
const LEADS: [&str; 7] = ["占比为", "占比达", "占比约", "占比", "占总量的", "占总数的", "占"];

/// The shares right after parts of a whole.
pub fn findings(
    scene: &Scene<'_>,
    whole: &Amount,
    parts: &[&Amount],
    rates: &[Amount],
) -> Vec<Finding> {
    let text = scene.text();
    let mut found = Vec::new();
    for part in parts {
        let next = rates.iter().find(|rate| rate.digits.start >= part.whole.end);
        let share = next.filter(|rate| {
            let lead = text.get(part.whole.end..rate.digits.start).unwrap_or("");
            is_lead(lead) && !rate.is_vague(text)
        });
        found.extend(share.and_then(|share| judge(scene, part, whole, share)));
    }
    found
}

/// 合计28316件，分别占22.7%、66.8%、10.6%: as many shares as parts.
pub fn listed(
    scene: &Scene<'_>,
    whole: &Amount,
    parts: &[&Amount],
    rates: &[Amount],
) -> Vec<Finding> {
    let text = scene.text();
    let after = text.get(whole.whole.end..).unwrap_or("");
    if !after.starts_with("，分别占") {
        return Vec::new();
    }
    let end = whole.whole.end + after.find(['。', '；']).unwrap_or(after.len());
    let own = rates.iter().filter(|rate| (whole.whole.end..end).contains(&rate.digits.start));
    let shares: Vec<&Amount> = own.collect();
    if shares.len() != parts.len() {
        return Vec::new();
    }
    parts.iter().zip(shares).filter_map(|(part, share)| judge(scene, part, whole, share)).collect()
}

fn judge(scene: &Scene<'_>, part: &Amount, whole: &Amount, share: &Amount) -> Option<Finding> {
    let computed = percent(part.interval, whole.interval)?;
    let level = match held_against(computed, share.interval) {
        Agreement::Consistent => return None,
        Agreement::Off => Level::Hint,
        Agreement::Contradicts => Level::Doubt,
    };
    let message =
        format!("{}占{}的比重与{}不符，请核对", part.printed, whole.printed, share.printed);
    Some(scene.finding("share-text", level, share.digits.clone(), message))
}

fn is_lead(text: &str) -> bool {
    let text = text.strip_prefix(['，', '（', '、']).unwrap_or(text);
    LEADS.contains(&text)
}

/// Whether a share stands right after a part.
pub fn follows(text: &str, part: &Amount) -> bool {
    let after = text.get(part.whole.end..).unwrap_or("");
    after.strip_prefix(['，', '（']).is_some_and(|rest| rest.starts_with('占'))
}

/// What stands between two parts without the share of the first: ，占82.5%；网络渠道 is ；网络渠道.
pub fn without_share(between: &str) -> &str {
    let share = between.strip_prefix(['，', '（']).filter(|rest| rest.starts_with('占'));
    let end = share.and_then(|rest| rest.find(['%', '％']).and_then(|at| rest.get(at..)));
    let rest = end.map(|rest| rest.trim_start_matches(['%', '％']));
    rest.map_or(between, |rest| rest.strip_prefix('）').unwrap_or(rest))
}
