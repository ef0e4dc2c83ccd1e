//! Characters by how they behave in a line (GB/T 15834 §5.1): what may not begin or end one, what
//! clings to its neighbour, what has white to give. Knows no font.

/// What a character is to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As wide as its size, breakable on both sides.
    Han,
    /// Opening bracket or quote: white at its left.
    Open,
    /// Closing bracket or quote: white at its right.
    Close,
    /// Stop or comma: white at its right.
    Stop,
    /// Letters, digits and marks among them: as wide as the font says, held together.
    Latin,
    Space,
    /// Belongs to the character before and takes no room.
    Mark,
}

pub fn kind(c: char) -> Kind {
    match c {
        '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '〖' | '［' | '｛' => {
            Kind::Open
        }
        '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '〗' | '］' | '｝' => {
            Kind::Close
        }
        '。' | '，' | '、' | '；' | '：' | '？' | '！' | '．' => Kind::Stop,
        ' ' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Kind::Space,
        _ if takes_no_room(c) => Kind::Mark,
        _ if is_wide(c) => Kind::Han,
        _ => Kind::Latin,
    }
}

fn takes_no_room(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e01ef}')
}

/// Whether a zero-width character leaves no ink at all.
pub fn is_invisible(c: char) -> bool {
    takes_no_room(c)
        && !matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}')
}

/// Whether a character fills a whole cell.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '×' | '÷' | '±' | '·' | '°' | '§'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2100}'..='\u{2bff}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// What may not stand at the beginning of a line.
pub fn never_begins(c: char) -> bool {
    matches!(kind(c), Kind::Close | Kind::Stop | Kind::Mark | Kind::Space)
        || matches!(
            c,
            '…' | '·'
                | '•'
                | '・'
                | '～'
                | '–'
                | '－'
                | '‐'
                | '‰'
                | '％'
                | '℃'
                | '°'
                | '′'
                | '″'
                | '／'
                | '/'
                | '々'
                | 'ー'
                | ','
                | '.'
                | ':'
                | ';'
                | '?'
                | '!'
                | '%'
                | ')'
                | ']'
                | '}'
        )
}

/// What may not stand at the end of a line.
pub fn never_ends(c: char) -> bool {
    kind(c) == Kind::Open
        || matches!(c, '(' | '[' | '{' | '／' | '/' | '$' | '￥' | '¥' | '＄' | '£' | '№' | '#')
}

/// What continues a number: magnitudes and units that stay with it.
pub fn is_unit(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '时'
            | '分'
            | '秒'
            | '万'
            | '亿'
            | '千'
            | '百'
            | '余'
            | '元'
            | '件'
            | '个'
            | '人'
            | '次'
            | '家'
            | '户'
            | '项'
            | '条'
            | '名'
            | '起'
            | '期'
            | '号'
            | '岁'
            | '倍'
            | '米'
            | '吨'
            | '份'
            | '届'
            | '类'
            | '批'
            | '天'
            | '周'
            | '位'
            | '处'
            | '％'
            | '‰'
            | '℃'
    )
}

/// Two of these stand for one mark and are never parted.
pub fn is_pair(one: char, next: char) -> bool {
    one == next && matches!(one, '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_keep_their_side_of_the_line() {
        for c in "。，、；：？！”’）》〉】〕·～－…％".chars() {
            assert!(never_begins(c), "{c}");
            assert!(!never_ends(c), "{c}");
        }
        for c in "“‘（《〈【〔".chars() {
            assert!(never_ends(c) && !never_begins(c), "{c}");
        }
        assert!(never_begins('/') && never_ends('/'));
        assert!(!never_begins('一') && !never_ends('龑'));
    }

    #[test]
    fn what_is_typed_by_accident_takes_no_room() {
        for c in ['\u{0}', '\u{7}', '\u{200b}', '\u{feff}', '\u{fe0f}'] {
            assert_eq!(kind(c), Kind::Mark, "{c:?}");
            assert!(is_invisible(c), "{c:?}");
        }
        assert!(!is_invisible('\u{301}'));
        for c in ['龑', '𫖯', '①', '℃', '😀', '—'] {
            assert_eq!(kind(c), Kind::Han, "{c}");
        }
        assert_eq!(kind('é'), Kind::Latin);
    }
}
