//! Carries out what was asked for: one match, one call an arm.

use std::path::Path;

use egui::{Context, Theme};

use crate::model::{FigureKey, IssueId, Month};
use crate::ops::{
    BackupReason, Book, ExportReport, OpError, TableOffers, Target, TrendRequest, in_log, message,
};

use super::action::{Action, Purpose, TableSource};
use super::app::{AppWindow, BookState};
use super::change::{Change, Made};
use super::dialogs::{Dialog, LearnDialog};
use super::route::Route;
use super::screens::settings::Tab;
use super::search::{Search, place_of};

/// Steps listed to choose from.
const STEPS_SHOWN: usize = 200;

impl AppWindow {
    pub(super) fn dispatch(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Go(route) => self.go(route),
            Action::Figure(key) => self.go_to_figure(&key),
            Action::Finding(finding) => self.go_to_finding(&finding, ctx),
            Action::Numeral(numeral) => self.go_to_numeral(&numeral, ctx),
            Action::Say(text) => self.toasts.done(text),
            Action::Trend(key) => self.go_to_trend(&key),
            Action::TrendHere => self.trend_here(),
            Action::Chart(request) => self.go_to_chart(&request),
            Action::CopyChart(request) => self.copy_chart(&request, ctx),
            Action::Settings(tab) => self.settings(tab),
            Action::Month(month) => self.place.iter_mut().for_each(|place| place.month = month),
            Action::Bulletin(code) => {
                self.place.iter_mut().for_each(|place| place.bulletin = code.clone());
            }
            Action::History(subject) => self.history(subject),
            Action::HistoryHere => self.history_here(),
            Action::Actor(name) => self.actor(&name),
            Action::AskWho => self.ask_who(),
            Action::Search => self.search = Some(Search::default()),
            Action::CloseSearch => self.search = None,
            Action::Goto(target) => self.go_to(&target),
            Action::Change(change) => self.change(*change),
            Action::Undo => self.step_back(Book::undo, "已撤销", "没有可撤销的操作"),
            Action::Redo => self.step_back(Book::redo, "已重做", "没有可重做的操作"),
            Action::Steps => self.list_steps(),
            Action::UndoTo(batch) => self.undo_to(batch),
            Action::NewIndicators => self.list_new_indicators(),
            Action::Open(dialog) => self.dialog = Some(*dialog),
            Action::Close => self.dialog = None,
            Action::Pick(purpose) => self.pick(purpose),
            Action::Picked(purpose, path) => self.picked(&purpose, &path),
            Action::NewBook(name) => self.new_book(&name),
            Action::Sample => self.open_sample(),
            Action::OwnBook => self.open_path(&self.own.clone()),
            Action::Retry => self.reopen(),
            Action::NewIssue(month) => self.new_issue(month),
            Action::ToggleTheme => toggle_theme(ctx),
            Action::ReadTable { source, month, department } => {
                self.read_table(source, month, &department);
            }
            Action::CancelTable => self.cancel_table(),
            Action::PreviewCells { cells, left } => self.preview_cells(&cells, left),
            Action::BackUp => self.back_up(BackupReason::Manual),
            Action::SecondFolder(folder) => self.second_folder(&folder),
            Action::PreviewRestore(backup) => self.preview_restore(&backup),
            Action::Restore(backup) => self.restore_backup(&backup),
            Action::Recover(backup) => self.recover(&backup),
            Action::Examine => self.examine(),
            Action::Copy(issue, section) => self.copy(&issue, section.as_ref(), ctx),
            Action::Verify(path) => self.verify(&path),
            Action::TakeWords(difference, path) => self.take_words(&difference, &path),
            Action::Compare => self.compare(),
            Action::ExportShown => self.pick(self.table_shown()),
            Action::Font(role, path) => self.choose_font(role, path.as_deref()),
            Action::Print(issue) => self.print(&issue),
            Action::Unlock(path, purpose, by) => self.unlock(&path, &purpose, &by),
            Action::Publishing(asked) => self.publishing(&asked),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    pub(super) fn go(&mut self, route: Route) {
        self.route = route;
        self.screens.entered(route);
    }

    pub(super) fn go_to_figure(&mut self, key: &FigureKey) {
        self.route = Route::Entry;
        self.screens.show_figure(key);
    }

    /// Shows a place in the book, in its month and on its screen.
    fn go_to(&mut self, target: &Target) {
        if let (Some(place), Some((bulletin, month))) = (&mut self.place, place_of(target)) {
            place.month = month;
            place.bulletin = bulletin.unwrap_or(&place.bulletin).clone();
        }
        match target {
            Target::Item { item, placed, .. } => {
                self.go(if *placed { Route::Compile } else { Route::Events });
                self.screens.made(Made::Item(item.clone()));
            }
            Target::Section { section, .. } => {
                self.go(Route::Compile);
                self.screens.made(Made::Section(section.clone()));
            }
            Target::Visit { visit, .. } => {
                self.go(Route::Lists);
                self.screens.made(Made::Visit(visit.clone()));
            }
            Target::List { .. } => self.go(Route::Lists),
            Target::Issue { .. } => self.go(Route::Overview),
            Target::Figure(key) => self.go_to_figure(key),
            Target::Indicator(code) => {
                let Some(month) = self.place.as_ref().map(|place| place.month) else { return };
                self.go_to_figure(&FigureKey::of_hall(code, month));
            }
            Target::Department(_) => self.settings(Tab::Departments),
            Target::Person => self.settings(Tab::Persons),
        }
    }

    fn settings(&mut self, tab: Tab) {
        self.screens.show_settings(tab);
        self.go(Route::Settings);
    }

    fn change(&mut self, change: Change) {
        if change.takes_in_much() {
            self.back_up(BackupReason::Import);
        }
        let BookState::Open(book) = &mut self.book else { return };
        match change.apply(book) {
            Ok(made) => {
                self.saved.stored();
                if let Made::Rewritten(slots) = made {
                    self.toasts.done(format!("正文里的 {slots} 处填数位一起改了名，可以撤销"));
                } else if made != Made::Nothing {
                    self.screens.made(made);
                }
            }
            Err(err) => self.refused(&err),
        }
    }

    /// Says what could not be stored, and keeps saying it in the saved mark.
    pub(super) fn refused(&mut self, err: &OpError) {
        log::error!("{}", in_log(err));
        let message = message(err);
        self.saved.failed(&message.text);
        self.toasts.failed(message);
    }

    fn step_back(
        &mut self,
        step: fn(&mut Book) -> Result<Option<String>, OpError>,
        done: &str,
        nothing: &str,
    ) {
        let BookState::Open(book) = &mut self.book else { return };
        match step(book) {
            Ok(Some(label)) => {
                self.saved.stored();
                self.toasts.done(format!("{done}：{label}"));
            }
            Ok(None) => self.toasts.done(nothing),
            Err(err) => self.refused(&err),
        }
    }

    fn list_steps(&mut self) {
        let BookState::Open(book) = &self.book else { return };
        match book.steps(STEPS_SHOWN) {
            Ok(steps) => self.dialog = Some(Dialog::Steps(steps)),
            Err(err) => self.refused(&err),
        }
    }

    fn list_new_indicators(&mut self) {
        self.dialog = None;
        let BookState::Open(book) = &self.book else { return };
        let Some(place) = &self.place else { return };
        let issue = book.issue_in(&place.bulletin, place.month);
        let offers = issue.and_then(|issue| {
            let Some(issue) = issue else { return Ok(None) };
            let offers = book.new_indicators(&issue)?;
            let tables = book.new_tables(&issue, &offers)?;
            Ok(Some((issue.id.clone(), offers, tables)))
        });
        match offers {
            Ok(Some((issue, offers, tables)))
                if !offers.is_empty() || tables != TableOffers::default() =>
            {
                let dialog = LearnDialog::new(issue, offers, tables);
                self.dialog = Some(Dialog::Learn(Box::new(dialog)));
            }
            Ok(_) => self.toasts.done("固定段落里没有可建为指标的数字"),
            Err(err) => self.refused(&err),
        }
    }

    fn undo_to(&mut self, batch: i64) {
        let BookState::Open(book) = &mut self.book else { return };
        match book.undo_to(batch) {
            Ok(count) => {
                self.saved.stored();
                self.toasts.done(format!("已撤销 {count} 步"));
            }
            Err(err) => self.refused(&err),
        }
    }

    fn picked(&mut self, purpose: &Purpose, path: &Path) {
        self.dialog = None;
        match purpose {
            Purpose::Export(issue) => self.export(issue, path),
            Purpose::Chart(request) => self.export_chart(request, path),
            Purpose::ImportTable => {
                let month = self.place.as_ref().map(|place| place.month);
                let department = self.screens.department();
                self.read_table(TableSource::File(path.to_owned()), month, &department);
            }
            Purpose::ExportTable => self.export_table(&self.screens.department(), path),
            Purpose::ExportList(listing) => self.export_list(listing, path),
            Purpose::Import => self.import(path),
            Purpose::Verify => self.verify(path),
            Purpose::Book => self.open_path(path),
            Purpose::ProofSheet(issue) => self.export_proof(issue, path),
            Purpose::ImportWords => self.import_words(path),
            Purpose::ExportWords => self.export_words(path),
            Purpose::Backup | Purpose::VerifyPack => self.came_in(path, purpose),
            Purpose::Pack(issue, by) => self.pack(issue, path, by.as_ref()),
            Purpose::LockedBackup(by) => self.back_up_locked(path, by),
            Purpose::Font(role) => self.choose_font(*role, Some(path)),
        }
    }

    fn export(&mut self, issue: &IssueId, path: &Path) {
        let BookState::Open(book) = &mut self.book else { return };
        let written = book.issue(issue).and_then(|issue| book.export_issue(&issue, path));
        let recorded =
            written.and_then(|report| book.record_export(issue, &report).map(|()| report));
        match recorded {
            Ok(report) => {
                let text = exported(&report);
                self.toasts.done(text);
            }
            Err(err) => self.refused(&err),
        }
    }

    fn export_chart(&mut self, request: &TrendRequest, path: &Path) {
        let BookState::Open(book) = &self.book else { return };
        match book.export_chart(request, path) {
            Ok(()) => self.toasts.done(format!("已导出：{}", path.display())),
            Err(err) => self.refused(&err),
        }
    }

    fn copy_chart(&mut self, request: &TrendRequest, ctx: &Context) {
        let BookState::Open(book) = &self.book else { return };
        match book.chart_picture(request) {
            Ok(raster) => {
                let size = [usize::from(raster.width), usize::from(raster.height)];
                ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &raster.rgba));
                self.toasts.done("已复制成图片");
            }
            Err(err) => self.refused(&err),
        }
    }

    /// The shown month stays; a figure of a later one becomes the shown month.
    fn go_to_trend(&mut self, key: &FigureKey) {
        let BookState::Open(book) = &self.book else { return };
        let Ok(bulletin) = book.bulletin_of(&key.indicator) else { return };
        let code = bulletin.code.clone();
        if let Some(place) = &mut self.place {
            place.month = place.month.max(key.month);
            place.bulletin = code.clone();
        }
        self.screens.show_trend(code, key);
        self.go(Route::Trends);
    }

    fn go_to_chart(&mut self, request: &TrendRequest) {
        if let Some(place) = &mut self.place {
            place.month = request.to;
            place.bulletin = request.bulletin.clone();
        }
        self.screens.show_chart(request);
        self.go(Route::Trends);
    }

    fn trend_here(&mut self) {
        let pointed = self.screens.pointed(self.route).cloned();
        let figure = match self.screens.subject(self.route) {
            _ if pointed.is_some() => pointed,
            Some(crate::ops::SubjectOwned::Figure(key)) => Some(key),
            Some(crate::ops::SubjectOwned::Item(item)) => self.figure_in(&item),
            _ => None,
        };
        match figure {
            Some(key) => self.go_to_trend(&key),
            None => self.go(Route::Trends),
        }
    }

    /// The first figure that a paragraph prints.
    fn figure_in(&self, item: &crate::model::ItemId) -> Option<FigureKey> {
        let BookState::Open(book) = &self.book else { return None };
        let month = self.place.as_ref()?.month;
        book.figure_printed_by(item, month)
    }

    fn new_issue(&mut self, month: Month) {
        self.dialog = None;
        let BookState::Open(book) = &mut self.book else { return };
        let Some(place) = &mut self.place else { return };
        match book.new_issue(&place.bulletin, month, None) {
            Ok(report) => {
                place.month = month;
                self.saved.stored();
                self.dialog = Some(Dialog::Made(Box::new(report)));
                self.route = Route::Overview;
            }
            Err(err) => self.refused(&err),
        }
    }
}

fn toggle_theme(ctx: &Context) {
    let dark = ctx.global_style().visuals.dark_mode;
    ctx.set_theme(if dark { Theme::Light } else { Theme::Dark });
}

/// What was written, and what in it still waits to be filled.
fn exported(report: &ExportReport) -> String {
    let sum = report.sha256.short();
    let path = format!("{}，已读回核对，校验和 {sum}…", report.path.display());
    if report.empty.is_empty() {
        return format!("已导出：{path}");
    }
    let first: Vec<&str> = report.empty.iter().take(3).map(String::as_str).collect();
    let more = if report.empty.len() > 3 { "等" } else { "" };
    let (count, names) = (report.empty.len(), first.join("、"));
    format!("已导出：{path}。还有 {count} 处待填，印作〔〕：{names}{more}")
}
