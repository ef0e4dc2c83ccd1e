//! 月报 (yuebao)

pub mod import;
pub mod model;
pub mod text;
pub mod trend;
