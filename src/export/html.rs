//! Document → HTML for the clipboard: what Word, WPS and office systems paste with headings, faces
//! and indents. Every look is written on the element itself; programs drop style sheets.

use crate::document::{
    Align, Block, DistributionLine, Document, Meta, Reach, Role, Run, Table, is_addressed, text_of,
};
use crate::layout::geometry::{Face, LATIN_FAMILY, Page, RED_RGB};
use crate::model::HouseStyle;

/// The document, or its section number `section` (from 0) alone.
pub fn html(document: &Document, house: &HouseStyle, section: Option<usize>) -> String {
    let page = Page::of(house);
    let pitch = format!("line-height:{}pt", f64::from(page.line) / 20.0);
    let writer = Writer { pitch, latin: house.latin_digits };
    let mut html = String::from("<html><head><meta charset=\"utf-8\"></head><body>\n");
    for block in document.blocks.iter().filter(|block| is_wanted(block, section)) {
        writer.block(&mut html, block, &document.meta);
    }
    html.push_str("</body></html>\n");
    html
}

/// The same as plain text, for programs that take no HTML.
pub fn text_of_section(document: &Document, section: usize) -> String {
    let wanted = document.blocks.iter().filter(|block| is_wanted(block, Some(section)));
    let part = Document { blocks: wanted.cloned().collect(), ..document.clone() };
    crate::document::plain_text(&part)
}

fn is_wanted(block: &Block, section: Option<usize>) -> bool {
    let Some(section) = section else { return true };
    match block {
        Block::Heading { anchor, .. } | Block::Paragraph { anchor, .. } => {
            anchor.section == section
        }
        Block::Table(table) => table.anchor.section == section,
        Block::Chart(chart) => chart.anchor.section == section,
        Block::Masthead | Block::Distribution { .. } => false,
    }
}

struct Writer {
    pitch: String,
    latin: bool,
}

impl Writer {
    fn block(&self, html: &mut String, block: &Block, meta: &Meta) {
        match block {
            Block::Masthead => self.masthead(html, meta),
            Block::Heading { level: 0, runs, .. } => {
                let content = self.span(&text_of(runs), Face::Title, "22pt");
                self.element(html, "h2", "margin:0;text-align:center", &content);
            }
            Block::Heading { level, runs, .. } => {
                let face = if *level == 1 { Face::Hei } else { Face::Kai };
                let content = self.runs(runs, |_| face);
                self.element(html, &format!("h{}", level + 1), INDENTED, &content);
            }
            Block::Paragraph { runs, .. } => {
                let led = runs.iter().any(|run| run.role == Role::Lead);
                let face = |run: &Run| match run.role {
                    Role::Lead => Face::Kai,
                    Role::Label if led => Face::Kai,
                    _ => Face::Fang,
                };
                let content = self.runs(runs, face);
                let style = if is_addressed(runs) { FLUSH } else { INDENTED };
                self.element(html, "p", style, &content);
            }
            Block::Table(table) => self.table(html, table, false),
            Block::Chart(chart) => self.table(html, &chart.table(), true),
            Block::Distribution { lines, editors, copies } => {
                let lines = lines.iter().map(DistributionLine::print).chain(editors.clone());
                for line in lines {
                    let content = self.span(&line, Face::Fang, "14pt");
                    self.element(html, "p", "margin:0", &content);
                }
                if let Some(copies) = copies {
                    let content = self.span(copies, Face::Fang, "14pt");
                    self.element(html, "p", "margin:0;text-align:right", &content);
                }
            }
        }
    }

    fn masthead(&self, html: &mut String, meta: &Meta) {
        let [name, number, issuer, date] = meta.lines();
        let family = Face::Title.family();
        let red = format!(
            "<span style=\"font-family:{family};font-size:36pt;color:#{RED_RGB};font-weight:normal\">{}</span>",
            escaped(&name.text)
        );
        for piece in ["<h1 style=\"margin:0;text-align:center\">", &red, "</h1>\n"] {
            html.push_str(piece);
        }
        let line = |run: &Run| self.span(&run.text, Face::Fang, "16pt");
        self.element(html, "p", "margin:0;text-align:center", &line(&number));
        self.element(html, "p", "margin:0", &line(&issuer));
        self.element(html, "p", "margin:0;text-align:right", &line(&date));
    }

