//! Document → Markdown (CommonMark with GFM tables). Knows blocks, no page and no disk.
//!
//! Labels stay in the text, never as list marks: a reader would renumber them. No bold either:
//! `占**59.49%**的` is not strong in CommonMark. Without the marks the text equals the plain text.

use crate::document::{Align, Block, DistributionLine, Document, Meta, Run, Table, text_of};

/// UTF-8 without byte order mark, LF, one blank line between blocks. A chart is its values as a
/// table and a link to its picture, see [`chart_file`].
pub fn markdown(document: &Document) -> String {
    let mut blocks = Vec::new();
    let mut charts = 0;
    for block in &document.blocks {
        match block {
            Block::Masthead => blocks.extend(masthead(&document.meta)),
            Block::Heading { level, runs, .. } => {
                let marks = "#".repeat(usize::from(*level).max(1) + 1);
                blocks.push(format!("{marks} {}", inline(&text_of(runs))));
            }
            Block::Paragraph { runs, .. } => blocks.push(paragraph(&text_of(runs))),
            Block::Table(table) => blocks.extend(table_blocks(table)),
            Block::Chart(chart) => {
                charts += 1;
                blocks.extend(table_blocks(&chart.table()));
                let (title, file) =
                    (inline(&chart.chart.title), chart_file(&document.meta, charts));
                blocks.push(format!("![{title}](<{file}>)"));
            }
            Block::Distribution { lines, editors, copies } => {
                blocks.push("---".to_owned());
                blocks.extend(lines.iter().map(|line| paragraph(&line.print())));
                blocks.extend(editors.iter().chain(copies).map(|line| paragraph(line)));
            }
        }
    }
    format!("{}\n{}\n", front_matter(document), blocks.join("\n\n"))
}

/// The name of the picture of the issue's `number`th chart, to stand beside the Markdown file.
pub fn chart_file(meta: &Meta, number: usize) -> String {
    let title: String = meta.title.chars().filter(|c| c.is_alphanumeric()).collect();
    format!("{title}{}-图{number}.svg", meta.month)
}

/// The facts of masthead and distribution list once more, for programs.
fn front_matter(document: &Document) -> String {
    let meta = &document.meta;
    let mut lines = vec!["---".to_owned()];
    lines.push(format!("title: {}", quoted(&meta.title)));
    lines.push(format!("期号: {}", meta.number));
    lines.extend(meta.total_number.map(|number| format!("总期号: {number}")));
    lines.push(format!("编印单位: {}", quoted(&meta.issuer)));
    lines.extend(meta.issue_date.map(|date| format!("日期: {}", quoted(&date.to_string()))));
    lines.push(format!("month: {}", quoted(&meta.month.to_string())));
    for block in &document.blocks {
        if let Block::Distribution { lines: levels, copies, .. } = block {
            let entry = |line: &DistributionLine| {
                let names: Vec<String> = line.names.iter().map(|name| quoted(name)).collect();
                format!("{}: [{}]", line.level.label(), names.join(", "))
            };
            lines.extend(levels.iter().map(entry));
            let number = |copies: &String| copies.chars().filter(char::is_ascii_digit).collect();
            lines.extend(copies.as_ref().map(number).map(|n: String| format!("印数: {n}")));
        }
    }
    lines.push("---\n".to_owned());
    lines.join("\n")
}

/// A double-quoted YAML string.
fn quoted(text: &str) -> String {
    let clean = Run::plain(text).text;
    format!("\"{}\"", clean.replace('\\', "\\\\").replace('"', "\\\""))
}

fn masthead(meta: &Meta) -> Vec<String> {
    let [title, number, issuer, date] = meta.lines();
    let name = format!("# {}", inline(&title.text));
    [name].into_iter().chain([number, issuer, date].map(|run| paragraph(&run.text))).collect()
}

fn table_blocks(table: &Table) -> Vec<String> {
    let row = |cells: &Vec<Run>| {
        let cells: Vec<_> = cells.iter().map(|cell| inline(&cell.text)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = |align: &Align| match align {
        Align::Left => "---",
        Align::Centre => ":---:",
        Align::Right => "---:",
    };
    let rules: Vec<_> = table.align.iter().map(rule).collect();
    let lines: Vec<_> = [row(&table.head), format!("| {} |", rules.join(" | "))]
        .into_iter()
        .chain(table.rows.iter().map(row))
        .collect();
    let caption = Some(text_of(&table.caption)).filter(|caption| !caption.is_empty());
    caption.map(|caption| paragraph(&caption)).into_iter().chain([lines.join("\n")]).collect()
}

fn paragraph(text: &str) -> String {
    let escaped = inline(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at_checked(digits).unwrap_or(("", &escaped));
    let opens_list = digits > 0 && rest.starts_with(['.', ')']);
    if opens_list || escaped.starts_with(['#', '+', '-', '=', ':']) {
        return format!("{number}\\{rest}");
    }
    escaped
}

fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for c in text.trim().chars() {
        let mark =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$');
        if mark {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    // A closing run of # would be taken for the end of a heading.
    match escaped.strip_suffix('#') {
        Some(start) => format!("{start}\\#"),
        None => escaped,
    }
}
