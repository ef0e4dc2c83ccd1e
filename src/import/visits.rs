//! The sentence of visits (进大厅) → department, posts, person, and the prose around them. Knows
//! no other section.

use super::names;
use super::proposal::VisitProposal;

/// A sentence read in full: printing `before`, the visits and `after` gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitsSentence {
    pub before: String,
    pub visits: Vec<VisitProposal>,
    pub after: String,
}

/// Words with which the sentence goes on after the last name.
const TAILS: [&str; 26] = [
    "先后到",
    "分别到",
    "依次到",
    "陆续到",
    "轮流到",
    "来到",
    "走进",
    "前往",
    "进驻",
    "深入",
    "莅临",
    "赴",
    "到",
    "在",
    "来",
    "进",
    "等到",
    "等赴",
    "等先后",
    "等分别",
    "等同志",
    "先后",
    "分别",
    "按照",
    "参加",
    "开展",
];

/// Bytes beyond which a paragraph is no sentence of visits.
const LONGEST: usize = 20_000;

/// Bytes beyond which a text is no single visit.
const LONGEST_ENTRY: usize = 400;

/// Reads the sentence; on failure returns the part that has no name or department.
pub fn read(text: &str, known: &[String]) -> Result<VisitsSentence, String> {
    if text.len() > LONGEST {
        return Err(text.to_owned());
    }
    let (before, rest) = introduction(text, known);
    let mut odd: Option<(usize, String)> = None;
    for at in tail_places(rest) {
        let Some((list, after)) = rest.split_at_checked(at) else { continue };
        match entries(list, known) {
            Ok(visits) => {
                return Ok(VisitsSentence {
                    before: before.to_owned(),
                    visits,
                    after: after.to_owned(),
                });
            }
            // The list that goes furthest tells best what is wrong.
            Err((good, part)) => {
                if odd.as_ref().is_none_or(|(most, _)| good > *most) && is_whole(rest, at) {
                    odd = Some((good, part));
                }
            }
        }
    }
    Err(odd.map_or_else(|| rest.to_owned(), |(_, part)| part))
}

/// What stands before the first department: `4月，`, `按照值班安排，`.
fn introduction<'a>(text: &'a str, known: &[String]) -> (&'a str, &'a str) {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(comma) = rest.find(['，', '：']) else { break };
        let clause = rest.get(..comma).unwrap_or("");
        let is_visit = loose_entries(clause, known).is_some_and(|visits| !visits.is_empty());
        if is_visit || clause.chars().count() > 20 {
            break;
        }
        at += comma + '，'.len_utf8();
    }
    text.split_at_checked(at).unwrap_or(("", text))
}

/// Places where the list could end, from the left.
fn tail_places(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = TAILS
        .iter()
        .flat_map(|word| text.match_indices(word).map(|(at, _)| at))
        .chain(text.find('。'))
        .collect();
    places.sort_unstable();
    places.dedup();
    places.truncate(200);
    places
}

/// Whether a list that ends at `at` does not cut a name in two (钱|进，…).
fn is_whole(text: &str, at: usize) -> bool {
    let word = text.get(at..).and_then(|rest| rest.chars().nth(1));
    !word.is_some_and(|c| matches!(c, '，' | '、' | '；'))
}

/// The visits of a list, or how many were clear and the first part that was not.
fn entries(list: &str, known: &[String]) -> Result<Vec<VisitProposal>, (usize, String)> {
    let list = list.trim();
    if list.is_empty() {
        return Err((0, String::new()));
    }
    let mut visits = Vec::new();
    for text in list.split('，') {
        match entry(text, known) {
            Some(visit) => visits.push(visit),
            None => return Err((visits.len(), text.to_owned())),
        }
    }
    Ok(visits)
}

fn entry(text: &str, known: &[String]) -> Option<VisitProposal> {
    if text.len() > LONGEST_ENTRY {
        return None;
    }
    let department = names::department(text, known)?;
    let (posts, person) = names::posts_and_person(text.get(department.len()..)?)?;
    posts.split('、').all(names::is_post).then(|| VisitProposal {
        department: department.to_owned(),
        posts: posts.to_owned(),
        person: person.trim().to_owned(),
    })
}

/// Reads a list whose entries are set apart in other ways (、 or ；), so that printing would not
/// give the same text back: the visits alone, if every one is clear.
pub fn read_loosely(text: &str, known: &[String]) -> Option<Vec<VisitProposal>> {
    if text.len() > LONGEST {
        return None;
    }
    let (_, rest) = introduction(text, known);
    tail_places(rest).into_iter().find_map(|at| {
        let visits = loose_entries(rest.get(..at)?, known)?;
        (visits.len() > 1).then_some(visits)
    })
}

/// Cuts at each mark after which a whole entry follows.
fn loose_entries(list: &str, known: &[String]) -> Option<Vec<VisitProposal>> {
    let either = |text: &str, visits: &[VisitProposal]| {
        loose_entry(text, known).or_else(|| same_department(text, visits.last()?))
    };
    let mut visits = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let cuts = rest.match_indices(['、', '，', '；']).map(|(at, _)| at).chain([rest.len()]);
        let (end, visit) =
            cuts.take(12).find_map(|at| Some((at, either(rest.get(..at)?, &visits)?)))?;
        visits.push(visit);
        rest = rest.get(end..)?.trim_start_matches(['、', '，', '；']);
    }
    Some(visits)
}

