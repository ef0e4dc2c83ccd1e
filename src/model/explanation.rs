//! Deviations that somebody answered for.

use super::figure::FigureKey;

/// The answer to one rule's remark on one figure. It counts while the cell still holds `typed`;
/// a changed figure is asked about again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub figure: FigureKey,
    /// Key of the rule, see `check`.
    pub rule: String,
    /// What stood in the cell when it was explained.
    pub typed: String,
    pub reason: String,
}
