//! Brackets and quotes of a line, matched by a stack: pairs, unlike pairs, and what is left over.

use super::guard::Guard;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: usize,
    pub close: usize,
    /// How many pairs of the same family are around it.
    pub depth: usize,
}

/// What the stack made of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// Both ends alike, in order of their closing.
    pub alike: Vec<Pair>,
    /// One end half width or of another shape: （…), 【…].
    pub unlike: Vec<Pair>,
    /// Ends without the other one.
    pub loose: Vec<usize>,
    /// ”…“: quotes the wrong way round.
    pub reversed: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Round,
    Square,
    Title,
    Double,
    Single,
}

/// The family of an opening mark.
fn opening(c: char) -> Option<Family> {
    Some(match c {
        '（' | '(' => Family::Round,
        '【' | '[' | '〔' | '［' => Family::Square,
        '《' | '〈' => Family::Title,
        '“' => Family::Double,
        '‘' => Family::Single,
        _ => return None,
    })
}

/// The opening mark a closing one belongs to.
fn partner(c: char) -> Option<char> {
    Some(match c {
        '）' => '（',
        ')' => '(',
        '】' => '【',
        ']' => '[',
        '〕' => '〔',
        '］' => '［',
        '》' => '《',
        '〉' => '〈',
        '”' => '“',
        '’' => '‘',
        _ => return None,
    })
}

/// Quotes further apart than this are not one quotation the wrong way round.
const REVERSED_AT_MOST: usize = 20;

impl Pairs {
    pub fn of(chars: &[char], marks: &[usize], guards: &[Guard]) -> Self {
        let mut found = Self::default();
        let mut stack: Vec<(usize, char)> = Vec::new();
        for at in marks.iter().copied() {
            let Some(c) = chars.get(at).copied() else { continue };
            if guards.get(at) == Some(&Guard::Fixed) || is_apostrophe(chars, at) {
                continue;
            }
            if opening(c).is_some() {
                stack.push((at, c));
            } else if let Some(wanted) = partner(c) {
                found.close(chars, &mut stack, at, wanted);
            }
        }
        found.loose.extend(stack.into_iter().map(|(at, _)| at));
        found.loose.sort_unstable();
        found.take_reversed(chars);
        found
    }

    fn close(&mut self, chars: &[char], stack: &mut Vec<(usize, char)>, at: usize, wanted: char) {
        let family = opening(wanted);
        let Some(index) = stack.iter().rposition(|(_, c)| opening(*c) == family) else {
            if !is_list_label(chars, at) {
                self.loose.push(at);
            }
            return;
        };
        self.loose.extend(stack.drain(index + 1..).map(|(at, _)| at));
        let Some((open, c)) = stack.pop() else { return };
        let depth = stack.iter().filter(|(_, c)| opening(*c) == family).count();
        let pair = Pair { open, close: at, depth };
        if c == wanted { self.alike.push(pair) } else { self.unlike.push(pair) }
    }

    fn take_reversed(&mut self, chars: &[char]) {
        let at = |index: usize| chars.get(index).copied();
        let mut kept: Vec<usize> = Vec::new();
        for place in std::mem::take(&mut self.loose) {
            let first = kept.last().copied().filter(|first| {
                at(*first) == Some('”')
                    && at(place) == Some('“')
                    && (2..=REVERSED_AT_MOST).contains(&(place - *first))
            });
            if let Some(first) = first {
                kept.pop();
                self.reversed.push((first, place));
            } else {
                kept.push(place);
            }
        }
        self.loose = kept;
    }
}

/// ’ within a Latin word.
fn is_apostrophe(chars: &[char], at: usize) -> bool {
    let latin = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric)
    };
    chars.get(at) == Some(&'’') && latin(at.checked_sub(1)) && latin(Some(at + 1))
}

/// The bracket of `1)` or `a）` at the start of a clause, which has no opening one.
fn is_list_label(chars: &[char], at: usize) -> bool {
    let before = chars.get(..at).unwrap_or_default();
    let label = before.iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
    let edge = before.iter().rev().nth(label);
    matches!(chars.get(at), Some(')' | '）'))
        && (1..=2).contains(&label)
        && edge.is_none_or(|c| matches!(c, '。' | '；' | '，' | '：' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Pairs {
        let chars: Vec<char> = text.chars().collect();
        let marks: Vec<usize> = (0..chars.len()).collect();
        Pairs::of(&chars, &marks, &vec![Guard::Free; chars.len()])
    }

    #[test]
    fn the_stack_tells_pairs_from_leftovers() {
        let good = of("（甲《乙“丙”》丁）");
        assert_eq!((good.alike.len(), good.unlike.len(), good.loose.len()), (3, 0, 0));
        let unlike = of("（高新区)");
        assert_eq!(unlike.unlike, [Pair { open: 0, close: 4, depth: 0 }]);
        assert_eq!(of("围绕“一件事推进").loose, [2]);
        assert_eq!(of("（“甲）”").loose, [1, 4]);
        assert_eq!(of("”一件事“").reversed, [(0, 4)]);
        assert_eq!(of("1）甲").loose, Vec::<usize>::new());
    }

    #[test]
    fn depth_counts_the_same_family() {
        let nested = of("《关于印发《办法》的通知》");
        let depths: Vec<usize> = nested.alike.iter().map(|pair| pair.depth).collect();
        assert_eq!(depths, [1, 0]);
    }
}
