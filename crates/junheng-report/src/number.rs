//! Numbers as they are printed.

use std::fmt;

use junheng::pack::Comparison;

/// A number in the shortest decimal that reads back to it, without an exponent.
pub struct Number(pub f64);

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns -0 into 0: a sum that cancels is not negative.
        write!(out, "{}", self.0 + 0.0)
    }
}

/// How many digits that say something are shown where the pack does not say.
const DIGITS: i32 = 6;

/// A number for the eye: to so many places, or to six digits that say something.
pub fn shown(value: f64, places: Option<u32>) -> String {
    match places {
        Some(places) => rounded(value, places as usize),
        None => without_trailing_zeros(&rounded(value, significant(value))),
    }
}

/// A value for the eye beside its limit: with as many places as it takes to be seen on its side of the limit.
pub fn shown_beside(value: f64, limit: f64, comparison: Comparison, met: bool, places: Option<u32>) -> String {
    let text = shown(value, places);
    if is_on_side(&text, limit, comparison, met) {
        return text;
    }
    let first = places.map_or_else(|| significant(value), |places| places as usize);
    let finer = (first + 1..18).map(|places| rounded(value, places));
    finer.into_iter().find(|text| is_on_side(text, limit, comparison, met)).unwrap_or_else(|| Number(value).to_string())
}

fn is_on_side(text: &str, limit: f64, comparison: Comparison, met: bool) -> bool {
    text.parse::<f64>().is_ok_and(|shown| comparison.holds(shown.total_cmp(&limit)) == met)
}

/// The places that leave six digits that say something; none for large numbers.
fn significant(value: f64) -> usize {
    let size = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    (DIGITS - 1 - size).clamp(0, 17) as usize
}

/// To so many places, half away from zero, of the decimal that people see and not of its binary neighbour.
pub fn rounded(value: f64, places: usize) -> String {
    let text = Number(value.abs()).to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(places).collect();
    let up = fraction.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    let digits = if up { plus_one(&format!("{whole}{kept}")) } else { format!("{whole}{kept}") };
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let is_zero = digits.bytes().all(|digit| digit == b'0');
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The next whole number, digit by digit: a number may be longer than any integer type.
fn plus_one(digits: &str) -> String {
    let nines = digits.len() - digits.trim_end_matches('9').len();
    let (head, tail) = digits.split_at(digits.len() - nines);
    let zeros = "0".repeat(tail.len());
    match head.as_bytes().last() {
        None => format!("1{zeros}"),
        Some(last) => format!("{}{}{zeros}", &head[..head.len() - 1], char::from(last + 1)),
    }
}

fn without_trailing_zeros(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_as_they_are_read() {
        assert_eq!(rounded(0.125, 2), "0.13");
        assert_eq!(rounded(1.005, 2), "1.01");
        assert_eq!(rounded(-0.004, 2), "0.00");
        assert_eq!(rounded(-2.5, 0), "-3");
        assert_eq!(rounded(9.996, 2), "10.00");
    }

    #[test]
    fn six_digits_say_enough() {
        assert_eq!(shown(0.5152566298844764, None), "0.515257");
        assert_eq!(shown(98640.0, None), "98640");
        assert_eq!(shown(1234567.8, None), "1234568");
        assert_eq!(shown(0.0, None), "0");
        assert_eq!(shown(11.951219512195122, Some(1)), "12.0");
    }

    #[test]
    fn a_value_over_its_limit_never_looks_like_the_limit() {
        let over = |value, places| shown_beside(value, 0.5, Comparison::AtMost, false, Some(places));
        assert_eq!(over(0.5003, 2), "0.5003");
        assert_eq!(over(0.5005802167582141, 3), "0.501");
        assert_eq!(over(0.50000001, 2), "0.50000001");
        assert_eq!(shown_beside(0.4999, 0.5, Comparison::AtMost, true, Some(2)), "0.50");
        assert_eq!(shown_beside(0.4999, 0.5, Comparison::LessThan, true, Some(2)), "0.4999");
    }

    #[test]
    fn a_value_at_its_limit_looks_like_it_though_its_last_bit_does_not() {
        assert_eq!(shown_beside(0.5000000000000001, 0.5, Comparison::AtMost, true, Some(2)), "0.50");
        assert_eq!(shown_beside(94.99999999999999, 95.0, Comparison::AtLeast, true, Some(1)), "95.0");
    }
}
