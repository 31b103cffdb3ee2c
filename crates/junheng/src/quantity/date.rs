//! Days, counted from 1970-01-01 in the Gregorian calendar.

/// The day a text such as `2024-12-31` names, as days since 1970-01-01.
pub fn parse_date(text: &str) -> Option<i32> {
    let mut parts = text.trim().splitn(3, '-').map(|part| part.parse::<i32>().ok());
    day(parts.next()??, parts.next()??, parts.next()??)
}

/// A day of the calendar, as days since 1970-01-01; `None` for the 30th of February.
pub fn day(year: i32, month: i32, day: i32) -> Option<i32> {
    let days = days_from_civil(year, month, day);
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

/// The last day of a period: `2023` is 2023-12-31; a day is itself.
pub fn last_day(period: &str) -> Option<i32> {
    let digits = period.trim().trim_end_matches('年');
    if digits.len() == 4 {
        return digits.parse().ok().map(|year: i32| days_from_civil(year, 12, 31));
    }
    parse_date(digits)
}

/// A day as `2024-12-31`.
pub fn show_date(days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
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
    let days = days + 719_468;
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
}
