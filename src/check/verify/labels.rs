//! Labels (一、 （一） 1.) in a folded stream: that an item was numbered anew is no difference.

/// Characters of the label that begins at `at`, 0 when none does.
pub(super) fn length(chars: &[char], at: usize) -> usize {
    let rest = chars.get(at..).unwrap_or_default();
    let number = |from: usize| {
        let tail = rest.get(from..).unwrap_or_default();
        let chinese = tail.iter().take_while(|c| "一二三四五六七八九十百".contains(**c)).count();
        let arabic = tail.iter().take_while(|c| c.is_ascii_digit()).count();
        Some(chinese.max(arabic)).filter(|length| (1..=3).contains(length))
    };
    match rest.first() {
        Some('(') => {
            number(1).filter(|length| rest.get(length + 1) == Some(&')')).map_or(0, |length| {
                let mark = matches!(rest.get(length + 2), Some('、' | '.'));
                length + 2 + usize::from(mark)
            })
        }
        Some('①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛') => 1,
        _ => number(0)
            .filter(|length| matches!(rest.get(*length), Some('、' | '.' | ')')))
            .map_or(0, |length| length + 1),
    }
}

/// Whether one of the brackets of a label has lost its other half: 一）.
pub(super) fn is_open(label: &[char]) -> bool {
    let count = |marks: [char; 2]| label.iter().filter(|c| marks.contains(c)).count();
    label.iter().any(|c| "一二三四五六七八九十".contains(*c))
        && count(['（', '(']) != count(['）', ')'])
}

/// What a label looks like without its number: 一、 and 二、 are one.
pub(super) fn form(label: &str) -> String {
    let shape = |c: char| {
        if "一二三四五六七八九十百".contains(c) {
            '一'
        } else if c.is_ascii_digit() {
            '1'
        } else if ('①'..='⑳').contains(&c) {
            '①'
        } else {
            c
        }
    };
    let mut form: Vec<char> = label.chars().filter(|c| !c.is_whitespace()).map(shape).collect();
    form.dedup();
    form.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_form() {
        for (text, expected) in [
            ("一、总体", 2),
            ("(十二)甲", 4),
            ("12.甲", 3),
            ("1)甲", 2),
            ("①甲", 1),
            ("一)甲", 2),
            ("总体", 0),
            ("2025年", 0),
            ("一是", 0),
            ("", 0),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(length(&chars, 0), expected, "{text}");
        }
        assert_eq!(form("（二）"), form("（十二）"));
        assert_ne!(form("（二）"), form("(二)"));
    }
}
