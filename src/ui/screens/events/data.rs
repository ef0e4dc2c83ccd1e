//! The month's events: those waiting, those placed, those left out.

use crate::model::{Item, ItemId, ItemState, Section, SectionId};
use crate::ops::EventRemark;
use crate::ui::page::Page;
use crate::ui::{dates, wording};

pub struct Shown<'a> {
    pub item: &'a Item,
    /// Where it stands: the section's number and position there.
    pub placed: Option<(SectionId, usize, usize)>,
    /// 未放 / 栏目名 / 不登
    pub state: String,
}

impl Shown<'_> {
    /// First line: date and department; second: how the text begins.
    pub fn lines(&self) -> (String, String) {
        let year = self.item.month.year();
        let date = self.item.date.map_or_else(|| "没有日期".to_owned(), |d| dates::short(d, year));
        let department = self.item.department.as_deref().unwrap_or("");
        let text = self.item.lead.as_deref().into_iter();
        let text: String = text.chain(self.item.paragraphs.iter().map(String::as_str)).collect();
        let second = if text.is_empty() { "（还没有写）".to_owned() } else { text };
        (format!("{date}　{department}").trim_end().to_owned(), wording::beginning(&second, 60))
    }
}

/// Waiting ones first, then section by section, then the left-out ones.
pub fn shown(page: &Page) -> Vec<Shown<'_>> {
    let of_pool = |state: ItemState, word: &'static str| {
        page.pool.iter().filter(move |item| item.state == state).map(move |item| Shown {
            item,
            placed: None,
            state: word.to_owned(),
        })
    };
    of_pool(ItemState::Active, "未放")
        .chain(sections(page).flat_map(|section| placed(page, section)))
        .chain(of_pool(ItemState::LeftOut, "不登"))
        .collect()
}

fn placed<'a>(page: &Page, section: &'a Section) -> impl Iterator<Item = Shown<'a>> + use<'a> {
    let number = page.issue.as_ref().map_or(0, |issue| issue.number);
    let name = wording::section_title(&section.title, page.month, number);
    let count = section.items.len();
    section.items.iter().enumerate().map(move |(at, item)| Shown {
        item,
        placed: Some((section.id.clone(), at, count)),
        state: name.clone(),
    })
}

/// Sections that hold dated items.
pub fn sections(page: &Page) -> impl Iterator<Item = &Section> {
    page.issue.iter().flat_map(|issue| &issue.sections).filter(|section| section.kind.is_dated())
}

/// Whether the chosen item still exists.
pub fn find<'a>(shown: &'a [Shown<'a>], id: &ItemId) -> Option<&'a Shown<'a>> {
    shown.iter().find(|shown| shown.item.id == *id)
}

/// Which events the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Waiting,
    Placed,
    LeftOut,
    /// With a remark.
    Odd,
}

impl Filter {
    pub const ALL: [Self; 5] = [Self::All, Self::Waiting, Self::Placed, Self::LeftOut, Self::Odd];

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Waiting => "未放",
            Self::Placed => "已放",
            Self::LeftOut => "不登",
            Self::Odd => "有提示",
        }
    }

    pub fn lets(self, shown: &Shown<'_>, remarks: &[EventRemark]) -> bool {
        let left_out = shown.item.state == ItemState::LeftOut;
        match self {
            Self::All => true,
            Self::Waiting => shown.placed.is_none() && !left_out,
            Self::Placed => shown.placed.is_some(),
            Self::LeftOut => left_out,
            Self::Odd => remarks.iter().any(|remark| remark.item == shown.item.id),
        }
    }
}
