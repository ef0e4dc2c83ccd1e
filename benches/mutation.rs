//! How many slips of a hand the checks report: a finished issue is changed in one place at a time
//! (a digit, a unit, a word of direction, a name of a list, a date, a bracket), as if that place had
//! been retyped, and checked again.
//!
//! *reported*: the changed issue has a finding that the unchanged one has not. *listed*: no such
//! finding, but the account of numerals has the changed number as unproven, as it had before the
//! change: a person who goes through the unproven ones meets it. *missed*: neither.
#![allow(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use yuebao::check::{CellFinding, Class, Finding, Level, Numeral, Part, check_issue, proof};
use yuebao::document::{Block, Document, Role, Run, text_of};
use yuebao::model::{Bulletin, DepartmentCode, Figures, Issue, Month};
use yuebao::ops::{Book, Env, built_in, demo_book};

/// Issues of a demo book that are changed, the newest first.
const ISSUES: usize = 3;
const SHOWN_MISSES: usize = 20;

/// Kinds of change, in the order of the table.
const KINDS: [&str; 10] = [
    "figure digit",
    "derived digit",
    "direction word",
    "unit of a figure",
    "list member",
    "list count",
    "date digit",
    "fact digit",
    "fact unit",
    "bracket",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut tally = Tally::default();
    let began = Instant::now();
    for (book, months) in books(folder.path())? {
        for month in months {
            run(&Finished::of(&book, month)?, &mut tally);
        }
    }
    tally.print();
    println!("{:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

/// A book and the months whose issues are changed.
type Chosen = (Book, Vec<Month>);

/// The real issue where it lies beside the project, and the newest issues of both built-in series.
fn books(folder: &Path) -> Result<Vec<Chosen>, Box<dyn Error>> {
    let mut books = Vec::new();
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/issue-2025-04.txt");
    if real.exists() {
        let bulletin = built_in::bulletin("zhengwu")?;
        let path = folder.join("real.yuebao");
        let env = || Env::system("bench");
        let files: [PathBuf; 1] = [real];
        let (book, _) = Book::create_from_files(&path, &bulletin, env, &files, None)?;
        let months = book.issues()?.iter().map(|issue| issue.month).collect();
        books.push((book, months));
    } else {
        println!("the real issue is not here: demo issues only");
    }
    for name in ["zhengwu", "pingyi"] {
        let path = folder.join(format!("{name}.yuebao"));
        let last: Month = "2025-04".parse()?;
        let bulletin = built_in::bulletin(name)?;
        let book = demo_book::create(&path, &bulletin, last, Env::system("bench"))?;
        let months = book.issues()?.iter().map(|issue| issue.month).take(ISSUES).collect();
        books.push((book, months));
    }
    Ok(books)
}

/// An issue as printed, with all it is checked against.
struct Finished {
    issue: Issue,
    bulletin: Bulletin,
    figures: Figures,
    document: Document,
    entry: Vec<CellFinding>,
}

impl Finished {
    fn of(book: &Book, month: Month) -> Result<Self, Box<dyn Error>> {
        let issue = book.issue_of(month)?;
        let bulletins = book.bulletins()?;
        let own = bulletins.iter().find(|bulletin| bulletin.code == issue.bulletin);
        let bulletin = own.cloned().ok_or("the issue has no bulletin")?;
        let figures = book.figures_for_issue(&issue)?;
        let document = book.document(&issue)?;
        let entry = book.entry_findings(&bulletin, month, &DepartmentCode::hall())?;
        Ok(Self { issue, bulletin, figures, document, entry })
    }

    fn findings(&self, document: &Document) -> Vec<Finding> {
        check_issue(&self.issue, &self.bulletin, &self.figures, document, &self.entry)
    }

    /// The numerals of one block.
    fn numerals(&self, block: &Block) -> Vec<Numeral> {
        let blocks = vec![block.clone()];
        let document = Document { blocks, ..self.document.clone() };
        proof(&self.issue, &self.bulletin, &self.figures, &document)
    }
}

/// One change: characters of a block's text and what stands there instead.
struct Change {
    kind: &'static str,
    start: usize,
    end: usize,
    instead: String,
}

fn run(finished: &Finished, tally: &mut Tally) {
    let findings = finished.findings(&finished.document);
    tally.unchanged(&findings);
    let before = counted(&findings);
    for (at, block) in finished.document.blocks.iter().enumerate() {
        let (Block::Paragraph { runs, .. } | Block::Heading { runs, .. }) = block else { continue };
        let numerals = finished.numerals(block);
        for change in changes(&text_of(runs), runs, &numerals) {
            let mut document = finished.document.clone();
            let Some(place) = document.blocks.get_mut(at) else { continue };
            let (Block::Paragraph { runs, .. } | Block::Heading { runs, .. }) = place else {
                continue;
            };
            retype(runs, &change);
            let after = counted(&finished.findings(&document));
            let reported = after.iter().any(|(key, count)| before.get(key) < Some(count));
            let listed = || {
                let changed = document.blocks.get(at).map(|block| finished.numerals(block));
                let unproven = |n: &Numeral| n.class == Class::Unproven && touches(n, &change);
                changed.is_some_and(|numerals| numerals.iter().any(unproven))
            };
            let verdict = if reported {
                Verdict::Reported
            } else if listed() {
                Verdict::Listed
            } else {
                Verdict::Missed
            };
            tally.add(&change, verdict, &text_of(runs_of(block)));
        }
    }
}

fn runs_of(block: &Block) -> &[Run] {
    match block {
        Block::Paragraph { runs, .. } | Block::Heading { runs, .. } => runs,
        Block::Masthead | Block::Table(_) | Block::Distribution { .. } => &[],
    }
}

fn touches(numeral: &Numeral, change: &Change) -> bool {
    let end = change.start + change.instead.chars().count().max(1);
    // A changed unit stands right after its number.
    numeral.start <= end && change.start <= numeral.end
}

/// Findings by rule and paragraph: places within a paragraph shift, messages quote the change.
fn counted(findings: &[Finding]) -> BTreeMap<(&'static str, String, Option<usize>), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let item = finding.item.as_deref().unwrap_or_default();
        let place = format!("{}{item}", finding.section);
        *counts.entry((finding.rule, place, finding.paragraph)).or_insert(0) += 1;
    }
    counts
}

/// Puts the change into the runs; the run it begins in is plain text from then on.
fn retype(runs: &mut [Run], change: &Change) {
    let mut at = 0;
    for run in runs {
        let chars: Vec<char> = run.text.chars().collect();
        let (from, to) = (at, at + chars.len());
        at = to;
        if change.start >= to || change.end.max(change.start + 1) <= from {
            continue;
        }
        let inside = |at: usize| at.clamp(from, to) - from;
        let head = chars.iter().take(inside(change.start));
        let tail = chars.iter().skip(inside(change.end));
        let instead = if change.start >= from { change.instead.as_str() } else { "" };
        run.text = head.copied().chain(instead.chars()).chain(tail.copied()).collect();
        run.slot = None;
        if matches!(run.role, Role::Figure | Role::Derived) {
            run.role = Role::Plain;
        }
    }
}

/// Every change of one block.
fn changes(text: &str, runs: &[Run], numerals: &[Numeral]) -> Vec<Change> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for numeral in numerals {
        found.extend(digits(numeral, &chars));
        found.extend(units(numeral, &chars));
        found.extend(members(numeral, &chars));
    }
    found.extend(directions(runs));
    found.extend(brackets(&chars));
    found
}

