//! What a person makes of the chosen numeral: a slot, a date, a name, a quotation, or an exception
//! that somebody signs.

use egui::{Button, Id, Key, RichText, TextEdit, Ui};

use crate::check::{Class, Numeral};
use crate::model::{ExceptionKind, IssueId};
use crate::ops::{Binding, Fit, Offer};
use crate::ui::action::Action;
use crate::ui::change::{Change, ItemChange, ProofChange};
use crate::ui::cx::Cx;
use crate::ui::{theme, widgets};

/// A question that waits for an answer.
pub enum Question {
    /// To which indicator it is bound.
    Slot { key: String, binding: Binding, focus: bool },
    /// Why it stands without a figure, and who says so.
    Sign { key: String, reason: String, signer: String, focus: bool },
}

/// What can be done about a numeral, each with its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Slot,
    Is(ExceptionKind),
    Withdraw,
}

impl Verdict {
    pub const ALL: [(Self, Key, &'static str, &'static str); 6] = [
        (Self::Slot, Key::Num1, "1 填数位", "换成填数位，数字以后随数据变化"),
        (Self::Is(ExceptionKind::Date), Key::Num2, "2 日期", "这是日期、时间"),
        (Self::Is(ExceptionKind::Ordinal), Key::Num3, "3 名称、序次", "这是名称的一部分，或排第几"),
        (Self::Is(ExceptionKind::Quoted), Key::Num4, "4 引用", "这是引用别处的文字"),
        (Self::Is(ExceptionKind::Signed), Key::Num5, "5 例外…", "没有数据可对，写明理由、签上姓名"),
        (Self::Withdraw, Key::Num0, "0 撤回", "撤回对它的认定"),
    ];

    /// Whether it makes sense for a numeral.
    pub fn fits(self, numeral: &Numeral) -> bool {
        match self {
            Self::Slot => numeral.class == Class::Unproven,
            Self::Is(_) => numeral.class == Class::Unproven || numeral.declared.is_some(),
            Self::Withdraw => numeral.declared.is_some(),
        }
    }
}

impl Question {
    pub fn key(&self) -> &str {
        match self {
            Self::Slot { key, .. } | Self::Sign { key, .. } => key,
        }
    }

    /// Draws the question; whether it is done with.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, issue: &IssueId, numeral: &Numeral) -> bool {
        let escaped = !cx.composing && ui.input(|input| input.key_pressed(Key::Escape));
        let answered = match self {
            Self::Slot { binding, focus, .. } => offers_ui(ui, cx, binding, focus),
            Self::Sign { reason, signer, focus, .. } => {
                let texts = (reason, signer);
                sign_ui(ui, cx, texts, std::mem::take(focus)).is_some_and(|(reason, signer)| {
                    declare(cx, issue, numeral, ExceptionKind::Signed, (&reason, &signer));
                    true
                })
            }
        };
        answered || escaped
    }
}

/// Carries a verdict out; what needs an answer first becomes a question.
pub fn judge(
    cx: &Cx<'_>,
    issue: &IssueId,
    numeral: &Numeral,
    verdict: Verdict,
) -> Option<Question> {
    match verdict {
        Verdict::Slot => slot(cx, numeral),
        Verdict::Is(ExceptionKind::Signed) => Some(Question::Sign {
            key: numeral.key.clone(),
            reason: numeral.declared.as_ref().map(|d| d.reason.clone()).unwrap_or_default(),
            signer: cx.book.actor().to_owned(),
            focus: true,
        }),
        Verdict::Is(kind) => {
            declare(cx, issue, numeral, kind, ("", ""));
            None
        }
        Verdict::Withdraw => {
            let (issue, numeral) = (issue.clone(), numeral.clone());
            cx.change(Change::Proof(Box::new(ProofChange::Withdraw { issue, numeral })));
            None
        }
    }
}

fn declare(
    cx: &Cx<'_>,
    issue: &IssueId,
    numeral: &Numeral,
    kind: ExceptionKind,
    (reason, signer): (&str, &str),
) {
    let (reason, signer) = (reason.to_owned(), signer.to_owned());
    let (issue, numeral) = (issue.clone(), numeral.clone());
    let except = ProofChange::Except { issue, numeral, kind, reason, signer };
    cx.change(Change::Proof(Box::new(except)));
}

