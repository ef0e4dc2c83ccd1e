//! Departments and persons an issue names, against the registers. Silent where a register is empty.

use crate::document::Anchor;
use crate::document::numbering::{item_label, section_name};
use crate::model::{Department, Issue, Month, Person, SectionKind, Visit};

use super::{Finding, Level};

/// Every name that the registers do not know, or know otherwise, in order of print.
pub fn name_findings(
    issue: &Issue,
    departments: &[Department],
    persons: &[Person],
) -> Vec<Finding> {
    let names = Names { issue, departments, persons };
    let mut findings = Vec::new();
    for (at, section) in issue.sections.iter().enumerate() {
        if section.kind == SectionKind::Visits {
            findings.extend(names.visits(at));
        }
        for (nth, item) in section.items.iter().enumerate() {
            let label = Some(item_label(section.numbering, nth + 1)).filter(|l| !l.is_empty());
            let odd = item.department.as_deref().and_then(|name| names.department(name));
            findings.extend(odd.map(|message| {
                let name = item.department.as_deref().unwrap_or("");
                let level = Level::Doubt;
                Finding {
                    item: label,
                    anchor: Some(Anchor { section: at, item: Some(nth), paragraph: 0 }),
                    ..names.finding("name-department", level, at, (name, message))
                }
            }));
        }
    }
    findings
}

/// What is odd about a department's name in a month; `None` when it reports then.
pub fn department_remark(name: &str, month: Month, departments: &[Department]) -> Option<String> {
    let known = |d: &&Department| d.names().any(|known| known == name);
    let Some(department) = departments.iter().find(known) else {
        return Some(format!("部门“{name}”没有登记"));
    };
    if department.is_active(month) {
        return None;
    }
    Some(match department.valid_to.filter(|to| *to < month) {
        Some(to) => format!("{name}到{}为止已停用", to.chinese()),
        None => format!("{name}在{}还没有启用", month.chinese()),
    })
}

struct Names<'a> {
    issue: &'a Issue,
    departments: &'a [Department],
    persons: &'a [Person],
}

impl Names<'_> {
    fn department(&self, name: &str) -> Option<String> {
        // The hall alone is no register yet.
        let kept = self.departments.iter().any(|department| !department.is_hall());
        kept.then(|| department_remark(name, self.issue.month, self.departments)).flatten()
    }

    fn visits(&self, at: usize) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |rule, level, text: &str, message| {
            findings.push(self.finding(rule, level, at, (text, message)));
        };
        for (nth, visit) in self.issue.visits.iter().enumerate() {
            if let Some(message) = missing(visit, nth) {
                add("visit-incomplete", Level::Doubt, &visit.person, message);
            }
            let odd = Some(visit.department.as_str()).filter(|name| !name.is_empty());
            if let Some(message) = odd.and_then(|name| self.department(name)) {
                add("name-department", Level::Doubt, &visit.department, message);
            }
            if let Some((level, message)) = self.person(visit) {
                add("name-person", level, &visit.person, message);
            }
            let earlier = self.issue.visits.iter().take(nth);
            let again = |other: &Visit| {
                other.person == visit.person && other.department == visit.department
            };
            if !visit.person.is_empty() && earlier.clone().any(again) {
                let message = format!("“{}”在本月名单里出现了两次", visit.person);
                add("visit-twice", Level::Doubt, &visit.person, message);
            }
        }
        findings
    }

    /// What the register of persons says otherwise.
    fn person(&self, visit: &Visit) -> Option<(Level, String)> {
        let name = visit.person.as_str();
        if name.is_empty() || self.persons.is_empty() {
            return None;
        }
        let namesakes: Vec<&Person> = self.persons.iter().filter(|p| p.name == name).collect();
        if namesakes.is_empty() {
            return Some(match self.near(visit) {
                Some(near) => {
                    (Level::Doubt, format!("“{name}”没有登记，登记的是“{near}”，请核对姓名用字"))
                }
                None => (Level::Hint, format!("“{name}”没有登记在“人员”里，请核对姓名")),
            });
        }
        let month = self.issue.month;
        let Some(person) = namesakes.iter().find(|person| person.is_active(month)) else {
            return Some((Level::Doubt, format!("登记的“{name}”在{}不在任", month.chinese())));
        };
        let of = person.department.as_ref();
        let known = self.departments.iter().find(|department| of == Some(&department.code));
        let elsewhere = known.filter(|department| {
            !visit.department.is_empty() && !department.names().any(|name| name == visit.department)
        });
        if let Some(department) = elsewhere {
            let message =
                format!("“{name}”登记在{}，这里写的是{}", department.name, visit.department);
            return Some((Level::Doubt, message));
        }
        let differs = !person.posts.is_empty()
            && !visit.posts.is_empty()
            && posts(&person.posts) != posts(&visit.posts);
        differs.then(|| {
            let message =
                format!("“{name}”登记的职务是“{}”，这里写的是“{}”", person.posts, visit.posts);
            (Level::Doubt, message)
        })
    }

    /// A registered name of the same department that differs in one character.
    fn near(&self, visit: &Visit) -> Option<&str> {
        let of =
            self.departments.iter().find(|d| d.names().any(|name| name == visit.department))?;
        let peers = self.persons.iter().filter(|p| p.department.as_ref() == Some(&of.code));
        let one_off = |other: &&str| {
            let length = visit.person.chars().count();
            let pairs = visit.person.chars().zip(other.chars());
            length > 1
                && other.chars().count() == length
                && pairs.filter(|(a, b)| a != b).count() == 1
        };
        peers.map(|person| person.name.as_str()).find(one_off)
    }

    fn finding(
        &self,
        rule: &'static str,
        level: Level,
        at: usize,
        (text, message): (&str, String),
    ) -> Finding {
        Finding {
            rule,
            level,
            section: section_name(self.issue, at),
            item: None,
            paragraph: None,
            start: 0,
            end: 0,
            text: text.to_owned(),
            message,
            fix: None,
            anchor: Some(Anchor { section: at, item: None, paragraph: 0 }),
            indicator: None,
        }
    }
}

