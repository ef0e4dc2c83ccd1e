//! L1: pure text. Knows the model and nothing else.

pub mod candidates;
pub mod capture;
pub mod chars;
pub mod comparisons;
pub mod dates;
pub mod evidence;
pub mod exhibit;
pub mod house_style;
pub mod initials;
pub mod joins;
pub mod labels;
pub mod likeness;
pub mod naming;
pub mod numerals;
pub mod prose;
pub mod query;
pub mod rejoin;
pub mod scope;
pub mod word_diff;
