//! A program killed at any moment loses nothing that was acknowledged.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use super::*;
use crate::model::FigureSource;

/// Names the book the child writes; without it the child does nothing.
const CHILD: &str = "YUEBAO_TEST_CHILD_BOOK";
const KILLS: u64 = 20;

/// Not a test of its own: the program that is killed. Says `ack N` after each commit.
#[test]
fn child_that_writes_until_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let mut book =
        Book::open(path.as_ref(), env(&TestClock::default()).with_patience(Duration::from_secs(5)))
            .unwrap();
    let start = book.months().unwrap().first().map_or(month("1900-01"), |last| last.next());
    for at in start.through(month("2999-12")) {
        let key = FigureKey::of_hall(&IndicatorCode::new("accepted"), at);
        book.set_figure(&key, &payload(at), FigureSource::Typed).unwrap();
        println!("\nack {at}");
    }
}

fn payload(at: Month) -> String {
    at.index().to_string()
}

#[test]
fn nothing_acknowledged_is_lost_when_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yuebao");
    drop(Book::create(&path, &definition(), env(&TestClock::default())).unwrap());
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "ops::tests::killed::child_that_writes_until_killed", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let acks = output.lines().map_while(Result::ok).filter_map(|line| {
            line.strip_prefix("ack ").and_then(|text| text.parse::<Month>().ok())
        });
        let mut seen = Vec::new();
        let (enough, pause) = (3 + kill % 5, Duration::from_micros(kill * 731 % 5000));
        for at in acks {
            seen.push(at);
            if u64::try_from(seen.len()).unwrap() == enough {
                std::thread::sleep(pause);
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        acknowledged += seen.len();
        let book = Book::open(&path, env(&TestClock::default())).unwrap();
        for at in seen {
            let key = FigureKey::of_hall(&IndicatorCode::new("accepted"), at);
            let figure = book.figure(&key).unwrap().unwrap();
            assert_eq!(figure.typed, payload(at));
        }
        assert!(book.examine().unwrap().is_empty());
        assert!(book.undo_label().is_some());
    }
    assert!(acknowledged >= 60);
}
