//! The fonts pages are set with: for each role its own font, then what stands in for single
//! characters. Knows no page.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use super::file::{FontFile, Origin};
use super::installed::{self, Installed};
use super::{bundled, families};
use crate::layout::{FontId, FontRole, Fonts, Ink, Shape, StandIn};

/// Where fonts are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontSources {
    pub folders: Vec<PathBuf>,
    /// Files the person pointed at.
    pub chosen: BTreeMap<FontRole, PathBuf>,
}

pub struct FontSet {
    fonts: Vec<FontFile>,
    /// Fonts of a role, the one meant to print it first.
    chains: BTreeMap<FontRole, Vec<FontId>>,
    /// Chosen files that cannot print.
    unusable: BTreeMap<FontRole, PathBuf>,
    known: RwLock<HashMap<(FontRole, char), Option<Shape>>>,
}

/// What prints each role, and which characters of an issue it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontReport {
    pub roles: Vec<RoleReport>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleReport {
    pub role: FontRole,
    /// Family of the font that prints it.
    pub name: String,
    pub origin: Origin,
    /// A chosen file that cannot be used.
    pub unusable: Option<PathBuf>,
    /// Characters of this issue that another font prints, with that font's family.
    pub lent: Vec<(String, String)>,
}

impl FontSources {
    /// The folders of this system, nothing chosen.
    pub fn system() -> Self {
        Self { folders: installed::folders(), chosen: BTreeMap::new() }
    }
}

impl FontSet {
    /// Looks for fonts; with none found the program's own print everything.
    pub fn load(sources: &FontSources) -> Self {
        let mut set = Self {
            fonts: bundled::ALL
                .iter()
                .map(|font| FontFile::bundled(font.name, font.bytes))
                .collect(),
            chains: BTreeMap::new(),
            unusable: BTreeMap::new(),
            known: RwLock::default(),
        };
        let found = installed::scan(&sources.folders);
        let extra: Vec<FontId> =
            families::FALLBACK.iter().filter_map(|family| set.add(&found, family)).collect();
        for role in FontRole::ALL {
            let mut chain = Vec::new();
            chain.extend(sources.chosen.get(&role).and_then(|path| set.choose(role, path)));
            for family in families::of(role) {
                chain.extend(set.add(&found, family));
            }
            chain.push(nth(bundled::stand_in(role)));
            chain.extend(bundled::FALLBACK.first().map(|at| nth(*at)));
            chain.extend(&extra);
            chain.extend(bundled::FALLBACK.last().map(|at| nth(*at)));
            chain.dedup();
            // The first must be able to print; what cannot be read is no one's own font.
            while chain.first().and_then(|id| set.font(*id)).is_some_and(|font| !font.can_print()) {
                chain.remove(0);
            }
            set.chains.insert(role, chain);
        }
        set
    }

    fn add(&mut self, found: &[Installed], family: &str) -> Option<FontId> {
        let face = installed::find(found, family)?;
        let origin = Origin::Installed(face.path.clone());
        let index = face.face.index;
        let same = |font: &FontFile| font.origin == origin && font.index == index;
        if let Some(at) = self.fonts.iter().position(same) {
            return Some(nth(at));
        }
        self.fonts.push(FontFile::at(family, origin, index));
        Some(nth(self.fonts.len() - 1))
    }

    fn choose(&mut self, role: FontRole, path: &Path) -> Option<FontId> {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let font = FontFile::at(&name.unwrap_or_default(), Origin::Chosen(path.to_owned()), 0);
        if !font.can_print() {
            self.unusable.insert(role, path.to_owned());
            return None;
        }
        self.fonts.push(font);
        Some(nth(self.fonts.len() - 1))
    }

    pub fn font(&self, id: FontId) -> Option<&FontFile> {
        self.fonts.get(usize::from(id.0))
    }

    /// Family of a font, for people.
    pub fn name(&self, id: FontId) -> &str {
        self.font(id).map_or("", |font| font.name.as_str())
    }

    /// What prints each role; `stand_ins` come from the pages of an issue.
    pub fn report(&self, stand_ins: &[StandIn]) -> FontReport {
        let role = |role: FontRole| {
            let font = self.font(self.own(role));
            let lent = stand_ins.iter().filter(|lent| lent.role == role);
            RoleReport {
                role,
                name: font.map(|font| font.name.clone()).unwrap_or_default(),
                origin: font.map_or(Origin::Bundled, |font| font.origin.clone()),
                unusable: self.unusable.get(&role).cloned(),
                lent: lent
                    .map(|lent| (lent.chars.clone(), self.name(lent.font).to_owned()))
                    .collect(),
            }
        };
        FontReport { roles: FontRole::ALL.into_iter().map(role).collect() }
    }

    fn look_up(&self, role: FontRole, c: char) -> Option<Shape> {
        let chain = self.chains.get(&role)?;
        chain.iter().find_map(|id| {
            let (glyph, advance) = self.font(*id)?.glyph(c)?;
            Some(Shape { font: *id, glyph, advance })
        })
    }
}

impl Fonts for FontSet {
    fn shape(&self, role: FontRole, c: char) -> Option<Shape> {
        if let Ok(known) = self.known.read()
            && let Some(shape) = known.get(&(role, c))
        {
            return *shape;
        }
        let shape = self.look_up(role, c);
        if let Ok(mut known) = self.known.write() {
            known.insert((role, c), shape);
        }
        shape
    }

    fn ink(&self, font: FontId, glyph: u16) -> Ink {
        self.font(font).map(|font| font.ink(glyph)).unwrap_or_default()
    }

    fn own(&self, role: FontRole) -> FontId {
        let chain = self.chains.get(&role).and_then(|chain| chain.first());
        chain.copied().unwrap_or(FontId(0))
    }
}

fn nth(at: usize) -> FontId {
    FontId(u16::try_from(at).unwrap_or(0))
}

impl RoleReport {
    /// Whether a font of the program stands in because the machine has none for the role.
    pub fn is_stand_in(&self) -> bool {
        self.origin == Origin::Bundled
    }
}
