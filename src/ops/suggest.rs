//! Names near to what was typed.
