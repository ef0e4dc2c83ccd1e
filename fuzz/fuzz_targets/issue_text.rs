//! Any text can be offered as a past issue: it is read or refused, never a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::import::{Known, read_issue};
use yuebao::model::Bulletin;
use yuebao::ops::built_in;

static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
    built_in::bulletin(built_in::DEFAULT).expect("the built-in definition is read by its own tests")
});

fuzz_target!(|text: &str| {
    drop(read_issue(text, &BULLETIN, &Known::default()));
});
