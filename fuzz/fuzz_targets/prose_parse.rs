//! Any text is prose: its source gives the same prose again, and its literals cover what was typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao::text::prose::Prose;

fuzz_target!(|text: &str| {
    let prose = Prose::parse(text);
    let source = prose.source();
    assert_eq!(Prose::parse(&source), prose, "{text:?} became {source:?}");
});
