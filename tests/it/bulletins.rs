//! Every built-in bulletin is sound data: it parses, its slots name its indicators, its relations
//! and tables name its codes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use yuebao::model::{Bulletin, IndicatorCode, Relation};
use yuebao::text::prose::Prose;

fn built_in() -> Vec<Bulletin> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/bulletin");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    paths.iter().map(read).collect()
}

fn sources(bulletin: &Bulletin) -> impl Iterator<Item = &str> {
    bulletin.sections.iter().flat_map(|section| {
        let captions = section.table.iter().map(|table| table.caption.as_str());
        let paragraphs = section.standing.iter().flat_map(|item| &item.paragraphs);
        std::iter::once(section.title.as_str())
            .chain(captions)
            .chain(paragraphs.map(String::as_str))
    })
}

#[test]
fn slots_name_indicators() {
    for bulletin in built_in() {
        for source in sources(&bulletin) {
            let (prose, faults) = Prose::parse_with_faults(source);
            assert!(faults.is_empty(), "{source}: {faults:?}");
            for slot in prose.slots().filter(|slot| slot.issue_slot().is_none()) {
                assert!(bulletin.indicator_named(&slot.name).is_some(), "{source}: {}", slot.name);
            }
        }
    }
}

#[test]
fn codes_and_names_are_unique_and_known() {
    for bulletin in built_in() {
        let names: BTreeSet<&str> = bulletin.indicators.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names.len(), bulletin.indicators.len(), "{}: a name twice", bulletin.code);
        let codes: BTreeSet<&str> = bulletin.departments.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes.len(), bulletin.departments.len(), "{}: a code twice", bulletin.code);
        for code in referenced(&bulletin) {
            assert!(bulletin.indicator(code).is_some(), "{}: no {code}", bulletin.code);
        }
        for indicator in &bulletin.indicators {
            let section = indicator.section.as_str();
            let is_known = section.is_empty() || bulletin.section(section).is_some();
            assert!(is_known, "{}: no section {section}", indicator.name);
        }
    }
}

fn referenced(bulletin: &Bulletin) -> Vec<&IndicatorCode> {
    let tables = bulletin.sections.iter().filter_map(|section| section.table.as_ref());
    let columns = tables.flat_map(|table| table.columns.iter().map(|column| &column.indicator));
    let bases = bulletin.indicators.iter().filter_map(|indicator| indicator.share_of.as_ref());
    let relations = bulletin.relations.iter().flat_map(Relation::indicators);
    columns.chain(bases).chain(relations).collect()
}

#[test]
fn a_definition_survives_being_kept_in_the_book() {
    for bulletin in built_in() {
        let kept = serde_json::to_string(&bulletin).unwrap();
        assert_eq!(serde_json::from_str::<Bulletin>(&kept).unwrap(), bulletin);
    }
}

#[test]
fn a_second_series_differs_by_data_alone() {
    let bulletins = built_in();
    let pingyi = bulletins.iter().find(|b| b.code.as_str() == "pingyi").unwrap();
    assert!(pingyi.numbering.total);
    assert!(pingyi.sections.iter().any(|section| section.table.is_some()));
    assert!(pingyi.indicators.iter().all(|indicator| indicator.style.power == 0), "件, not 万件");
    assert!(pingyi.relations.iter().any(|r| matches!(r, Relation::Rate { .. })));
}
