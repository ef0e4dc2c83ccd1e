//! 月报 (yuebao)

pub mod model;
pub mod text;
pub mod trend;
