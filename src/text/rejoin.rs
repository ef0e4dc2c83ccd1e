//! Puts paragraphs together that a page turn cut in two. Knows labels and marks, no section.

use super::labels::{self, LabelKind};

/// A line as it stands in a file, already in house style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub text: &'a str,
    /// Stands for itself: masthead, heading of another form, row of a table.
    pub alone: bool,
}

/// A whole paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub text: String,
    /// Index of its first line in what was given.
    pub line: usize,
    pub alone: bool,
    /// Bytes of `text` at which two lines met.
    pub joints: Vec<usize>,
}

impl Joined {
    /// The sentence around each joint.
    pub fn joined_sentences(&self) -> impl Iterator<Item = &str> {
        self.joints.iter().filter_map(|at| sentence_around(&self.text, *at))
    }
}

/// Paragraphs and the page numbers that stood between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejoined {
    pub paragraphs: Vec<Joined>,
    /// Index and text of each line that was a page number.
    pub page_numbers: Vec<(usize, String)>,
}

/// Joins lines into paragraphs. Blank lines separate nothing by themselves: text from PDF has them
/// in the middle of sentences.
pub fn paragraphs(lines: &[Line<'_>]) -> Rejoined {
    let mut result = Rejoined::default();
    for (index, line) in lines.iter().enumerate() {
        // A row of a table may begin with an empty cell.
        let text = if line.alone { line.text.trim_end() } else { line.text.trim() };
        if text.is_empty() {
            continue;
        }
        if is_page_number(text) {
            result.page_numbers.push((index, text.to_owned()));
            continue;
        }
        match result.paragraphs.last_mut() {
            Some(last) if !line.alone && !last.alone && continues(&last.text, text) => {
                append(last, text);
            }
            _ => result.paragraphs.push(Joined {
                text: text.to_owned(),
                line: index,
                alone: line.alone,
                joints: Vec::new(),
            }),
        }
    }
    result
}

/// The sentence that contains byte `at` of a text, without blanks around it.
pub fn sentence_around(text: &str, at: usize) -> Option<&str> {
    const ENDS: [char; 3] = ['。', '！', '？'];
    let (before, after) = text.split_at_checked(at)?;
    let start = before.rfind(ENDS).map_or(0, |end| {
        end + before.get(end..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8)
    });
    let end = after.find(ENDS).map_or(text.len(), |end| {
        let mark = after.get(end..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
        at + end + mark
    });
    text.get(start..end).map(str::trim)
}

fn append(paragraph: &mut Joined, text: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(paragraph.text.chars().last()) && latin(text.chars().next()) {
        paragraph.text.push(' ');
    }
    paragraph.joints.push(paragraph.text.len());
    paragraph.text.push_str(text);
}

/// — 3 —, -3-, 第3页, 第3页共8页, 3/8 or a bare number.
pub fn is_page_number(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let core = plain.trim_matches(['—', '-', '–', '－', '―', '·', '~']);
    let short =
        |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let pages = core.strip_prefix('第').and_then(|rest| rest.split_once('页')).is_some_and(
        |(number, rest)| {
            let total = rest.trim_matches(['，', '/', '（', '）']);
            short(number) && (total.is_empty() || total.starts_with('共') && total.ends_with('页'))
        },
    );
    short(core) || pages || core.split_once('/').is_some_and(|(a, b)| short(a) && short(b))
}

/// A line that opens something of its own, so that nothing before it may swallow it.
fn opens(line: &str) -> bool {
    is_imprint(line)
        || line.starts_with(['●', '■', '◆', '▲', '★', '◎'])
        || labels::split(line).is_some_and(|(label, rest)| match label.kind {
            LabelKind::Section => labels::is_heading_text(rest) || rest.contains('。'),
            LabelKind::Running => false,
            _ => true,
        })
}

/// Whether a line belongs to the foot of an issue: a distribution list (报：, 抄送：…), a line of
/// the makers (编辑：…), who printed it and when, the number of copies.
pub fn is_imprint(line: &str) -> bool {
    let line = line.trim();
    let listed = line.split_once(['：', ':']).is_some_and(|(label, _)| {
        let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        IMPRINT_LABELS.contains(&label.as_str())
    });
    let bare = line.trim_start_matches(['（', '(']);
    let copies =
        bare.starts_with("共印") && bare.chars().count() <= 12 && !bare.starts_with("共印发");
    listed || copies || is_print_note(line)
}

const IMPRINT_LABELS: [&str; 22] = [
    "报",
    "送",
    "发",
    "报送",
    "发送",
    "抄送",
    "抄报",
    "抄发",
    "主送",
    "分送",
    "印发",
    "编辑",
    "责任编辑",
    "责编",
    "主编",
    "校对",
    "审核",
    "审定",
    "签发",
    "编审",
    "联系人",
    "联系电话",
];

/// 某某局办公室2025年5月9日印发
fn is_print_note(line: &str) -> bool {
    let line = line.trim_end_matches(['。', '）', ' ']);
    (line.ends_with("日印发") || line.ends_with("日印") || line.ends_with("日编印"))
        && line.contains('年')
        && line.chars().count() <= 60
        && !line.contains(['，', '；', '。'])
}

/// Bytes after which nothing is one paragraph any more.
const LONGEST: usize = 30_000;

fn continues(paragraph: &str, next: &str) -> bool {
    if paragraph.len() > LONGEST || opens(next) || is_finished(paragraph) {
        return false;
    }
    !stands_as_heading(paragraph)
}

/// Headings never swallow the next line: 一、…, and short labelled or unlabelled lines without
/// any mark of a sentence.
fn stands_as_heading(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    let (kind, text) = match labels::split(line) {
        Some((label, rest)) => (Some(label.kind), rest),
        None => (None, line),
    };
    let length = text.chars().count();
    labels::is_heading_text(text)
        && !has_open_pair(line)
        && !line.ends_with('、')
        && match kind {
            Some(LabelKind::Section) => true,
            Some(LabelKind::Running) => false,
            Some(_) => length <= 24,
            None => length <= 16,
        }
}

fn is_finished(line: &str) -> bool {
    const CLOSING: [char; 8] = ['”', '’', '）', '》', '】', '〕', ')', '"'];
    let core = line.trim_end().trim_end_matches(CLOSING);
    if core.is_empty() || core.ends_with(['。', '！', '？', '!', '?', '：', ':']) {
        return true;
    }
    if core.len() < line.trim_end().len() {
        // 《…》 or （…） may end a line of a list; within running text a sentence must still end.
        return !has_open_pair(line) && !is_running_text(line);
    }
    // Clauses of a list end in ；: only running text goes on after it.
    core.ends_with([';', '；']) && !is_running_text(line)
}

fn has_open_pair(line: &str) -> bool {
    [('“', '”'), ('（', '）'), ('《', '》'), ('〔', '〕')].into_iter().any(|(open, close)| {
        line.chars().filter(|c| *c == open).count() > line.chars().filter(|c| *c == close).count()
    })
}

/// Sentences rather than an entry: at least a comma or a full stop, and not one clause of a list
/// (1. … ；).
fn is_running_text(line: &str) -> bool {
    let is_clause = labels::split(line)
        .is_some_and(|(label, _)| !matches!(label.kind, LabelKind::Chinese | LabelKind::Running));
    let bracketed = line.starts_with('（') && labels::split(line).is_none();
    !is_clause && !bracketed && line.contains(['，', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn join(lines: &[&str]) -> Vec<String> {
        let lines: Vec<_> = lines.iter().map(|text| Line { text, alone: false }).collect();
        paragraphs(&lines).paragraphs.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn page_turns_are_undone() {
        let lines = ["（一）4月，围绕“数字政府建设”主题", "", "— 3 —", "", "进行授课，系统解读。"];
        assert_eq!(join(&lines), ["（一）4月，围绕“数字政府建设”主题进行授课，系统解读。"]);
        assert_eq!(join(&["双流区、", "", "龙泉驿区开展。"]), ["双流区、龙泉驿区开展。"]);
        assert_eq!(join(&["举办“中小企业", "政策服务”活动。"]), ["举办“中小企业政策服务”活动。"]);
        assert_eq!(
            join(&["4月1日，印发《细则》，明确了程序；", "强调了职责。"]),
            ["4月1日，印发《细则》，明确了程序；强调了职责。"]
        );
        assert_eq!(join(&["各县（市、区）", "都参加。"]).len(), 2);
        assert_eq!(join(&["4月1日，各县（市、区）", "都参加。"]).len(), 1);
    }

    #[test]
    fn what_opens_something_stays_apart() {
        for lines in [
            ["一、总体运行情况", "4月，办理"],
            ["句子没有写完", "二、动态"],
            ["句子没有写完，", "（二）4月25日，召开会议。"],
            ["省中心领导", "发：各窗口。"],
            ["（一）加强能力建设", "为落实部署，举办培训。"],
            ["主要做法", "为落实部署，举办培训。"],
            ["1.网上受理；", "2.窗口受理。"],
            ["参加培训。", "另一段。"],
            ["讲了“创新。”", "另一段。"],
        ] {
            assert_eq!(join(&lines), lines);
        }
    }

    #[test]
    fn a_continuation_may_begin_with_a_number() {
        assert_eq!(
            join(&["传达了《关于", "2024年度的通报》。"]),
            ["传达了《关于2024年度的通报》。"]
        );
        assert_eq!(join(&["办理量，达到了", "5.87万件。"]), ["办理量，达到了5.87万件。"]);
    }

    #[test]
    fn page_numbers_in_all_forms() {
        for line in ["— 3 —", "-12-", "第3页", "第 3 页 共 8 页", "3/8", "7"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["第3期", "2025", "3件", "", "一"] {
            assert!(!is_page_number(line), "{line}");
        }
    }

    #[test]
    fn lines_of_the_foot_are_known() {
        for line in [
            "抄送：各市。",
            "印发：各处室",
            "（共印50份）",
            "编辑：张三    校对：李四",
            "江州市政务服务局办公室2025年5月9日印发",
        ] {
            assert!(is_imprint(line), "{line}");
        }
        for line in ["4月9日，《办法》于2025年4月1日印发", "会议要求：", "共印发文件3份"]
        {
            assert!(!is_imprint(line), "{line}");
        }
    }

    #[test]
    fn the_sentence_around_a_joint_is_given() {
        let lines = ["甲。围绕主题", "授课，解读。丙。"].map(|text| Line { text, alone: false });
        let joined = paragraphs(&lines).paragraphs;
        assert_eq!(joined[0].joined_sentences().collect::<Vec<_>>(), ["围绕主题授课，解读。"]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost(lines in prop::collection::vec("[一二（）、。，；：报a-z0-9 “”]{0,12}", 0..8)) {
            let given: Vec<_> = lines.iter().map(|text| Line { text, alone: false }).collect();
            let result = paragraphs(&given);
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let before: usize = lines.iter().map(|l| visible(l)).sum();
            let after: usize = result.paragraphs.iter().map(|p| visible(&p.text)).sum::<usize>()
                + result.page_numbers.iter().map(|(_, t)| visible(t)).sum::<usize>();
            prop_assert_eq!(before, after);
        }
    }
}
