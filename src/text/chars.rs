//! What kind a character is in Chinese print. Knows no context beyond the character.

pub use crate::model::invisible::is_zero_width;

/// A Chinese character (汉字), 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' | '〇')
}

/// A mark that takes a whole cell: ，。“”《》（）—…
pub fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '‘' | '’' | '“' | '”' | '…' | '—' | '·')
}

/// Chinese print: a character or a mark that takes a whole cell.
pub fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_mark(c)
}

/// Any blank within a line, the ideographic one included.
pub fn is_blank(c: char) -> bool {
    c == '\u{3000}' || (c.is_whitespace() && c != '\n')
}

/// Full-width digits, letters and ％ in their half-width form; anything else unchanged.
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        other => other,
    }
}

/// The form in which two texts are compared across house styles: brackets and marks half width,
/// quotes straight. `None` for what print may or may not carry (blanks, `*`, invisible ones).
pub fn folded(c: char) -> Option<char> {
    if is_blank(c) || is_zero_width(c) || c == '*' || c == '\n' {
        return None;
    }
    Some(match c {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '？' => '?',
        '！' => '!',
        '“' | '”' | '＂' => '"',
        '‘' | '’' => '\'',
        '－' => '-',
        other => half_width(other),
    })
}

/// The last character that is no blank.
pub fn last_visible(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !is_blank(*c))
}
