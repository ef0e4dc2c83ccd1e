//! 月报 (yuebao): the program with which a government service hall makes its monthly bulletin.
//!
//! One library and two programs, `yuebao` (window) and `yuebao-cli` (console): two faces of `ops`.
//!
//! | layer | room | what it is |
//! |---|---|---|
//! | L0 | [`model`] | plain values: month, quantity, indicator, figure, issue |
//! | L1 | [`text`] | prose with slots, numerals, house style |
//! | L1 | [`check`] | values and text in, findings out |
//! | L1 | [`trend`] | series, 环比 同比 累计, chart description |
//! | L1 | [`document`] | what is printed: blocks and runs with roles |
//! | L1 | [`layout`] | document → pages of placed lines |
//! | L2 | [`store`] | the book's file; the only place with SQL |
//! | L2 | [`import`] | outside files → proposals; writes nothing |
//! | L2 | [`export`] | document → docx, markdown, text; chart → SVG, PNG, CSV |
//! | L3 | [`ops`] | everything a person can do; transact, undo, errors in Chinese |
//! | L4 | [`cli`], `ui` | arguments and exit codes; the window |
//!
//! Arrows point one way: `model ← text, check, trend, document, layout ← store, import, export ← ops ←
//! ui, cli`. L0 and L1 touch no disk, clock, screen or randomness. A test holds these lines.
//!
//! A keystroke: field → `Action` → dispatch → [`ops`] → `transact` → [`store`] →
//! revision + 1 → screens whose data is stale reload; the saved mark after COMMIT.
//!
//! An issue: [`store`] → [`model::Issue`] + figures → [`document::compose`] → [`document::Document`]
//! → docx, markdown, text, JSON; [`layout::paginate`] → [`layout::Pages`] → PDF.

pub mod model;

pub mod check;
pub mod document;
pub mod layout;
pub mod text;
pub mod trend;

pub mod export;
pub mod import;
pub mod store;

pub mod ops;

pub mod cli;
#[cfg(feature = "window")]
pub mod ui;
