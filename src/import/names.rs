//! Names of departments and persons within running text. Knows the usual endings and the
//! departments of the book.

use crate::text::chars::is_han;

/// Endings of a department's name, longest first where one begins another.
const ENDINGS: [&str; 33] = [
    "委员会",
    "办公厅",
    "办公室",
    "办事处",
    "总队",
    "支队",
    "中心",
    "公司",
    "集团",
    "银行",
    "分行",
    "海关",
    "大学",
    "学校",
    "党校",
    "法院",
    "厅",
    "局",
    "委",
    "部",
    "署",
    "院",
    "办",
    "会",
    "联",
    "协",
    "社",
    "馆",
    "处",
    "台",
    "所",
    "站",
    "厂",
];

/// Endings that are safe in the middle of a sentence, where any word may follow.
const SURE_ENDINGS: [&str; 12] =
    ["委员会", "办公厅", "办公室", "总队", "海关", "银行", "厅", "局", "委", "部", "署", "院"];

/// The department a text begins with: a known one (the longest), or else the shortest beginning
/// that is built like a name.
pub fn department<'a>(text: &'a str, known: &[String]) -> Option<&'a str> {
    let built = || {
        // 本月无厅（局）长: no name begins so; 副厅长 is a post.
        let other = ["本月", "本期", "无", "副", "因"].iter().any(|word| text.starts_with(word));
        (!other).then(|| built_like_name(text, &ENDINGS)).flatten()
    };
    known_department(text, known).or_else(built)
}

/// Like [`department`], for running text: only endings that hardly end anything else.
pub fn department_in_sentence<'a>(text: &'a str, known: &[String]) -> Option<&'a str> {
    known_department(text, known).or_else(|| {
        built_like_name(text, &SURE_ENDINGS).filter(|name| {
            let common = ["全部", "内部", "外部", "干部", "布局", "格局", "全局", "大局", "部署"];
            !common.iter().any(|word| name.ends_with(word))
        })
    })
}

pub fn known_department<'a>(text: &'a str, known: &[String]) -> Option<&'a str> {
    let longest = known
        .iter()
        .filter(|name| !name.is_empty() && text.starts_with(name.as_str()))
        .max_by_key(|name| name.len())?;
    text.get(..longest.len())
}

fn built_like_name<'a>(text: &'a str, endings: &[&str]) -> Option<&'a str> {
    let limit = text.find(|c: char| !is_han(c) && !matches!(c, '（' | '）')).unwrap_or(text.len());
    let span = text.get(..limit)?;
    let ends = span.char_indices().skip(1).map(|(at, c)| at + c.len_utf8()).take(30);
    let mut best: Option<&str> = None;
    for end in ends {
        let (name, rest) = (text.get(..end)?, text.get(end..)?);
        let ended = endings
            .iter()
            .any(|ending| name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty()));
        if ended && !goes_on(name, rest) {
            best = Some(name);
            break;
        }
    }
    best
}

/// Whether a name that could end here is in fact only the beginning of a longer one.
fn goes_on(name: &str, rest: &str) -> bool {
    let committees = ["省委", "市委", "州委", "县委", "区委", "地委", "工委", "党委", "中央"];
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    // 区党工委|委员, 市委|书记: a post, no office of the committee.
    let is_post = begins(&["委员", "常委", "书记", "副书记"]);
    let is_party = !is_post
        && !name.starts_with('团')
        && committees.iter().any(|committee| name.ends_with(committee));
    let longer = match name.chars().last() {
        Some('委') => begins(&["员会", "托", "派", "会", "监委"]),
        Some('办') => begins(&["公厅", "公室", "事处", "理", "证", "件", "好", "结", "税"]),
        Some('会') => begins(&[
            "保障",
            "工作部",
            "计",
            "议",
            "组织",
            "展",
            "商",
            "事",
            "信用",
            "救助",
            "福利",
        ]),
        Some('部') => begins(&["门", "署", "分", "委", "队"]),
        Some('社') => begins(&["会", "厅", "局", "保", "区"]),
        Some('联') => begins(&["合", "社", "系", "网", "通", "动"]),
        Some('协') => begins(&["会", "调", "同", "作", "商"]),
        Some('局') => begins(&["部", "面", "势", "集团"]),
        Some('院') => begins(&["校", "所", "士"]),
        Some('处') => begins(&["理", "置", "罚", "长", "级"]),
        Some('台') => begins(&["办", "账", "湾", "风"]),
        Some('所') => begins(&["有", "在", "需", "得", "属"]),
        Some('站') => begins(&["点", "位"]),
        _ => false,
    };
    is_party || longer || names_branch(rest)
}

