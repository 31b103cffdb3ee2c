//! Headers and names as they are compared: what differs only in typing is the same.

use unicode_normalization::UnicodeNormalization;

/// A name without what typing adds: full-width forms, spaces and line breaks, upper case, invisible marks.
pub fn normal(text: &str) -> String {
    text.nfkc().filter(|&c| !c.is_whitespace() && !is_invisible(c)).flat_map(char::to_lowercase).collect()
}

fn is_invisible(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

/// The name before a last pair of brackets, and what stands in them: `设备值(万元)` is 设备值 and 万元.
pub fn bracketed(normal: &str) -> Option<(&str, &str)> {
    let inner = normal.strip_suffix([')', ']'])?;
    let (name, content) = inner.rsplit_once(['(', '['])?;
    Some((name, content.trim_start_matches("单位:")))
}

/// The name of a file without folders and ending: `data/学校.csv` is 学校.
pub fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The ending of a file in small letters: `csv`.
pub fn ending(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_makes_no_other_name() {
        assert_eq!(normal(" 教学仪器\n设备值（万元） "), "教学仪器设备值(万元)");
        assert_eq!(normal("Ｓtudents"), "students");
    }

    #[test]
    fn the_last_brackets_are_taken_off() {
        assert_eq!(bracketed("在校生数(小学)(人)"), Some(("在校生数(小学)", "人")));
        assert_eq!(bracketed("设备值[单位:万元]"), Some(("设备值", "万元")));
        assert_eq!(bracketed("在校生数"), None);
    }

    #[test]
    fn a_file_is_known_by_its_stem() {
        assert_eq!(stem("a.b/学校.2023.csv"), "学校.2023");
        assert_eq!(ending("a.b/学校.XLSX"), "xlsx");
        assert_eq!(ending("-"), "");
    }
}
