//! The issue as pages: which fonts print it, and how it lies on paper.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::book::Book;
use super::error::OpError;
use super::export::ExportReport;
use super::{places, viewer};
use crate::document::Document;
use crate::export::fonts::{FontReport, FontSet, FontSources, Origin, RoleReport};
use crate::layout::{FontRole, Misfit, Pages, paginate};
use crate::model::{HouseStyle, Issue};

/// The fonts found last, with where they were looked for: a machine's fonts are read once.
static FONTS: Mutex<Option<(FontSources, Arc<FontSet>)>> = Mutex::new(None);

/// An issue on paper, with the fonts that print it.
#[derive(Clone)]
pub struct Print {
    pub pages: Pages,
    pub fonts: Arc<FontSet>,
}

impl Book {
    /// Where this book's fonts come from: the machine's folders, and the files pointed at.
    pub fn font_sources(&self) -> Result<FontSources, OpError> {
        let mut chosen = BTreeMap::new();
        for role in FontRole::ALL {
            if let Some(path) = self.setting(&setting(role))?.filter(|path| !path.is_empty()) {
                chosen.insert(role, PathBuf::from(path));
            }
        }
        Ok(FontSources { chosen, ..FontSources::system() })
    }

    /// Points a role at a font file; `None` goes back to what is installed.
    pub fn choose_font(&mut self, role: FontRole, path: Option<&Path>) -> Result<(), OpError> {
        let path = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        self.set_setting(&setting(role), &path)
    }

    /// Makes the issue's PDF and hands it to the system's viewer, or to the print queue where there
    /// is none. The file stays, so that it can be printed elsewhere.
    pub fn print_out(&self, issue: &Issue) -> Result<ExportReport, OpError> {
        let folder = places::data_folder().join("print");
        std::fs::create_dir_all(&folder)
            .map_err(|source| OpError::WriteFile { path: folder.clone(), source })?;
        let path = folder.join(format!("{}-{}.pdf", issue.bulletin, issue.month));
        let report = self.export_issue(issue, &path)?;
        if viewer::show(&path) { Ok(report) } else { Err(OpError::NoViewer { path }) }
    }

    /// The issue on paper.
    pub fn print(&self, issue: &Issue) -> Result<Print, OpError> {
        let (document, bulletin, _) = self.composed(issue)?;
        Ok(printed(&document, &bulletin.house_style, &fonts(&self.font_sources()?)))
    }
}

/// A document on paper.
pub fn printed(document: &Document, house: &HouseStyle, fonts: &Arc<FontSet>) -> Print {
    Print { pages: paginate(document, house, fonts.as_ref()), fonts: Arc::clone(fonts) }
}

/// The fonts of these sources, looked for again only when the sources change.
pub fn fonts(sources: &FontSources) -> Arc<FontSet> {
    let mut last = FONTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, fonts)) = last.as_ref()
        && of == sources
    {
        return Arc::clone(fonts);
    }
    let fonts = Arc::new(FontSet::load(sources));
    *last = Some((sources.clone(), Arc::clone(&fonts)));
    fonts
}

fn setting(role: FontRole) -> String {
    let role = match role {
        FontRole::Fang => "fang",
        FontRole::Kai => "kai",
        FontRole::Hei => "hei",
        FontRole::Title => "title",
        FontRole::Song => "song",
        FontRole::Latin => "latin",
    };
    format!("font.{role}")
}

impl Print {
    pub fn report(&self) -> FontReport {
        self.fonts.report(&self.pages.stand_ins)
    }

    /// What does not fit; a single character on a line is for the proofreader to say.
    pub fn misfits(&self) -> impl Iterator<Item = &Misfit> {
        self.pages.misfits.iter().filter(|misfit| !matches!(misfit, Misfit::Orphan { .. }))
    }

    /// What a person should know before it goes to print: what does not fit, and what another
    /// font than the role's own prints.
    pub fn remarks(&self) -> Vec<String> {
        let misfits = self.misfits().map(Misfit::sentence);
        misfits.chain(self.report().roles.iter().flat_map(font_remarks)).collect()
    }
}

/// What is to be said of the font of a role.
pub fn font_remarks(role: &RoleReport) -> Vec<String> {
    let (chinese, purpose) = (role.role.chinese(), role.role.purpose());
    let unusable = role
        .unusable
        .iter()
        .map(|path| format!("为{chinese}指定的 {} 读不了或不是字体，没有用它", path.display()));
    let stand_in = (role.origin == Origin::Bundled)
        .then(|| format!("本机没有{chinese}，{purpose}由程序自带的{}代印", role.name));
    let lent = role.lent.iter().map(|(chars, name)| {
        let count = chars.chars().count();
        let shown: String = chars.chars().take(20).collect();
        let more = if count > 20 { format!("等 {count} 字") } else { String::new() };
        format!("{chinese}（{}）缺“{shown}”{more}，由 {name} 代印", role.name)
    });
    unusable.chain(stand_in).chain(lent).collect()
}
