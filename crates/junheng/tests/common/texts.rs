//! Parts of packs that many tests begin with.

/// The head of a pack about counties of a city, with the stages of their data.
pub const CITIES: &str = r#"
[pack]
id = "tiny"
title = "小样"
version = "1.0.0"
subject = "county"
[[stage]]
id = "primary"
title = "小学"
[[stage]]
id = "junior"
title = "初中"
[[level]]
id = "city"
title = "市"
code_column = "市代码"
[[level]]
id = "county"
title = "县"
parent = "city"
code_column = "县代码"
"#;

/// Grades, best first.
pub const GOOD_FAIR_POOR: &str = r#"
[[scale]]
id = "three"
grades = [{ id = "good", state = "met" }, { id = "fair", state = "met" }, { id = "poor", state = "not_met" }]
"#;

/// The head of a pack about counties, their schools, these by stage, and classes.
pub const HEAD: &str = r#"
[pack]
id = "tiny"
title = "小样"
version = "1.0.0"
subject = "county"
[[stage]]
id = "primary"
title = "小学"
[[stage]]
id = "junior"
title = "初中"
[[level]]
id = "county"
title = "县"
code_column = "县代码"
[[level]]
id = "school"
title = "学校"
parent = "county"
code_column = "学校代码"
[[level]]
id = "entry"
title = "办学部"
of = "school"
by = "stage"
[[level]]
id = "class"
title = "班级"
parent = "entry"
code_column = "班级代码"
"#;

/// The text of a field of numbers without a unit.
pub fn number_field(id: &str, label: &str, level: &str) -> String {
    format!(
        "[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"{level}\"\nkind = \"number\"\nmay_be_negative = true\n"
    )
}

/// The text of a field of words.
pub fn word_field(id: &str, label: &str, level: &str, words: &[&str]) -> String {
    format!("[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"{level}\"\nkind = \"word\"\nvalues = {words:?}\n")
}
