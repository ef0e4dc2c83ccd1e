//! Characters that cannot be seen or that turn the line around: harmless in prose, where the house
//! style drops them, and a trap in names, where two that look alike must be one.

use std::fmt::Write as _;

use super::chars::is_zero_width;

fn is_hidden(c: char) -> bool {
    // A variation selector after a rare character is part of a person's name.
    let selects = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let turns = matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let tags = matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{2061}'..='\u{2065}' | '\u{180e}');
    !selects && (turns || tags || c.is_control() || is_zero_width(c))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_found_and_shown() {
        for name in
            ["张\u{200b}三", "水利\u{202e}厅", "a\u{feff}", "甲\u{2066}乙", "x\ty", "\u{e0041}"]
        {
            assert!(hides(name), "{name:?}");
            assert!(shown(name).contains("〔U+"));
        }
        assert_eq!(shown("张\u{200b}三"), "张〔U+200B〕三");
    }

    #[test]
    fn rare_characters_and_plain_names_are_left_alone() {
        for name in ["䶮𬬻喆赟堃㛃𫖯龑", "邊󠄀", "阿依古丽·买买提", "A 座　二楼", "葛\u{e0100}"]
        {
            assert!(!hides(name), "{name}");
            assert_eq!(shown(name), name);
        }
    }
}
