//! L1: the printed page. [`geometry`] holds the facts of paper, lines, sizes and faces that every
//! writer of pages shares; it lays out nothing.

pub mod geometry;
