//! Characters that cannot be seen or that turn the line around: harmless in prose, where the house
//! style drops them, and a trap in names, where two that look alike must be one.

use std::fmt::Write as _;

/// What reorders the characters around it on screen and paper, so that 12 may stand there as 21.
pub fn turns_line(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// Invisible characters that text from PDF and web pages carries along, those that turn the line
/// included.
pub fn is_zero_width(c: char) -> bool {
    turns_line(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{180e}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

/// A variation selector after a rare character is part of a person's name.
fn is_hidden(c: char) -> bool {
    c != '\u{fe0f}' && (c.is_control() || is_zero_width(c))
}

/// Whether a name holds something that is not seen.
pub fn hides(name: &str) -> bool {
    name.chars().any(is_hidden)
}

/// The name with what is not seen written out: `张〔U+200B〕三`.
pub fn shown(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if is_hidden(c) {
            // Writing into a string cannot fail.
            write!(text, "〔U+{:04X}〕", u32::from(c)).ok();
        } else {
            text.push(c);
        }
    }
    text
}

/// The name as it is seen.
pub fn without(name: &str) -> String {
    name.chars().filter(|c| !is_hidden(*c)).collect()
}

/// Lines of a text (from 1) with something that is not seen, and whether it turns the line. A mark
/// of the byte order at the start is none.
pub fn lines_with(text: &str) -> Vec<(usize, bool)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| line.contains(|c| c != '\u{ad}' && c != '\u{fe0f}' && is_zero_width(c)))
        .map(|(number, line)| (number, line.contains(turns_line)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_found_shown_and_dropped() {
        for name in [
            "张\u{200b}三",
            "水利\u{202e}厅",
            "a\u{feff}",
            "甲\u{2066}乙",
            "x\ty",
            "\u{e0041}",
            "\u{206a}",
        ] {
            assert!(hides(name), "{name:?}");
            assert!(shown(name).contains("〔U+"));
            assert!(!hides(&without(name)) && !hides(&shown(name)));
        }
        assert_eq!(shown("张\u{200b}三"), "张〔U+200B〕三");
        assert_eq!(without("张\u{200b}三"), "张三");
    }

    #[test]
    fn rare_characters_and_plain_names_are_left_alone() {
        for name in ["䶮𬬻喆赟堃㛃𫖯龑", "邊󠄀", "阿依古丽·买买提", "A 座　二楼", "葛\u{e0100}"]
        {
            assert!(!hides(name), "{name}");
            assert_eq!(shown(name), name);
            assert_eq!(without(name), name);
        }
    }

    #[test]
    fn lines_are_named_where_something_is_hidden() {
        let text = "\u{feff}一、甲\n办件\u{200b}量\n办结\u{202e}12\u{202c}件\n丙";
        assert_eq!(lines_with(text), [(2, false), (3, true)]);
        assert_eq!(lines_with("甲\n乙"), []);
    }
}
