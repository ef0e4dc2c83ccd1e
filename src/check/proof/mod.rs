//! The account of every numeral of an issue (数字校样): what it is bound to, or that nothing
//! speaks for it. Reads the print, not its source, and so judges any text the same way.

mod classify;
mod dates;
mod exceptions;
mod lists;
mod ordinals;
mod passages;
mod relations;
mod spans;
mod words;

use serde::Serialize;

use crate::check::Finding;
use crate::document::{Anchor, Document};
use crate::model::{Bulletin, Figures, IndicatorCode, Issue};
use crate::text::chars::half_width;
use crate::text::numerals::{self, NumeralForm};

pub(super) use passages::{Passage, passages};
use relations::Scene;

pub use exceptions::{Declared, except, is_answered};
pub use passages::Part;
pub use relations::Proposal;

/// What speaks for a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 已绑定: a slot prints it from a figure.
    Bound,
    /// 推算: a slot computes it, or the names before it are as many.
    Derived,
    /// 日期: a day, a time, a month, a year, a span of them.
    Date,
    /// 序次: it orders or belongs to a name (第2次, 三级, 12345热线).
    Ordinal,
    /// 引用: within a title, a document number, a short quotation.
    Quoted,
    /// 例外: somebody signed that it stands without a figure.
    Exception,
    /// 待证: nothing speaks for it.
    Unproven,
}

/// One numeral of the print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numeral {
    /// The digits as printed.
    pub text: String,
    /// The number without commas, full width or Chinese digits; `None` for what is no decimal
    /// number (三分之一).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// With its power, as printed: 万件, 个百分点, 年.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub class: Class,
    /// Whose figure a slot prints here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorCode>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Label and title of the section as printed; 报头 or 报尾 outside all sections.
    pub section: String,
    /// Label of the item, e.g. （二）.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    pub part: Part,
    /// Paragraph within the item, line of masthead and distribution list, or row of a table with
    /// 0 for its head; counts from 0.
    pub paragraph: usize,
    /// Column of a table, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// First character of the digits within the paragraph's printed text.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The sentence it stands in; the caption and the heads for a cell of a table.
    pub sentence: String,
    /// The slot that would print it, for an unproven numeral that agrees with a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// What somebody declared of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declared>,
    /// Where in the issue it stands; `None` outside all sections.
    #[serde(skip)]
    pub anchor: Option<Anchor>,
    /// By which it is known again after edits elsewhere.
    #[serde(skip)]
    pub key: String,
    /// It with a few characters on both sides: 社区的【26】名体验员.
    #[serde(skip)]
    pub around: String,
}

/// The account of an issue's numerals, and what they say of one another.
pub struct Account {
    pub numerals: Vec<Numeral>,
    pub findings: Vec<Finding>,
}

impl Class {
    pub const ALL: [Self; 7] = [
        Self::Bound,
        Self::Derived,
        Self::Date,
        Self::Ordinal,
        Self::Quoted,
        Self::Exception,
        Self::Unproven,
    ];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Bound => "已绑定",
            Self::Derived => "推算",
            Self::Date => "日期",
            Self::Ordinal => "序次、名称",
            Self::Quoted => "引用",
            Self::Exception => "例外",
            Self::Unproven => "待证",
        }
    }
}

/// Every numeral of an issue as printed, in order of print. Generated labels (一、 （一）) are
/// structure and no numerals.
pub fn proof(
    issue: &Issue,
    bulletin: &Bulletin,
    figures: &Figures,
    document: &Document,
) -> Vec<Numeral> {
    let of_passage = |passage: &Passage<'_>| {
        let tokens = classify::tokens(passage, bulletin);
        of_passage(&Scene::new((issue, bulletin, figures), passage, &tokens))
    };
    passages(issue, document).iter().flat_map(of_passage).collect()
}

/// The account and the findings about the numbers together: each passage is read once.
pub fn account(
    issue: &Issue,
    bulletin: &Bulletin,
    figures: &Figures,
    document: &Document,
) -> Account {
    let mut account = Account { numerals: Vec::new(), findings: Vec::new() };
    for passage in passages(issue, document) {
        account.read(issue, bulletin, figures, &passage);
    }
    account
}

