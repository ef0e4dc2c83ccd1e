//! From a finding or a numeral to the field it was typed in; the proof sheet and the office's words
//! written and read.

use std::ops::Range;
use std::path::Path;

use egui::Context;

use crate::check::wording::Target;
use crate::check::{Finding, Numeral};
use crate::document::Anchor;
use crate::model::{FigureKey, IssueId, ItemId};

use super::app::{AppWindow, BookState};
use super::reviewing::paragraph_start;
use super::route::Route;
use super::widgets::{field_id, select_range};

impl AppWindow {
    /// Shows what a finding is about: its figure, or its place in the text.
    pub(super) fn go_to_finding(&mut self, finding: &Finding, ctx: &Context) {
        if finding.rule.starts_with("visit") || matches!(finding.rule, "name-person" | "S12") {
            return self.go(Route::Lists);
        }
        if let (None, Some(code)) = (finding.anchor, &finding.indicator) {
            let Some(month) = self.place.as_ref().map(|place| place.month) else { return };
            return self.go_to_figure(&FigureKey::of_hall(code, month));
        }
        match finding.anchor {
            Some(anchor) => self.go_to_print(anchor, finding.start..finding.end, ctx),
            None => self.go_to_head(),
        }
    }

    /// Shows where a numeral was typed; what a table prints, in the form of the month.
    pub(super) fn go_to_numeral(&mut self, numeral: &Numeral, ctx: &Context) {
        match (numeral.anchor, &numeral.indicator, numeral.column) {
            (Some(_), Some(code), Some(_)) => {
                let Some(month) = self.place.as_ref().map(|place| place.month) else { return };
                self.go_to_figure(&FigureKey::of_hall(code, month));
            }
            (Some(anchor), ..) => self.go_to_print(anchor, numeral.start..numeral.end, ctx),
            (None, ..) if numeral.section == "报尾" => self.go(Route::Lists),
            (None, ..) => self.go_to_head(),
        }
    }

    fn go_to_head(&mut self) {
        self.go(Route::Compile);
        self.screens.show_section(None, None);
    }

    fn go_to_print(&mut self, anchor: Anchor, chars: Range<usize>, ctx: &Context) {
        let BookState::Open(book) = &self.book else { return };
        let Some(sources) = self.reviewing.sources() else { return };
        let (issue, document) = (&sources.issue, &sources.document);
        let place = book.source_place(issue, document, (anchor, chars));
        let Some(place) = place else { return self.go_to_block(anchor) };
        match place.target {
            Target::Paragraph(item, at) | Target::Join(item, at) => {
                let paragraphs = issue.items().find(|one| one.id == item);
                let start = paragraphs.map_or(0, |one| paragraph_start(&one.paragraphs, at));
                let range = start + place.range.start..start + place.range.end;
                self.select_in_item(&item, "text", &range, ctx);
            }
            Target::Lead(item) => self.select_in_item(&item, "lead", &place.range, ctx),
            Target::Title(section) => {
                let field = field_id("section title", &section);
                select_range(ctx, field, &place.range);
                self.go(Route::Compile);
                self.screens.show_section(Some(&section), Some(field));
            }
        }
    }

    /// What is generated has no field: the form of its item or section is near enough.
    fn go_to_block(&mut self, anchor: Anchor) {
        let Some(sources) = self.reviewing.sources() else { return };
        let Some(section) = sources.issue.sections.get(anchor.section) else { return };
        let item = anchor.item.and_then(|at| section.items.get(at)).map(|item| item.id.clone());
        let section = section.id.clone();
        if let Some(item) = item {
            let field = field_id("text", &item);
            let route = self.screens.show_field(self.route, &item, field);
            self.go(route);
        } else {
            self.go(Route::Compile);
            self.screens.show_section(Some(&section), None);
        }
    }

    fn select_in_item(
        &mut self,
        item: &ItemId,
        part: &'static str,
        range: &Range<usize>,
        ctx: &Context,
    ) {
        let field = field_id(part, item);
        select_range(ctx, field, range);
        let route = self.screens.show_field(self.route, item, field);
        if route != self.route {
            self.go(route);
        }
    }

    pub(super) fn export_proof(&mut self, issue: &IssueId, path: &Path) {
        let BookState::Open(book) = &self.book else { return };
        match book.issue(issue).and_then(|issue| book.export_proof(&issue, path)) {
            Ok(count) => {
                self.toasts.done(format!("校样表已存好，{count} 个数字：{}", path.display()));
            }
            Err(err) => self.refused(&err),
        }
    }

    pub(super) fn import_words(&mut self, path: &Path) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.import_words_file(path) {
            Ok(report) => {
                self.saved.stored();
                self.toasts.done(format!(
                    "词表已导入：新增 {} 条，改 {} 条，{} 条原样",
                    report.added, report.changed, report.same
                ));
            }
            Err(err) => self.refused(&err),
        }
    }

    pub(super) fn export_words(&mut self, path: &Path) {
        let BookState::Open(book) = &self.book else { return };
        match book.export_words_file(path) {
            Ok(count) => self.toasts.done(format!("词表 {count} 条已存到 {}", path.display())),
            Err(err) => self.refused(&err),
        }
    }
}
