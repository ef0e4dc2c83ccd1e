//! An issue that goes out as markdown comes back as it was, whatever is written in it.

use proptest::prelude::*;
use yuebao::document::{Document, plain_text};
use yuebao::model::{Bulletin, DistributionLevel, ItemNumbering, SectionKind};
use yuebao::ops::{
    Book, Env, NewIssue, NewItem, NewRecipient, NewSection, built_in, bulletin_of_file,
};

/// What markdown, its front matter and its readers could stumble over; all in house style.
const PIECES: [&str; 24] = [
    "窗口",
    "持续优化",
    "*",
    "_",
    "`",
    "~",
    "#",
    "|",
    "<br>",
    "\\",
    "R&D",
    "$",
    "[",
    "]",
    "{{",
    "}}",
    "“一件事”",
    "《办法》",
    "（试行）",
    "A级",
    "+",
    "-",
    "！",
    "——",
];
const NAMES: [&str; 10] =
    ["省委", "办公室", "、", "，", "（处、室）", "各县（市、区）", "《条例》", "\\", "]", "\", \""];

/// A sentence of any pieces, which begins and ends like one.
fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(0..PIECES.len(), 1..14).prop_map(|picks| {
        let mut middle: String = picks.iter().map(|at| PIECES[*at]).collect();
        // Two stars are the marks of bold type, which the house does not print.
        while middle.contains("**") {
            middle = middle.replace("**", "*");
        }
        format!("大厅{middle}完成。")
    })
}

fn recipient() -> impl Strategy<Value = NewRecipient> {
    let name = prop::collection::vec(0..NAMES.len(), 1..4);
    (0..3usize, name, prop::sample::select(vec!['、', '，', '；'])).prop_map(
        |(level, picks, joint)| {
            let name: String = picks.iter().map(|at| NAMES[*at]).collect();
            NewRecipient {
                level: DistributionLevel::ALL[level],
                name: format!("市{name}部"),
                joint,
            }
        },
    )
}

/// An issue of one section of topics.
pub fn issue(
    bulletin: &Bulletin,
    leads: &[(String, Vec<String>)],
    to: Vec<NewRecipient>,
) -> NewIssue {
    let item = |(lead, paragraphs): &(String, Vec<String>)| NewItem {
        lead: Some(lead.trim_end_matches('。').to_owned()),
        paragraphs: paragraphs.clone(),
        ..NewItem::default()
    };
    NewIssue {
        bulletin: bulletin.code.clone(),
        month: "2025-04".parse().unwrap(),
        number: 4,
        total_number: Some(58),
        title: bulletin.title.clone(),
        issuer: "某某市政务服务中心".into(),
        issue_date: Some("2025-05-16".parse().unwrap()),
        sections: vec![NewSection {
            unnumbered: false,
            key: "work".into(),
            kind: SectionKind::Work,
            title: "重点工作推进情况".into(),
            numbering: ItemNumbering::Chinese,
            items: leads.iter().map(item).collect(),
            table: None,
        }],
        visits: Vec::new(),
        recipients: to,
        figures: Vec::new(),
        departments: Vec::new(),
        unplaced: Vec::new(),
        joined: Vec::new(),
        notes: Vec::new(),
    }
}

pub fn env() -> Env {
    Env::system("测试")
}

fn printed(book: &Book) -> (Document, Vec<(DistributionLevel, String)>) {
    let newest = book.issues().unwrap().remove(0);
    let issue = book.issue(&newest.id).unwrap();
    let lists = DistributionLevel::ALL.into_iter().flat_map(|level| issue.recipients(level));
    let lists = lists.map(|one| (one.level, one.name.clone())).collect();
    (book.document(&issue).unwrap(), lists)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_went_out_as_markdown_comes_back_as_it_was(
        items in prop::collection::vec((sentence(), prop::collection::vec(sentence(), 1..3)), 1..4),
        recipients in prop::collection::vec(recipient(), 1..6),
        copies in 0u16..200,
    ) {
        let mut bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        bulletin.house_style.copies = copies;
        let mut book = Book::in_memory(&bulletin, env()).unwrap();
        book.import_issue(&issue(&bulletin, &items, recipients)).unwrap();
        let (document, lists) = printed(&book);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("四月.md");
        let newest = book.issues().unwrap().remove(0);
        book.export_issue(&book.issue(&newest.id).unwrap(), &file).unwrap();

        let own = bulletin_of_file(&file).unwrap();
        prop_assert_eq!(own.house_style.copies, copies);
        let mut other = Book::in_memory(&own, env()).unwrap();
        let report = other.import_issue_file(&file, None).unwrap();
        prop_assert_eq!(report.unplaced, Vec::new());
        let (again, lists_again) = printed(&other);
        prop_assert_eq!(plain_text(&again), plain_text(&document));
        prop_assert_eq!(lists_again, lists);
    }
}
