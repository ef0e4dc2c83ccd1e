//! What a Word file carries besides its text, in Chinese: one sentence a kind.

use crate::import::docx::{ChangeKind, Facts};
use crate::model::invisible;

/// How many examples a sentence quotes, and characters of each.
const QUOTED: usize = 3;
const CHARACTERS: usize = 30;

/// What a reader of the file must know of: comments, tracked changes, hidden words, notes, links.
pub(super) fn remarks(facts: &Facts) -> Vec<String> {
    let mut remarks = Vec::new();
    if !facts.comments.is_empty() {
        let quoted = facts.comments.iter().map(|c| match c.author.as_str() {
            "" => quote(&c.text),
            author => format!("{author}：{}", quote(&c.text)),
        });
        remarks.push(format!("文件里有{}条批注：{}", facts.comments.len(), listed(quoted)));
    }
    remarks.extend(changes(facts));
    if !facts.hidden.is_empty() {
        let quoted = facts.hidden.iter().map(|text| quote(text));
        remarks.push(format!("文件里有隐藏文字，没有计入：{}", listed(quoted)));
    }
    if !facts.notes.is_empty() {
        let quoted = facts.notes.iter().map(|text| quote(text));
        remarks.push(format!("文件里有{}条脚注，没有计入：{}", facts.notes.len(), listed(quoted)));
    }
    if !facts.links.is_empty() {
        let quoted = facts.links.iter().map(|text| quote(text));
        remarks.push(format!("文件里有{}个外部链接：{}", facts.links.len(), listed(quoted)));
    }
    if facts.embedded > 0 {
        remarks.push(format!("文件里嵌有{}个别的文件，没有读", facts.embedded));
    }
    if facts.macros {
        remarks.push("文件里带有宏，没有运行".to_owned());
    }
    remarks
}

/// What is said of characters that nobody sees; the text is read without them.
pub(super) fn hidden_characters(text: &str) -> Option<String> {
    let lines = invisible::lines_with(text);
    let numbers = |turning: bool| {
        let of = lines.iter().filter(move |(_, turns)| *turns || !turning);
        listed(of.map(|(number, _)| number.to_string()))
    };
    if lines.iter().any(|(_, turns)| *turns) {
        let numbers = numbers(true);
        return Some(format!(
            "第{numbers}行有颠倒文字次序的控制字符，已经去掉；原来看到的次序可能不同，请对照原件核对"
        ));
    }
    (!lines.is_empty()).then(|| format!("第{}行有看不见的字符，已经去掉", numbers(false)))
}

fn changes(facts: &Facts) -> Option<String> {
    if facts.changes.is_empty() && facts.format_changes == 0 {
        return None;
    }
    let count = |kinds: &[ChangeKind]| {
        facts.changes.iter().filter(|change| kinds.contains(&change.kind)).count()
    };
    let counts = [
        (count(&[ChangeKind::Inserted]), "处插入"),
        (count(&[ChangeKind::Deleted]), "处删除"),
        (count(&[ChangeKind::MovedHere]).max(count(&[ChangeKind::MovedAway])), "处移动"),
        (facts.format_changes, "处格式"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, word)| format!("{count}{word}")).collect();
    let by = match facts.authors.as_slice() {
        [] => String::new(),
        authors => format!("（{}）", listed(authors.iter().cloned())),
    };
    let told = told.join("、");
    Some(format!("文件里还留着修订：{told}{by}；按接受全部修订后的文字读"))
}

fn quote(text: &str) -> String {
    let mut quoted: String = text.chars().take(CHARACTERS).collect();
    if text.chars().count() > CHARACTERS {
        quoted.push('…');
    }
    format!("“{quoted}”")
}

fn listed(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.collect();
    let shown = entries.iter().take(QUOTED).cloned().collect::<Vec<_>>().join("、");
    if entries.len() > QUOTED { format!("{shown}等") } else { shown }
}
