//! The main part of a Word file → pieces of text. A stream with a stack of what is open; what is
//! not understood is walked through.

use super::facts::{ChangeKind, Facts};
use super::numbering::Numbering;
use super::paragraph::{Paragraph, Row};
use super::styles::Styles;
use super::xml::{Space, Tag, Visitor, walk};
use super::{DocxError, Limits, Much, Piece};

/// Most text boxes, tables and runs within one another; deeper ones are walked through.
const NESTED: usize = 64;

pub(super) fn read(
    xml: &str,
    styles: &Styles,
    numbering: Numbering,
    limits: &Limits,
) -> Result<(Vec<Piece>, Facts), DocxError> {
    let mut body = Body {
        styles,
        numbering,
        limits,
        facts: Facts::default(),
        is_word: false,
        places: vec![Vec::new()],
        paragraphs: Vec::new(),
        rows: Vec::new(),
        runs: Vec::new(),
        inserted: 0,
        skipped: None,
        in_properties: None,
        taking: Taking::Nothing,
        instruction: String::new(),
        run_on: None,
        count: 0,
        bytes: 0,
    };
    walk(xml, limits, &mut body)?;
    if !body.is_word {
        return Err(DocxError::NotWord);
    }
    while body.places.len() > 1 {
        body.leave_place();
    }
    Ok((body.places.pop().unwrap_or_default(), body.facts))
}

struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    limits: &'a Limits,
    facts: Facts,
    is_word: bool,
    /// Where finished pieces go: the document, then cells and text boxes within one another.
    places: Vec<Vec<Piece>>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    /// Runs that are open, each with whether it is hidden.
    runs: Vec<bool>,
    /// How many insertions are open.
    inserted: usize,
    skipped: Option<Skipped>,
    in_properties: Option<Properties>,
    taking: Taking,
    /// What a field does: `HYPERLINK "…"`.
    instruction: String,
    /// The beginning of a paragraph whose end is deleted.
    run_on: Option<Paragraph>,
    count: usize,
    bytes: usize,
}

/// A subtree that is no part of the text.
struct Skipped {
    depth: usize,
    /// Its words are those of the latest deletion.
    deleted: bool,
}

/// Which properties are being read; they nest: those of a paragraph hold those of its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Properties {
    Paragraph,
    Mark,
    Run,
    Row,
    Cell,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Nothing,
    Text,
    Instruction,
}

