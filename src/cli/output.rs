//! Where the console program writes, so that tests can read it and a closed pipe is no crash.

use std::io::Write;

use serde::Serialize;

/// Standard output and error, or their stand-ins in tests.
pub struct Output<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    json: bool,
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, json: false }
    }

    #[must_use]
    pub fn with_json(self, json: bool) -> Self {
        Self { json, ..self }
    }

    /// A line for the person at the console; left out where a program reads.
    pub fn say(&mut self, line: &str) {
        if !self.json {
            write_line(self.out, line);
        }
    }

    /// A remark that belongs beside the result, not in it.
    pub fn note(&mut self, line: &str) {
        write_line(self.err, line);
    }

    /// The result as JSON, when asked for.
    pub fn json<T: Serialize>(&mut self, value: &T) {
        if !self.json {
            return;
        }
        match serde_json::to_string_pretty(value) {
            Ok(text) => write_line(self.out, &text),
            Err(err) => log::error!("result cannot be written as JSON: {err}"),
        }
    }
}

/// A reader that has gone away (`| head`) is no failure of ours.
fn write_line(to: &mut dyn Write, line: &str) {
    if let Err(err) = writeln!(to, "{line}") {
        log::debug!("output closed: {err}");
    }
}
