//! Rows of the two lists: each field stores itself, Alt+↑↓ moves the row one types in.

use egui::{CompletionQuery, Id, Suggestion, Ui, vec2};

use crate::model::{Issue, Person, Recipient, Visit};
use crate::text::initials;
use crate::ui::action::Action;
use crate::ui::change::{Change, ListChange};
use crate::ui::cx::Cx;
use crate::ui::screens::item_form::departments;
use crate::ui::widgets::{self, Field, Move, field_id, move_asked};

const DEPARTMENT: f32 = 200.0;
const POSTS: f32 = 160.0;
const PERSON: f32 = 130.0;
/// Three small buttons with their gaps.
const BUTTONS: f32 = 96.0;

fn list(change: ListChange) -> Action {
    Action::Change(Box::new(Change::List(change)))
}

/// Widths of department, posts and person. Posts take what is left over; where even that is
/// missing (large type in a small window) all three shrink, so that the buttons stay in sight.
fn visit_widths(ui: &Ui) -> [f32; 3] {
    let free = ui.available_width() - BUTTONS - 4.0 * 8.0;
    let shrink = (free / (DEPARTMENT + POSTS + PERSON)).clamp(0.5, 1.0);
    let [department, person] = [DEPARTMENT, PERSON].map(|width| width * shrink);
    [department, (free - department - person).max(POSTS * shrink), person]
}

pub fn visit_head_ui(ui: &mut Ui) {
    let widths = visit_widths(ui);
    ui.horizontal(|ui| {
        for (name, width) in ["部门", "职务", "姓名"].into_iter().zip(widths) {
            ui.scope(|ui| {
                ui.set_width(width);
                widgets::caption(ui, name);
            });
        }
    });
}

pub fn visit_ui(ui: &mut Ui, cx: &Cx<'_>, visit: &Visit, at: usize, count: usize) {
    let [department, posts, person] = visit_widths(ui);
    let ids = ["visit department", "visit posts", "visit person"].map(|p| field_id(p, &visit.id));
    ui.horizontal(|ui| {
        let complete = |query: &CompletionQuery<'_>| departments(cx, query.text);
        let label = format!("第{}人部门", at + 1);
        let field = Field {
            width: department,
            complete: Some(&complete),
            ..visit_field(&ids, 0, &label, &visit.department)
        };
        field.show(ui, cx, |typed| {
            list(ListChange::Visit(Visit { department: typed.trim().into(), ..visit.clone() }))
        });
        let label = format!("第{}人职务", at + 1);
        let field = Field { width: posts, ..visit_field(&ids, 1, &label, &visit.posts) };
        field.show(ui, cx, |typed| {
            list(ListChange::Visit(Visit { posts: typed.trim().into(), ..visit.clone() }))
        });
        let label = format!("第{}人姓名", at + 1);
        let complete = |query: &CompletionQuery<'_>| persons(cx, query.text);
        let field = Field {
            width: person,
            complete: Some(&complete),
            ..visit_field(&ids, 2, &label, &visit.person)
        };
        field.show(ui, cx, |typed| list(ListChange::Visit(named(cx, visit, typed.trim()))));
        let moved = |position| ListChange::MoveVisit { visit: visit.id.clone(), position };
        let delete = ListChange::DeleteVisit(visit.id.clone());
        buttons_ui(ui, cx, &ids, (at, count), (&moved, delete), &visit.person);
    });
}

/// Registered persons in office, by characters or by the first letters of their pinyin.
fn persons(cx: &Cx<'_>, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    let known = |person: &&Person| person.name == typed;
    if typed.is_empty() || cx.page.persons.iter().any(|person| known(&person)) {
        return Vec::new();
    }
    let active = cx.page.persons.iter().filter(|person| person.is_active(cx.page.month));
    let found = initials::best(active, typed, |person| vec![person.name.as_str()]);
    let about = |person: &Person| {
        let department = person.department.as_ref().map(|code| cx.page.department_name(code));
        format!("{}{}", department.unwrap_or_default(), person.posts)
    };
    found
        .into_iter()
        .take(12)
        .map(|person| Suggestion::new(person.name.clone()).description(about(person)))
        .collect()
}

/// The visit of this person; department and posts come along where they are known and were empty.
fn named(cx: &Cx<'_>, visit: &Visit, name: &str) -> Visit {
    let mut visit = Visit { person: name.to_owned(), ..visit.clone() };
    let known = cx.page.persons.iter().find(|p| p.name == name && p.is_active(cx.page.month));
    if let Some(person) = known {
        if visit.posts.is_empty() {
            visit.posts.clone_from(&person.posts);
        }
        let department = person.department.as_ref().map(|code| cx.page.department_name(code));
        if let Some(department) = department.filter(|_| visit.department.is_empty()) {
            department.clone_into(&mut visit.department);
        }
    }
    visit
}

