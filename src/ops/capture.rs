//! Events taken from pasted text, and what is odd about a month's events: told twice, of another
//! month, of departments nobody knows.

use super::book::Book;
use super::error::OpError;
use super::items::{excerpt, next};
use super::op::Op;
use super::search::Target;
use super::types::NewItem;
use crate::check::department_remark;
use crate::model::{BulletinCode, Item, ItemId, ItemState, Month};
use crate::store::ItemRow;
use crate::text::capture::{Captured, capture};
use crate::text::likeness::Shape;

/// From here on two events are taken for the same one, in percent.
const ALIKE: u32 = 90;

/// Something odd about an event, in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRemark {
    pub item: ItemId,
    pub text: String,
    /// The event that it repeats.
    pub like: Option<Target>,
}

impl Book {
    /// Takes a text apart into events of the month; changes nothing.
    pub fn capture(&self, month: Month, text: &str) -> Vec<NewItem> {
        let active = self.departments.iter().filter(|d| !d.is_hall() && d.is_active(month));
        let names: Vec<(&str, Vec<&str>)> =
            active.map(|d| (d.name.as_str(), d.names().collect())).collect();
        let new = |Captured { date, department, paragraphs }| NewItem {
            date,
            department,
            paragraphs,
            ..NewItem::default()
        };
        capture(text, month, &names).into_iter().map(new).collect()
    }

    /// Adds events to the month's pool, as one step.
    pub fn add_events(
        &mut self,
        bulletin: &BulletinCode,
        month: Month,
        events: &[NewItem],
    ) -> Result<Vec<Item>, OpError> {
        self.bulletin_ref(bulletin)?;
        let items: Vec<Item> = events.iter().map(|event| self.new_item(month, event)).collect();
        let label = match items.as_slice() {
            [only] => format!("新增动态 {}", excerpt(only)),
            several => format!("新增 {} 条动态", several.len()),
        };
        self.transact(Op::AddEvent, &label, |writer| {
            let first = next(writer.read().pool(bulletin, month)?.last().map(|row| row.ord));
            for (ord, item) in (first..).zip(&items) {
                let (item, bulletin) = (item.clone(), bulletin.clone());
                writer.put_item(&ItemRow { item, bulletin, section: None, ord })?;
            }
            Ok(())
        })?;
        Ok(items)
    }

    /// Every event of a month, placed ones and left-out ones too.
    pub fn events(&self, bulletin: &BulletinCode, month: Month) -> Result<Vec<Item>, OpError> {
        let mut events = self.pool(bulletin, month)?;
        if let Some(issue) = self.issue_in(bulletin, month)? {
            let dated = issue.sections.into_iter().filter(|section| section.kind.is_dated());
            events.extend(dated.flat_map(|section| section.items));
        }
        Ok(events)
    }

    /// What is odd about the month's events.
    pub fn event_remarks(
        &self,
        bulletin: &BulletinCode,
        month: Month,
    ) -> Result<Vec<EventRemark>, OpError> {
        let events = self.events(bulletin, month)?;
        let kept = |event: &&Item| event.state == ItemState::Active;
        let waiting =
            [self.pool(bulletin, month)?, self.pool(bulletin, month.previous())?].concat();
        let shaped = |events: Vec<Item>| -> Vec<(Item, bool, Shape)> {
            let shape = |event: Item| {
                let placed = !waiting.iter().any(|item| item.id == event.id);
                let shape = Shape::of(&event.paragraphs.concat());
                (event, placed, shape)
            };
            events.into_iter().filter(|event| kept(&event)).map(shape).collect()
        };
        let (now, before) = (shaped(events), shaped(self.events(bulletin, month.previous())?));
        let mut remarks = Vec::new();
        for (nth, (event, _, shape)) in now.iter().enumerate() {
            let earlier = now.iter().take(nth).chain(&before);
            let like = earlier.map(|(other, placed, of)| (shape.likeness(of), (other, placed)));
            let like = like.filter(|(share, _)| *share >= ALIKE).max_by_key(|(share, _)| *share);
            if let Some((share, (other, placed))) = like {
                remarks.push(EventRemark {
                    item: event.id.clone(),
                    text: repeated(share, other, month),
                    like: Some(Target::Item {
                        bulletin: bulletin.clone(),
                        month: other.month,
                        item: other.id.clone(),
                        placed: *placed,
                    }),
                });
            }
            let department = event.department.as_deref();
            let odd_department =
                department.and_then(|name| department_remark(name, month, &self.departments));
            let odd = [empty(event), odd_date(event), odd_department];
            remarks.extend(odd.into_iter().flatten().map(|text| EventRemark {
                item: event.id.clone(),
                text,
                like: None,
            }));
        }
        Ok(remarks)
    }
}

fn empty(event: &Item) -> Option<String> {
    event.paragraphs.is_empty().then(|| "还没有写正文；不要了就删除".to_owned())
}

fn odd_date(event: &Item) -> Option<String> {
    let date = event.date.filter(|date| Month::of(*date) != Some(event.month))?;
    Some(format!("{}月{}日不在{}里", date.month(), date.day(), event.month.chinese()))
}

/// 疑似重复：与上月“水利厅窗口增设…”95% 相同
fn repeated(share: u32, other: &Item, month: Month) -> String {
    let when = if other.month == month { "本月" } else { "上月" };
    let same = if share == 100 { "相同".to_owned() } else { format!("{share}% 相同") };
    format!("疑似重复：与{when}“{}”{same}", excerpt(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{Env, built_in, demo_book};

    fn sample() -> (Book, BulletinCode, Month) {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last = "2025-04".parse().unwrap();
        let book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
        (book, bulletin.code, last)
    }

    fn remarks(book: &Book, bulletin: &BulletinCode, month: Month) -> Vec<String> {
        book.event_remarks(bulletin, month).unwrap().into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn the_sample_has_nothing_odd() {
        let (book, bulletin, last) = sample();
        for month in last.plus(-11).through(last) {
            let odd = remarks(&book, &bulletin, month);
            assert!(odd.iter().all(|text| !text.contains("重复")), "{month}: {odd:?}");
        }
    }

    #[test]
    fn repeated_misdated_and_unknown_are_told() {
        let (mut book, bulletin, month) = sample();
        let block = "4月8日，水利厅：窗口试行取水许可现场核验，当天受理当天办结，群众少跑一趟。\n\
                     3月9日，星象局窗口：启用自助设备，办证材料当场可取。\n";
        let events = book.capture(month, block);
        assert_eq!(events[0].department.as_deref(), Some("水利厅"));
        book.add_events(&bulletin, month, &events).unwrap();
        assert_eq!(book.undo_label(), Some("新增 2 条动态"));
        assert!(remarks(&book, &bulletin, month).iter().any(|t| t == "3月9日不在2025年4月里"));
        let again = book.capture(month.next(), &block.replace("4月8日", "5月8日"));
        let later = book.add_events(&bulletin, month.next(), &again[..1]).unwrap();
        let told = book.event_remarks(&bulletin, month.next()).unwrap();
        assert!(told[0].text.starts_with("疑似重复：与上月“窗口试行取水"), "{told:?}");
        assert_eq!(told[0].item, later[0].id);
        let mut item = later[0].clone();
        item.department = Some("星象局".into());
        book.update_item(&item).unwrap();
        assert!(remarks(&book, &bulletin, month.next()).contains(&"部门“星象局”没有登记".into()));
    }
}
