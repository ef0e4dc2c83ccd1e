//! The recorded tables of the book, as data. Columns stand in the order of the migrations.

use super::table::ColumnType::{Int, Text};
use super::table::Table;

pub(super) static BULLETIN: Table = Table {
    name: "bulletin",
    key: 1,
    columns: &[("code", Text), ("name", Text), ("definition", Text), ("ord", Int)],
};

pub(super) static DEPARTMENT: Table = Table {
    name: "department",
    key: 1,
    columns: &[
        ("code", Text),
        ("name", Text),
        ("short_name", Text),
        ("aliases", Text),
        ("rank", Int),
        ("valid_from", Text),
        ("valid_to", Text),
        ("successor", Text),
    ],
};

pub(super) static FIGURE: Table = Table {
    name: "figure",
    key: 3,
    columns: &[
        ("indicator", Text),
        ("department", Text),
        ("month", Text),
        ("typed", Text),
        ("digits", Int),
        ("exponent", Int),
        ("state", Text),
        ("source", Text),
        ("note", Text),
    ],
};

pub(super) static ISSUE: Table = Table {
    name: "issue",
    key: 1,
    columns: &[
        ("id", Text),
        ("bulletin", Text),
        ("month", Text),
        ("number", Int),
        ("total_number", Int),
        ("title", Text),
        ("issuer", Text),
        ("issue_date", Text),
        ("status", Text),
    ],
};

pub(super) static SECTION: Table = Table {
    name: "section",
    key: 1,
    columns: &[
        ("id", Text),
        ("issue", Text),
        ("key", Text),
        ("kind", Text),
        ("title", Text),
        ("numbering", Text),
        ("ord", Int),
        ("table_spec", Text),
        ("unnumbered", Int),
    ],
};

pub(super) static ITEM: Table = Table {
    name: "item",
    key: 1,
    columns: &[
        ("id", Text),
        ("bulletin", Text),
        ("month", Text),
        ("section", Text),
        ("ord", Int),
        ("date", Text),
        ("department", Text),
        ("lead", Text),
        ("body", Text),
        ("state", Text),
        ("reason", Text),
    ],
};

pub(super) static VISIT: Table = Table {
    name: "visit",
    key: 1,
    columns: &[
        ("id", Text),
        ("bulletin", Text),
        ("month", Text),
        ("department", Text),
        ("posts", Text),
        ("person", Text),
        ("ord", Int),
    ],
};

pub(super) static RECIPIENT: Table = Table {
    name: "recipient",
    key: 1,
    columns: &[
        ("id", Text),
        ("issue", Text),
        ("level", Text),
        ("name", Text),
        ("joint", Text),
        ("ord", Int),
    ],
};

pub(super) static PERSON: Table = Table {
    name: "person",
    key: 1,
    columns: &[
        ("id", Text),
        ("name", Text),
        ("department", Text),
        ("posts", Text),
        ("rank", Int),
        ("valid_from", Text),
        ("valid_to", Text),
    ],
};

pub(super) static EXPLANATION: Table = Table {
    name: "explanation",
    key: 4,
    columns: &[
        ("indicator", Text),
        ("department", Text),
        ("month", Text),
        ("rule", Text),
        ("typed", Text),
        ("reason", Text),
    ],
};

pub(super) static EXCEPTION: Table = Table {
    name: "exception",
    key: 2,
    columns: &[
        ("issue", Text),
        ("key", Text),
        ("kind", Text),
        ("printed", Text),
        ("sentence", Text),
        ("reason", Text),
        ("signer", Text),
        ("at", Text),
    ],
};

pub(super) static IGNORED: Table = Table {
    name: "ignored",
    key: 2,
    columns: &[
        ("issue", Text),
        ("key", Text),
        ("rule", Text),
        ("text", Text),
        ("message", Text),
        ("actor", Text),
        ("at", Text),
    ],
};

pub(super) static WORD: Table = Table {
    name: "word",
    key: 1,
    columns: &[("wrong", Text), ("right", Text), ("level", Text), ("note", Text)],
};

pub(super) static SIGNOFF: Table = Table {
    name: "signoff",
    key: 2,
    columns: &[("issue", Text), ("section", Text), ("signer", Text), ("at", Text), ("hash", Text)],
};

pub(super) static PUBLICATION: Table = Table {
    name: "publication",
    key: 1,
    columns: &[
        ("seq", Int),
        ("issue", Text),
        ("version", Int),
        ("at", Text),
        ("actor", Text),
        ("why", Text),
        ("head", Text),
        ("text", Text),
        ("figures", Text),
        ("document", Text),
        ("house", Text),
        ("exceptions", Text),
        ("signoffs", Text),
        ("files", Text),
        ("previous", Text),
        ("hash", Text),
    ],
};

pub(super) static EXPORTED: Table = Table {
    name: "exported",
    key: 2,
    columns: &[
        ("issue", Text),
        ("seq", Int),
        ("at", Text),
        ("actor", Text),
        ("file", Text),
        ("bytes", Int),
        ("sha256", Text),
        ("publication", Int),
    ],
};

pub(super) static CORRECTION: Table = Table {
    name: "correction",
    key: 1,
    columns: &[
        ("id", Text),
        ("publication", Int),
        ("indicator", Text),
        ("department", Text),
        ("month", Text),
        ("printed", Text),
        ("value", Text),
        ("places", Text),
        ("kind", Text),
        ("actor", Text),
        ("why", Text),
        ("at", Text),
        ("item", Text),
    ],
};

pub(super) static SETTING: Table =
    Table { name: "setting", key: 1, columns: &[("key", Text), ("value", Text)] };

pub(super) static ALL: [&Table; 18] = [
    &BULLETIN,
    &DEPARTMENT,
    &FIGURE,
    &ISSUE,
    &SECTION,
    &ITEM,
    &VISIT,
    &RECIPIENT,
    &PERSON,
    &EXPLANATION,
    &EXCEPTION,
    &IGNORED,
    &WORD,
    &SIGNOFF,
    &PUBLICATION,
    &EXPORTED,
    &CORRECTION,
    &SETTING,
];

/// Columns that hold names, with the word for what they name. What is not seen in a name is refused,
/// or two that look alike would be two.
const NAMES: [(&str, &str, &str); 14] = [
    ("bulletin", "name", "刊物"),
    ("department", "name", "部门"),
    ("department", "short_name", "部门"),
    ("department", "aliases", "部门"),
    ("issue", "title", "报头"),
    ("issue", "issuer", "编印单位"),
    ("visit", "department", "部门"),
    ("visit", "posts", "职务"),
    ("visit", "person", "人员"),
    ("recipient", "name", "报送单位"),
    ("person", "name", "人员"),
    ("person", "posts", "职务"),
    ("exception", "signer", "签字人"),
    ("signoff", "signer", "签字人"),
];

/// What a column names, if it holds names.
pub(super) fn names(table: &Table, column: &str) -> Option<&'static str> {
    let of = NAMES.iter().find(|(name, col, _)| *name == table.name && *col == column);
    of.map(|(.., what)| *what)
}

pub(super) fn named(name: &str) -> Option<&'static Table> {
    ALL.into_iter().find(|table| table.name == name)
}
