//! The one integration program: what the built library must do as a whole, one module a subject.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

#[path = "../corpus/annotated.rs"]
mod annotated;
mod backups;
mod bulletins;
mod console;
mod corpus;
mod docx;
mod faults;
mod hostile;
mod markdown;
mod mergers;
mod misfits;
mod next_month;
mod opening;
mod own_hall;
mod pack;
mod print;
mod print_ready;
mod privacy;
mod proof;
mod publishing;
mod real_issue;
mod shapes;
mod sheets;
mod support;
mod tidy;
#[cfg(feature = "window")]
mod ui_backups;
#[cfg(feature = "window")]
mod ui_entry;
#[cfg(feature = "window")]
mod ui_events;
#[cfg(feature = "window")]
mod ui_flows;
#[cfg(feature = "window")]
mod ui_form;
#[cfg(feature = "window")]
mod ui_house;
#[cfg(feature = "window")]
mod ui_keys;
#[cfg(feature = "window")]
mod ui_month;
#[cfg(feature = "window")]
mod ui_pack;
#[cfg(feature = "window")]
mod ui_pages;
#[cfg(feature = "window")]
mod ui_proof;
#[cfg(feature = "window")]
mod ui_publishing;
#[cfg(feature = "window")]
mod ui_registry;
#[cfg(feature = "window")]
mod ui_rules;
#[cfg(feature = "window")]
mod ui_search;
#[cfg(feature = "window")]
mod ui_sheets;
#[cfg(feature = "window")]
mod ui_support;
#[cfg(feature = "window")]
mod ui_trends;
#[cfg(feature = "window")]
mod ui_verify;
mod verify;
mod wording;
