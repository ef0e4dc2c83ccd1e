//! A table drawn from figures beside the one that was printed.

use super::grid::{Grid, same, same_number};
use crate::document::Table;
use crate::model::TableSpec;

/// Why a table stays as it is, in Chinese, and the column that would print otherwise.
#[derive(Debug)]
pub(super) struct Refusal {
    pub why: String,
    pub column: Option<usize>,
}

impl From<String> for Refusal {
    fn from(why: String) -> Self {
        Self { why, column: None }
    }
}

/// The numbers that a table drawn from figures writes in another way than it was printed, in Chinese,
/// or the first place that says something else.
pub(super) fn differences(
    grid: &Grid,
    drawn: &Table,
    spec: &TableSpec,
) -> Result<Vec<String>, Refusal> {
    let mut altered = Vec::new();
    let rows = grid.ordered();
    let count = grid.rows.len() + usize::from(grid.total.is_some());
    let body = drawn.body();
    if body.len() != count {
        let why = format!("按数据画出来是 {} 行，原来是 {count} 行", body.len());
        return Err(why.into());
    }
    for (at, ((name, cells), printed)) in rows.zip(body).enumerate() {
        let texts: Vec<&str> = printed.iter().map(|cell| cell.text.as_str()).collect();
        // The name of a total is over the numbers of the rows.
        let own = texts.iter().take(spec.leading()).rfind(|text| !text.is_empty());
        let own = own.copied().unwrap_or_default();
        if own != name {
            return Err(format!("“{name}”一行会印在别处").into());
        }
        let place = spec.leading().checked_sub(2).filter(|_| spec.has_places());
        let place = place.and_then(|place| texts.get(place)).copied().unwrap_or_default();
        if let Some(stood) = grid.places.get(at).filter(|stood| !same(stood, place)) {
            return Err(format!("“{name}”原来排第 {stood}，按数据排第 {place}").into());
        }
        let figures = texts.get(spec.leading()..).unwrap_or_default();
        let columns = grid.columns.iter().enumerate();
        for (((at, column), cell), text) in columns.zip(cells).zip(figures) {
            let head = &column.head;
            if same_number(cell, text) && cell != text {
                altered.push(format!("{name}“{head}”的 {cell} 印作 {text}"));
            } else if !same(cell, text) {
                let why = format!("“{name}”的“{head}”原来是“{cell}”，按数据是“{text}”");
                return Err(Refusal { why, column: Some(at) });
            }
        }
    }
    Ok(altered)
}
