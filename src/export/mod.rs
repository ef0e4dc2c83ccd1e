//! L2: document and chart descriptions → files. Knows no database, no screen.

pub mod chart;
