//! A small pack and everything that can be done to it.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::ops::pack::packed;

fn manifest(files: &Files) -> Manifest {
    Manifest {
        format: Manifest::FORMAT,
        program: program(),
        title: "青溪政务月报".into(),
        month: "2025-04".parse().unwrap(),
        number: 4,
        files: files.iter().map(|(name, bytes)| packed(name, "文件", bytes)).collect(),
        fonts: Vec::new(),
    }
}

fn small() -> Vec<(String, Vec<u8>)> {
    let files = vec![
        ("figures.csv".to_owned(), b"1,2\r\n".to_vec()),
        ("issue.txt".to_owned(), "共受理6.1万件。\n".as_bytes().to_vec()),
    ];
    let text = manifest_text(&manifest(&files)).unwrap();
    [vec![(Manifest::NAME.to_owned(), text)], files].concat()
}

fn seen(bytes: &[u8]) -> Result<PackCheck, PackError> {
    match look(bytes, None) {
        Ok(opened) => Ok(opened.found),
        Err(Trouble::Pack(err)) => Err(err),
        Err(Trouble::Other(err)) => panic!("{err:?}"),
    }
}

/// A zip made by another hand.
fn zipped(method: CompressionMethod, files: &Files) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::DEFAULT.compression_method(method);
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn any_byte_changed_anywhere_is_found() {
    let bytes = export::pack(&small()).unwrap();
    assert!(seen(&bytes).unwrap().is_untouched());
    for at in 0..bytes.len() {
        for new in [bytes[at] ^ 1, bytes[at].wrapping_add(13)] {
            let mut changed = bytes.clone();
            changed[at] = new;
            assert!(!seen(&changed).is_ok_and(|found| found.is_untouched()), "byte {at}");
        }
    }
    for cut in 0..bytes.len() {
        assert!(!seen(&bytes[..cut]).is_ok_and(|found| found.is_untouched()), "cut at {cut}");
    }
    for more in [[b"x".as_slice(), &bytes].concat(), [&bytes, b"x".as_slice()].concat()] {
        assert!(!seen(&more).is_ok_and(|found| found.is_untouched()));
    }
}

/// The bytes of every pack that was ever made depend on this staying as it is.
#[test]
fn the_form_of_a_pack_never_changes() {
    let files =
        vec![("manifest.json".to_owned(), b"{}".to_vec()), ("a.txt".to_owned(), b"b".to_vec())];
    let bytes = export::pack(&files).unwrap();
    assert_eq!(Sum::of(&bytes).short(), "906441cac8f2");
}

#[test]
fn what_was_done_to_a_pack_is_told_by_file() {
    type List = Vec<(String, Vec<u8>)>;
    let alter = |change: &dyn Fn(&mut List)| {
        let mut files = small();
        change(&mut files);
        let found = seen(&export::pack(&files).unwrap()).unwrap();
        assert!(!found.is_untouched());
        found.remarks()
    };
    let one = alter(&|files| files[2].1 = "共受理7.1万件。\n".as_bytes().to_vec());
    assert_eq!(one, ["issue.txt（文件）打包以后被改过，与清单的校验和不符"]);
    let gone = alter(&|files| drop(files.pop()));
    assert_eq!(gone, ["清单里有 issue.txt（文件），台账里没有"]);
    let more = alter(&|files| files.push(("more.exe".into(), Vec::new())));
    assert_eq!(more, ["more.exe 不在清单里，是后来放进去的"]);
    let respaced = alter(&|files| files[0].1.push(b' '));
    assert_eq!(respaced, ["manifest.json（清单）打包以后被改过，与清单的校验和不符"]);
    let moved = alter(&|files| files.swap(1, 2));
    assert_eq!(moved.len(), 1);
    assert!(moved[0].contains("不是原样"), "{moved:?}");
}

#[test]
fn a_pack_packed_again_by_another_program_says_so_and_its_files_still_count() {
    let found = seen(&zipped(CompressionMethod::Deflated, &small())).unwrap();
    assert!(!found.is_whole);
    assert!(found.files.iter().all(|file| file.state == FileState::Same));
}

#[test]
fn hostile_packs_are_refused() {
    let named = |name: &str| {
        let files = [small(), vec![(name.to_owned(), Vec::new())]].concat();
        seen(&zipped(CompressionMethod::Stored, &files))
    };
    for name in
        ["../x", "a/../b", "/etc/x", "a\\b", "C:x", "a/b/c", ".hidden", "x\u{202e}gpj.exe", "d/"]
    {
        assert!(
            matches!(named(name), Err(PackError::StrangeName { .. })),
            "{name}: {:?}",
            named(name)
        );
    }
    assert_eq!(named("ISSUE.TXT"), Err(PackError::Twice));
    let many: Vec<_> = (0..300).map(|n| (format!("f{n}"), Vec::new())).collect();
    assert!(matches!(seen(&export::pack(&many).unwrap()), Err(PackError::TooMany { .. })));
    let empty = export::pack(&[("a".to_owned(), Vec::new())]).unwrap();
    assert_eq!(seen(&empty), Err(PackError::NotAPack));
    assert_eq!(seen("窗口月报".as_bytes()), Err(PackError::NotAPack));
    let bomb = zipped(CompressionMethod::Deflated, &[("bomb".to_owned(), vec![0; 3 << 20])]);
    let limits = Limits { size: 1 << 20, ..Limits::default() };
    assert!(bomb.len() < 1 << 14);
    assert_eq!(read_pack(&bomb, &limits), Err(PackError::TooLarge { limit: 1 << 20 }));
}

#[test]
fn a_name_twice_is_seen_though_the_library_keeps_one() {
    let twice = [small(), vec![("issue.new".to_owned(), b"other".to_vec())]].concat();
    let mut bytes = export::pack(&twice).unwrap();
    let places: Vec<usize> = bytes
        .windows(9)
        .enumerate()
        .filter(|(_, name)| *name == b"issue.new")
        .map(|(at, _)| at)
        .collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 9].copy_from_slice(b"issue.txt");
    }
    assert_eq!(seen(&bytes), Err(PackError::Twice));
}

#[test]
fn a_manifest_of_a_later_format_asks_for_a_later_program() {
    let text = |manifest: &str| {
        let files = vec![(Manifest::NAME.to_owned(), manifest.as_bytes().to_vec())];
        seen(&export::pack(&files).unwrap()).unwrap_err()
    };
    assert_eq!(text(r#"{"format": 9, "new": 1}"#), PackError::Newer { format: 9, known: 1 });
    for bad in ["", "[]", r#"{"format": 1}"#, "{\"format\": -1}"] {
        assert!(matches!(text(bad), PackError::Manifest { .. }), "{bad}");
    }
    let deep = format!("{{\"format\": 1, \"files\": {}", "[".repeat(100_000));
    assert!(matches!(text(&deep), PackError::Manifest { .. }));
}
