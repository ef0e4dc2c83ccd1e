//! By what a place in an issue is known again after edits elsewhere.

use crate::document::Anchor;
use crate::model::{Issue, Item, ItemId, Section};

/// FNV-1a, 64 bits, as 16 hex digits: stable over versions and machines.
pub fn digest(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{sum:016x}")
}

/// The item an anchor points into.
pub fn item_at(issue: &Issue, anchor: Anchor) -> Option<&Item> {
    issue.sections.get(anchor.section)?.items.get(anchor.item?)
}

/// The item or section an anchor points into, by its id, which stays when it is moved.
pub fn place_at(issue: &Issue, anchor: Option<Anchor>) -> &str {
    let Some(anchor) = anchor else { return "" };
    let section =
        || issue.sections.get(anchor.section).map(|section: &Section| section.id.as_str());
    let item = item_at(issue, anchor).map(|item| item.id.as_str());
    item.or_else(section).unwrap_or("")
}

/// Where an item stands in the issue.
pub fn anchor_of(issue: &Issue, item: &ItemId) -> Option<Anchor> {
    issue.sections.iter().enumerate().find_map(|(section, of)| {
        let at = of.items.iter().position(|one| one.id == *item)?;
        Some(Anchor { section, item: Some(at), paragraph: 0 })
    })
}