/// 国家税务总局|四川省税务局, 中国人民银行|四川省分行: the branch belongs to the name.
fn names_branch(rest: &str) -> bool {
    let head: String = rest.chars().take(14).collect();
    let place = head.char_indices().skip(1).take(4).find(|(_, c)| matches!(c, '省' | '市' | '州'));
    place.is_some_and(|(at, c)| {
        let tail = head.get(at + c.len_utf8()..).unwrap_or("");
        let branch = [
            "税务局",
            "分局",
            "分行",
            "监管局",
            "管理局",
            "总队",
            "分公司",
            "监督局",
            "支行",
            "气象局",
            "邮政局",
        ];
        branch.iter().any(|word| {
            tail.find(word).is_some_and(|at| tail.get(..at).is_some_and(|t| t.chars().count() <= 6))
        })
    })
}

/// Words that end a post, right before a person's name.
const POSTS: [&str; 73] = [
    "厅长",
    "局长",
    "主任",
    "书记",
    "部长",
    "处长",
    "院长",
    "会长",
    "总队长",
    "支队长",
    "大队长",
    "中队长",
    "队长",
    "巡视员",
    "调研员",
    "成员",
    "委员",
    "主席",
    "行长",
    "馆长",
    "校长",
    "所长",
    "站长",
    "科长",
    "组长",
    "秘书长",
    "总工程师",
    "总经济师",
    "总规划师",
    "总会计师",
    "总农艺师",
    "总兽医师",
    "安全总监",
    "总监",
    "专员",
    "督察",
    "督查",
    "督学",
    "检察长",
    "检察官",
    "关长",
    "社长",
    "总编辑",
    "台长",
    "总经理",
    "经理",
    "董事长",
    "理事长",
    "监事长",
    "负责人",
    "干部",
    "代表",
    "政委",
    "参谋长",
    "州长",
    "市长",
    "省长",
    "县长",
    "区长",
    "镇长",
    "乡长",
    "助理",
    "顾问",
    "研究员",
    "工程师",
    "主任科员",
    "科员",
    "警长",
    "司长",
    "署长",
    "厂长",
    "庭长",
    "院士",
];

/// Splits 党组成员、副厅长刘辉 into posts and person; `None` when no name of two to four characters
/// (or a longer one with ·) follows a post.
pub fn posts_and_person(text: &str) -> Option<(&str, &str)> {
    let split = POSTS
        .iter()
        .flat_map(|post| text.match_indices(post).map(|(at, post)| at + post.len()))
        .map(|end| end + rank_length(text, end))
        .filter(|end| text.get(*end..).is_some_and(is_person))
        .max()
        .or_else(|| unusual_post(text))?;
    text.split_at_checked(split)
}

/// A post with an ending of its own (首席代表, 船长): the last character that ends posts.
fn unusual_post(text: &str) -> Option<usize> {
    text.char_indices()
        .filter(|(at, c)| *at > 0 && "长员师记任官监席".contains(*c))
        .map(|(at, c)| at + c.len_utf8())
        .map(|end| end + rank_length(text, end))
        .filter(|end| text.get(*end..).is_some_and(is_person))
        .max()
}

