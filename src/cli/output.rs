//! Where the console program writes, so that tests can read it and a closed pipe is no crash.

use std::io::{self, Write};

use serde::Serialize;

use crate::ops::io_words;

/// Exit code when the results could not be written.
const UNWRITTEN: u8 = 3;

/// Standard output and error, or their stand-ins in tests.
pub struct Output<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    json: bool,
    /// What became of the first result that could not be written.
    failure: Option<io::Error>,
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, json: false, failure: None }
    }

    #[must_use]
    pub fn with_json(self, json: bool) -> Self {
        Self { json, ..self }
    }

    /// A line for the person at the console; left out where a program reads.
    pub fn say(&mut self, line: &str) {
        if !self.json {
            self.result(line);
        }
    }

    /// Ends the run with `code`, unless the results could not be written. A reader that has gone
    /// away (`| head`) is no failure.
    pub fn close(&mut self, code: u8) -> u8 {
        if let Err(err) = self.out.flush() {
            self.failure.get_or_insert(err);
        }
        match self.failure.take() {
            Some(err) if err.kind() != io::ErrorKind::BrokenPipe => {
                self.note(&format!("没能写出结果：{}", io_words(&err)));
                UNWRITTEN
            }
            _ => code,
        }
    }

    fn result(&mut self, line: &str) {
        if let Err(err) = writeln!(self.out, "{line}") {
            self.failure.get_or_insert(err);
        }
    }

    /// A remark that belongs beside the result, not in it.
    pub fn note(&mut self, line: &str) {
        if let Err(err) = writeln!(self.err, "{line}") {
            log::debug!("remark not written: {err}");
        }
    }

    /// The result as JSON, when asked for.
    pub fn json<T: Serialize>(&mut self, value: &T) {
        if !self.json {
            return;
        }
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.result(&text),
            Err(err) => log::error!("result cannot be written as JSON: {err}"),
        }
    }
}
