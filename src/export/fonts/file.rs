//! One font: its bytes, read when first needed, and what it can draw. Knows no role.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use crate::layout::Ink;

/// Larger files are no fonts an office has.
const LARGEST: u64 = 128 * 1024 * 1024;

pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Where a font comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person pointed at it.
    Chosen(PathBuf),
    Installed(PathBuf),
    /// Carried by the program: a stand-in.
    Bundled,
}

pub struct FontFile {
    /// Family, for people.
    pub name: String,
    pub origin: Origin,
    pub index: u32,
    bytes: OnceLock<Option<Bytes>>,
}

impl FontFile {
    pub fn bundled(name: &str, bytes: &'static [u8]) -> Self {
        let loaded: Bytes = Arc::new(bytes);
        let bytes = OnceLock::from(Some(loaded));
        Self { name: name.to_owned(), origin: Origin::Bundled, index: 0, bytes }
    }

    pub fn at(name: &str, origin: Origin, index: u32) -> Self {
        Self { name: name.to_owned(), origin, index, bytes: OnceLock::new() }
    }

    pub fn is_bundled(&self) -> bool {
        self.origin == Origin::Bundled
    }

    /// The file's bytes; `None` for what cannot be read or is no font.
    pub fn bytes(&self) -> Option<Bytes> {
        self.bytes.get_or_init(|| self.read()).clone()
    }

    fn read(&self) -> Option<Bytes> {
        let (Origin::Chosen(path) | Origin::Installed(path)) = &self.origin else { return None };
        let size = std::fs::metadata(path).ok()?.len();
        let bytes: Bytes = Arc::new((size <= LARGEST).then(|| std::fs::read(path).ok())??);
        let font = FontRef::from_index((*bytes).as_ref(), self.index).ok()?;
        // What has no outline of the commonest character prints no Chinese and no Latin either.
        let drawn = ['的', 'a'].iter().any(|c| font.charmap().map(*c).is_some());
        drawn.then_some(bytes)
    }

    pub fn can_print(&self) -> bool {
        self.bytes().is_some()
    }

    /// The glyph of a character, with its advance in ems.
    pub fn glyph(&self, c: char) -> Option<(u16, f32)> {
        let bytes = self.bytes()?;
        let font = FontRef::from_index((*bytes).as_ref(), self.index).ok()?;
        let glyph = font.charmap().map(c).filter(|glyph| glyph.to_u32() != 0)?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some((u16::try_from(glyph.to_u32()).ok()?, metrics.advance_width(glyph)?))
    }

    /// Draws a glyph's outline at one em.
    pub fn draw(&self, glyph: u16, pen: &mut impl OutlinePen) -> Option<()> {
        let bytes = self.bytes()?;
        let font = FontRef::from_index((*bytes).as_ref(), self.index).ok()?;
        let outline = font.outline_glyphs().get(GlyphId::from(glyph))?;
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        outline.draw(settings, pen).ok()?;
        Some(())
    }

    pub fn ink(&self, glyph: u16) -> Ink {
        let mut bounds = Bounds(None);
        self.draw(glyph, &mut bounds);
        bounds.0.unwrap_or_default()
    }
}

/// The box around an outline.
struct Bounds(Option<Ink>);

impl Bounds {
    fn add(&mut self, x: f32, y: f32) {
        let ink = self.0.unwrap_or(Ink { left: x, bottom: y, right: x, top: y });
        self.0 = Some(Ink {
            left: ink.left.min(x),
            bottom: ink.bottom.min(y),
            right: ink.right.max(x),
            top: ink.top.max(y),
        });
    }
}

impl OutlinePen for Bounds {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.add(cx0, cy0);
        self.add(x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.add(cx0, cy0);
        self.add(cx1, cy1);
        self.add(x, y);
    }

    fn close(&mut self) {}
}
