//! Any text can be pasted as events: no panic, and lines without date and label stay whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao::model::Month;
use yuebao::text::capture::capture;

fuzz_target!(|text: &str| {
    let Some(month) = Month::new(2025, 4) else { return };
    drop(capture(text, month, &[("水利厅", vec!["水利厅", "省水利厅"])]));
});
