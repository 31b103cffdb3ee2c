//! Numbers as they stand in Chinese sentences.

const DIGITS: &str = "零一二三四五六七八九";

/// Whether a character may stand in a number.
pub fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '十' || letter == '两' || DIGITS.contains(letter)
}

/// A whole number up to 99, in digits or in characters.
pub fn whole(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |letter: char| match letter {
        '两' => Some(2),
        _ => DIGITS.chars().position(|known| known == letter).map(|at| at as u32),
    };
    let single = |text: &str| digit(text.chars().next().filter(|_| text.chars().count() == 1)?);
    match text.split_once('十') {
        None => single(text),
        Some((tens, units)) => {
            let tens = if tens.is_empty() { Some(1) } else { single(tens) };
            let units = if units.is_empty() { Some(0) } else { single(units) };
            Some(tens? * 10 + units?)
        }
    }
}

/// The whole numbers that stand before a word: 6 and 7 in “七项中至少6项”, for “项”.
pub fn before(text: &str, word: &str) -> Vec<u32> {
    text.match_indices(word).filter_map(|(at, _)| whole(last_numeral(&text[..at]))).collect()
}

/// The numeral a text ends with.
fn last_numeral(text: &str) -> &str {
    let digits: usize = text.chars().rev().take_while(|letter| is_numeral(*letter)).map(char::len_utf8).sum();
    &text[text.len() - digits..]
}

/// The figures of a text, as they are written.
pub fn figures(text: &str) -> Vec<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
    text.split(|letter| !is_part(letter)).map(|part| part.trim_matches('.')).filter(|part| !part.is_empty()).collect()
}

/// Whether a word such as 以上 follows a number: in “85分以上” it does, in “县级以上” it does not.
pub fn follows_a_number(text: &str, word: &str) -> bool {
    const WITHIN: usize = 5;
    let near = |at: usize| text[..at].chars().rev().take(WITHIN).any(|letter| is_numeral(letter) || letter == '成');
    text.match_indices(word).any(|(at, _)| near(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_in_characters() {
        let all = ["7", "七", "十", "十七", "三十一", "两", "二十"].map(whole);
        assert_eq!(all, [7, 7, 10, 17, 31, 2, 20].map(Some));
        assert_eq!([whole("百"), whole(""), whole("一七")], [None; 3]);
        assert_eq!(before("七项指标中至少6项达标，余项", "项"), [7, 6]);
        assert!(follows_a_number("85分以上", "以上") && !follows_a_number("县级以上骨干教师", "以上"));
    }
}