/// Whether a literal number is that of the names before it.
fn is_list_count(numeral: &Numeral) -> bool {
    numeral.class == Class::Derived && numeral.indicator.is_none()
}

/// Each digit as two others.
fn digits(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    let kind = match numeral.class {
        Class::Bound => "figure digit",
        Class::Derived if is_list_count(numeral) => "list count",
        Class::Derived => "derived digit",
        Class::Date => "date digit",
        Class::Unproven => "fact digit",
        Class::Ordinal | Class::Quoted => return Vec::new(),
    };
    let mut found = Vec::new();
    for at in numeral.start..numeral.end {
        let Some(digit) = chars.get(at).and_then(|c| c.to_digit(10)) else { continue };
        // A number does not begin with 0 after a slip of one key.
        let leads = at == numeral.start && numeral.end - numeral.start > 1;
        for other in [(digit + 1) % 10, (digit + 5) % 10] {
            if other != digit && !(leads && other == 0) {
                let instead = other.to_string();
                found.push(Change { kind, start: at, end: at + 1, instead });
            }
        }
    }
    found
}

/// 万 lost or added, another measure word.
fn units(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    let kind = match numeral.class {
        Class::Bound | Class::Derived => "unit of a figure",
        Class::Unproven => "fact unit",
        Class::Date | Class::Ordinal | Class::Quoted => return Vec::new(),
    };
    if numeral.part != Part::Paragraph {
        return Vec::new();
    }
    let at = numeral.end;
    let after: String = chars.iter().skip(at).take(6).collect();
    let change = |length: usize, instead: &str| Change {
        kind,
        start: at,
        end: at + length,
        instead: instead.to_owned(),
    };
    let mut found = Vec::new();
    if after.starts_with(['万', '亿']) {
        found.push(change(1, ""));
        found.push(change(1, if after.starts_with('万') { "亿" } else { "万" }));
    } else if let Some(unit) = after.chars().next().filter(|c| "件家个条人名份位".contains(*c))
    {
        found.push(change(0, "万"));
        found.push(change(1, if unit == '件' { "家" } else { "件" }));
    } else if after.starts_with('%') {
        found.push(change(1, "个百分点"));
        found.push(change(1, ""));
    } else if after.starts_with("个百分点") {
        found.push(change(4, "%"));
    }
    found
}

