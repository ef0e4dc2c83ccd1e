//! The distribution list (报、送、发) at the foot of an issue. Knows no other part.

use super::proposal::RecipientProposal;
use crate::model::DistributionLevel;

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
    fn labels_have_relatives() {
        assert_eq!(read("抄送：市纪委。").map(|l| l.level), Some(DistributionLevel::Send));
        assert_eq!(read("会议指出：要落实。"), None);
        assert!(!read("送：市纪委").unwrap().closed);
    }
}
