//! Settings of the file and the table of its fonts. Knows no document.

use crate::layout::geometry::{Face, LATIN_FAMILY};

use super::xml::{HEAD, escaped};

/// Characters that must not end a line, and that must not begin one (避头尾).
const NOT_AT_END: &str = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";
const NOT_AT_START: &str = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠";

/// Even pages have their own footer; punctuation may be squeezed; nobody's name is written when
/// the file is saved again; compatibility of Word 2013 and later, which lays exact lines out as
/// measured.
pub fn settings_part() -> String {
    let after = escaped(NOT_AT_END);
    let before = escaped(NOT_AT_START);
    let start = r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:removePersonalInformation/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>"#;
    let lines = format!(
        r#"<w:noLineBreaksAfter w:lang="zh-CN" w:val="{after}"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="{before}"/>"#
    );
    let end = r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#;
    [HEAD, start, &lines, end].concat()
}

/// Every family used, with what to take where it is not installed.
pub fn font_table_part() -> String {
    let chinese = |family: &str, alternate: &str, kind: &str| {
        format!(
            r#"<w:font w:name="{family}"><w:altName w:val="{alternate}"/><w:charset w:val="86"/><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>"#
        )
    };
    let usual = Face::ALL.map(|face| {
        let kind = if face == Face::Hei { "swiss" } else { "roman" };
        chinese(face.family(), face.alternate(), kind)
    });
    let rare = [("仿宋", "FangSong"), ("楷体", "KaiTi"), ("SimSun-ExtB", "宋体")]
        .map(|(family, alternate)| chinese(family, alternate, "roman"));
    format!(
        r#"{HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}{}<w:font w:name="{LATIN_FAMILY}"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#,
        usual.concat(),
        rare.concat()
    )
}
