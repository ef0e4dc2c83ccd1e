//! A number at the start of any text: the rest is its tail, and what prints reads back as the same amount.
#![no_main]

use std::cmp::Ordering;

use libfuzzer_sys::fuzz_target;
use yuebao::model::Quantity;

fuzz_target!(|text: &str| {
    let Ok((quantity, rest)) = Quantity::parse_prefix(text) else { return };
    assert!(text.ends_with(rest), "{text:?} left {rest:?}");
    let interval = quantity.interval(None);
    assert!(interval.low <= interval.high, "{text:?} spans nothing");
    assert_eq!(quantity.cmp_amount(quantity), Ordering::Equal);
});
