//! Fonts are found by any of their names, and no page is ever without.

use super::{FontSet, FontSources, Origin, window_fonts};
use crate::layout::{FontRole, Fonts as _, StandIn};

#[test]
fn without_any_font_installed_the_programs_own_print_every_role() {
    let set = FontSet::load(&FontSources::default());
    for role in FontRole::ALL {
        let font = set.font(set.own(role)).unwrap();
        assert!(font.is_bundled() && font.can_print());
        for c in "政务窗口月报第4期（一）“直达快享”——……〓%".chars() {
            assert!(set.shape(role, c).is_some(), "{role:?} {c}");
        }
    }
    assert_eq!(set.shape(FontRole::Fang, '😀'), None);
}

#[test]
fn rare_characters_of_names_are_lent_by_another_font() {
    let set = FontSet::load(&FontSources::default());
    for c in "䶮𬬻喆赟堃㛃𫖯龑".chars() {
        let shape = set.shape(FontRole::Fang, c).unwrap();
        assert_ne!(shape.font, set.own(FontRole::Fang), "{c}");
        assert!(set.ink(shape.font, shape.glyph).top > 0.5, "{c} has an outline");
    }
    let shape = set.shape(FontRole::Fang, '堃').unwrap();
    let lent = StandIn { role: FontRole::Fang, font: shape.font, chars: "堃".into() };
    let report = set.report(&[lent]);
    assert_eq!(report.roles[0].lent.len(), 1);
    assert!(report.roles[1].lent.is_empty());
}

#[test]
fn an_installed_font_comes_first_and_is_found_by_its_family() {
    let folder = tempfile::tempdir().unwrap();
    let [regular, _] = window_fonts();
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    std::fs::write(folder.path().join("deep/a.ttf"), renamed(regular)).unwrap();
    std::fs::write(folder.path().join("broken.ttf"), b"\0\x01\0\0 no font at all").unwrap();
    std::fs::write(folder.path().join("empty.otf"), b"").unwrap();
    let sources = FontSources { folders: vec![folder.path().into()], ..FontSources::default() };
    let set = FontSet::load(&sources);
    let font = set.font(set.own(FontRole::Hei)).unwrap();
    assert_eq!((font.name.as_str(), font.is_bundled()), ("SimHei", false));
    assert!(set.font(set.own(FontRole::Kai)).unwrap().is_bundled());
}

/// The same font under the name of 黑体.
fn renamed(font: &[u8]) -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (old, new) = (utf16("Noto Sans SC"), utf16("SimHei      "));
    let mut bytes = font.to_vec();
    let places: Vec<usize> =
        (0..bytes.len() - old.len()).filter(|at| bytes[*at..].starts_with(&old)).collect();
    for at in places {
        bytes[at..at + old.len()].copy_from_slice(&new);
    }
    bytes
}

#[test]
fn a_chosen_file_goes_first_and_one_that_is_no_font_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let [regular, _] = window_fonts();
    let (good, bad) = (folder.path().join("单位仿宋.ttf"), folder.path().join("坏.ttf"));
    std::fs::write(&good, regular).unwrap();
    std::fs::write(&bad, "不是字体").unwrap();
    let chosen = [(FontRole::Fang, good.clone()), (FontRole::Kai, bad.clone())].into();
    let set = FontSet::load(&FontSources { chosen, ..FontSources::default() });
    let report = set.report(&[]);
    assert_eq!(report.roles[0].origin, Origin::Chosen(good));
    assert_eq!(report.roles[0].name, "单位仿宋");
    assert_eq!(report.roles[1].unusable.as_ref(), Some(&bad));
    assert!(report.roles[1].is_stand_in());
}
