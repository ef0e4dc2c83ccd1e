//! Proofreading over the console and on the real issue: what is certain is found and mended, what
//! is right is left alone.

use serde_json::Value;
use yuebao::check::{Level, wording};
use yuebao::model::{ItemNumbering, Month, SectionKind};
use yuebao::ops::{Book, Env, NewItem, OpError, built_in, demo_book};

use crate::support::{Console, shared};

/// A book with one issue of April 2025 whose news are these paragraphs.
fn book_of(paragraphs: &[&str]) -> Book {
    let bulletin = built_in::bulletin("zhengwu").unwrap();
    let mut book = Book::in_memory(&bulletin, Env::system("测试")).unwrap();
    let month: Month = "2025-04".parse().unwrap();
    book.new_issue(&bulletin.code, month, Some(4)).unwrap();
    let issue = book.issue_of(month).unwrap();
    let kind = SectionKind::Work;
    let section = book.add_section(&issue.id, kind, "补充情况", ItemNumbering::Chinese).unwrap();
    for text in paragraphs {
        let paragraphs = text.split('\n').map(str::to_owned).collect();
        book.add_item(&section, &NewItem { paragraphs, ..NewItem::default() }).unwrap();
    }
    book
}

fn texts(book: &Book) -> Vec<String> {
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let section = issue.sections.last().unwrap();
    section.items.iter().map(|item| item.paragraphs.join("\n")).collect()
}

fn in_words(book: &Book) -> Vec<(String, Level)> {
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let findings = book.check(&issue).unwrap();
    let own = findings.iter().filter(|finding| wording::rule(finding.rule).is_some());
    own.map(|finding| (finding.rule.to_owned(), finding.level)).collect()
}

#[test]
fn all_certain_faults_are_mended_in_one_step() {
    let wrong = [
        "4月1日,水利厅(厅直)印发 2 份《办法》,布署工作。",
        "围绕“服务提质”主题，邀请省内外专家\n进行授课，系统解读。",
    ];
    let right = [
        "4月1日，水利厅（厅直）印发2份《办法》，部署工作。",
        "围绕“服务提质”主题，邀请省内外专家进行授课，系统解读。",
    ];
    let mut book = book_of(&wrong);
    let id = book.issue_of("2025-04".parse().unwrap()).unwrap().id;
    let mended = book.fix_all(&id).unwrap();
    assert_eq!(texts(&book), right);
    let rules: Vec<_> = mended.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["P01", "P02", "P08", "P08", "P01", "W17", "S10"]);
    assert_eq!(book.undo_label(), Some("改正 7 处"));
    assert_eq!(book.fix_all(&id).unwrap(), []);
    book.undo().unwrap();
    assert_eq!(texts(&book), wrong);
}

#[test]
fn a_fix_keeps_what_slots_print() {
    let mut book = book_of(&["共办理( {全程网办受理} 万件 ),增长。"]);
    let id = book.issue_of("2025-04".parse().unwrap()).unwrap().id;
    book.set_figure(
        &yuebao::model::FigureKey::of_hall(
            &book.find_indicator("全程网办受理").unwrap().code,
            "2025-04".parse().unwrap(),
        ),
        "5.87万",
        yuebao::model::FigureSource::Typed,
    )
    .unwrap();
    book.fix_all(&id).unwrap();
    assert_eq!(texts(&book), ["共办理（{全程网办受理}万件），增长。"]);
}

#[test]
fn one_finding_is_mended_and_a_stale_one_refused() {
    let mut book = book_of(&["领导涉及到企业,群众。"]);
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let findings = book.check(&issue).unwrap();
    let doubt = findings.iter().find(|finding| finding.rule == "W08").unwrap();
    let comma = findings.iter().find(|finding| finding.rule == "P01").unwrap();
    book.fix(&issue.id, doubt).unwrap();
    assert_eq!(texts(&book), ["领导涉及企业,群众。"]);
    assert_eq!(book.undo_label(), Some("改正 重复、搭配不当"));
    let revision = book.revision();
    let stale = book.fix(&issue.id, comma).unwrap_err();
    assert!(matches!(stale, OpError::StaleFix { .. }));
    assert_eq!((book.revision(), texts(&book)), (revision, vec!["领导涉及企业,群众。".to_owned()]));
}

#[test]
fn a_switched_off_rule_and_an_ignored_place_say_nothing() {
    let mut book = book_of(&["大厅窗 口涉及到企业。", "窗 口开放。"]);
    let count = |book: &Book, rule: &str| in_words(book).iter().filter(|f| f.0 == rule).count();
    assert_eq!((count(&book, "P09"), count(&book, "W08")), (2, 1));
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let findings = book.check(&issue).unwrap();
    let first = findings.iter().find(|finding| finding.rule == "P09").unwrap();
    book.ignore_finding(&issue, first).unwrap();
    assert_eq!(count(&book, "P09"), 1);
    // Text before it, in the same paragraph and in others, moves it but does not bring it back.
    let mut item = issue.sections.last().unwrap().items[0].clone();
    item.paragraphs[0] = "本月情况。大厅服务有序，大厅窗 口涉及到企业。".to_owned();
    book.update_item(&item).unwrap();
    book.move_item(&item.id, 1).unwrap();
    assert_eq!(count(&book, "P09"), 2, "the text right before it is another");
    item.paragraphs[0] = "大厅窗 口涉及到企业。另有其他情况。".to_owned();
    book.update_item(&item).unwrap();
    assert_eq!(count(&book, "P09"), 1);
    let ignored = book.ignored_findings(&issue.id).unwrap();
    book.heed_finding(&ignored[0]).unwrap();
    assert_eq!(count(&book, "P09"), 2);

    book.switch_rule("p09", false).unwrap();
    assert_eq!(count(&book, "P09"), 0);
    book.switch_rule("P09", true).unwrap();
    assert_eq!(count(&book, "P09"), 2);
    assert!(matches!(book.switch_rule("P99", false), Err(OpError::NoSuchRule { .. })));
}

