//! The masthead (报头): name, number, issuer and date, in whatever lines they stand. Knows no
//! section.

use std::ops::Range;

use jiff::civil::Date;

use super::lines::SourceLine;
use super::proposal::Unplaced;
use crate::model::{Bulletin, Month};
use crate::text::chars::{is_blank, is_han};
use crate::text::dates;
use crate::text::house_style::normalise;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masthead {
    pub title: String,
    pub number: Option<u32>,
    pub total_number: Option<u32>,
    pub issuer: String,
    pub issue_date: Option<Date>,
    /// A month named in the masthead itself, e.g. （2025年4月）.
    pub month: Option<Month>,
    /// A year stands before the number: 2025年第9期.
    pub number_year: bool,
    /// A body, and it with the word for what it does behind it: 某中心, 某中心编.
    signed: Option<(String, String)>,
    pub unplaced: Vec<Unplaced>,
    pub notes: Vec<String>,
}

/// Reads the lines above the first section.
pub fn read(lines: &[&SourceLine], bulletin: &Bulletin) -> Masthead {
    let mut masthead = Masthead::default();
    let mut names: Vec<(usize, String)> = Vec::new();
    for line in lines {
        let pieces = facts(&mut masthead, line, bulletin);
        names.extend(pieces.into_iter().map(|piece| (line.number, piece)));
    }
    place_names(&mut masthead, names, bulletin);
    masthead
}

/// Takes number, date and month out of a line; returns the other pieces.
fn facts(masthead: &mut Masthead, line: &SourceLine, bulletin: &Bulletin) -> Vec<String> {
    let raw: String = line.raw.chars().map(crate::text::chars::half_width).collect();
    let mut pieces = vec![raw];
    let before = pieces.len();
    take(&mut pieces, total_number, |n| keep(&mut masthead.total_number, n));
    let numbered_above = masthead.number.is_some();
    take(&mut pieces, number, |n| keep(&mut masthead.number, n));
    let numbered = masthead.number.is_some() && !numbered_above;
    take(&mut pieces, dates::full_date, |date| keep(&mut masthead.issue_date, date));
    let cut = pieces.len() > before;
    take(&mut pieces, first_month, |month| keep(&mut masthead.month, month));
    let mut names = Vec::new();
    for piece in pieces {
        for part in apart(&piece, cut, bulletin) {
            let name = closed(normalise(part.trim_matches(is_frame)));
            if is_bare_year(&name) && numbered && bulletin.house_style.number_year {
                masthead.number_year = true;
            } else if is_bare_year(&name) {
                masthead.number_year |= numbered;
                masthead.notes.push(format!("报头中的“{name}”未收录。"));
            } else if let Some((label, bare)) = without_role(&name) {
                let whole = format!("{bare}{label}");
                let is_behind = name == whole;
                masthead.signed = Some((bare.to_owned(), whole)).filter(|_| is_behind);
                if !is_behind {
                    masthead.notes.push(format!("报头中的“{label}”未收录。"));
                }
                names.push(bare.to_owned());
            } else if !name.is_empty() {
                names.push(name);
            }
        }
    }
    names
}

/// Gives a bracket back that was taken for a frame: 通报（内部版）.
fn closed(name: String) -> String {
    let count = |mark: char| name.chars().filter(|c| *c == mark).count();
    if count('（') == count('）') + 1 { format!("{name}）") } else { name }
}

/// 编印单位：某中心, 某中心主办: the name without the word for what the body does.
fn without_role(name: &str) -> Option<(&str, &str)> {
    if let Some((label, body)) = name.split_once('：') {
        let label = label.trim();
        let role = ["编印", "主办", "主管", "编辑", "编发", "编制", "印发", "发布", "承办", "编报"];
        let is_role = role.iter().any(|word| label.starts_with(word)) && label.chars().count() <= 5;
        return (is_role && names_body(body.trim())).then_some((label, body.trim()));
    }
    let label = ["主办", "编印", "主编", "编辑", "编制", "编发", "编", "印"]
        .into_iter()
        .find(|label| name.ends_with(label))?;
    let body = name.strip_suffix(label)?.trim();
    names_body(body).then_some((label, body))
}

/// Keeps the first value found.
fn keep<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

/// Cuts the first thing `find` recognises out of the pieces.
fn take<T>(
    pieces: &mut Vec<String>,
    find: impl Fn(&str) -> Option<(Range<usize>, T)>,
    mut found: impl FnMut(T),
) {
    let hit = pieces.iter().enumerate().find_map(|(at, piece)| Some((at, find(piece)?)));
    let Some((at, (range, value))) = hit else { return };
    let piece = pieces.remove(at);
    let before = piece.get(..range.start).unwrap_or("").to_owned();
    let after = piece.get(range.end..).unwrap_or("").to_owned();
    pieces.splice(at..at, [before, after]);
    found(value);
}

