//! Looks, within the step that changes figures, which publications printed them: each issue is
//! composed with the figures as they are and with the changed one as it was published. So 环比,
//! 同比, 累计, shares, tables and charts of later issues are found as surely as the sentence that
//! prints the figure itself, and a change that no print shows is none.

use jiff::Timestamp;

use super::places::places;
use crate::document::{Document, compose};
use crate::model::{
    Bulletin, Correction, CorrectionId, CorrectionKind, Department, Figure, FigureKey, Figures,
    Issue, PrintedPlace,
};
use crate::ops::book::Writer;
use crate::ops::error::OpError;
use crate::ops::figures::Loader;
use crate::ops::ids;
use crate::ops::publishing::read_figures;
use crate::store::IssueSummary;

/// So many months later a slot may still be computed from a figure: from January of one year to
/// December of the next.
const FARTHEST: i32 = 23;

/// Who changes what, when.
pub struct Noting {
    pub now: Timestamp,
    pub actor: String,
}

/// Records what the figures changed in this step mean for what was published.
pub fn note(writer: &mut Writer<'_>, noting: &Noting) -> Result<(), OpError> {
    let changed = writer.changed_figures()?;
    let Some(first) = changed.iter().map(|key| key.month).min() else { return Ok(()) };
    let heads = writer.read().publications_from(first)?;
    if heads.is_empty() {
        return Ok(());
    }
    let bulletins = writer.read().bulletins()?;
    let departments = writer.read().departments()?;
    for head in heads {
        let Some(issue) = writer.read().issue_head(&head.issue)? else { continue };
        // A damaged record is for `doctor` to name; what was typed is stored all the same.
        let kept = writer.read().publication_figures(head.seq)?;
        let Ok(then) = read_figures(&kept) else { continue };
        let concerned = |key: &&FigureKey| {
            (0..=FARTHEST).contains(&issue.month.months_since(key.month)) || then.get(key).is_some()
        };
        let concerned: Vec<&FigureKey> = changed.iter().filter(concerned).collect();
        if concerned.is_empty() {
            continue;
        }
        let printed = Printed::of(writer, (head.seq, issue, then), (&bulletins, &departments))?;
        let Some(printed) = printed else { continue };
        let prints = concerned.iter().any(|key| printed.differs(key)).then(|| printed.prints());
        for key in concerned {
            printed.note(writer, noting, key, prints.as_ref())?;
        }
    }
    Ok(())
}

/// One publication and its issue as it would print now.
struct Printed<'a> {
    /// Number of the publication.
    seq: i64,
    issue: Issue,
    bulletin: &'a Bulletin,
    departments: &'a [Department],
    /// As they were published, and as they are.
    then: Figures,
    live: Figures,
}

/// The issue as it would print now, and as it was printed.
struct Prints {
    now: Document,
    paper: Document,
}

impl<'a> Printed<'a> {
    fn of(
        writer: &Writer<'_>,
        (seq, head, then): (i64, IssueSummary, Figures),
        (bulletins, departments): (&'a [Bulletin], &'a [Department]),
    ) -> Result<Option<Self>, OpError> {
        let reader = writer.read();
        let issue = reader.issue(head)?;
        let Some(bulletin) = bulletins.iter().find(|one| one.code == issue.bulletin) else {
            return Ok(None);
        };
        let live = Loader { reader, bulletins }.for_print(&issue, bulletin)?;
        Ok(Some(Self { seq, issue, bulletin, departments, then, live }))
    }

    fn compose(&self, figures: &Figures) -> Document {
        compose(&self.issue, self.bulletin, figures, self.departments)
    }

    fn prints(&self) -> Prints {
        Prints { now: self.compose(&self.live), paper: self.compose(&self.then) }
    }

    /// Whether a figure is another than when it was published; not whether any print shows it.
    fn differs(&self, key: &FigureKey) -> bool {
        let value = |figures: &Figures| figures.get(key).and_then(|figure| figure.quantity);
        let state = |figures: &Figures| figures.get(key).map(|figure| figure.state);
        value(&self.then) != value(&self.live) || state(&self.then) != state(&self.live)
    }

    /// Where the print reads otherwise because of this one figure.
    fn places(&self, key: &FigureKey, prints: Option<&Prints>) -> Vec<PrintedPlace> {
        let Some(prints) = prints.filter(|_| self.differs(key)) else { return Vec::new() };
        let kept = self.live.iter().filter(|figure| figure.key != *key).cloned();
        let before: Figures = kept.chain(self.then.get(key).cloned()).collect();
        places(&prints.now, &self.compose(&before), &prints.paper)
    }

    /// Whether a text says what the figure is now, however it is written.
    fn is_now(&self, key: &FigureKey, text: &str) -> bool {
        let live = self.live.get(key);
        let read = self.bulletin.indicator(&key.indicator).and_then(|one| one.read(text).ok());
        let same = read.zip(live).map(|((state, quantity), live)| {
            let amounts = quantity.zip(live.quantity);
            let same = amounts.map(|(one, other)| one.cmp_amount(other).is_eq());
            state == live.state && same.unwrap_or(quantity == live.quantity)
        });
        same.unwrap_or_else(|| live.is_some_and(|live| live.typed == text))
    }

    fn note(
        &self,
        writer: &mut Writer<'_>,
        noting: &Noting,
        key: &FigureKey,
        prints: Option<&Prints>,
    ) -> Result<(), OpError> {
        let mut known = writer.read().corrections_of_figure(key)?;
        known.retain(|one| one.publication == self.seq);
        let open = known.iter().find(|one| one.kind == CorrectionKind::Open);
        let decided = known.iter().rev().find(|one| one.kind != CorrectionKind::Open);
        let typed = |figure: Option<&Figure>| figure.map(|f| f.typed.clone()).unwrap_or_default();
        let (printed, value) = (typed(self.then.get(key)), typed(self.live.get(key)));
        let mut places = self.places(key, prints);
        let settled = match decided {
            Some(decided) => self.is_now(key, &decided.value),
            None => places.is_empty(),
        };
        if settled {
            if let Some(open) = open {
                writer.delete_correction(&open.id)?;
            }
            return Ok(());
        }
        if let (true, Some(decided)) = (places.is_empty(), decided) {
            // It reads again as it was printed, which a decision has called wrong meanwhile.
            places = decided
                .places
                .iter()
                .map(|place| PrintedPlace { now: place.was.clone(), ..place.clone() })
                .collect();
        }
        let minted = || CorrectionId::new(ids::mint(noting.now));
        writer.put_correction(&Correction {
            id: open.map_or_else(minted, |open| open.id.clone()),
            publication: self.seq,
            figure: key.clone(),
            printed,
            value,
            places,
            kind: CorrectionKind::Open,
            actor: noting.actor.clone(),
            why: String::new(),
            at: noting.now.to_string(),
            item: None,
        })?;
        Ok(())
    }
}