/// The paragraphs of the real file as they were extracted, without any normalising.
fn raw() -> Option<Vec<String>> {
    let text = std::fs::read_to_string(shared("issue-2025-04.txt")?).unwrap();
    let lines = text.lines().map(|line| line.replace("**", "").trim().to_owned());
    Some(lines.filter(|line| line.chars().count() > 20).collect())
}

/// Every character of the text that stands between others of the kinds named, counted by hand.
fn counted(lines: &[String], fits: impl Fn(Option<char>, char, Option<char>) -> bool) -> usize {
    let mut count = 0;
    for line in lines {
        let chars: Vec<char> = line.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
            count += usize::from(fits(before, *c, chars.get(at + 1).copied()));
        }
    }
    count
}

#[test]
fn the_faults_of_the_real_file_are_found_and_mended() {
    let Some(lines) = raw() else { return };
    let paragraphs: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut book = book_of(&paragraphs);
    let issue = book.issue_of("2025-04".parse().unwrap()).unwrap();
    let findings = book.check(&issue).unwrap();
    let number = |rule: &str| {
        findings.iter().filter(|finding| finding.rule == rule && finding.fix.is_some()).count()
    };
    let is_han = |c: Option<char>| c.is_some_and(|c| ('一'..='龥').contains(&c));
    let marks = counted(&lines, |_, c, _| matches!(c, ',' | ';' | ':'));
    assert_eq!(number("P01"), marks);
    let labels = lines.iter().filter(|line| line.starts_with('(')).count();
    assert_eq!((labels, number("S01")), (9, 9));
    let pairs = counted(&lines, |_, c, _| c == '(');
    assert_eq!(number("P02"), pairs - labels);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%');
    let blanks = counted(&lines, |before, c, after| {
        c == ' ' && (is_han(before) && latin(after) || latin(before) && is_han(after))
    });
    assert_eq!(number("P08"), blanks);
    let must: Vec<_> = findings
        .iter()
        .filter(|f| f.level == Level::Must && wording::rule(f.rule).is_some())
        .filter(|f| !["P01", "P02", "P08", "S01"].contains(&f.rule))
        .map(|f| (f.rule, &f.text))
        .collect();
    assert_eq!(must, []);

    book.fix_all(&issue.id).unwrap();
    let house: Vec<String> =
        lines.iter().map(|line| yuebao::text::house_style::normalise(line)).collect();
    assert_eq!(texts(&book), house);
    assert_eq!(book.fix_all(&issue.id).unwrap(), []);
}

#[test]
fn the_real_issue_once_read_has_nothing_certain_left() {
    let Some(source) = shared("issue-2025-04.txt") else { return };
    let console = Console::new();
    console.done(&["import-issue", source.to_str().unwrap()]);
    let answer = console.run(&["check", "--issue", "2025-04", "--json"]);
    let findings: Vec<Value> = serde_json::from_str(&answer.out).unwrap();
    assert!(findings.iter().all(|finding| finding["level"] != "must"), "{}", answer.out);
    let rules = findings.iter().map(|f| f["rule"].as_str().unwrap());
    let doubts: Vec<_> = rules.filter(|rule| rule.starts_with(char::is_uppercase)).collect();
    assert_eq!(doubts, ["W10", "W01"], "{}", answer.out);
}

#[test]
fn the_samples_have_nothing_certain() {
    for series in ["zhengwu", "pingyi"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.yuebao");
        let bulletin = built_in::bulletin(series).unwrap();
        let env = Env::system("测试");
        let last = "2025-04".parse().unwrap();
        let book = demo_book::create(&path, &bulletin, last, env).unwrap();
        for head in book.issues().unwrap() {
            let issue = book.issue(&head.id).unwrap();
            let findings = book.check(&issue).unwrap();
            let said: Vec<_> = findings
                .iter()
                .filter(|f| f.level != Level::Hint && wording::rule(f.rule).is_some())
                .map(|f| (f.rule, &f.text, &f.message))
                .collect();
            assert_eq!(said, [], "{series} {}", head.month);
        }
    }
}

#[test]
fn the_console_checks_mends_and_switches() {
    let console = Console::new();
    console.done(&["demo"]);
    let rules = console.json(&["rules", "--switch-off", "P09"]);
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["rule"] == "P09").unwrap();
    assert_eq!((&rule["on"], &rule["level"]), (&Value::Bool(false), &"doubt".into()));
    assert_eq!(console.run(&["rules", "--switch-off", "P99"]).code, 2);
    let fixed = console.run(&["check", "--issue", "2025-04", "--fix", "--json"]);
    let shape: Value = serde_json::from_str(&fixed.out).unwrap();
    assert!(shape["fixed"].as_array().unwrap().is_empty(), "{}", fixed.out);
    assert!(shape["findings"].is_array());
    let plain = console.run(&["check", "--issue", "2025-04"]).out;
    let all = console.run(&["check", "--issue", "2025-04", "--all-levels"]).out;
    assert!(all.lines().count() >= plain.lines().count());
}