/// 第4期, 第十二期, 第 4 期
fn number(text: &str) -> Option<(Range<usize>, u32)> {
    text.match_indices('第').find_map(|(at, mark)| {
        let (number, rest) = dates::number(text.get(at + mark.len()..)?)?;
        let rest = rest.strip_prefix('期')?;
        Some((at..text.len() - rest.len(), number))
    })
}

/// 总第58期, with its brackets left to the caller.
fn total_number(text: &str) -> Option<(Range<usize>, u32)> {
    ["总第", "总 第", "总期第", "累计第"].into_iter().find_map(|word| {
        let at = text.find(word)?;
        let (number, rest) = dates::number(text.get(at + word.len()..)?)?;
        let rest = rest.strip_prefix('期')?;
        Some((at..text.len() - rest.len(), number))
    })
}

fn first_month(text: &str) -> Option<(Range<usize>, Month)> {
    // A name may contain the month (2025年4月运行通报); only a bracketed or lone one is taken out.
    let (range, month) = dates::months(text).into_iter().next()?;
    let around = [text.get(..range.start)?, text.get(range.end..)?];
    let alone = around.iter().all(|part| !part.chars().any(is_han));
    let bracketed = text.get(..range.start)?.ends_with(['（', '(', '〔', '[']);
    (alone || bracketed).then_some((range, month))
}

fn is_frame(c: char) -> bool {
    is_blank(c)
        || matches!(c, '（' | '）' | '(' | ')' | '〔' | '〕' | '[' | ']' | '，' | ',' | '|')
        || matches!(c, '【' | '】' | '：' | ':' | '、' | '·' | '—' | '-' | '_')
}

fn is_bare_year(text: &str) -> bool {
    dates::number(text).is_some_and(|(year, rest)| (1900..3000).contains(&year) && rest == "年")
}

/// Sets names apart that stand on one line; `cut` says that the line held other facts too.
fn apart(piece: &str, cut: bool, bulletin: &Bulletin) -> Vec<String> {
    let piece = piece.trim_matches(is_blank);
    let chunks: Vec<&str> = piece.split(is_blank).filter(|chunk| !chunk.is_empty()).collect();
    if chunks.len() > 2 && chunks.iter().all(|chunk| chunk.chars().count() == 1) {
        return vec![chunks.concat()];
    }
    for title in [bulletin.title.as_str(), bulletin.name.as_str()] {
        let rest = piece.strip_prefix(title).filter(|rest| rest.starts_with(is_blank));
        if let Some(rest) = rest {
            return vec![title.to_owned(), rest.trim_matches(is_blank).to_owned()];
        }
    }
    let wide = piece.contains(['\t', '\u{3000}']) || piece.contains("  ");
    if cut && wide {
        return piece
            .split(['\t', '\u{3000}'])
            .flat_map(|part| part.split("  "))
            .map(|part| part.trim().to_owned())
            .collect();
    }
    match chunks.split_first() {
        Some((first, rest)) if cut && !rest.is_empty() && names_series(first) => {
            vec![(*first).to_owned(), rest.join(" ")]
        }
        _ => vec![piece.to_owned()],
    }
}

fn names_series(text: &str) -> bool {
    let text = text.strip_suffix('）').and_then(|t| t.rsplit_once('（')).map_or(text, |(t, _)| t);
    ["报", "讯", "刊", "通报", "简报", "信息", "动态", "快讯"].iter().any(|end| text.ends_with(end))
}

fn place_names(masthead: &mut Masthead, names: Vec<(usize, String)>, bulletin: &Bulletin) {
    let plain = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
    let is_title = |name: &str| {
        [&bulletin.title, &bulletin.name].into_iter().any(|title| plain(title) == plain(name))
    };
    let mut names = names;
    let title = names
        .iter()
        .position(|(_, name)| is_title(name))
        .or_else(|| names.iter().position(|(_, name)| names_series(name)))
        .or_else(|| names.iter().position(|(_, name)| !names_body(name) && !is_notice(name)));
    if let Some(at) = title {
        let (_, name) = names.remove(at);
        masthead.title = if is_title(&name) { plain(&name) } else { name };
    }
    let issuer = names
        .iter()
        .position(|(_, name)| !bulletin.issuer.is_empty() && plain(name) == plain(&bulletin.issuer))
        .or_else(|| names.iter().position(|(_, name)| names_body(name) && !is_addressed(name)))
        .or_else(|| {
            let may = |name: &str| {
                let others = is_addressed(name) || is_notice(name) || name.ends_with("如下");
                !name.contains(['：', '。', '★']) && !others
            };
            names.iter().position(|(_, name)| may(name))
        });
    if let Some(at) = issuer {
        let (_, name) = names.remove(at);
        masthead.issuer = signed(masthead, name, bulletin);
    }
    let unplaced = names.into_iter().map(|(line, text)| Unplaced { line, text });
    masthead.unplaced.extend(unplaced);
}

