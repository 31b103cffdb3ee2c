//! Days, counted from 1970-01-01 in the Gregorian calendar.

/// The day a text such as `2024-12-31` names, as days since 1970-01-01.
pub fn parse_date(text: &str) -> Option<i32> {
    let mut parts = text.trim().splitn(3, '-').map(|part| part.parse::<i32>().ok());
    day(parts.next()??, parts.next()??, parts.next()??)
}

/// A day of the calendar, as days since 1970-01-01; `None` for the 30th of February, and for years of five digits.
pub fn day(year: i32, month: i32, day: i32) -> Option<i32> {
    if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let days = days_from_civil(year, month, day);
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

/// The last day of a period: `2023` is 2023-12-31; a day is itself.
pub fn last_day(period: &str) -> Option<i32> {
    let digits = period.trim().trim_end_matches('年');
    if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().and_then(|year| day(year, 12, 31));
    }
    parse_date(digits)
}

/// A day as `2024-12-31`.
pub fn show_date(days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day so many months, then days, later; where the month is too short, its last day. The calendar ends with the
/// years of four digits: what lies outside is its first or last day.
pub fn later(days: i32, months: i32, more: i32) -> i32 {
    let (year, month, day) = civil_from_days(days);
    let counted = (year * 12 + month - 1).saturating_add(months).clamp(0, 9999 * 12 + 11);
    let (year, month) = (counted.div_euclid(12), counted.rem_euclid(12) + 1);
    let first_of_next = days_from_civil(year + month / 12, month % 12 + 1, 1);
    let last = civil_from_days(first_of_next - 1).2;
    let (first, end) = (days_from_civil(0, 1, 1), days_from_civil(9999, 12, 31));
    days_from_civil(year, month, day.min(last)).saturating_add(more).clamp(first, end)
}

/// How many whole years lie between two days; negative where the second comes first.
pub fn years_between(from: i32, to: i32) -> i32 {
    let ((year, month, day), (last, last_month, last_day)) = (civil_from_days(from), civil_from_days(to));
    if from > to {
        return -years_between(to, from);
    }
    last - year - i32::from((last_month, last_day) < (month, day))
}

/// Howard Hinnant's algorithm: eras of 400 years, years beginning in March.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(parse_date("1970-01-01"), Some(0));
        assert_eq!(parse_date("2000-03-01"), Some(11_017));
        assert_eq!(parse_date("2023-02-29"), None);
        assert_eq!(last_day("2023").map(show_date), Some("2023-12-31".to_owned()));
    }

    #[test]
    fn months_end_where_they_end() {
        let moved = |text: &str, months, days| parse_date(text).map(|day| show_date(later(day, months, days)));
        assert_eq!(moved("2024-02-29", -12, 0).as_deref(), Some("2023-02-28"));
        assert_eq!(moved("2023-08-31", 6, 0).as_deref(), Some("2024-02-29"));
        assert_eq!(moved("2023-12-31", 0, 1).as_deref(), Some("2024-01-01"));
        assert_eq!(moved("2023-11-30", 1, 0).as_deref(), Some("2023-12-30"));
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(
            (parse_date("10000-01-01"), parse_date("99999999-01-01"), day(2020, i32::MAX, 1)),
            (None, None, None)
        );
        let today = parse_date("2024-01-31").expect("a day");
        assert_eq!(show_date(later(today, i32::MAX, i32::MAX)), "9999-12-31");
        assert_eq!(show_date(later(today, -i32::MAX, -i32::MAX)), "0000-01-01");
        assert_eq!((last_day("+123"), last_day("-001")), (None, None));
    }

    #[test]
    fn years_are_whole() {
        let between = |a, b| Some(years_between(parse_date(a)?, parse_date(b)?));
        assert_eq!(between("2020-09-01", "2022-08-31"), Some(1));
        assert_eq!(between("2020-09-01", "2022-09-01"), Some(2));
        assert_eq!(between("2022-09-01", "2020-09-01"), Some(-2));
    }
}
