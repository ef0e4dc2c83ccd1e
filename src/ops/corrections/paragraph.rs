//! The paragraph that says what was printed wrong and what is right. Knows no book.

use crate::model::PrintedPlace;
use crate::text::prose::{Part, Prose};

/// 《政务窗口月报》第4期（2025年4月）“一、…”中“受理6.1万件”应为“受理5.9万件”。特此更正。
pub fn paragraph(title: &str, printings: &[(String, Vec<PrintedPlace>)]) -> String {
    let printed: Vec<String> =
        printings.iter().map(|(issue, places)| of_issue(issue, places)).collect();
    let text = format!("《{title}》{}。特此更正。", printed.join("；"));
    // A brace on paper is no slot.
    Prose { parts: vec![Part::Text(text)] }.source()
}

fn of_issue(issue: &str, places: &[PrintedPlace]) -> String {
    let mut at = ("", "");
    let mut parts = Vec::new();
    for place in places {
        let here = (place.section.as_str(), place.item.as_str());
        let lead = if here == at {
            String::new()
        } else {
            format!("“{}”{}中", quoted(here.0), here.1)
        };
        at = here;
        let changes = clauses(&place.was, &place.now).into_iter();
        let changes: Vec<String> =
            changes.map(|(was, now)| format!("“{}”应为“{}”", quoted(&was), quoted(&now))).collect();
        parts.push(format!("{lead}{}", changes.join("，")));
    }
    format!("{issue}{}", parts.join("，"))
}

/// Quotation marks within a quotation.
fn quoted(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

/// The stretches of clauses in which two sentences differ; the whole sentences where they are built
/// otherwise.
fn clauses(was: &str, now: &str) -> Vec<(String, String)> {
    let (old, new) = (split(was), split(now));
    if old.len() != new.len() {
        return vec![(bare(was).to_owned(), bare(now).to_owned())];
    }
    let pairs: Vec<(&str, &str)> = old.into_iter().zip(new).collect();
    let stretches = pairs.chunk_by(|(a, b), (c, d)| (a == b) == (c == d));
    let differing = stretches.filter(|pairs| pairs.iter().any(|(a, b)| a != b));
    differing
        .map(|pairs| {
            let (old, new): (Vec<&str>, Vec<&str>) = pairs.iter().copied().unzip();
            (bare(&old.concat()).to_owned(), bare(&new.concat()).to_owned())
        })
        .collect()
}

/// Without the marks that end a clause.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '，', '；', '、', '！', '？', '：'])
}

/// Clauses with the marks that end them; a comma between digits ends none.
fn split(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '，' | '；' | '。' | '：' | '！' | '？') {
            let end = at + c.len_utf8();
            found.extend(text.get(from..end));
            from = end;
        }
    }
    found.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(section: &str, was: &str, now: &str) -> PrintedPlace {
        PrintedPlace {
            section: section.into(),
            item: String::new(),
            was: was.into(),
            now: now.into(),
        }
    }

    #[test]
    fn only_the_clause_that_differs_is_quoted() {
        let places = vec![
            place("一、总体", "本月受理6.1万件，办结6万件。", "本月受理5.9万件，办结6万件。"),
            place(
                "一、总体",
                "占“网办”的33.1%，环比持平，同比略降1%。",
                "占“网办”的32.0%，环比持平，同比略降2%。",
            ),
        ];
        let text = paragraph("政务窗口月报", &[("第4期（2025年4月）".into(), places)]);
        assert_eq!(
            text,
            "《政务窗口月报》第4期（2025年4月）“一、总体”中“本月受理6.1万件”应为“本月受理5.9万件”，\
             “占‘网办’的33.1%”应为“占‘网办’的32.0%”，“同比略降1%”应为“同比略降2%”。特此更正。"
        );
    }

    #[test]
    fn several_issues_follow_each_other_and_a_brace_is_no_slot() {
        let one = vec![place("一、总体", "受理{6.1}件。", "受理{5.9}件。")];
        let two = vec![place("一、总体", "比上月增长3%。", "与上月持平，另有说明。")];
        let text = paragraph(
            "月报",
            &[("第4期（2025年4月）".into(), one), ("第5期（2025年5月）".into(), two)],
        );
        assert!(text.contains("“受理{{6.1}}件”应为“受理{{5.9}}件”；第5期"), "{text}");
        assert!(text.contains("“比上月增长3%”应为“与上月持平，另有说明”。特此更正。"), "{text}");
        assert_eq!(Prose::parse(&text).slots().count(), 0);
    }
}