/// As [`account`], of one item; `item` points anywhere into it.
pub fn account_item(
    issue: &Issue,
    bulletin: &Bulletin,
    figures: &Figures,
    document: &Document,
    item: Anchor,
) -> Account {
    let mut account = Account { numerals: Vec::new(), findings: Vec::new() };
    let of_item = |one: &Anchor| (one.section, one.item) == (item.section, item.item);
    for passage in passages(issue, document) {
        if passage.anchor.as_ref().is_some_and(of_item) {
            account.read(issue, bulletin, figures, &passage);
        }
    }
    account
}

impl Account {
    fn read(
        &mut self,
        issue: &Issue,
        bulletin: &Bulletin,
        figures: &Figures,
        passage: &Passage<'_>,
    ) {
        let tokens = classify::tokens(passage, bulletin);
        let scene = Scene::new((issue, bulletin, figures), passage, &tokens);
        self.numerals.extend(of_passage(&scene));
        self.findings.extend(relations::of_scene(&scene));
    }
}

fn of_passage(scene: &Scene<'_>) -> Vec<Numeral> {
    let passage = scene.passage;
    let text = &passage.text;
    let mut counted = (0, 0);
    let mut characters = |byte: usize| {
        let (from, characters) = counted;
        counted = (byte, characters + text.get(from..byte).map_or(0, |part| part.chars().count()));
        counted.1
    };
    let numeral = |(at, token): (usize, &classify::Token<'_>)| {
        let range = &token.numeral.range;
        let (start, end) = (characters(range.start), characters(range.end));
        let is_open = token.class == Class::Unproven;
        let class =
            if is_open && relations::is_proven(scene, at) { Class::Derived } else { token.class };
        let proposal = (class == Class::Unproven).then(|| relations::proposal(scene, at)).flatten();
        Numeral {
            text: token.numeral.text(text).to_owned(),
            value: value(&token.numeral, text),
            unit: Some(token.unit.clone()).filter(|unit| !unit.is_empty()),
            class,
            indicator: token.indicator.map(|indicator| indicator.code.clone()),
            name: token.indicator.map(|indicator| indicator.name.clone()),
            section: passage.section.clone(),
            item: passage.item.clone(),
            part: passage.part,
            paragraph: passage.paragraph,
            column: passage.column,
            start,
            end,
            sentence: passage.sentence(range.start),
            proposal,
            declared: None,
            anchor: passage.anchor,
            key: exceptions::key(scene.issue, passage, token),
            around: around(text, range),
        }
    };
    scene.tokens.iter().enumerate().map(numeral).collect()
}

/// A numeral as somebody finds it on paper.
fn around(text: &str, range: &std::ops::Range<usize>) -> String {
    const NEAR: usize = 8;
    let head = text.get(..range.start).unwrap_or("");
    let from = head.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let tail = text.get(range.end..).unwrap_or("");
    let to = tail.char_indices().nth(NEAR).map_or(tail.len(), |(at, _)| at);
    let [before, own, after] =
        [head.get(from..), text.get(range.clone()), tail.get(..to)].map(|part| part.unwrap_or(""));
    format!("{before}【{own}】{after}")
}

/// The number in Arabic digits as a program reads it.
fn value(numeral: &numerals::Numeral, text: &str) -> Option<String> {
    match numeral.form {
        NumeralForm::Arabic => {
            let digits = numeral.text(text).chars().filter(|c| !matches!(c, ',' | '，'));
            let plain = digits.map(|c| if c == '．' { '.' } else { half_width(c) });
            numeral.quantity.map(|_| plain.collect())
        }
        NumeralForm::Chinese | NumeralForm::Fraction => {
            let style = crate::model::DisplayStyle { power: 0, decimals: 6, trim: false };
            numeral.quantity.map(|quantity| quantity.print(style))
        }
    }
}

#[cfg(test)]
mod tests;
