//! 月报 (yuebao)

pub mod export;
pub mod model;
pub mod text;
pub mod trend;