/// 厅长陈一、副厅长王二: the second is of the department named before.
fn same_department(text: &str, previous: &VisitProposal) -> Option<VisitProposal> {
    let (posts, person) = names::posts_and_person(text)?;
    let is_plain = posts.chars().count() <= 12 && posts.split('、').all(names::is_post);
    is_plain.then(|| VisitProposal {
        department: previous.department.clone(),
        posts: posts.to_owned(),
        person: person.trim().to_owned(),
    })
}

/// An entry with its day after the name: 张三（6月3日）, 张三于6月3日, 张三同志.
fn loose_entry(text: &str, known: &[String]) -> Option<VisitProposal> {
    let undated = |text: &str| -> Option<String> {
        let (name, day) = match text.strip_suffix('）') {
            Some(text) => text.rsplit_once('（')?,
            None => text.rsplit_once('于')?,
        };
        let is_day = day.ends_with(['日', '午']) && day.contains(|c: char| c.is_ascii_digit());
        is_day.then(|| name.to_owned())
    };
    entry(text, known)
        .or_else(|| entry(&undated(text)?, known))
        .or_else(|| entry(text.strip_suffix("同志")?, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triples(text: &str) -> Vec<[String; 3]> {
        let sentence = read(text, &[]).unwrap();
        let printed: Vec<_> = sentence
            .visits
            .iter()
            .map(|v| format!("{}{}{}", v.department, v.posts, v.person))
            .collect();
        assert_eq!(format!("{}{}{}", sentence.before, printed.join("，"), sentence.after), text);
        sentence.visits.into_iter().map(|v| [v.department, v.posts, v.person]).collect()
    }

    #[test]
    fn the_list_is_cut_into_triples() {
        let found = triples(
            "5月，水利厅党组成员、副厅长张一，省委宣传部副部长李二强，国家税务总局四川省税务局局长王三到省政务服务大厅窗口调研值守，现场解决问题3个。",
        );
        assert_eq!(
            found,
            [
                ["水利厅", "党组成员、副厅长", "张一"],
                ["省委宣传部", "副部长", "李二强"],
                ["国家税务总局四川省税务局", "局长", "王三"],
            ]
        );
    }

    #[test]
    fn introductions_and_tails_vary() {
        assert_eq!(triples("按照值班安排，市住建局局长赵四分别到大厅值班。").len(), 1);
        assert_eq!(triples("2025年5月，市医保局副局长钱五赴大厅窗口接待群众。").len(), 1);
        assert_eq!(triples("市医保局副局长钱五在大厅坐班。").len(), 1);
    }

    #[test]
    fn other_marks_between_entries_are_understood() {
        let text = "4月，水利厅党组成员、副厅长刘辉、商务厅处长张劲；省药监局局长周全到大厅。";
        assert!(read(text, &[]).is_err());
        let visits = read_loosely(text, &[]).unwrap();
        let persons: Vec<_> = visits.iter().map(|v| v.person.as_str()).collect();
        assert_eq!(persons, ["刘辉", "张劲", "周全"]);
        assert_eq!(visits[0].posts, "党组成员、副厅长");
        assert_eq!(read_loosely("4月，水利厅副厅长刘辉，另有两位到大厅。", &[]), None);
    }

    #[test]
    fn ranks_and_days_stand_beside_names() {
        let found = triples("7月，农业厅书记钱进，科技厅副厅长（正厅级）何光到大厅窗口值守。");
        assert_eq!(found[0], ["农业厅", "书记", "钱进"]);
        assert_eq!(found[1], ["科技厅", "副厅长（正厅级）", "何光"]);
        for text in [
            "6月，教育厅副厅长张 强（6月3日），省体育局副局长古丽·艾山（6月17日）到大厅值守。",
            "6月，教育厅副厅长张 强于6月3日，省体育局副局长古丽·艾山于6月17日到大厅值守。",
        ] {
            let persons: Vec<_> =
                read_loosely(text, &[]).unwrap().into_iter().map(|v| v.person).collect();
            assert_eq!(persons, ["张 强", "古丽·艾山"], "{text}");
        }
    }

    #[test]
    fn a_second_person_of_one_department() {
        let text = "8月，财政厅党组书记、厅长陈一、副厅长王二，审计厅副厅长李三同志到大厅值守。";
        let visits = read_loosely(text, &[]).unwrap();
        let found: Vec<_> =
            visits.iter().map(|v| (v.department.as_str(), v.person.as_str())).collect();
        assert_eq!(found, [("财政厅", "陈一"), ("财政厅", "王二"), ("审计厅", "李三")]);
        assert!(read("1月，因假期安排，本月无厅（局）长进大厅。", &[]).is_err());
    }

    #[test]
    fn what_does_not_fit_is_given_back() {
        assert_eq!(
            read("4月，水利厅副厅长刘辉，另有两位到大厅。", &[]),
            Err("另有两位".to_owned())
        );
        assert!(read("", &[]).is_err());
    }
}