/// Enter walks from field to field within the row.
fn visit_field<'a>(ids: &[Id; 3], nth: usize, label: &'a str, stored: &'a str) -> Field<'a> {
    let id = ids.get(nth).copied().unwrap_or(Id::NULL);
    let next = ids.get(nth + 1).copied();
    Field { neighbours: (None, next), ..Field::new(id, label, stored) }
}

/// One entry of the issue's list; `known` are those of all lists so far.
pub fn recipient_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (issue, known): (&Issue, &[Recipient]),
    recipient: &Recipient,
    at: usize,
) {
    let id = field_id("recipient", &recipient.id);
    ui.horizontal(|ui| {
        let name_width = (ui.available_width() - BUTTONS - 82.0 - 8.0).max(160.0);
        let label = format!("{}：{}", recipient.level.label(), recipient.name);
        let next = issue.distribution.get(at + 1).filter(|next| next.level == recipient.level);
        let below = next.map(|next| field_id("recipient", &next.id));
        let complete = |query: &CompletionQuery<'_>| recipients(issue, known, query.text);
        let field = Field {
            width: name_width,
            neighbours: (None, below),
            complete: Some(&complete),
            ..Field::new(id, &label, &recipient.name)
        };
        field.show(ui, cx, |typed| {
            let name = typed.trim().to_owned();
            list(ListChange::Recipient(Recipient { name, ..recipient.clone() }))
        });
        joint_ui(ui, cx, recipient);
        let moved =
            |position| ListChange::MoveRecipient { recipient: recipient.id.clone(), position };
        let delete = ListChange::DeleteRecipient(recipient.id.clone());
        let count = issue.distribution.len();
        buttons_ui(ui, cx, &[id], (at, count), (&moved, delete), &recipient.name);
    });
}

/// Who stood on earlier lists and not yet on this one, by characters or first letters.
fn recipients(issue: &Issue, known: &[Recipient], typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    // What is being typed is on this issue's list itself.
    let listed = |of: &Recipient| issue.distribution.iter().any(|listed| listed.name == of.name);
    let free = known.iter().filter(|recipient| !listed(recipient));
    if typed.is_empty() || free.clone().any(|recipient| recipient.name == typed) {
        return Vec::new();
    }
    let found = initials::best(free, typed, |recipient| vec![recipient.name.as_str()]);
    let mut names: Vec<&Recipient> = Vec::new();
    for recipient in found {
        if !names.iter().any(|known| known.name == recipient.name) {
            names.push(recipient);
        }
    }
    let suggestion = |recipient: &&Recipient| {
        Suggestion::new(recipient.name.clone()).description(recipient.level.label())
    };
    names.iter().take(12).map(suggestion).collect()
}

/// The mark printed after an entry: 、 or ，
fn joint_ui(ui: &mut Ui, cx: &Cx<'_>, recipient: &Recipient) {
    let id = egui::IdSalt::new(("joint", recipient.id.as_str()));
    let combo = egui::ComboBox::from_id_salt(id).width(48.0);
    let shown = combo.selected_text(recipient.joint.to_string()).show_ui(ui, |ui| {
        for joint in ['、', '，', '；'] {
            let text = joint.to_string();
            if ui.selectable_label(recipient.joint == joint, text).clicked() {
                cx.send(list(ListChange::Recipient(Recipient { joint, ..recipient.clone() })));
            }
        }
    });
    widgets::named(ui, shown.response.id, &format!("{}后面的标点", recipient.name));
}

fn buttons_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    ids: &[Id],
    (at, count): (usize, usize),
    (moved, delete): (&dyn Fn(usize) -> ListChange, ListChange),
    name: &str,
) {
    ui.spacing_mut().item_spacing = vec2(2.0, 4.0);
    let focused = ui.memory(egui::Memory::focused);
    let asked = move_asked(cx).filter(|_| focused.is_some_and(|id| ids.contains(&id)));
    let up = widgets::icon_button(ui, "↑", &format!("上移 {name}"), at > 0).clicked();
    let down = widgets::icon_button(ui, "↓", &format!("下移 {name}"), at + 1 < count).clicked();
    let way = asked.or(up.then_some(Move::Up)).or(down.then_some(Move::Down));
    if let Some(position) = way.and_then(|way| way.target(at, count)) {
        cx.change(Change::List(moved(position)));
    }
    if widgets::icon_button(ui, "×", &format!("删除 {name}"), true).clicked() {
        cx.change(Change::List(delete));
    }
}
