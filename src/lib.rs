//! 月报 (yuebao)

pub mod document;

pub mod model;
pub mod text;
pub mod trend;
