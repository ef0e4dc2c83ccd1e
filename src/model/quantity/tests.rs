//! Reading, rounding and comparing as-reported amounts.

use proptest::prelude::*;

use super::*;

fn q(text: &str) -> Quantity {
    let (quantity, rest) = Quantity::parse_prefix(text).unwrap();
    assert_eq!(rest, "", "{text}");
    quantity
}

fn wan(decimals: u8) -> DisplayStyle {
    DisplayStyle { power: 4, decimals, trim: true }
}

fn plain(decimals: u8) -> DisplayStyle {
    DisplayStyle { power: 0, decimals, trim: true }
}

#[test]
fn reads_what_clerks_type() {
    for (text, digits, exponent) in [
        ("6.1万", 61, 3),
        ("61023", 61023, 0),
        ("61,023", 61023, 0),
        ("６１，０２３", 61023, 0),
        ("59.49", 5949, -2),
        ("５９．４９", 5949, -2),
        ("42.24亿", 4224, 6),
        ("-3.2", -32, -1),
        ("0", 0, 0),
        ("1.5万亿", 15, 11),
    ] {
        assert_eq!((q(text).digits(), q(text).exponent()), (digits, exponent), "{text}");
    }
    assert_eq!(Quantity::parse_prefix("956人次").unwrap().1, "人次");
}

#[test]
fn refuses_what_is_no_number() {
    use ParseQuantityError as E;
    for (text, error) in [
        ("6.1.2万", E::Malformed),
        ("", E::NoDigits),
        ("未定", E::NoDigits),
        ("1,23", E::Malformed),
        (".24", E::Malformed),
        ("24.", E::Malformed),
        ("1234567890123456", E::TooLong),
        ("123456789012345万亿", E::TooLong),
    ] {
        if text == "123456789012345万亿" {
            assert!(Quantity::parse_prefix(text).is_ok());
        } else {
            assert_eq!(Quantity::parse_prefix(text).unwrap_err(), error, "{text}");
        }
    }
}

#[test]
fn prints_half_up_and_invents_no_digit() {
    for (text, style, printed) in [
        ("61023", wan(2), "6.1"),
        ("61050", wan(2), "6.11"),
        ("65,500", wan(1), "6.6"),
        ("6.1万", wan(2), "6.1"),
        ("6.10万", DisplayStyle { power: 4, decimals: 2, trim: false }, "6.10"),
        ("0.19万", wan(2), "0.19"),
        ("956", plain(0), "956"),
        ("59.495", plain(2), "59.5"),
        ("42.24亿", DisplayStyle { power: 8, decimals: 2, trim: false }, "42.24"),
        ("6.1万", plain(0), "61000"),
        ("-0.05", plain(1), "-0.1"),
        ("0", wan(2), "0"),
    ] {
        assert_eq!(q(text).print(style), printed, "{text}");
    }
}

#[test]
fn rounded_parts_may_add_up_within_their_intervals() {
    let parts = q("5.87万").interval(Some(0)).plus(q("0.21万").interval(Some(0)));
    assert_eq!(parts.compare(q("6.1万").interval(Some(0))), Agreement::Consistent);
    assert_eq!(parts.compare(q("6.2万").interval(Some(0))), Agreement::Off);
    assert_eq!(parts.compare(q("7.1万").interval(Some(0))), Agreement::Contradicts);
    let exact = q("86.07亿").plus(q("6.77亿")).unwrap();
    assert_eq!(exact, q("92.84亿"));
    assert_eq!(
        q("61023").interval(Some(0)).compare(q("6.1万").interval(Some(0))),
        Agreement::Consistent
    );
    assert_eq!(
        q("17").interval(Some(0)).compare(q("18").interval(Some(0))),
        Agreement::Contradicts
    );
}

#[test]
fn changes_are_rounded_once() {
    assert_eq!(q("103").change_percent(q("100"), 1), Quantity::new(30, -1));
    assert_eq!(q("97").change_percent(q("100"), 1), Quantity::new(-30, -1));
    assert_eq!(q("1").change_percent(q("3"), 1), Quantity::new(-667, -1));
    assert_eq!(q("1").change_percent(q("0"), 1), None);
    assert_eq!(q("17").percent_of(q("8"), 1), Quantity::new(2125, -1));
}

proptest! {
    #[test]
    fn printing_in_full_then_reading_gives_the_amount_back(digits in -999_999_999i64..999_999_999, exponent in -4i8..0) {
        let quantity = Quantity::new(digits, exponent).unwrap();
        let style = DisplayStyle { power: 0, decimals: 6, trim: false };
        prop_assert_eq!(q(&quantity.print(style)), quantity);
    }

    #[test]
    fn rounding_stays_within_half_of_the_last_place(digits in -999_999_999i64..999_999_999, place in 0i8..6) {
        let exact = Quantity::new(digits, 0).unwrap();
        let rounded = exact.rounded(place);
        let off = (rounded.on_grid() - exact.on_grid()).abs() * 2;
        prop_assert!(off <= pow10(place - GRID));
    }

    #[test]
    fn a_rounded_report_always_agrees_with_the_amount_it_came_from(digits in 0i64..999_999_999, place in 1i8..6) {
        let exact = Quantity::new(digits, 0).unwrap();
        let agreement = exact.rounded(place).interval(Some(0)).compare(exact.interval(Some(0)));
        prop_assert_eq!(agreement, Agreement::Consistent);
    }

    #[test]
    fn hostile_text_never_panics(text in "[-+0-9０-９.,，．万亿%人次 ]{0,40}") {
        if let Ok((_, rest)) = Quantity::parse_prefix(&text) {
            prop_assert!(text.ends_with(rest));
        }
    }
}
