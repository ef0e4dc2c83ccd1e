//! Ids of new rows: text that sorts by time of making.
