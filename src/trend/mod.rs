//! L1: series of figures and what is derived from them (环比 同比 累计). Pure values.

pub mod chart;
pub mod expected;
pub mod measure;
pub mod series;
