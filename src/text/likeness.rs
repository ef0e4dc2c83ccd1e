//! How alike two texts are, whatever their date, spaces and marks: for finding the same event
//! reported twice.

use super::chars::folded;

/// A text made ready to be compared with many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Every two neighbouring characters, sorted.
    pairs: Vec<(char, char)>,
}

impl Shape {
    /// Marks, blanks and a date at the beginning do not count.
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = without_date(text)
            .chars()
            .filter_map(folded)
            .filter(|c| !c.is_ascii_punctuation() && !matches!(c, '。' | '、' | '《' | '》'))
            .collect();
        let mut pairs: Vec<(char, char)> = match letters.as_slice() {
            [only] => vec![(*only, *only)],
            letters => letters.iter().copied().zip(letters.iter().copied().skip(1)).collect(),
        };
        pairs.sort_unstable();
        Self { pairs }
    }

    /// 0 to 100: the share of pairs that both have. 100 for the same text; 0 where one is empty.
    pub fn likeness(&self, other: &Self) -> u32 {
        let all = self.pairs.len() + other.pairs.len();
        if self.pairs.is_empty() || other.pairs.is_empty() {
            return 0;
        }
        let shorter = self.pairs.len().min(other.pairs.len());
        // Far too unlike in length to be alike: the share can be no greater.
        let most = share(shorter, all);
        if most < 60 {
            return most;
        }
        let (mut here, mut there) = (self.pairs.iter().peekable(), other.pairs.iter().peekable());
        let mut common = 0;
        while let (Some(a), Some(b)) = (here.peek(), there.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(here.next()),
                std::cmp::Ordering::Greater => drop(there.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    here.next();
                    there.next();
                }
            }
        }
        share(common, all)
    }
}

fn share(common: usize, all: usize) -> u32 {
    u32::try_from(common * 200 / all.max(1)).unwrap_or(100)
}

/// The text without `4月25日，` at its beginning.
fn without_date(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.char_indices().take(14).find(|(_, c)| *c == '日').map(|(at, _)| at);
    let Some(end) = end else { return text };
    let (date, rest) = text.split_at(end);
    let is_date = date.chars().all(|c| c.is_numeric() || matches!(c, '年' | '月'));
    if is_date {
        rest.trim_start_matches('日').trim_start_matches(['，', ',', ' '])
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(a: &str, b: &str) -> u32 {
        Shape::of(a).likeness(&Shape::of(b))
    }

    #[test]
    fn the_same_event_told_twice_is_alike() {
        let one =
            "4月25日，水利厅窗口增设取水许可现场核验岗，当天受理、当天出具意见，群众少跑一趟。";
        assert_eq!(likeness(one, one), 100);
        assert_eq!(likeness(one, one.trim_start_matches("4月25日，")), 100);
        assert_eq!(likeness(one, &one.replace('，', ",")), 100);
        assert!(likeness(one, &one.replace("群众", "企业")) >= 90);
        let other = "4月25日，公安厅出入境窗口启用自助拍照设备，办证材料当场可取。";
        assert!(likeness(one, other) < 50);
        assert_eq!(likeness("", ""), 0);
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_bounded(a in "\\PC{0,60}", b in "\\PC{0,60}") {
            let (one, other) = (likeness(&a, &b), likeness(&b, &a));
            prop_assert_eq!(one, other);
            prop_assert!(one <= 100);
        }
    }
}