/// The issuer with the word behind it, unless the series is known and printed without it.
fn signed(masthead: &mut Masthead, issuer: String, bulletin: &Bulletin) -> String {
    let Some((bare, whole)) = masthead.signed.take() else { return issuer };
    if bare == issuer && (masthead.title != bulletin.title || bulletin.issuer == whole) {
        return whole;
    }
    let label = whole.strip_prefix(&bare).unwrap_or_default();
    masthead.notes.push(format!("报头中的“{label}”未收录。"));
    issuer
}

/// 内部资料 注意保存: what is to be done with the sheet.
fn is_notice(name: &str) -> bool {
    ["内部资料", "注意保存", "妥善保管", "不得外传", "内部参阅"]
        .iter()
        .any(|word| name.contains(word))
}

/// 各进驻单位: to whom it goes, not who made it.
fn is_addressed(name: &str) -> bool {
    name.starts_with('各')
}

/// Built like the name of a public body.
pub fn names_body(text: &str) -> bool {
    let text = text.trim_end_matches(['编', '印', '办', '主']);
    let endings =
        ["中心", "局", "委", "厅", "办公室", "委员会", "政府", "大厅", "处", "部", "院", "公室"];
    !text.contains(['。', '：']) && endings.iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bulletin_from_toml;
    use crate::import::lines::source_lines;

    fn masthead(text: &str) -> Masthead {
        let bulletin =
            bulletin_from_toml(include_str!("../../assets/bulletin/zhengwu.toml")).unwrap();
        let lines = source_lines(text);
        read(&lines.iter().collect::<Vec<_>>(), &bulletin)
    }

    #[test]
    fn the_same_facts_from_any_arrangement() {
        for text in [
            "政务窗口月报\n第4期\n江州市政务服务中心\n2025年5月16日",
            "政务窗口月报 第4期 江州市政务服务中心 2025年5月16日",
            "政 务 窗 口 月 报\n（第四期）\n江州市政务服务中心\u{3000}\u{3000}二〇二五年五月十六日",
            "政务窗口月报 江州市政务服务中心 第 4 期 2025-05-16",
            "江州市政务服务中心\n政务窗口月报\n2025年第4期\n2025年5月16日",
            "政务窗口月报\n第4期\n编印单位：江州市政务服务中心\n2025年5月16日",
            "政务窗口月报\n江州市政务服务中心主办  第4期  2025年5月16日",
        ] {
            let read = masthead(text);
            assert_eq!(read.title, "政务窗口月报", "{text}");
            assert_eq!(read.number, Some(4), "{text}");
            assert_eq!(read.issuer, "江州市政务服务中心", "{text}");
            assert_eq!(read.issue_date.map(|d| d.to_string()).as_deref(), Some("2025-05-16"));
            assert_eq!(read.unplaced, Vec::new(), "{text}");
        }
    }

    #[test]
    fn a_house_of_its_own_keeps_the_word_behind_its_name_and_the_year() {
        let read = masthead("江州政务简讯\n2025年第4期\n江州市政务服务中心编\u{3000}2025年5月16日");
        assert_eq!((read.issuer.as_str(), read.number_year), ("江州市政务服务中心编", true));
        let read = masthead("政务窗口月报\n第4期\n江州市政务服务中心编\u{3000}2025年5月16日");
        assert_eq!((read.issuer.as_str(), read.number_year), ("江州市政务服务中心", false));
        assert_eq!(read.notes, ["报头中的“编”未收录。"]);
    }

    #[test]
    fn a_bracket_belongs_to_the_title() {
        let read = masthead(
            "内部资料\n江州政务运行通报（内部版）\n第3期\n江州市政务服务中心\n2025年4月2日",
        );
        assert_eq!(read.title, "江州政务运行通报（内部版）");
        assert_eq!(read.unplaced.len(), 1);
    }

    #[test]
    fn totals_other_titles_and_leftovers() {
        let read = masthead(
            "内部资料：注意保存\n江州政务简报\n2024年第十二期（总第58期）\n江州市政务服务管理局\n2025年1月6日",
        );
        assert_eq!(read.title, "江州政务简报");
        assert_eq!((read.number, read.total_number), (Some(12), Some(58)));
        assert_eq!(read.issuer, "江州市政务服务管理局");
        assert_eq!(read.unplaced.len(), 1);
        assert_eq!(read.unplaced[0].line, 1);
    }
}
