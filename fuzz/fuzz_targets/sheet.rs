//! Any bytes are a table of figures, or are refused: as a workbook, as csv, as what they mean.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yuebao::import::sheet::{Context, Limits, read_delimited, read_workbook, understand};
use yuebao::model::{Bulletin, DepartmentCode, Month};
use yuebao::ops::built_in;

static BULLETIN: LazyLock<Bulletin> = LazyLock::new(|| {
    built_in::bulletin(built_in::DEFAULT).expect("the built-in definition is read by its own tests")
});

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let mut sheets = read_workbook(bytes, &limits, &mut |_| true).unwrap_or_default();
    if let Ok((sheet, _)) = read_delimited(bytes, &limits, &mut |_| true) {
        sheets.push(sheet);
    }
    let department = DepartmentCode::hall();
    let context = Context {
        bulletin: &BULLETIN,
        departments: &BULLETIN.departments,
        month: Month::new(2025, 4),
        department: &department,
    };
    drop(understand(&sheets, &context));
});