/// Bytes of a rank in brackets after a post: 副厅长（正厅级）.
fn rank_length(text: &str, end: usize) -> usize {
    let rank = text.get(end..).and_then(|rest| rest.strip_prefix('（')?.split_once('）'));
    let short = rank.filter(|(inside, _)| inside.chars().count() <= 16);
    short.map_or(0, |(inside, _)| inside.len() + '（'.len_utf8() + '）'.len_utf8())
}

/// Whether a text is one post: 副厅长, but not 副厅长刘辉.
pub fn is_post(text: &str) -> bool {
    let core = text.trim_end_matches('）');
    let bracketed = core.len() < text.len();
    !text.contains(['，', '；', '。'])
        && (bracketed
            || POSTS.iter().any(|post| core.ends_with(post))
            || core.ends_with(['长', '员', '师', '记', '任', '官', '监', '席']))
}

fn is_person(name: &str) -> bool {
    if name.len() > 80 {
        return false;
    }
    let count = name.chars().count();
    let spelled = name.chars().all(|c| is_han(c) || c == '·' || c == '\u{3000}' || c == ' ');
    let words = ["大厅", "窗口", "同志", "进厅"];
    let spelled = spelled && !words.iter().any(|word| name.contains(word));
    let plain = !name.contains(['·', ' ', '\u{3000}']);
    let padded = name.contains([' ', '\u{3000}']) && count <= 4 && !name.ends_with("同志");
    spelled
        && !name.ends_with("同志")
        && ((plain && (2..=4).contains(&count)) || (name.contains('·') && count <= 20) || padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_end_where_their_names_do() {
        for (text, name) in [
            ("水利厅党组成员", "水利厅"),
            ("省市场监管局党组成员", "省市场监管局"),
            ("公安厅治安总队总队长", "公安厅"),
            ("省委宣传部副部长", "省委宣传部"),
            ("省委编办副主任", "省委编办"),
            ("新区党工委委员、管委会副主任", "新区党工委"),
            ("县委常委、副县长", "县委"),
            ("省卫生健康委副主任", "省卫生健康委"),
            ("省发展和改革委员会副主任", "省发展和改革委员会"),
            ("人力资源社会保障厅副厅长", "人力资源社会保障厅"),
            ("国家税务总局四川省税务局副局长", "国家税务总局四川省税务局"),
            ("中国人民银行四川省分行行长", "中国人民银行四川省分行"),
            ("省政府办公厅副主任", "省政府办公厅"),
            ("省人大常委会副秘书长", "省人大常委会"),
            ("省贸促会副会长", "省贸促会"),
            ("四川消防救援总队副总队长", "四川消防救援总队"),
            ("省大数据中心主任", "省大数据中心"),
            ("省人社厅副厅长", "省人社厅"),
            ("团省委副书记", "团省委"),
            ("市纪委监委副书记", "市纪委监委"),
            ("省残联副理事长", "省残联"),
        ] {
            assert_eq!(department(text, &[]), Some(name), "{text}");
        }
        let known = vec!["公安厅治安总队".to_owned()];
        assert_eq!(department("公安厅治安总队总队长", &known), Some("公安厅治安总队"));
        assert_eq!(department("4月", &[]), None);
    }

    #[test]
    fn persons_follow_the_last_post() {
        for (text, posts, person) in [
            ("党组成员、副厅长刘辉", "党组成员、副厅长", "刘辉"),
            ("治安总队总队长杨绍文", "治安总队总队长", "杨绍文"),
            ("二级巡视员关春", "二级巡视员", "关春"),
            ("保安协会会长孙斌", "保安协会会长", "孙斌"),
            ("副州长扎西·顿珠", "副州长", "扎西·顿珠"),
            ("副厅长欧阳建国", "副厅长", "欧阳建国"),
            ("首席船长王强", "首席船长", "王强"),
            ("副书记、副厅长（正厅级）何光", "副书记、副厅长（正厅级）", "何光"),
        ] {
            assert_eq!(posts_and_person(text), Some((posts, person)));
        }
        for text in ["副厅长", "刘辉", "副厅长刘辉同志", ""] {
            assert_eq!(posts_and_person(text), None, "{text}");
        }
    }
}
