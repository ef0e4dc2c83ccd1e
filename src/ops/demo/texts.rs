//! Families of sentences made into one month's sentences, and invented people with their posts.
//! Knows the script and random choice.

use crate::model::Department;

use super::random::Random;
use super::script::Script;

/// Puts words for `<…>`: the department and its matters, a number for `<3-9>`, else a word of the
/// script's list of that name. No word comes twice in one text.
pub(super) fn fill(
    text: &str,
    department: Option<&Department>,
    departments: &[Department],
    script: &Script,
    random: &mut Random,
) -> String {
    let mut used: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('<').and_then(|(before, from)| Some((before, from.split_once('>')?)))
    {
        out.push_str(before);
        let choices = choices(name, department, departments, script, random);
        let unused: Vec<&String> = choices.iter().filter(|word| !used.contains(word)).collect();
        let last = i64::try_from(unused.len()).unwrap_or(1) - 1;
        let at = usize::try_from(random.between(0, last.max(0))).unwrap_or(0);
        // The department the text is about comes first, any other after it.
        let at = if name == "部门" && used.is_empty() { 0 } else { at };
        if let Some(word) = unused.get(at) {
            out.push_str(word);
            used.push((*word).clone());
        }
        rest = after;
    }
    out.push_str(rest);
    // Some departments are called 窗口 themselves.
    out.replace("窗口窗口", "窗口")
}

fn choices(
    name: &str,
    department: Option<&Department>,
    departments: &[Department],
    script: &Script,
    random: &mut Random,
) -> Vec<String> {
    let range = name
        .split_once('-')
        .and_then(|(low, high)| Some((low.parse::<i64>().ok()?, high.parse::<i64>().ok()?)));
    if let Some((low, high)) = range {
        return vec![random.between(low, high).to_string()];
    }
    match name {
        "部门" => {
            let first = department.map(|department| department.name.clone());
            first.into_iter().chain(departments.iter().map(|d| d.name.clone())).collect()
        }
        "事" => {
            let own = department.map(|d| script.matters_of(&d.name)).unwrap_or_default();
            if own.is_empty() { vec!["行政许可事项".to_owned()] } else { own }
        }
        "人" => vec![person(script, random)],
        _ => script.lists.get(name).cloned().unwrap_or_default(),
    }
}

/// An invented name.
fn person(script: &Script, random: &mut Random) -> String {
    let mut pick = |names: &[String]| {
        let last = i64::try_from(names.len()).unwrap_or(1) - 1;
        let at = usize::try_from(random.between(0, last.max(0))).unwrap_or(0);
        names.get(at).cloned().unwrap_or_default()
    };
    let surname = pick(&script.surnames);
    let given = pick(&script.given);
    surname + &given
}

/// A leader with a post, the same in every month.
#[derive(Clone, Debug)]
pub(super) struct Leader {
    pub department: String,
    /// Order of precedence: of the department first, then of the post in it.
    pub rank: i64,
    pub posts: String,
    pub person: String,
}

/// Everybody who may be on duty in the hall; no name twice while the script has enough of them.
pub(super) fn leaders(script: &Script, departments: &[Department]) -> Vec<Leader> {
    let mut leaders: Vec<Leader> = Vec::new();
    for department in departments {
        for posts in script.posts_of(&department.name) {
            let number = leaders.len();
            // Each round through the surnames meets the given names at another place.
            let round = number / script.surnames.len().max(1);
            let surname = round_robin(&script.surnames, number);
            let given = round_robin(&script.given, number * 5 + round * 3 + 1);
            leaders.push(Leader {
                department: department.name.clone(),
                rank: department.rank * 100 + i64::try_from(number).unwrap_or(0),
                posts,
                person: surname + &given,
            });
        }
    }
    leaders
}

fn round_robin(names: &[String], number: usize) -> String {
    names.get(number % names.len().max(1)).cloned().unwrap_or_default()
}
