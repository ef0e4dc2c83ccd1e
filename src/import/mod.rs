//! L2: outside files → proposals for the book. Writes nothing and gives no ids.

mod assemble;
mod binding;
mod contained;
mod decode;
mod definition;
mod distribution;
pub mod docx;
mod draft;
mod error;
mod front;
mod issue;
mod items;
mod lines;
mod masthead;
mod names;
mod opening;
mod outside;
pub mod pack;
mod paragraph;
mod proposal;
mod rows;
mod sections;
pub mod sheet;
mod slots;
mod visits;

pub use contained::is_contained;
pub use decode::{LIMIT, decode};
pub use definition::{DefinitionFault, bulletin_from_toml};
pub use error::{FileKind, ImportError};
pub use issue::{read_issue, read_styled};
pub use lines::{LineStyle, SourceLine, source_lines};
pub use outside::{Outside, read_outside};
pub use paragraph::{with_month_slots, with_spans, with_title_slots};
pub use proposal::{
    FigureProposal, IssueProposal, ItemProposal, Known, MastheadProposal, RecipientProposal,
    SectionProposal, StandingProse, Unplaced, VisitProposal,
};