/// A name taken out of a counted list, and one put in.
fn members(numeral: &Numeral, chars: &[char]) -> Vec<Change> {
    if !is_list_count(numeral) {
        return Vec::new();
    }
    let kind = "list member";
    let mut depth = 0;
    let mut marks = Vec::new();
    for at in (0..numeral.start).rev() {
        match chars.get(at) {
            Some('）' | '》' | '”') => depth += 1,
            Some('（' | '《' | '“') => depth -= 1,
            Some('、') if depth == 0 => marks.push(at),
            Some('，' | '。' | '；' | '：') if depth == 0 => break,
            _ => {}
        }
    }
    let mut found = Vec::new();
    for pair in marks.windows(2) {
        let [later, earlier] = pair else { continue };
        found.push(Change { kind, start: *earlier, end: *later, instead: String::new() });
    }
    if let Some(last) = marks.first() {
        found.push(Change { kind, start: *last, end: *last, instead: "、某某局".to_owned() });
    }
    found
}

/// 增长 as 下降 and the like, in what slots printed.
fn directions(runs: &[Run]) -> Vec<Change> {
    const PAIRS: [(&str, &str); 3] = [("增长", "下降"), ("提高", "降低"), ("增加", "减少")];
    let mut found = Vec::new();
    let mut start = 0;
    for run in runs {
        let word: String = run.text.chars().take(2).collect();
        let other = PAIRS.iter().find_map(|(up, down)| {
            if word == *up { Some(*down) } else { (word == *down).then_some(*up) }
        });
        if let Some(other) = other.filter(|_| run.role == Role::Derived) {
            let instead = other.to_owned();
            found.push(Change { kind: "direction word", start, end: start + 2, instead });
        }
        start += run.text.chars().count();
    }
    found
}

/// Each bracket and quote lost, and each as another.
fn brackets(chars: &[char]) -> Vec<Change> {
    let others = "（(）)《〈》〉“””“〔[〕]";
    let pairs: Vec<char> = others.chars().collect();
    let mut found = Vec::new();
    for (start, c) in chars.iter().enumerate() {
        let Some([_, other]) = pairs.chunks(2).find(|pair| pair.first() == Some(c)) else {
            continue;
        };
        for instead in [String::new(), other.to_string()] {
            found.push(Change { kind: "bracket", start, end: start + 1, instead });
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Reported,
    Listed,
    Missed,
}

#[derive(Default)]
struct Tally {
    /// Mutants reported, listed and missed.
    kinds: BTreeMap<&'static str, [usize; 3]>,
    misses: Vec<String>,
    /// Findings of the unchanged issues: issues, 必改, 存疑, 提示.
    unchanged: [usize; 4],
    /// Rules of those that are more than a hint.
    rules: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn unchanged(&mut self, findings: &[Finding]) {
        let [issues, must, doubt, hint] = &mut self.unchanged;
        *issues += 1;
        for finding in findings {
            match finding.level {
                Level::Must => *must += 1,
                Level::Doubt => *doubt += 1,
                Level::Hint => *hint += 1,
            }
            *self.rules.entry(finding.rule).or_insert(0) += 1;
        }
    }

    fn add(&mut self, change: &Change, verdict: Verdict, text: &str) {
        let [reported, listed, missed] = self.kinds.entry(change.kind).or_default();
        match verdict {
            Verdict::Reported => *reported += 1,
            Verdict::Listed => *listed += 1,
            Verdict::Missed => {
                *missed += 1;
                // Brackets are many; one in ten shows what they are.
                if change.kind != "bracket" || *missed % 10 == 1 {
                    self.misses.push(described(change, text));
                }
            }
        }
    }

    fn print(&self) {
        println!(
            "{:18} {:>8} {:>9} {:>8} {:>8} {:>10}",
            "kind", "mutants", "reported", "listed", "missed", "reported %"
        );
        let mut all = [0; 3];
        for kind in KINDS {
            let counts = self.kinds.get(kind).copied().unwrap_or_default();
            line(kind, counts);
            for (sum, count) in all.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        line("all", all);
        let [issues, must, doubt, hint] = self.unchanged;
        println!("unchanged: {issues} issues, 必改 {must}, 存疑 {doubt}, 提示 {hint}");
        for (rule, count) in &self.rules {
            println!("  {rule} {count}");
        }
        println!("misses, the first {SHOWN_MISSES} of each kind:");
        for kind in KINDS {
            let of_kind = self.misses.iter().filter(|miss| miss.starts_with(kind));
            of_kind.take(SHOWN_MISSES).for_each(|miss| println!("  {miss}"));
        }
    }
}

fn line(name: &str, [reported, listed, missed]: [usize; 3]) {
    let mutants = reported + listed + missed;
    let share = if mutants == 0 { 0.0 } else { reported as f64 * 100.0 / mutants as f64 };
    println!("{name:18} {mutants:8} {reported:9} {listed:8} {missed:8} {share:9.1}%");
}

/// `date digit: 4→5 in …4月25日，省…`
fn described(change: &Change, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| -> String {
        chars.iter().skip(from).take(to.saturating_sub(from)).collect()
    };
    let near = part(change.start.saturating_sub(10), change.end + 10);
    let was = part(change.start, change.end);
    format!("{}: {was}→{} in …{near}…", change.kind, change.instead)
}
