//! What the outside tells an open book: the time, and who works with it.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Who works where nobody gave a name on the console.
pub const CONSOLE: &str = "命令行";

/// Tells the time; tests bring their own.
pub trait Clock: Send {
    fn now(&self) -> Timestamp;
    /// Today where the person sits.
    fn today(&self) -> Date;
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

/// The surroundings of an open book.
pub struct Env {
    pub clock: Box<dyn Clock>,
    /// Name recorded with every change: attribution, not security.
    pub actor: String,
    /// How long to wait for another program that has the book open.
    pub patience: Duration,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        TimeZone::system().to_datetime(Timestamp::now()).date()
    }
}

impl Env {
    /// The machine's clock, and no waiting for a locked book.
    pub fn system(actor: impl Into<String>) -> Self {
        Self { clock: Box::new(SystemClock), actor: actor.into(), patience: Duration::ZERO }
    }

    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }
}
