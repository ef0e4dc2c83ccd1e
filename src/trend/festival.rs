//! In which month Spring Festival falls: it moves between January and February, and with it the
//! quietest month of a hall. A table, because the lunar calendar is computed for Beijing's sky and
//! no formula of a few lines is right in every year.

use crate::model::Month;

const FIRST_YEAR: i32 = 1990;

/// New Year's Day of the lunar calendar from [`FIRST_YEAR`] on: 127 is 27 January.
const NEW_YEARS_DAYS: [u16; 71] = [
    127, 215, 204, 123, 210, 131, 219, 207, 128, 216, // 1990
    205, 124, 212, 201, 122, 209, 129, 218, 207, 126, // 2000
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205, // 2010
    125, 212, 201, 122, 210, 129, 217, 206, 126, 213, // 2020
    203, 123, 211, 131, 219, 208, 128, 215, 204, 124, // 2030
    212, 201, 122, 210, 130, 217, 206, 126, 214, 202, // 2040
    123, 211, 201, 219, 208, 128, 215, 204, 124, 212, // 2050
    202, // 2060
];

/// The month of New Year's Day; `None` outside 1990–2060.
pub fn month_in(year: i32) -> Option<Month> {
    let nth = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
    let day = NEW_YEARS_DAYS.get(nth)?;
    Month::new(year, u32::from(day / 100))
}

/// Whether New Year's Day falls in this month.
pub fn is_in(month: Month) -> bool {
    month_in(month.year()) == Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_years_day_lies_between_21_january_and_20_february() {
        for day in NEW_YEARS_DAYS {
            assert!((121..=131).contains(&day) || (201..=220).contains(&day), "{day}");
        }
    }

    /// A lunar year has 12 or 13 months: 353 to 355, or 383 to 385 days.
    #[test]
    fn lunar_years_have_their_lengths() {
        let date = |(nth, day): (usize, &u16)| {
            let year = i16::try_from(1990 + nth).unwrap();
            let (month, day) = (i8::try_from(day / 100).unwrap(), i8::try_from(day % 100).unwrap());
            jiff::civil::date(year, month, day)
        };
        let dates: Vec<jiff::civil::Date> = NEW_YEARS_DAYS.iter().enumerate().map(date).collect();
        for pair in dates.windows(2) {
            let days = (pair[1] - pair[0]).get_days();
            assert!((353..=355).contains(&days) || (383..=385).contains(&days), "{pair:?}: {days}");
        }
    }

    #[test]
    fn known_years() {
        for (year, month) in [(2023, 1), (2024, 2), (2025, 1), (2026, 2), (2060, 2)] {
            assert_eq!(month_in(year), Month::new(year, month));
        }
        assert_eq!((month_in(1989), month_in(2061)), (None, None));
        assert!(is_in("2025-01".parse().unwrap()) && !is_in("2025-02".parse().unwrap()));
    }
}
