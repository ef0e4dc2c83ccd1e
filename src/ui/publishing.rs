//! Signing, publishing and correcting in the window: what is asked of the book, and the notice above
//! a screen. A figure changed after it was printed is told there, beside what is being typed.

use egui::{Frame, Margin, Stroke, Ui};

use crate::model::{CorrectionKind, FigureKey, IssueId, SectionId};
use crate::ops::{Book, OpError, Published, Waiver};

use super::action::Action;
use super::app::{AppWindow, BookState};
use super::change::Change;
use super::cx::Cx;
use super::dialogs::{CorrectionsDialog, Dialog, PublishDialog};
use super::route::Route;
use super::{theme, widgets};

/// A change about publishing, as a value.
#[derive(Clone, Debug, PartialEq)]
pub enum PublishingChange {
    /// Parts of an issue, `None` for masthead and list; all that are not signed when empty.
    Sign {
        issue: IssueId,
        sections: Vec<Option<SectionId>>,
    },
    Withdraw {
        issue: IssueId,
        section: Option<SectionId>,
    },
    Revise(IssueId),
}

/// What the window is asked about publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishingAction {
    /// Asks before an issue is published.
    Ask(IssueId),
    Publish(PublishRequest),
    /// Lists figures that changed after they were printed.
    Corrections,
    /// Says what the change of one of them means.
    Decide(Decision),
}

/// An issue to be published, with what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishRequest {
    pub issue: IssueId,
    pub why: String,
    /// Reason and signer, where something is let stand.
    pub waiver: Option<(String, String)>,
}

/// What a person said of a changed figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub figure: FigureKey,
    pub kind: CorrectionKind,
    pub why: String,
}

impl PublishingChange {
    pub(super) fn apply(self, book: &mut Book) -> Result<(), OpError> {
        match self {
            Self::Sign { issue, sections } => {
                let sections = (!sections.is_empty()).then_some(sections.as_slice());
                book.sign(&issue, sections, "").map(drop)
            }
            Self::Withdraw { issue, section } => book.withdraw_sign_off(&issue, section.as_ref()),
            Self::Revise(issue) => book.revise(&issue),
        }
    }
}

impl PublishingAction {
    pub fn action(self) -> Action {
        Action::Publishing(Box::new(self))
    }
}

impl AppWindow {
    pub(super) fn publishing(&mut self, asked: &PublishingAction) {
        match asked {
            PublishingAction::Ask(issue) => self.ask_publish(issue),
            PublishingAction::Publish(request) => self.publish(request),
            PublishingAction::Corrections => self.list_corrections(),
            PublishingAction::Decide(decision) => self.decide(decision),
        }
    }

    /// Asks before an issue is published, with what is still in the way.
    fn ask_publish(&mut self, issue: &IssueId) {
        let BookState::Open(book) = &self.book else { return };
        let standing = book.issue(issue).and_then(|issue| {
            let standing = book.standing(&issue)?;
            Ok((issue, standing))
        });
        match standing {
            Ok((issue, standing)) => {
                let dialog = PublishDialog::new(&issue, &standing, book.actor());
                self.dialog = Some(Dialog::Publish(Box::new(dialog)));
            }
            Err(err) => self.refused(&err),
        }
    }

    fn publish(&mut self, request: &PublishRequest) {
        let BookState::Open(book) = &mut self.book else { return };
        let waiver = request.waiver.as_ref();
        let waiver = waiver.map(|(reason, signer)| Waiver { reason, signer });
        match book.publish(&request.issue, &request.why, waiver) {
            Ok(published) => {
                let text = said(book, &published);
                self.dialog = None;
                self.saved.stored();
                self.toasts.done(text);
            }
            Err(err) => self.refused(&err),
        }
    }

    /// Lists the figures that changed after they were printed.
    fn list_corrections(&mut self) {
        let BookState::Open(book) = &self.book else { return };
        match book.open_corrections() {
            Ok(open) if open.is_empty() => {
                self.dialog = None;
                self.toasts.done("没有待处理的更正");
            }
            Ok(open) => {
                let dialog = CorrectionsDialog::new(open);
                self.dialog = Some(Dialog::Corrections(Box::new(dialog)));
            }
            Err(err) => self.refused(&err),
        }
    }

    fn decide(&mut self, decision: &Decision) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.decide_correction(&decision.figure, decision.kind, &decision.why) {
            Ok(decided) => {
                self.saved.stored();
                let drafted = decided.drafted.iter().any(|(_, issue)| issue.is_some());
                let text = match decided.kind {
                    CorrectionKind::Erratum if drafted => "已定为更正，更正的话已写进正在编的一期",
                    CorrectionKind::Erratum => "已定为更正，建下一期时会写进去",
                    _ => "已定为修订，两个数都留着",
                };
                let left = book.open_corrections().map_or(0, |open| open.len());
                self.dialog = None;
                if left > 0 {
                    self.list_corrections();
                }
                self.toasts.done(text);
            }
            Err(err) => self.refused(&err),
        }
    }
}

