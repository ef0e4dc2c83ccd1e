//! L1: pure text. Knows the model and nothing else.

pub mod prose;
