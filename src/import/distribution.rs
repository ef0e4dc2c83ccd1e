//! The distribution list (报、送、发) at the foot of an issue. Knows no other part.

use super::proposal::RecipientProposal;
use crate::model::DistributionLevel;
use crate::text::house_style::normalise;

/// One line of the list, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistributionLine {
    pub level: DistributionLevel,
    /// The label as printed, without its colon.
    pub label: String,
    pub recipients: Vec<RecipientProposal>,
    /// Whether the line ends with 。 as the printed one will.
    pub closed: bool,
}

/// Reads 报：…。, 抄送：… and the like; `None` for any other line.
pub fn read(line: &str) -> Option<DistributionLine> {
    let (label, list) = line.trim().split_once(['：', ':'])?;
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let level = match label.as_str() {
        "报" | "报送" | "抄报" | "主送" => DistributionLevel::Report,
        "送" | "抄送" | "分送" => DistributionLevel::Send,
        "发" | "发送" | "抄发" | "印发" => DistributionLevel::Issue,
        _ => return None,
    };
    let list = list.trim();
    let names = list.trim_end_matches(['。', '.', '；']).trim_end();
    let recipients = split(names)
        .into_iter()
        .map(|(name, joint)| RecipientProposal { level, name, joint })
        .collect();
    Some(DistributionLine { level, label, recipients, closed: list.ends_with('。') })
}

impl DistributionLine {
    /// Cut into the names a file says its list has, where these are what the line prints.
    pub fn named(self, printed: &str, lists: &[(DistributionLevel, Vec<String>)]) -> Self {
        let names = lists.iter().find(|(level, _)| *level == self.level);
        match names.and_then(|(_, names)| cut(printed, names)) {
            Some(parts) => {
                let level = self.level;
                let proposal = |(name, joint)| RecipientProposal { level, name, joint };
                Self { recipients: parts.into_iter().map(proposal).collect(), ..self }
            }
            None => self,
        }
    }
}

/// The names with the mark that follows each in the printed line; the last one is followed by what
/// follows the others.
fn cut(printed: &str, names: &[String]) -> Option<Vec<(String, char)>> {
    let (_, list) = printed.trim().split_once(['：', ':'])?;
    let mut rest = list.trim();
    let mut parts: Vec<(String, char)> = Vec::new();
    for (nth, name) in names.iter().enumerate() {
        rest = rest.strip_prefix(normalise(name).as_str())?;
        let usual = parts.first().map_or('、', |(_, joint)| *joint);
        let mut joint = usual;
        if nth + 1 < names.len() {
            joint = rest.chars().next()?;
            rest = rest.strip_prefix(joint)?;
        }
        parts.push((name.clone(), joint));
    }
    matches!(rest, "" | "。").then_some(parts)
}

/// 60 of （共印60份） or 印数：60份, when that is all a line says.
pub fn copies(line: &str) -> Option<u16> {
    let bare = line.trim().trim_start_matches(['（', '(']).trim_end_matches(['）', ')', '。']);
    let counted = bare.strip_prefix("共印").or_else(|| bare.strip_prefix("印数"))?;
    let counted = counted.trim_start_matches(['：', ':']).trim_end_matches('份');
    counted.trim().parse().ok().filter(|copies| *copies > 0)
}

/// What sets the parts of a line of editors apart.
pub const APART: &str = "　　";

/// 编辑：某某　审核：某某　电话：… when a line of the foot tells who made the issue, its parts evenly apart.
pub fn editors(line: &str) -> Option<String> {
    const WORDS: [&str; 12] = [
        "编辑", "责编", "主编", "编审", "审核", "审签", "审稿", "签发", "校对", "撰稿", "供稿",
        "电话",
    ];
    let parts: Vec<&str> = line.split_whitespace().collect();
    let tells = |part: &&str| {
        let name = part.split_once('：').map(|(name, _)| name);
        name.is_some_and(|name| WORDS.iter().any(|word| name.ends_with(word)))
    };
    let short = line.chars().count() <= 100 && !line.contains('。');
    (short && parts.first().is_some_and(tells)).then(|| parts.join(APART))
}

/// Splits at ，and ； outside brackets if there are any, else at 、: then 各处（室）、直属单位 within a
/// list of ， stays one entry.
fn split(list: &str) -> Vec<(String, char)> {
    let coarse = top_level(list, &['，', '；']);
    let parts = if coarse.len() > 1 { coarse } else { top_level(list, &['、']) };
    let usual = parts.first().and_then(|(_, joint)| *joint).unwrap_or('、');
    parts
        .into_iter()
        .filter(|(name, _)| !name.trim().is_empty())
        .map(|(name, joint)| (name.trim().to_owned(), joint.unwrap_or(usual)))
        .collect()
}

fn top_level<'a>(list: &'a str, marks: &[char]) -> Vec<(&'a str, Option<char>)> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '〔' => depth += 1,
            '）' | ')' | '》' | '”' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 && marks.contains(&c) => {
                parts.push((list.get(start..at).unwrap_or(""), Some(c)));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push((list.get(start..).unwrap_or(""), None));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        read(line).unwrap().recipients.into_iter().map(|r| r.name).collect()
    }

    #[test]
    fn lists_are_cut_at_their_coarsest_mark() {
        assert_eq!(
            names("报：省办公室、省级部门（单位）、省中心领导。"),
            ["省办公室", "省级部门（单位）", "省中心领导"]
        );
        assert_eq!(
            names("发：各窗口，省中心各处（室）、直属单位。"),
            ["各窗口", "省中心各处（室）、直属单位"]
        );
        assert_eq!(names("送：各市（州、区）政务中心"), ["各市（州、区）政务中心"]);
    }

    #[test]
    fn a_name_may_hold_the_marks_that_part_others() {
        let line = "报：甲、乙处，丙、丁。";
        let cut = |names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            let lists = [(DistributionLevel::Report, names)];
            let line = read(line).unwrap().named(line, &lists);
            line.recipients.into_iter().map(|r| (r.name, r.joint)).collect::<Vec<_>>()
        };
        let own = |parts: &[(&str, char)]| {
            parts.iter().map(|(name, joint)| ((*name).to_owned(), *joint)).collect::<Vec<_>>()
        };
        let whole = own(&[("甲", '、'), ("乙处", '，'), ("丙、丁", '、')]);
        assert_eq!(cut(&["甲", "乙处", "丙、丁"]), whole);
        let as_printed = own(&[("甲、乙处", '，'), ("丙、丁", '，')]);
        assert_eq!(cut(&["甲", "戊"]), as_printed, "the list was edited by hand");
    }

    #[test]
    fn the_number_of_copies_is_read() {
        assert_eq!(copies("（共印60份）"), Some(60));
        assert_eq!(copies("印数：120份"), Some(120));
        assert_eq!(copies("共印发60份文件"), None);
    }

    #[test]
    fn labels_have_relatives() {
        assert_eq!(read("抄送：市纪委。").map(|l| l.level), Some(DistributionLevel::Send));
        assert_eq!(read("会议指出：要落实。"), None);
        assert!(!read("送：市纪委").unwrap().closed);
    }
}
