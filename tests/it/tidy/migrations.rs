//! What has once changed an office's book file never changes again.

use super::tree::files;
use super::{Breach, hold};

/// Every migration that has left the house, in order, with the sum of its text. Only ever add.
const SHIPPED: [(&str, u64); 7] = [
    ("V1__book.sql", 0x74d3_4f6f_34f3_b506),
    ("V2__workbench.sql", 0x1282_bfe5_551b_5d56),
    ("V3__proof.sql", 0x9f1e_a4b4_7ffc_7946),
    ("V4__amounts.sql", 0x0285_0a42_6d81_c45d),
    ("V5__publishing.sql", 0xf1ff_b73c_d89d_5d1c),
    ("V6__mergers.sql", 0x75f2_ef90_a446_50e2),
    ("V7__unnumbered.sql", 0x0f51_8d41_3582_8ec3),
];

/// FNV-1a, 64 bits: stable over compilers, and guards against accidents, not against malice.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// `files` are names and texts of the folder, `shipped` the frozen list.
fn unfrozen(files: &[(&str, &str)], shipped: &[(&str, u64)]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (name, text) in files {
        let now = sum(text);
        match shipped.iter().find(|(known, _)| known == name) {
            None => breaches.push(Breach::new(
                name,
                0,
                format!("is not listed; if it is finished, add `(\"{name}\", {now:#x})`"),
            )),
            Some((_, then)) if *then != now => breaches.push(Breach::new(
                name,
                0,
                format!("was edited (sum {now:#x}): write a new migration instead"),
            )),
            Some(_) => {}
        }
    }
    for (name, _) in shipped {
        if !files.iter().any(|(known, _)| known == name) {
            breaches.push(Breach::new(name, 0, "is gone: books of that age could not be opened"));
        }
    }
    breaches
}

/// `V1__book.sql`, `V2__…`: numbered without a gap, so that two branches cannot both ship a V2.
fn misnumbered(names: &[&str]) -> Vec<Breach> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut breaches = Vec::new();
    for name in names {
        let number = name
            .strip_prefix('V')
            .and_then(|rest| rest.strip_suffix(".sql"))
            .and_then(|rest| rest.split_once("__"))
            .and_then(|(number, _)| number.parse().ok());
        match number {
            Some(number) => numbers.push(number),
            None => breaches.push(Breach::new(name, 0, "is not named like V1__book.sql")),
        }
    }
    numbers.sort_unstable();
    let gap = (1..).zip(&numbers).find(|(wanted, found)| wanted != *found);
    breaches.extend(gap.map(|(wanted, _)| Breach::new("migrations/", 0, format!("no V{wanted}"))));
    breaches
}

#[test]
fn shipped_migrations_are_unchanged() {
    let found = files(|path| path.starts_with("migrations/"));
    let named: Vec<(&str, &str)> = found
        .iter()
        .map(|file| (file.path.trim_start_matches("migrations/"), file.text.as_str()))
        .collect();
    hold("Migrations are frozen once shipped.", &unfrozen(&named, &SHIPPED));
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
    hold("Migrations are numbered from 1 without a gap.", &misnumbered(&names));
}

#[test]
fn an_edited_a_new_and_a_lost_migration_are_named() {
    let shipped = [("V1__a.sql", sum("a")), ("V2__b.sql", sum("b"))];
    let found = unfrozen(&[("V1__a.sql", "a "), ("V3__c.sql", "c")], &shipped);
    let named: Vec<&str> = found.iter().map(|breach| breach.path.as_str()).collect();
    assert_eq!(named, ["V1__a.sql", "V3__c.sql", "V2__b.sql"]);
    assert_eq!(unfrozen(&[("V1__a.sql", "a"), ("V2__b.sql", "b")], &shipped), []);
}

#[test]
fn a_gap_and_a_strange_name_are_named() {
    assert_eq!(misnumbered(&["V1__a.sql", "V3__b.sql"]).len(), 1);
    assert_eq!(misnumbered(&["V1__a.sql", "V1__b.sql"]).len(), 1);
    assert_eq!(misnumbered(&["0001_a.sql"]).len(), 1);
    assert_eq!(misnumbered(&["V10__c.sql", "V1__a.sql"]).len(), 1);
    assert_eq!(misnumbered(&["V1__a.sql", "V2__b.sql"]), []);
}
