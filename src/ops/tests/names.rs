//! Names with characters that nobody sees: refused where they are typed, dropped and told where they
//! are read from a file, left alone where a book holds them already.

use super::*;
use crate::model::{Department, Person};
use crate::ops::{NewPerson, message};
use crate::store::StoreError;

const HIDDEN: [&str; 5] = ["\u{200b}", "\u{202e}", "\u{2066}", "\u{2060}", "\u{feff}"];

type Deed = (&'static str, Box<dyn Fn(&mut Book, &str) -> Result<(), OpError>>);

/// Everything by which a name enters the book, with the word for what it names.
fn deeds() -> Vec<Deed> {
    fn deed(
        what: &'static str,
        work: impl Fn(&mut Book, &str) -> Result<(), OpError> + 'static,
    ) -> Deed {
        (what, Box::new(work))
    }
    vec![
        deed("部门", |book, name| book.add_department(name).map(drop)),
        deed("部门", |book, name| {
            let known = book.find_department("水利厅")?;
            book.set_department(&Department { aliases: vec![name.into()], ..known })
        }),
        deed("人员", |book, name| {
            book.add_person(&NewPerson { name: name.into(), ..NewPerson::default() }).map(drop)
        }),
        deed("指标", |book, name| {
            let mut known = book.bulletin(&bulletin())?.indicators[0].clone();
            known.aliases = vec![name.into()];
            book.set_indicator(&bulletin(), &known).map(drop)
        }),
        deed("报头", |book, name| {
            let title = name.into();
            book.set_bulletin(&Bulletin { title, ..book.bulletin(&bulletin())? })
        }),
        deed("报头", |book, name| {
            book.import_issue(&NewIssue { title: name.into(), ..april() }).map(drop)
        }),
        deed("报送单位", |book, name| {
            let recipient =
                NewRecipient { level: DistributionLevel::Report, name: name.into(), joint: '、' };
            book.import_issue(&NewIssue { recipients: vec![recipient], ..april() }).map(drop)
        }),
        deed("人员", |book, name| {
            let visit = NewVisit { person: name.into(), ..april().visits[0].clone() };
            book.import_issue(&NewIssue { visits: vec![visit], ..april() }).map(drop)
        }),
    ]
}

#[test]
fn a_name_that_hides_something_is_refused_and_shown() {
    for (what, deed) in deeds() {
        for hidden in HIDDEN {
            let mut book = book();
            let before = book.store().dump();
            let err = deed(&mut book, &format!("甲{hidden}乙")).unwrap_err();
            let OpError::Store(StoreError::HiddenInName { what: named, .. }) = &err else {
                panic!("{what}: {err:?}");
            };
            assert_eq!(*named, what);
            let text = message(&err).text;
            assert!(text.contains("甲〔U+") && text.contains("看不见"), "{text}");
            assert_eq!(book.store().dump(), before, "{what}");
        }
    }
}

#[test]
fn an_events_department_is_the_one_it_looks_like() {
    let mut book = book();
    let item = NewItem { department: Some("水\u{200b}利厅".into()), ..event("召开会议。") };
    let added = book.add_event(&bulletin(), month("2025-04"), &item).unwrap();
    assert_eq!(added.department.as_deref(), Some("水利厅"));
}

#[test]
fn a_book_that_holds_such_a_name_goes_on_and_can_be_mended() {
    let mut book = book();
    let odd = book.add_person(&NewPerson { name: "张三".into(), ..NewPerson::default() }).unwrap();
    let set = "UPDATE person SET name = '张' || char(8203) || '三'";
    book.store().connection().execute_batch(set).unwrap();
    let mut stored = book.persons().unwrap()[0].clone();
    stored.rank += 1;
    book.update_person(&stored).unwrap();
    assert!(
        book.diagnose().unwrap().remarks.iter().any(|remark| remark.contains("张〔U+200B〕三"))
    );
    book.update_person(&Person { name: "张三".into(), ..odd }).unwrap();
    book.undo().unwrap();
    assert_eq!(book.persons().unwrap()[0].name, "张\u{200b}三", "history is played as recorded");
}
