//! 月报 (yuebao)

pub mod document;
pub mod export;
pub mod model;
pub mod ops;
pub mod store;
pub mod text;
pub mod trend;
