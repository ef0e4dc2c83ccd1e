//! What a Word file says and carries, and what happens to hostile ones.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const HEAD: &str = concat!(
    r#"<?xml version="1.0"?><w:document "#,
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml"><w:body>"#,
);

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("{HEAD}{body}</w:body></w:document>");
    let all = [("word/document.xml", main.as_str())].into_iter().chain(parts.iter().copied());
    packed(&all.collect::<Vec<_>>())
}

fn read(body: &str) -> Docx {
    read_docx(&with_parts(body, &[]), &Limits::default()).unwrap()
}

/// A paragraph with properties and one run.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn failed(bytes: &[u8]) -> DocxError {
    read_docx(bytes, &Limits::default()).unwrap_err()
}

#[test]
fn paragraphs_breaks_and_tables_become_lines() {
    let body = concat!(
        "<w:p><w:r><w:t>甲中心</w:t></w:r><w:r><w:tab/><w:t>2025年</w:t></w:r></w:p><w:p/>",
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一&amp;</w:t>",
        "<w:br/><w:t>&#20108;</w:t><w:noBreakHyphen/><w:sym w:font=\"x\" w:char=\"F0B7\"/></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>窗口</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>",
        "<w:t>办</w:t></w:r></w:p><w:p><w:r><w:t>件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(read(body).text(), "甲中心\n2025年\n一&\n二-□\n窗口\t办件\n");
}

#[test]
fn merged_cells_keep_their_columns_and_tell_what_they_are_one_with() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let body = [
        row(&[cell(r#"<w:vMerge w:val="restart"/>"#, "窗口"), cell(wide, "受理")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "本月"), cell("", "累计")]),
        row(&[cell("", "公安"), cell("", "1"), cell("", "2")]),
        row(&[cell(r#"<w:vMerge w:val="continue"/>"#, "有字"), cell(wide, "3")]),
    ];
    let (text, style) = read(&format!("<w:tbl>{}</w:tbl>", body.concat())).text_and_style();
    assert_eq!(text, "窗口\t受理\t\n\t本月\t累计\n公安\t1\t2\n有字\t3\t\n");
    let merged = [(1, 2, Join::Left), (2, 0, Join::Up), (4, 2, Join::Left)];
    assert_eq!(style.merged, merged, "what a cell says is never hidden");
}

#[test]
fn a_table_that_only_arranges_sentences_is_paragraphs() {
    let cell = "<w:p><w:r><w:t>甲。</w:t></w:r></w:p><w:p><w:r><w:t>乙。</w:t></w:r></w:p>";
    let body =
        format!("<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("", "丙"));
    assert_eq!(read(&body).text(), "甲。\n乙。\n丙\n");
}

#[test]
fn tracked_changes_are_accepted_and_named() {
    let body = concat!(
        "<w:p><w:r><w:t>受理</w:t></w:r><w:del w:author=\"张三\"><w:r><w:delText>61</w:delText></w:r></w:del>",
        "<w:ins w:author=\"张三\"><w:r><w:rPr><w:b/><w:rPrChange w:author=\"李四\"><w:rPr><w:vanish/></w:rPr>",
        "</w:rPrChange></w:rPr><w:t>62</w:t></w:r></w:ins><w:r><w:t>件。</w:t></w:r></w:p>",
        "<w:moveFrom w:author=\"张三\"><w:p><w:r><w:t>旧处。</w:t></w:r></w:p></w:moveFrom>",
        "<w:p><w:pPr><w:rPr><w:del w:author=\"张三\"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>",
        "<w:p><w:moveTo w:author=\"张三\"><w:r><w:t>后半。</w:t></w:r></w:moveTo></w:p>",
        "<w:tbl><w:tr><w:trPr><w:del w:author=\"王五\"/></w:trPr><w:tc><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    let docx = read(body);
    assert_eq!(docx.text(), "受理62件。\n前半后半。\n");
    let changes: Vec<_> = docx.facts.changes.iter().map(|c| (c.kind, c.text.as_str())).collect();
    let expected = [
        (ChangeKind::Deleted, "61"),
        (ChangeKind::Inserted, "62"),
        (ChangeKind::MovedAway, "旧处。"),
        (ChangeKind::Deleted, ""),
        (ChangeKind::MovedHere, "后半。"),
        (ChangeKind::Deleted, ""),
    ];
    assert_eq!(changes, expected);
    assert_eq!(docx.facts.authors, ["张三", "李四", "王五"]);
    assert_eq!(docx.facts.format_changes, 1);
}

#[test]
fn hidden_words_are_no_text_and_are_named() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}</w:p>",
        run("", "看得见"),
        run("<w:vanish/>", "看不见"),
        run("<w:vanish w:val=\"0\"/>", "也看得见")
    );
    let docx = read(&body);
    assert_eq!(docx.text(), "看得见也看得见\n");
    assert_eq!(docx.facts.hidden, ["看不见"]);
}

#[test]
fn a_text_box_stands_after_its_paragraph_and_once() {
    let inner = p("", "报：市委办。");
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{inner}</w:txbxContent>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>末段。</w:t></w:r></w:p>"
    );
    assert_eq!(read(&body).text(), "末段。\n报：市委办。\n");
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

fn listed(list: u8, level: u8, text: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    p(&properties, text)
}

#[test]
fn automatic_numbers_are_resolved() {
    let styles = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:styleId="a"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let body = [
        p("<w:pStyle w:val=\"b\"/>", "总体"),
        listed(1, 1, "甲"),
        listed(1, 1, "乙"),
        listed(2, 0, "点"),
        p("<w:pStyle w:val=\"b\"/>", "动态"),
        listed(1, 1, "丙"),
        listed(1, 2, "3万件"),
        listed(3, 1, "丁"),
        listed(9, 0, "无此编号"),
        p("<w:pStyle w:val=\"b\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "不编号"),
    ];
    let parts = [("word/styles.xml", styles), ("word/numbering.xml", NUMBERING)];
    let docx = read_docx(&with_parts(&body.concat(), &parts), &Limits::default()).unwrap();
    let text = "一、总体\n（一）甲\n（二）乙\n点\n二、动态\n（一）丙\n2.1 3万件\n（一）丁\n无此编号\n不编号\n";
    assert_eq!(docx.text(), text);
    let headings = docx
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Paragraph { heading: Some(1), .. }));
    assert_eq!(headings.count(), 3);
    // Half a part of styles costs numbers, not words.
    let (half, _) = styles.split_at(styles.len() / 2);
    let bytes = with_parts(&body.concat(), &[("word/styles.xml", half)]);
    assert!(read_docx(&bytes, &Limits::default()).unwrap().text().starts_with("总体\n甲\n"));
}

#[test]
fn what_the_file_carries_is_reported() {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let comments = format!(
        "<w:comments {w}><w:comment w:author=\"赵六\"><w:p><w:r><w:t>请核</w:t></w:r><w:r><w:t>对</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let footnotes = format!(
        "<w:footnotes {w}><w:footnote w:type=\"separator\"><w:p/></w:footnote><w:footnote><w:p><w:r><w:t>注一</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let core = "<p:coreProperties xmlns:p=\"p\" xmlns:d=\"d\"><d:creator>张三</d:creator><d:title>题</d:title><p:lastModifiedBy>李四</p:lastModifiedBy></p:coreProperties>";
    let rels = "<Relationships><Relationship Type=\"x/hyperlink\" Target=\"http://a.example/\" TargetMode=\"External\"/></Relationships>";
    let body = "<w:p><w:r><w:instrText>HYPERLINK \"http://b.example/\"</w:instrText></w:r><w:r><w:t>网址</w:t></w:r></w:p>";
    let bytes = with_parts(
        body,
        &[
            ("word/comments.xml", &comments),
            ("word/footnotes.xml", &footnotes),
            ("docProps/core.xml", core),
            ("word/_rels/document.xml.rels", rels),
            ("word/vbaProject.bin", ""),
            ("word/embeddings/a.xlsx", ""),
        ],
    );
    let facts = read_docx(&bytes, &Limits::default()).unwrap().facts;
    assert_eq!(facts.comments, [Remark { author: "赵六".into(), text: "请核对".into() }]);
    assert_eq!(facts.notes, ["注一"]);
    let names: Vec<_> = facts.properties.iter().map(|p| (p.kind, p.value.as_str())).collect();
    let expected = [(PropertyKind::Creator, "张三"), (PropertyKind::LastModifiedBy, "李四")];
    assert_eq!(names, expected);
    assert_eq!(facts.links, ["http://b.example/", "http://a.example/"]);
    assert!(facts.macros && facts.embedded == 1);
}

#[test]
fn the_main_part_is_where_the_package_says() {
    let rels = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"/w/text.xml\"/></Relationships>";
    let main = format!("{HEAD}{}</w:body></w:document>", p("", "在这里"));
    let bytes = packed(&[("_rels/.rels", rels), ("w/text.xml", &main)]);
    assert_eq!(read_docx(&bytes, &Limits::default()).unwrap().text(), "在这里\n");
    assert_eq!(failed(&packed(&[("a.txt", "x")])), DocxError::NotWord);
    assert_eq!(failed(&packed(&[("word/document.xml", "<a/>")])), DocxError::NotWord);
}

#[test]
fn hostile_files_end_in_an_error_quickly() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5_000);
    let too_deep = DocxError::TooMuch { what: Much::Depth, limit: 256 };
    assert!(matches!(
        failed(&with_parts(&deep, &[])),
        DocxError::TooMuch { what: Much::Depth, .. }
    ));
    assert_eq!(failed(&with_parts(&"<x>".repeat(5_000), &[])), too_deep);
    let laughs = "<!DOCTYPE w [<!ENTITY a \"ha\">]><w:document/>";
    assert_eq!(failed(&packed(&[("word/document.xml", laughs)])), DocxError::Doctype);
    let cut = format!("{HEAD}<w:p><w:r><w:t>半");
    assert!(matches!(failed(&packed(&[("word/document.xml", &cut)])), DocxError::Damaged { .. }));
    assert!(matches!(failed(b"PK\x03\x04rest"), DocxError::Damaged { .. }));
    let bytes = with_parts(&p("", &"多".repeat(100_000)), &[]);
    for (limits, what) in [
        (Limits { unpacked: 10_000, ..Limits::default() }, Much::Unpacked),
        (Limits { text: 10_000, ..Limits::default() }, Much::Text),
        (Limits { pieces: 0, ..Limits::default() }, Much::Pieces),
        (Limits { parts: 0, ..Limits::default() }, Much::Parts),
        (Limits { size: 10, ..Limits::default() }, Much::Size),
    ] {
        let err = read_docx(&bytes, &limits).unwrap_err();
        assert!(matches!(err, DocxError::TooMuch { what: found, .. } if found == what), "{err}");
    }
}

proptest! {
    #[test]
    fn any_words_are_read_as_written(words in "[^\\p{C}\\t\\n\\r\u{feff}]{1,40}") {
        let escaped = quick_xml::escape::escape(&*words).into_owned();
        let body = format!("<w:p><w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r></w:p>");
        let expected = if words.trim().is_empty() { String::new() } else { format!("{words}\n") };
        prop_assert_eq!(read(&body).text(), expected);
    }
}
