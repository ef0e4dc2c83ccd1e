//! What the pages on the screen are made from: fonts, the pages themselves, their pictures. Each is
//! made anew only when what it depends on has changed; fonts are looked for in a thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::layout::{Line, PAPER, Page, Rect, Source};
use crate::model::{BulletinCode, Issue, Month};
use crate::ops::{FontSet, FontSources, OpError, Painter, Print, fonts, printed};
use crate::ui::action::Action;
use crate::ui::cx::Cx;

/// Fonts are nearly always found sooner; then the first frame shows pages already.
const WORTH_WAITING: Duration = Duration::from_millis(40);
/// Pictures of pages so far out of sight are given up.
const KEPT_AROUND: usize = 3;

#[derive(Default)]
pub struct Kept {
    fonts: Wanted,
    of: Option<Of>,
    pub print: Option<Print>,
    /// What is said before it goes to print.
    pub remarks: Vec<String>,
    /// Of each page, what a click can hit.
    pub parts: Vec<Vec<Part>>,
    sheets: Vec<Option<Sheet>>,
    painter: Painter,
}

/// What the pages show.
#[derive(PartialEq)]
struct Of {
    revision: u64,
    month: Month,
    bulletin: BulletinCode,
    /// The keystroke up to which unsaved text is on the pages.
    stroke: Option<u64>,
}

#[derive(Default)]
enum Wanted {
    #[default]
    Unasked,
    Asked(FontSources, Receiver<Arc<FontSet>>),
    Have(FontSources, Arc<FontSet>),
}

/// Lines of one source on one page: a paragraph, a title, a cell.
pub struct Part {
    pub source: Source,
    pub rect: Rect,
    pub text: String,
}

struct Sheet {
    page: Page,
    width: usize,
    texture: TextureHandle,
}

impl Kept {
    /// The pages of the issue shown, with what is typed and not stored yet; `None` while fonts are
    /// being looked for.
    pub fn load(&mut self, cx: &Cx<'_>, ctx: &Context) -> Result<Option<&Print>, OpError> {
        let of = Of {
            revision: cx.book.revision(),
            month: cx.page.month,
            bulletin: cx.page.bulletin.code.clone(),
            stroke: cx.editing.borrow().unsaved().map(|(stroke, _)| stroke),
        };
        if self.of.as_ref() == Some(&of) && self.print.is_some() {
            return Ok(self.print.as_ref());
        }
        let Some(stored) = &cx.page.document else { return Ok(None) };
        let Some(fonts) = self.fonts(&cx.book.font_sources()?, ctx) else { return Ok(None) };
        let typed = typed_over(cx).map(|issue| cx.book.document(&issue)).transpose()?;
        let document = typed.as_ref().unwrap_or(stored);
        let print = printed(document, &cx.page.bulletin.house_style, &fonts);
        self.remarks = print.remarks();
        self.parts = print.pages.pages.iter().map(parts).collect();
        self.sheets.resize_with(print.pages.pages.len(), || None);
        self.print = Some(print);
        self.of = Some(of);
        Ok(self.print.as_ref())
    }

    /// The fonts of this book alone, for a month without an issue.
    pub fn fonts_of(
        &mut self,
        cx: &Cx<'_>,
        ctx: &Context,
    ) -> Result<Option<Arc<FontSet>>, OpError> {
        Ok(self.fonts(&cx.book.font_sources()?, ctx))
    }

    fn fonts(&mut self, sources: &FontSources, ctx: &Context) -> Option<Arc<FontSet>> {
        let asked = match &self.fonts {
            Wanted::Have(of, fonts) if of == sources => return Some(Arc::clone(fonts)),
            Wanted::Asked(of, _) => of == sources,
            _ => false,
        };
        if !asked {
            let (send, answer) = channel();
            let of = sources.clone();
            let look = move || send.send(fonts(&of)).ok();
            std::thread::Builder::new().name("fonts".to_owned()).spawn(look).ok();
            let first = answer.recv_timeout(WORTH_WAITING);
            self.fonts = match first {
                Ok(fonts) => Wanted::Have(sources.clone(), fonts),
                Err(_) => Wanted::Asked(sources.clone(), answer),
            };
        }
        if let Wanted::Asked(of, answer) = &self.fonts {
            match answer.try_recv() {
                Ok(fonts) => self.fonts = Wanted::Have(of.clone(), fonts),
                Err(TryRecvError::Empty) => {
                    ctx.request_repaint_after(Duration::from_millis(30));
                }
                Err(TryRecvError::Disconnected) => {
                    self.fonts = Wanted::Have(of.clone(), fonts(&FontSources::default()));
                }
            }
        }
        match &self.fonts {
            Wanted::Have(_, fonts) => Some(Arc::clone(fonts)),
            Wanted::Unasked | Wanted::Asked(..) => None,
        }
    }

    /// The picture of a page, so many pixels wide; drawn anew only where the page has changed.
    pub fn picture(&mut self, ctx: &Context, at: usize, width: usize) -> Option<TextureHandle> {
        let print = self.print.as_ref()?;
        let page = print.pages.pages.get(at)?;
        let sheet = self.sheets.get_mut(at)?;
        if let Some(sheet) = sheet
            && sheet.width == width
            && sheet.page == *page
        {
            return Some(sheet.texture.clone());
        }
        let scale = width as f32 / PAPER.0;
        let picture = self.painter.page(page, &print.fonts, scale);
        let size = [picture.width, picture.height];
        let image = ColorImage::from_rgba_premultiplied(size, &picture.rgba);
        let texture = match sheet.take() {
            Some(mut old) => {
                old.texture.set(image, TextureOptions::LINEAR);
                old.texture
            }
            None => ctx.load_texture(format!("page {at}"), image, TextureOptions::LINEAR),
        };
        *sheet = Some(Sheet { page: page.clone(), width, texture: texture.clone() });
        Some(texture)
    }

    /// Gives up the pictures of pages far from those shown.
    pub fn forget_far(&mut self, first: usize, last: usize) {
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            if at + KEPT_AROUND < first || at > last + KEPT_AROUND {
                *sheet = None;
            }
        }
    }
}

/// The issue with what is being typed in it; `None` where all is stored.
fn typed_over(cx: &Cx<'_>) -> Option<Issue> {
    let editing = cx.editing.borrow();
    match editing.unsaved()? {
        (_, Action::Change(change)) => change.over(cx.page.issue.as_ref()?),
        _ => None,
    }
}

/// Neighbouring lines of one source, as one place to click.
fn parts(page: &Page) -> Vec<Part> {
    let lines: Vec<&Line> =
        page.lines.iter().filter(|line| line.source != Source::PageNumber).collect();
    let part = |lines: &[&Line]| {
        let first = lines.first()?;
        let around = |rect: Rect, line: &&Line| Rect {
            left: rect.left.min(line.room.left),
            top: rect.top.min(line.room.top),
            right: rect.right.max(line.room.right),
            bottom: rect.bottom.max(line.room.bottom),
        };
        let rect = lines.iter().fold(first.room, around);
        let text = lines.iter().map(|line| line.text()).collect();
        Some(Part { source: first.source, rect, text })
    };
    lines.chunk_by(|one, next| one.source == next.source).filter_map(part).collect()
}
