//! L1: pure text. Knows the model and nothing else.

pub mod chars;
pub mod dates;
pub mod evidence;
pub mod house_style;
pub mod labels;
pub mod numerals;
pub mod prose;
pub mod rejoin;
pub mod scope;