fn said(book: &Book, published: &Published) -> String {
    let name = book.publication_name(&published.publication);
    let sum = published.publication.hash.short();
    let kept = match (&published.backup, &published.no_backup) {
        (Some(_), _) => "，发布前已备份",
        (None, Some(_)) => "；没能在发布前备份，请到设置里看备份文件夹",
        (None, None) => "",
    };
    format!("已发布{name}，冻结记录的校验和 {sum}…{kept}")
}

/// Above a screen: that the issue stays as it was printed, and what is open about printed figures.
pub fn notice_ui(ui: &mut Ui, cx: &Cx<'_>, route: Route) {
    let of_text = !matches!(route, Route::Trends | Route::Settings | Route::Entry);
    if let (true, true, Some(issue)) = (cx.page.frozen, of_text, &cx.page.issue) {
        let last = cx.page.publications.last();
        let version = last.filter(|last| last.version > 1);
        let version = version.map(|last| format!("第{}版", last.version)).unwrap_or_default();
        let text = format!("第{}期{version}已发布，按发布时的样子保留，不能再改。", issue.number);
        strip_ui(ui, &text, |ui| {
            if ui.button("修订本期…").on_hover_text("改好后再发布一次；原来那份照样保留").clicked()
            {
                cx.send(Action::Open(Box::new(Dialog::revise(issue))));
            }
        });
    }
    let open = cx.page.corrections.as_slice();
    let Some(first) = open.first().filter(|_| !matches!(route, Route::Settings)) else { return };
    let text = match open.len() {
        1 => first.headline(),
        more => format!("{more} 项数据刊出后改过：{}等", first.name),
    };
    strip_ui(ui, &format!("▲ {text}。"), |ui| {
        if ui.button("定为修订或更正…").clicked() {
            cx.send(PublishingAction::Corrections.action());
        }
    });
}

fn strip_ui(ui: &mut Ui, text: &str, buttons: impl FnOnce(&mut Ui)) {
    let tokens = theme::of(ui);
    let frame = Frame::new()
        .fill(tokens.amber_ground)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(egui::RichText::new(text).font(theme::table_font()).color(tokens.text));
            buttons(ui);
        });
    });
    ui.add_space(theme::STEP);
}

/// What a published issue is printed from is shown, and cannot be edited.
pub fn locked<R>(ui: &mut Ui, is_locked: bool, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        if is_locked {
            // It is there to be read.
            ui.visuals_mut().disabled_alpha = 0.72;
            ui.disable();
        }
        add(ui)
    })
    .inner
}

/// Who signed which part, and buttons to sign.
pub fn parts_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let (Some(standing), Some(issue)) = (cx.reviewing.standing(), &cx.page.issue) else { return };
    let signed = standing.parts.iter().filter(|part| part.is_signed()).count();
    ui.horizontal_wrapped(|ui| {
        let text = format!("签字 {signed}/{}", standing.parts.len());
        widgets::caption(ui, &text);
        locked(ui, cx.page.frozen, |ui| {
            for part in &standing.parts {
                part_ui(ui, cx, &issue.id, part);
            }
        });
        let open = signed < standing.parts.len() && !cx.page.frozen;
        if open && ui.button("全部签字").on_hover_text("签还没签的各部分，可以撤销").clicked()
        {
            let change = PublishingChange::Sign { issue: issue.id.clone(), sections: Vec::new() };
            cx.change(Change::Publishing(change));
        }
        let ready = standing.obstacles.is_empty() && !cx.page.frozen;
        if ready && ui.button("发布…").clicked() {
            cx.send(PublishingAction::Ask(issue.id.clone()).action());
        }
    });
}

fn part_ui(ui: &mut Ui, cx: &Cx<'_>, issue: &IssueId, part: &crate::ops::IssuePart) {
    use crate::ops::Signing;
    let tokens = theme::of(ui);
    let title = super::wording::beginning(&part.title, 12);
    let (text, colour, tip) = match &part.signing {
        Signing::Unsigned => {
            (format!("○ {title}"), tokens.quiet, format!("{}：还没有签。点一下签字", part.title))
        }
        Signing::Signed { signer, at } => (
            format!("● {title} {signer}"),
            tokens.green,
            format!("{}：{signer} {} 签字。点一下撤回", part.title, super::wording::local_time(at)),
        ),
        Signing::Lapsed { signer, at } => (
            format!("▲ {title} 签后改过"),
            tokens.amber,
            format!(
                "{}：{signer} {} 签字后改过，签字失效。点一下重新签",
                part.title,
                super::wording::local_time(at)
            ),
        ),
    };
    let text = egui::RichText::new(text).small().color(colour);
    let button = ui.add(egui::Button::new(text).min_size(egui::vec2(0.0, 26.0)));
    if button.on_hover_text(&tip).clicked() {
        let issue = issue.clone();
        cx.change(Change::Publishing(if part.is_signed() {
            PublishingChange::Withdraw { issue, section: part.section.clone() }
        } else {
            PublishingChange::Sign { issue, sections: vec![part.section.clone()] }
        }));
    }
}
