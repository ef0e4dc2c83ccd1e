//! A file chosen by typing its path or by walking folders, where the system offers no dialog.

use std::path::{Path, PathBuf};

use egui::{Key, ScrollArea, TextEdit, Ui};

use crate::ui::action::{Action, Actions, Purpose};
use crate::ui::widgets;

#[derive(Clone, Debug, PartialEq)]
pub struct PathDialog {
    purpose: Purpose,
    pub folder: PathBuf,
    pub path: PathBuf,
    /// The path as typed.
    text: String,
    listing: Vec<Entry>,
    /// The file exists and may be written over.
    overwrite: bool,
    opened: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    name: String,
    folder: bool,
}

impl PathDialog {
    /// `name` is proposed when a file is to be written.
    pub fn new(purpose: Purpose, folder: PathBuf, name: Option<String>) -> Self {
        let path = name.map_or_else(|| folder.clone(), |name| folder.join(name));
        let mut text = path.to_string_lossy().into_owned();
        if path == folder {
            text.push(std::path::MAIN_SEPARATOR);
        }
        let mut dialog = Self {
            purpose,
            folder,
            path,
            text,
            listing: Vec::new(),
            overwrite: false,
            opened: false,
        };
        dialog.list();
        dialog
    }

    fn saving(&self) -> bool {
        self.purpose.saves()
    }

    fn fits(&self, path: &Path) -> bool {
        self.purpose.formats().iter().any(|(extension, _)| has_extension(path, extension))
    }

    fn list(&mut self) {
        let mut listing: Vec<Entry> = std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let folder = entry.path().is_dir();
                let fits = folder || self.fits(&entry.path());
                (fits && !name.starts_with('.')).then_some(Entry { name, folder })
            })
            .collect();
        listing.sort_by(|a, b| b.folder.cmp(&a.folder).then_with(|| a.name.cmp(&b.name)));
        self.listing = listing;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, actions: &Actions) {
        super::heading(ui, self.purpose.title());
        let label = widgets::caption(ui, "完整的路径和文件名");
        let edit = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
        let field = ui.add(edit).labelled_by(label.id);
        if !self.opened {
            self.opened = true;
            field.request_focus();
        }
        if field.changed() {
            self.overwrite = false;
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if self.saving() {
            self.formats_ui(ui);
        }
        ui.add_space(4.0);
        widgets::quiet(ui, format!("文件夹：{}", self.folder.display()));
        self.listing_ui(ui);
        let problem = self.problem();
        if let Some(problem) = &problem {
            widgets::amber_note(ui, problem);
        }
        let yes = match (self.saving(), self.overwrite) {
            (true, true) => "覆盖",
            (true, false) => "导出",
            (false, _) => "打开",
        };
        if super::foot(ui, actions, yes, !self.text.trim().is_empty()) || entered {
            self.finish(actions);
        }
    }

    fn formats_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            widgets::caption(ui, "格式");
            for (extension, name) in self.purpose.formats() {
                let chosen = has_extension(Path::new(self.text.trim()), extension);
                if ui.radio(chosen, *name).clicked() {
                    let path = Path::new(self.text.trim()).with_extension(extension);
                    self.text = path.to_string_lossy().into_owned();
                    self.overwrite = false;
                }
            }
        });
    }

    fn listing_ui(&mut self, ui: &mut Ui) {
        let mut entered = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
                if widgets::list_row(ui, false, "上一级文件夹", "", "↑").clicked() {
                    entered = self.folder.parent().map(|parent| (parent.to_owned(), true));
                }
                for entry in &self.listing {
                    let mark = if entry.folder { "文件夹" } else { "" };
                    if widgets::list_row(ui, false, &entry.name, "", mark).clicked() {
                        entered = Some((self.folder.join(&entry.name), entry.folder));
                    }
                }
            });
        });
        if let Some((path, folder)) = entered {
            self.enter(path, folder);
        }
    }

    fn enter(&mut self, path: PathBuf, folder: bool) {
        self.overwrite = false;
        if !folder {
            self.text = path.to_string_lossy().into_owned();
            return;
        }
        let name = Path::new(&self.text).file_name().map(PathBuf::from).filter(|_| self.saving());
        let text = name.map_or_else(|| path.join(""), |name| path.join(name));
        self.text = text.to_string_lossy().into_owned();
        self.folder = path;
        self.list();
    }

    /// What speaks against the typed path, as far as the folder can tell.
    fn problem(&self) -> Option<String> {
        let path = Path::new(self.text.trim());
        if self.overwrite {
            return Some("已有同名文件，再按一次就覆盖它".to_owned());
        }
        if self.saving() && !self.fits(path) {
            let known: Vec<String> = self
                .purpose
                .formats()
                .iter()
                .map(|(extension, _)| format!(".{extension}"))
                .collect();
            return Some(format!("文件名要以 {} 结尾", known.join("、")));
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let missing = parent.is_some_and(|parent| !parent.is_dir());
        missing.then(|| "没有这个文件夹".to_owned())
    }

    fn finish(&mut self, actions: &Actions) {
        let path = PathBuf::from(self.text.trim());
        if path.is_dir() {
            return self.enter(path, true);
        }
        if self.problem().is_some() && !self.overwrite {
            return;
        }
        if self.saving() && path.exists() && !self.overwrite {
            self.overwrite = true;
            return;
        }
        actions.send(Action::Picked(self.purpose.clone(), path));
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(wanted))
}
