//! The form of the masthead: name, number, issuer, date.

use egui::Ui;

use crate::model::Issue;
use crate::ops::IssueHead;
use crate::ui::action::Action;
use crate::ui::change::Change;
use crate::ui::cx::Cx;
use crate::ui::widgets::{self, Field, field_id};
use crate::ui::{dates, theme};

pub fn head_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue) {
    widgets::title(ui, "报头");
    ui.add_space(4.0);
    let head = head_of(issue);
    text_ui(ui, cx, "title", "刊名", &issue.title, |typed| {
        let title = typed.trim().to_owned();
        IssueHead {
            title: if title.is_empty() { head.title.clone() } else { title },
            ..head.clone()
        }
    });
    ui.horizontal(|ui| {
        number_ui(ui, cx, issue, &head);
        total_ui(ui, cx, issue, &head);
    });
    text_ui(ui, cx, "issuer", "编印单位", &issue.issuer, |typed| IssueHead {
        issuer: typed.trim().to_owned(),
        ..head.clone()
    });
    date_ui(ui, cx, issue, &head);
    ui.add_space(theme::STEP);
    widgets::quiet(
        ui,
        format!("所报月份是 {}；期号和印发日期与它是三回事，分别填写。", issue.month.chinese()),
    );
}

fn head_of(issue: &Issue) -> IssueHead {
    IssueHead {
        id: issue.id.clone(),
        number: issue.number,
        total_number: issue.total_number,
        title: issue.title.clone(),
        issuer: issue.issuer.clone(),
        issue_date: issue.issue_date,
        status: issue.status,
    }
}

fn set(head: IssueHead) -> Action {
    Action::Change(Box::new(Change::Head(head)))
}

fn text_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    part: &'static str,
    label: &str,
    stored: &str,
    edited: impl Fn(&str) -> IssueHead,
) {
    widgets::caption(ui, label);
    let issue = cx.page.issue.as_ref().map(|issue| issue.id.to_string()).unwrap_or_default();
    let field = Field { width: 520.0, ..Field::new(field_id(part, &issue), label, stored) };
    field.show(ui, cx, |typed| set(edited(&typed)));
}

fn number_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue, head: &IssueHead) {
    ui.vertical(|ui| {
        widgets::caption(ui, "期号（第几期）");
        let stored = issue.number.to_string();
        let id = field_id("number", &issue.id);
        let field = Field { number: true, width: 160.0, ..Field::new(id, "期号", &stored) };
        field.show(ui, cx, |typed| {
            let number = whole(&typed).unwrap_or(head.number);
            set(IssueHead { number, ..head.clone() })
        });
    });
}

fn total_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue, head: &IssueHead) {
    ui.vertical(|ui| {
        widgets::caption(ui, "总期号（不印就空着）");
        let stored = issue.total_number.map(|n| n.to_string()).unwrap_or_default();
        let id = field_id("total", &issue.id);
        let field = Field { number: true, width: 160.0, ..Field::new(id, "总期号", &stored) };
        field.show(ui, cx, |typed| {
            let total_number =
                if typed.trim().is_empty() { None } else { whole(&typed).or(head.total_number) };
            set(IssueHead { total_number, ..head.clone() })
        });
    });
}

fn date_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &Issue, head: &IssueHead) {
    widgets::caption(ui, "印发日期");
    let stored = issue.issue_date.map(dates::long).unwrap_or_default();
    let id = field_id("issue date", &issue.id);
    let typed = cx.editing.borrow_mut().text(id, &stored);
    let field =
        Field { width: 220.0, hint: "2025年5月16日", ..Field::new(id, "印发日期", &stored) };
    // An issue is dated in the month after the one it covers.
    let month = issue.month.next();
    field.show(ui, cx, |typed| {
        let issue_date = dates::parse(&typed, month).unwrap_or(head.issue_date);
        set(IssueHead { issue_date, ..head.clone() })
    });
    if let Err(reason) = dates::parse(&typed, month) {
        widgets::amber_note(ui, &reason);
    }
}

fn whole(typed: &str) -> Option<u32> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
            other => other,
        })
        .collect();
    digits.parse().ok().filter(|number| *number > 0)
}
