//! Reading every text of the book, newest month first, for a search. A scan: at twenty thousand
//! events it is faster than a reader can notice, exact, and has no index that could be stale.

use rusqlite::params;
use rusqlite::types::ValueRef;

use super::error::StoreError;
use super::reader::Reader;
use crate::model::Month;

/// Which texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    Item,
    Visit,
    Section,
    Recipient,
    Note,
    /// Why a figure deviates from a rule.
    Reason,
}

/// One row whose texts fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    pub kind: TextKind,
    pub month: Month,
    /// The row's id; of a note or reason the indicator.
    pub id: String,
    /// The bulletin; of a note or reason the department.
    pub of: String,
    /// Whether an item stands in a section.
    pub placed: bool,
    pub texts: Vec<String>,
}

impl TextKind {
    pub const ALL: [Self; 6] =
        [Self::Item, Self::Visit, Self::Section, Self::Recipient, Self::Note, Self::Reason];

    /// Month, id, owner, placed, then the texts. The order is the index's own: sorting further would
    /// copy every text of the book.
    fn sql(self) -> &'static str {
        match self {
            Self::Item => {
                // Read in the index's order: sorting would copy every text first.
                "SELECT month, id, bulletin, section IS NOT NULL, body,
                 coalesce(lead, ''), coalesce(department, ''), reason
                 FROM item INDEXED BY item_month ORDER BY month DESC"
            }
            Self::Visit => {
                "SELECT month, id, bulletin, 0, person, posts, department
                 FROM visit ORDER BY month DESC"
            }
            Self::Section => {
                "SELECT issue.month, section.id, issue.bulletin, 1, section.title
                 FROM section JOIN issue ON issue.id = section.issue
                 ORDER BY issue.month DESC, section.ord"
            }
            Self::Recipient => {
                "SELECT issue.month, recipient.id, issue.bulletin, 0, recipient.name
                 FROM recipient JOIN issue ON issue.id = recipient.issue
                 ORDER BY issue.month DESC, recipient.ord"
            }
            Self::Note => {
                // From the index alone: it holds the notes.
                "SELECT month, indicator, department, 0, note FROM figure INDEXED BY figure_note
                 WHERE note <> '' ORDER BY month DESC"
            }
            Self::Reason => {
                "SELECT month, indicator, department, 0, reason FROM explanation
                 ORDER BY month DESC"
            }
        }
    }
}

impl Reader<'_> {
    /// Up to `limit` rows of a kind whose texts `fits` accepts, the newest month first.
    pub fn texts(
        &self,
        kind: TextKind,
        limit: usize,
        fits: &dyn Fn(&[&[u8]]) -> bool,
    ) -> Result<Vec<TextRow>, StoreError> {
        self.patience.begin();
        let scan = || -> rusqlite::Result<Vec<(Vec<String>, bool)>> {
            let mut statement = self.connection.prepare_cached(kind.sql())?;
            let count = statement.column_count();
            let mut rows = statement.query(params![])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                // As bytes: what does not fit need not be read as text.
                let texts = (4..count)
                    .map(|at| row.get_ref(at)?.as_bytes().map_err(rusqlite::Error::from))
                    .collect::<rusqlite::Result<Vec<&[u8]>>>()?;
                if !fits(&texts) {
                    continue;
                }
                let texts = (0..3).chain(4..count).map(|at| row.get(at));
                let all: rusqlite::Result<Vec<String>> = texts.collect();
                let placed = matches!(row.get_ref(3)?, ValueRef::Integer(1));
                found.push((all?, placed));
                if found.len() >= limit {
                    break;
                }
            }
            Ok(found)
        };
        let rows = scan().map_err(|err| self.sort(&err))?;
        rows.into_iter().map(|(row, placed)| text_row(kind, row, placed)).collect()
    }
}

fn fault(detail: &str) -> StoreError {
    StoreError::Row { table: "figure", detail: detail.to_owned() }
}

fn text_row(kind: TextKind, row: Vec<String>, placed: bool) -> Result<TextRow, StoreError> {
    let mut values = row.into_iter();
    let mut next = || values.next().unwrap_or_default();
    let (month, id, of) = (next(), next(), next());
    let month = month.parse().map_err(|_| fault(&month))?;
    Ok(TextRow { kind, month, id, of, placed, texts: values.collect() })
}