    fn element(&self, html: &mut String, name: &str, style: &str, content: &str) {
        let pitch = &self.pitch;
        let start = format!("<{name} style=\"{style};{pitch};mso-line-height-rule:exactly\">");
        for piece in [&start, content, "</", name, ">\n"] {
            html.push_str(piece);
        }
    }

    fn runs(&self, runs: &[Run], face: impl Fn(&Run) -> Face) -> String {
        let same = |one: &Run, next: &Run| face(one) == face(next);
        let spans = runs.chunk_by(same).map(|group| {
            let face = group.first().map_or(Face::Fang, &face);
            self.span(&text_of(group), face, "16pt")
        });
        spans.collect()
    }

    fn span(&self, text: &str, face: Face, size: &str) -> String {
        let family = face.family();
        let families =
            if self.latin { format!("{LATIN_FAMILY},{family}") } else { family.to_owned() };
        // Word takes the Chinese family from its own property; a browser from the list.
        format!(
            "<span lang=\"zh-CN\" style=\"font-family:{families};mso-fareast-font-family:{family};font-size:{size};font-weight:normal\">{}</span>",
            escaped(text)
        )
    }

    fn table(&self, html: &mut String, table: &Table, below: bool) {
        let caption = self.span(&text_of(&table.caption), Face::Hei, "14pt");
        let caption_line = |html: &mut String| {
            if !table.caption.is_empty() {
                self.element(html, "p", "margin:0;text-align:center", &caption);
            }
        };
        if !below {
            caption_line(html);
        }
        html.push_str(
            "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" style=\"border-collapse:collapse;width:100%\">\n",
        );
        let reach = table.reach();
        for (at, row) in table.all_rows().enumerate() {
            self.row(html, (table, &reach), (at, row));
        }
        html.push_str("</table>\n");
        if below {
            caption_line(html);
        }
    }

    fn row(
        &self,
        html: &mut String,
        (table, reach): (&Table, &Reach),
        (row, cells): (usize, &[Run]),
    ) {
        let head = row < table.head_rows();
        html.push_str("<tr>");
        for (at, cell) in cells.iter().enumerate() {
            let over = match reach.extent(row, at) {
                Some((1, 1)) => String::new(),
                Some((rows, columns)) => {
                    format!(" rowspan=\"{rows}\" colspan=\"{columns}\"")
                }
                None => continue,
            };
            let align = match (head, table.align.get(at)) {
                (true, _) | (_, Some(Align::Centre)) => "center",
                (_, Some(Align::Right)) => "right",
                _ => "left",
            };
            let face = if head { Face::Hei } else { Face::Fang };
            let content = self.span(&cell.text, face, "14pt");
            let name = if head { "th" } else { "td" };
            let start = format!("<{name}{over} style=\"text-align:{align}\">");
            for piece in [&start, content.as_str(), "</", name, ">"] {
                html.push_str(piece);
            }
        }
        html.push_str("</tr>\n");
    }
}

/// First line two characters in, no white around.
const FLUSH: &str = "margin:0;font-size:16pt;text-align:justify";
const INDENTED: &str = "margin:0;text-indent:2em;font-size:16pt;text-align:justify";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::fixture;

    /// The text of the page: what stands outside of tags.
    fn visible(html: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside && !c.is_whitespace() => text.push(c),
                _ => {}
            }
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        text.replace("&amp;", "&")
    }

    #[test]
    fn holds_the_whole_text_with_headings_and_faces() {
        let document = fixture().document();
        let html = html(&document, &HouseStyle::default(), None);
        let text: String =
            crate::document::plain_text(&document).chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(visible(&html), text);
        assert!(html.contains("<h1 ") && html.contains("<h2 ") && html.contains("楷体_GB2312"));
        assert!(html.contains("text-indent:2em") && html.contains("line-height:28.95pt"));
    }

    #[test]
    fn a_section_stands_alone() {
        let document = fixture().document();
        let html = html(&document, &HouseStyle::default(), Some(1));
        assert!(!html.contains("<h1 "));
        assert_eq!(html.matches("<h2 ").count(), 1);
        let plain = text_of_section(&document, 1);
        let text: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(visible(&html), text);
    }
}