/// Binds at once where print stays the same; asks where there is something to choose.
fn slot(cx: &Cx<'_>, numeral: &Numeral) -> Option<Question> {
    let sources = cx.reviewing.sources()?;
    let found = cx.book.numeral_offers(&sources.issue, &sources.document, numeral);
    let binding = match found {
        Ok(Some(binding)) if !binding.offers.is_empty() => binding,
        Ok(_) => {
            let text = format!("没有指标对得上“{}”，可按 5 写明理由作为例外", numeral.text);
            cx.send(Action::Say(text));
            return None;
        }
        Err(err) => {
            cx.send(Action::Say(crate::ops::message(&err).text));
            return None;
        }
    };
    // A small number agrees with some figure by chance: the words around must name it too.
    let named = numeral.proposal.is_some();
    let same = |offer: &&Offer| named && offer.fit == Fit::Same;
    match binding.offers.first().filter(same) {
        Some(offer) => {
            bind(cx, &binding, offer);
            None
        }
        None => Some(Question::Slot { key: numeral.key.clone(), binding, focus: true }),
    }
}

fn bind(cx: &Cx<'_>, binding: &Binding, offer: &Offer) {
    let (item, paragraph) = (binding.item.clone(), binding.paragraph);
    cx.change(Change::Item(ItemChange::Bind { item, paragraph, offer: offer.clone() }));
}

fn offers_ui(ui: &mut Ui, cx: &Cx<'_>, binding: &Binding, focus: &mut bool) -> bool {
    let mut taken = false;
    ui.horizontal_wrapped(|ui| {
        widgets::quiet(ui, "绑定到（回车用第一个，Esc 不绑）");
        for offer in &binding.offers {
            let button = ui.add(Button::new(offer_words(ui, offer)));
            if std::mem::take(focus) {
                button.request_focus();
            }
            if button.clicked() {
                bind(cx, binding, offer);
                taken = true;
            }
        }
    });
    taken
}

/// 全程网办受理　印作 6.1
fn offer_words(ui: &Ui, offer: &Offer) -> RichText {
    let tokens = theme::of(ui);
    let label = offer.slot.label();
    let (text, ink) = match &offer.fit {
        Fit::Same => (format!("{label}　相符"), tokens.accent),
        Fit::SameAmount(printed) => (format!("{label}　印作 {printed}"), tokens.accent),
        Fit::Fills(typed) => (format!("{label}　并填入 {typed}"), tokens.accent),
        Fit::Differs(printed) => (format!("{label}　数据是 {printed}"), tokens.amber),
        Fit::NoNumber(typed) => (format!("{label}　数据是“{typed}”"), tokens.amber),
    };
    RichText::new(text).font(theme::table_font()).color(ink)
}

/// Reason and signer; both once they are given.
fn sign_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (reason, signer): (&mut String, &mut String),
    focus: bool,
) -> Option<(String, String)> {
    let mut sure = false;
    ui.horizontal_wrapped(|ui| {
        let pressed = !cx.composing && ui.input(|input| input.key_pressed(Key::Enter));
        widgets::caption(ui, "理由");
        let edit = TextEdit::singleline(reason).id(Id::unique("reason of an exception"));
        let why = ui.add(edit.hint_text("为什么没有数据，如：来自活动通报").desired_width(240.0));
        widgets::named(ui, why.id, "例外的理由");
        if focus {
            why.request_focus();
        }
        widgets::caption(ui, "签字");
        let edit = TextEdit::singleline(signer).id(Id::unique("signer of an exception"));
        let who = ui.add(edit.hint_text("姓名").desired_width(90.0));
        widgets::named(ui, who.id, "签字人");
        if why.lost_focus() && pressed && signer.trim().is_empty() {
            who.request_focus();
        } else {
            sure = pressed && (why.lost_focus() || who.lost_focus());
        }
        let filled = !reason.trim().is_empty() && !signer.trim().is_empty();
        let button = ui.add_enabled(filled, Button::new("签字"));
        sure = (sure || button.on_hover_text("记下这个例外（回车）").clicked()) && filled;
    });
    sure.then(|| (reason.clone(), signer.clone()))
}