fn missing(visit: &Visit, nth: usize) -> Option<String> {
    let parts = [("部门", &visit.department), ("职务", &visit.posts), ("姓名", &visit.person)];
    let empty: Vec<&str> =
        parts.iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| *name).collect();
    (!empty.is_empty())
        .then(|| format!("第{}人没有写{}，请在“名单”里补上", nth + 1, empty.join("、")))
}

/// Posts without the mark between them, which people write in several ways.
fn posts(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '、' | '，' | ',' | ' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture;
    use crate::model::{DepartmentCode, PersonId, VisitId};

    fn department(code: &str, name: &str) -> Department {
        Department::new(DepartmentCode::new(code), name, 1)
    }

    fn person(name: &str, department: &str, posts: &str) -> Person {
        Person {
            id: PersonId::new(name),
            name: name.into(),
            department: Some(DepartmentCode::new(department)),
            posts: posts.into(),
            rank: 0,
            valid_from: None,
            valid_to: None,
        }
    }

    fn told(visits: &[[&str; 3]], persons: &[Person]) -> Vec<(&'static str, String)> {
        let mut issue = fixture::fixture().issue;
        for section in &mut issue.sections {
            section.items.iter_mut().for_each(|item| item.department = None);
        }
        issue.visits = visits
            .iter()
            .enumerate()
            .map(|(nth, [department, posts, person])| Visit {
                id: VisitId::new(nth.to_string()),
                department: (*department).into(),
                posts: (*posts).into(),
                person: (*person).into(),
            })
            .collect();
        let departments = [department("water", "水利厅"), department("culture", "文化厅")];
        let findings = name_findings(&issue, &departments, persons);
        findings.into_iter().map(|finding| (finding.rule, finding.message)).collect()
    }

    #[test]
    fn registered_persons_pass() {
        let persons = [person("刘辉", "water", "党组成员、副厅长")];
        assert_eq!(told(&[["水利厅", "党组成员，副厅长", "刘辉"]], &persons), []);
        assert_eq!(told(&[["水利厅", "副厅长", "任何人"]], &[]), [], "no register, no remark");
    }

    #[test]
    fn each_slip_is_told_by_its_name() {
        let mut gone = person("王敏", "culture", "副厅长");
        gone.valid_to = "2020-01".parse().ok();
        let persons = [person("刘辉", "water", "副厅长"), gone];
        for (visit, rule, said) in [
            (["水利厅", "副厅长", "刘晖"], "name-person", "登记的是“刘辉”"),
            (["水利厅", "厅长", "刘辉"], "name-person", "职务是“副厅长”"),
            (["文化厅", "副厅长", "刘辉"], "name-person", "登记在水利厅"),
            (["文化厅", "副厅长", "王敏"], "name-person", "不在任"),
            (["星象局", "局长", "赵某某"], "name-department", "没有登记"),
            (["水利厅", "", "刘辉"], "visit-incomplete", "没有写职务"),
        ] {
            let told = told(&[visit], &persons);
            assert!(told.iter().any(|(r, m)| *r == rule && m.contains(said)), "{visit:?} {told:?}");
        }
        let twice = told(&[["水利厅", "副厅长", "刘辉"], ["水利厅", "副厅长", "刘辉"]], &persons);
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].0, "visit-twice");
    }
}
