//! L2: the book's file. The only place with SQL; knows the model and nothing above.

mod error;

pub use error::StoreError;
