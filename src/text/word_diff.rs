//! What differs between two versions of a text, word by word. A word is a Chinese character, a mark,
//! or a run of digits or Latin letters: a changed number shows as one number for another.

/// Longer than this on both sides, the middles are not compared: one stands for the other.
const MOST_CELLS: usize = 4_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Kept,
    Gone,
    New,
}

/// The pieces of both texts in order; what went stands before what came.
pub fn word_diff(old: &str, new: &str) -> Vec<(Change, String)> {
    let (old, new) = (words(old), words(new));
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let (kept, old) = old.split_at_checked(head).unwrap_or((&old, &[]));
    let (_, new) = new.split_at_checked(head).unwrap_or((&new, &[]));
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, end) = old.split_at_checked(old.len() - tail).unwrap_or((old, &[]));
    let (new, _) = new.split_at_checked(new.len() - tail).unwrap_or((new, &[]));
    let mut pieces = Pieces::default();
    pieces.push(Change::Kept, kept);
    if old.len().saturating_mul(new.len()) > MOST_CELLS {
        pieces.push(Change::Gone, old);
        pieces.push(Change::New, new);
    } else {
        middle(&mut pieces, old, new);
    }
    pieces.push(Change::Kept, end);
    pieces.0
}

/// The same with long kept stretches cut to `around` characters on the sides of a change.
pub fn cut(pieces: Vec<(Change, String)>, around: usize) -> Vec<(Change, String)> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(at, (change, text)): (usize, (Change, String))| {
        let count = text.chars().count();
        let (front, back) = (if at == 0 { 0 } else { around }, if at == last { 0 } else { around });
        if change != Change::Kept || count <= front + back + 2 {
            return (change, text);
        }
        let head: String = text.chars().take(front).collect();
        let tail: String = text.chars().skip(count - back).collect();
        (change, format!("{head}…{tail}"))
    };
    pieces.into_iter().enumerate().map(cut).collect()
}

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let joined = |c: char| {
            (first.is_ascii_digit() && (c.is_ascii_digit() || matches!(c, '.' | ',' | '%')))
                || (first.is_ascii_alphabetic() && c.is_ascii_alphabetic())
        };
        let length =
            rest.chars().skip(1).take_while(|c| joined(*c)).map(char::len_utf8).sum::<usize>();
        let (word, after) = rest.split_at_checked(first.len_utf8() + length).unwrap_or((rest, ""));
        words.push(word);
        rest = after;
    }
    words
}

#[derive(Default)]
struct Pieces(Vec<(Change, String)>);

impl Pieces {
    fn push(&mut self, change: Change, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((last, text)) if *last == change => text.push_str(&words.concat()),
            _ => self.0.push((change, words.concat())),
        }
    }
}

/// The longest common sequence of words, walked from the front.
fn middle(pieces: &mut Pieces, old: &[&str], new: &[&str]) {
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    let at = |table: &[u32], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, gone) in old.iter().enumerate().rev() {
        for (column, came) in new.iter().enumerate().rev() {
            let best = if gone == came {
                at(&longest, row + 1, column + 1) + 1
            } else {
                at(&longest, row + 1, column).max(at(&longest, row, column + 1))
            };
            if let Some(cell) = longest.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(gone), Some(came)) if gone == came => {
                pieces.push(Change::Kept, &[gone]);
                row += 1;
                column += 1;
            }
            (Some(gone), came)
                if came.is_none()
                    || at(&longest, row + 1, column) >= at(&longest, row, column + 1) =>
            {
                pieces.push(Change::Gone, &[gone]);
                row += 1;
            }
            (_, Some(came)) => {
                pieces.push(Change::New, &[came]);
                column += 1;
            }
            (_, None) => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |(change, text): (Change, String)| match change {
            Change::Kept => text,
            Change::Gone => format!("[-{text}]"),
            Change::New => format!("[+{text}]"),
        };
        word_diff(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn a_number_changes_as_a_whole_and_the_rest_stays() {
        assert_eq!(
            shown("办结6.1万件，好评。", "办结6.34万件，好评。"),
            "办结[-6.1][+6.34]万件，好评。"
        );
        assert_eq!(shown("窗口启用系统", "窗口已启用新系统"), "窗口[+已]启用[+新]系统");
        assert_eq!(shown("", "新"), "[+新]");
        assert_eq!(shown("同", "同"), "同");
    }

    #[test]
    fn long_kept_stretches_are_cut_around_the_change() {
        let text = "前".repeat(50);
        let pieces = cut(word_diff(&format!("{text}甲{text}"), &format!("{text}乙{text}")), 6);
        let texts: Vec<&str> = pieces.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["…前前前前前前", "甲", "乙", "前前前前前前…"]);
    }

    #[test]
    fn two_long_unlike_texts_are_not_compared_to_the_end() {
        let (old, new) = ("甲".repeat(5000), "乙".repeat(5000));
        assert_eq!(word_diff(&old, &new).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(old in "[甲乙丙0-9a ]{0,30}", new in "[甲乙丙0-9a ]{0,30}") {
            let side = |without: Change| -> String {
                let pieces = word_diff(&old, &new).into_iter();
                pieces.filter(|(change, _)| *change != without).map(|(_, text)| text).collect()
            };
            prop_assert_eq!(side(Change::New), old.clone());
            prop_assert_eq!(side(Change::Gone), new.clone());
        }
    }
}
