//! L1: series of figures and what is derived from them (环比 同比 累计), charts as values, and what
//! a change is made of. Pure values.

pub mod chart;
pub mod estimate;
pub mod expected;
pub mod explain;
pub mod festival;
pub mod joined;
pub mod measure;
pub mod picture;
pub mod series;

#[cfg(test)]
mod fixture;
