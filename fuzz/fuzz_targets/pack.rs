//! Any bytes can be offered as a pack, and any document can lie in one: it is refused in Chinese, or
//! checked and printed again without a panic.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use yuebao::export::fonts::FontSources;
use yuebao::export::pack;
use yuebao::model::{Manifest, PackedFile, Sum};
use yuebao::ops::{Passphrase, check_pack_with, message};

fn check(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the input as a file");
    let by = Passphrase::given("口令");
    match check_pack_with(path, Some(&by), &FontSources::default()) {
        Ok(found) => drop(found.remarks()),
        Err(err) => {
            let text = message(&err).text;
            assert!(text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{text}");
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("yuebao-fuzz-{}.zip", std::process::id()));
    check(&path, bytes);
    let source = PackedFile {
        name: "source.json".to_owned(),
        what: String::new(),
        bytes: u64::try_from(bytes.len()).unwrap_or(0),
        sha256: Sum::of(bytes),
    };
    let manifest = Manifest {
        format: Manifest::FORMAT,
        program: String::new(),
        title: "月报".to_owned(),
        month: "2025-04".parse().expect("a month"),
        number: 4,
        files: vec![source],
        fonts: Vec::new(),
    };
    let text = serde_json::to_vec_pretty(&manifest).expect("a manifest as text");
    let files = [(Manifest::NAME.to_owned(), text), ("source.json".to_owned(), bytes.to_vec())];
    if let Ok(pack) = pack(&files) {
        check(&path, &pack);
    }
});
