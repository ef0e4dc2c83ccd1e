//! Which backups may go: a pure function of their times.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Backup, BackupReason};

const HOURLY: SignedDuration = SignedDuration::from_hours(24);
const DAYS: usize = 30;
const MONTHS: usize = 24;

/// The backups that are no longer needed. Kept are, newest first: every hour of the last day, the
/// last of each of 30 days and of 24 months, and each one made for a publication. What is dated
/// after `now`, because a clock was set back, counts as of the last day and takes no other's place.
pub(super) fn surplus<'a>(
    backups: &'a [Backup],
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<&'a Backup> {
    let mut newest_first: Vec<&Backup> = backups.iter().collect();
    newest_first.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    let (mut hours, mut days, mut months) =
        (Places::new(usize::MAX), Places::new(DAYS), Places::new(MONTHS));
    let mut gone = Vec::new();
    for backup in newest_first {
        let local = zone.to_datetime(backup.at);
        let hour = backup.at.as_second().div_euclid(3600);
        let recent = now.duration_since(backup.at) < HOURLY && hours.take(hour);
        let (day, month) = if backup.at > now {
            (false, false)
        } else {
            let month = i64::from(local.year()) * 12 + i64::from(local.month());
            (days.take(month * 31 + i64::from(local.day())), months.take(month))
        };
        let kept = recent || day || month || backup.reason == BackupReason::Publish;
        if !kept {
            gone.push(backup);
        }
    }
    gone
}

/// A number of places, each taken once by the first that names it.
struct Places {
    taken: Vec<i64>,
    free: usize,
}

impl Places {
    fn new(free: usize) -> Self {
        Self { taken: Vec::new(), free }
    }

    fn take(&mut self, name: i64) -> bool {
        if self.free == 0 || self.taken.contains(&name) {
            return false;
        }
        self.free -= 1;
        self.taken.push(name);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn made(at: Timestamp, reason: BackupReason) -> Backup {
        Backup { path: at.to_string().into(), at, batch: 1, reason, bytes: 1 }
    }

    fn now() -> Timestamp {
        "2025-06-30T12:00:00Z".parse().unwrap()
    }

    fn minutes(count: i64) -> SignedDuration {
        SignedDuration::from_mins(count)
    }

    fn kept(backups: &[Backup]) -> Vec<String> {
        let gone = surplus(backups, now(), &TimeZone::UTC);
        let gone: BTreeSet<Timestamp> = gone.iter().map(|backup| backup.at).collect();
        let kept = backups.iter().filter(|backup| !gone.contains(&backup.at));
        kept.map(|backup| backup.at.strftime("%m-%d %H:%M").to_string()).collect()
    }

    /// One backup every half hour for so many hours back.
    fn half_hours(hours: i64) -> Vec<Backup> {
        (0..hours * 2).map(|n| made(now() - minutes(n * 30 + 1), BackupReason::Timed)).collect()
    }

    #[test]
    fn of_the_last_day_each_hour_is_kept() {
        let kept = kept(&half_hours(24));
        assert_eq!(kept.len(), 24, "{kept:?}");
        assert_eq!(kept[..2], ["06-30 11:59", "06-30 10:59"]);
    }

    #[test]
    fn older_ones_are_kept_by_day_and_then_by_month() {
        let kept = kept(&half_hours(24 * 800));
        let days = kept.iter().filter(|at| at.ends_with("23:59")).count();
        assert!((29..=30 + 24).contains(&days), "{days}");
        assert!(kept.len() <= 25 + 30 + 24, "{}", kept.len());
        assert!(kept.contains(&"05-31 23:59".to_owned()));
        assert!(!kept.contains(&"05-20 23:59".to_owned()));
    }

    #[test]
    fn a_month_without_work_takes_no_place() {
        let yearly: Vec<Backup> = (0..30)
            .map(|n| made(now() - SignedDuration::from_hours(24 * 366 * n), BackupReason::Exit))
            .collect();
        assert_eq!(kept(&yearly).len(), 30, "thirty days with a backup each");
    }

    #[test]
    fn what_was_published_is_kept_for_good() {
        let mut backups = half_hours(24 * 3);
        let old = now() - SignedDuration::from_hours(24 * 365 * 9);
        backups.extend((0..40).map(|n| made(old + minutes(n), BackupReason::Publish)));
        let gone = surplus(&backups, now(), &TimeZone::UTC);
        assert!(gone.iter().all(|backup| backup.reason != BackupReason::Publish));
    }

    #[test]
    fn a_clock_set_back_costs_no_backup_its_place() {
        let ahead = made(now() + SignedDuration::from_hours(24 * 400), BackupReason::Exit);
        let mut backups = half_hours(24 * 40);
        let before = kept(&backups).len();
        backups.push(ahead);
        assert_eq!(kept(&backups).len(), before + 1);
    }

    #[test]
    fn days_are_those_of_the_office() {
        let shanghai = TimeZone::fixed(jiff::tz::offset(8));
        // 23:30 and 00:30 in Shanghai: two days there, one in London.
        let pair: Vec<Backup> = ["2025-06-10T15:30:00Z", "2025-06-10T16:30:00Z"]
            .iter()
            .map(|at| made(at.parse().unwrap(), BackupReason::Exit))
            .collect();
        assert!(surplus(&pair, now(), &shanghai).is_empty());
        assert_eq!(surplus(&pair, now(), &TimeZone::UTC).len(), 1);
    }

    #[test]
    fn thinning_again_takes_nothing_more() {
        let all = half_hours(24 * 100);
        let gone = surplus(&all, now(), &TimeZone::UTC);
        let left: Vec<Backup> = all.iter().filter(|b| !gone.contains(b)).cloned().collect();
        assert!(surplus(&left, now(), &TimeZone::UTC).is_empty());
        assert!(left.contains(&all[0]), "the newest stays");
    }
}
