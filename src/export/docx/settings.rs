//! Settings of the file and the table of its fonts. Knows no document.

use crate::layout::geometry::{Face, LATIN_FAMILY};

use super::xml::HEAD;

/// Even pages have their own footer; punctuation may be squeezed; compatibility of Word 2013 and
/// later, which lays exact lines out as measured.
pub const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"#,
    r#"<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>"#,
    r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>"#,
    r#"<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>"#,
    "</w:settings>",
);

/// Every family used, with what to take where it is not installed.
pub fn font_table_part() -> String {
    let chinese = |face: Face| {
        let (family, alternate) = (face.family(), face.alternate());
        let kind = if face == Face::Hei { "swiss" } else { "roman" };
        format!(
            r#"<w:font w:name="{family}"><w:altName w:val="{alternate}"/><w:charset w:val="86"/><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>"#
        )
    };
    let fonts: String = Face::ALL.into_iter().map(chinese).collect();
    format!(
        r#"{HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}<w:font w:name="{LATIN_FAMILY}"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#
    )
}