impl Body<'_> {
    fn push(&mut self, text: &str) -> Result<(), DocxError> {
        self.bytes += text.len();
        if self.bytes > self.limits.text {
            return Err(DocxError::TooMuch { what: Much::Text, limit: self.limits.text });
        }
        if self.runs.last() == Some(&true) {
            self.facts.hidden(text);
            return Ok(());
        }
        if self.inserted > 0 {
            self.facts.changed([ChangeKind::Inserted, ChangeKind::MovedHere], text);
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.extend(text.chars().filter(|c| !matches!(c, '\r' | '\u{feff}')));
        }
        Ok(())
    }

    fn skip(&mut self, deleted: bool) {
        self.skipped = Some(Skipped { depth: 1, deleted });
    }

    /// Words between tags: breaks, dashes, symbols, marks of changes.
    fn content(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        match tag.name() {
            "t" => self.taking = Taking::Text,
            "instrText" => self.taking = Taking::Instruction,
            "delText" | "delInstrText" | "rt" => self.skip(false),
            "tab" | "ptab" if !self.runs.is_empty() => self.push("\t")?,
            "br" | "cr" => self.push("\n")?,
            "noBreakHyphen" => self.push("-")?,
            "sym" => {
                let code = tag.value("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Symbol fonts have their signs where no character is.
                let c = code
                    .and_then(char::from_u32)
                    .filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
                self.push(c.unwrap_or('□').encode_utf8(&mut [0; 4]))?;
            }
            "drawing" | "pict" => self.facts.pictures += 1,
            "object" | "altChunk" => self.facts.embedded += 1,
            "fldSimple" => {
                let instruction = tag.value("instr").unwrap_or_default();
                self.link(&instruction);
            }
            "ins" => {
                self.inserted += 1;
                self.change(ChangeKind::Inserted, tag);
            }
            "moveTo" => {
                self.inserted += 1;
                self.change(ChangeKind::MovedHere, tag);
            }
            "del" => {
                self.change(ChangeKind::Deleted, tag);
                self.skip(true);
            }
            "moveFrom" => {
                self.change(ChangeKind::MovedAway, tag);
                self.skip(true);
            }
            _ => {}
        }
        Ok(())
    }

    fn change(&mut self, kind: ChangeKind, tag: &Tag<'_>) {
        let author = self.facts.author(tag.value("author"));
        self.facts.change(kind, author);
    }

    fn link(&mut self, instruction: &str) {
        if instruction.trim_start().starts_with("HYPERLINK")
            && let Some(target) = instruction.split('"').nth(1)
        {
            self.facts.link(target);
        }
    }

    fn structure(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        match tag.name() {
            "body" => self.is_word = true,
            "p" => {
                let paragraph = Paragraph::default();
                self.paragraphs.push(paragraph);
            }
            "r" => self.runs.push(false),
            "pPr" => self.in_properties = Some(Properties::Paragraph),
            "rPr" => self.in_properties = Some(Properties::Run),
            "trPr" => self.in_properties = Some(Properties::Row),
            "tcPr" => self.in_properties = Some(Properties::Cell),
            "tr" => self.rows.push(Row::default()),
            "tc" | "txbxContent" => self.places.push(Vec::new()),
            _ => return self.content(tag),
        }
        let nested = self.places.len().max(self.paragraphs.len()).max(self.rows.len());
        if nested > NESTED {
            return Err(DocxError::TooMuch { what: Much::Depth, limit: NESTED });
        }
        Ok(())
    }

    /// Numbering, level, hidden words and the changes of marks.
    fn property(&mut self, properties: Properties, tag: &Tag<'_>) {
        let value = || tag.value("val");
        match (properties, tag.name()) {
            (Properties::Paragraph, "rPr") => self.in_properties = Some(Properties::Mark),
            (Properties::Paragraph, name) => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value(),
                    "numId" => paragraph.list.list = value(),
                    "ilvl" => paragraph.list.level = value().and_then(|v| v.parse().ok()),
                    "outlineLvl" => paragraph.level = value().and_then(|v| v.parse().ok()),
                    _ => {}
                }
            }
            (Properties::Run, "vanish") => {
                if let Some(hidden) = self.runs.last_mut() {
                    *hidden = tag.is_on();
                }
            }
            (Properties::Mark, "del" | "moveFrom") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.runs_on = true;
                }
                self.change(ChangeKind::Deleted, tag);
            }
            (Properties::Row, "del") => {
                if let Some(row) = self.rows.last_mut() {
                    row.deleted = true;
                }
                self.change(ChangeKind::Deleted, tag);
            }
            (Properties::Mark | Properties::Row, "ins" | "moveTo") => {
                self.change(ChangeKind::Inserted, tag);
            }
            (Properties::Cell, "gridSpan") => {
                let columns = value().and_then(|columns| columns.parse().ok());
                if let Some((row, columns)) = self.rows.last_mut().zip(columns) {
                    row.spans(columns);
                }
            }
            // ECMA-376 17.4.84: without a value the cell goes on.
            (Properties::Cell, "vMerge") if value().is_none_or(|value| value == "continue") => {
                if let Some(row) = self.rows.last_mut() {
                    row.continues();
                }
            }
            (Properties::Cell, "cellIns" | "cellDel") => {
                let inserted = tag.name() == "cellIns";
                let kind = if inserted { ChangeKind::Inserted } else { ChangeKind::Deleted };
                self.change(kind, tag);
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) -> Result<(), DocxError> {
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        let nested = !self.paragraphs.is_empty();
        if let Some(first) = self.run_on.take_if(|_| !nested) {
            let style = first.style.or(paragraph.style);
            let text = first.text + &paragraph.text;
            let boxes = first.boxes.into_iter().chain(paragraph.boxes).collect();
            paragraph = Paragraph { text, style, list: first.list, boxes, ..paragraph };
        }
        if paragraph.runs_on && !nested {
            self.run_on = Some(paragraph);
            return Ok(());
        }
        let piece = self.piece(&mut paragraph);
        let pieces = piece.into_iter().chain(paragraph.boxes);
        let pieces: Vec<Piece> = pieces.collect();
        self.give(pieces)
    }

    /// The finished paragraph, `None` when nothing is on it.
    fn piece(&mut self, paragraph: &mut Paragraph) -> Option<Piece> {
        let text = std::mem::take(&mut paragraph.text);
        let style = paragraph.style.as_deref();
        let of_style = style.map(|style| self.styles.list(style)).unwrap_or_default();
        let level = paragraph.list.level.or(of_style.level).unwrap_or(0);
        let list = paragraph.list.list.take().or(of_style.list);
        let label = list.map(|list| self.numbering.next(&list, level)).unwrap_or_default();
        // An empty item counts all the same.
        if text.trim().is_empty() {
            return None;
        }
        let outline = paragraph.level.or_else(|| self.styles.level(style?));
        let heading = outline.filter(|level| *level < 9).map(|level| level + 1);
        Some(Piece::Paragraph { label, text, heading })
    }

    fn give(&mut self, pieces: Vec<Piece>) -> Result<(), DocxError> {
        self.count += pieces.len();
        if self.count > self.limits.pieces {
            return Err(DocxError::TooMuch { what: Much::Pieces, limit: self.limits.pieces });
        }
        if let Some(place) = self.places.last_mut() {
            place.extend(pieces);
        }
        Ok(())
    }

    /// Ends a cell or text box; returns what is in it.
    fn leave_place(&mut self) -> Vec<Piece> {
        if self.places.len() > 1 { self.places.pop().unwrap_or_default() } else { Vec::new() }
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += 1;
            let words = matches!(tag.name(), "delText" | "t") && skipped.deleted;
            self.taking = if words { Taking::Text } else { Taking::Nothing };
            return Ok(());
        }
        let name = tag.name();
        match tag.space {
            Space::Compatibility if name == "Fallback" => self.skip(false),
            Space::Math if name == "t" => self.taking = Taking::Text,
            Space::Word if name.ends_with("Change") => {
                self.facts.author(tag.value("author"));
                self.facts.format_changes += 1;
                self.skip(false);
            }
            Space::Word => match self.in_properties {
                Some(properties) => self.property(properties, tag),
                None => self.structure(tag)?,
            },
            Space::Compatibility | Space::Math | Space::Other => {}
        }
        Ok(())
    }

    fn close(&mut self, space: Space, name: &str) -> Result<(), DocxError> {
        self.taking = Taking::Nothing;
        if let Some(skipped) = &mut self.skipped {
            skipped.depth -= 1;
            if skipped.depth == 0 {
                self.skipped = None;
            }
            return Ok(());
        }
        if space != Space::Word {
            return Ok(());
        }
        match name {
            "rPr" if self.in_properties == Some(Properties::Mark) => {
                self.in_properties = Some(Properties::Paragraph);
            }
            "pPr" | "rPr" | "trPr" | "tcPr" => self.in_properties = None,
            "ins" | "moveTo" if self.in_properties.is_none() => {
                self.inserted = self.inserted.saturating_sub(1);
            }
            "instrText" => {
                let instruction = std::mem::take(&mut self.instruction);
                self.link(&instruction);
            }
            "r" => {
                self.runs.pop();
            }
            "p" => self.end_paragraph()?,
            "txbxContent" => {
                let pieces = self.leave_place();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.extend(pieces),
                    None => self.give(pieces)?,
                }
            }
            "tc" => {
                let pieces = self.leave_place();
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(pieces);
                }
            }
            "tr" => {
                let pieces = self.rows.pop().map(Row::pieces).unwrap_or_default();
                self.give(pieces)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocxError> {
        match self.taking {
            Taking::Nothing => Ok(()),
            Taking::Instruction => {
                self.instruction.push_str(&super::facts::short(text));
                Ok(())
            }
            Taking::Text if self.skipped.is_some() => {
                self.facts.changed([ChangeKind::Deleted, ChangeKind::MovedAway], text);
                Ok(())
            }
            Taking::Text => self.push(text),
        }
    }
}
