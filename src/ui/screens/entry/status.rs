//! The state of a row in words with a sign, so that no colour need be seen.

use crate::model::FigureState;
use crate::ui::theme::Tokens;

use super::data::Row;
use super::sums::Verdict;

/// The words of the state column and their colour. While the cell is typed in, how the text is
/// understood comes first.
pub fn words(
    row: &Row,
    verdict: &Verdict,
    typing: bool,
    tokens: &Tokens,
) -> (String, egui::Color32) {
    if let Some(understood) = row.understood.as_ref().filter(|_| typing) {
        return (understood.clone(), tokens.accent);
    }
    let (text, colour) = match row.state {
        FigureState::Draft => ("▲ 不是数", tokens.amber),
        _ if verdict.differs => ("▲ 与合计不符", tokens.amber),
        FigureState::Blank => ("○ 未填", tokens.amber),
        FigureState::Entered => ("● 已填", tokens.green),
        FigureState::Zero => ("● 零", tokens.green),
        FigureState::NotReported => ("◇ 未报", tokens.quiet),
    };
    (text.to_owned(), colour)
}
