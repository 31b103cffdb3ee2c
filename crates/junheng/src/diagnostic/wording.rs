//! What is said beside diagnostics: sentences in both languages, each declared once.

/// A sentence or word in Chinese and in English; `{name}` is replaced by the argument of that name.
pub type Wording = [&'static str; 2];

/// Declares [`Wording`]s, which must be in scope, and for tests a list of them all, `ALL`.
#[macro_export]
macro_rules! wordings {
    ($( $name:ident zh $zh:literal en $en:literal ; )*) => {
        $( #[doc = concat!("`", $en, "`")] pub static $name: Wording = [$zh, $en]; )*
        /// Every wording of this catalogue.
        #[cfg(test)]
        pub(crate) static ALL: &[(&str, &Wording)] = &[$((stringify!($name), &$name)),*];
    };
}

/// Whether a wording says something in both languages, of the same arguments.
pub fn is_complete([zh, en]: &Wording) -> bool {
    !zh.is_empty() && !en.is_empty() && arguments(zh) == arguments(en)
}

fn arguments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_take_the_same_arguments() {
        assert!(is_complete(&["{b}的{a}", "{a} of {b}"]) && is_complete(&["{a}，{a}", "{a}"]));
        assert!(!is_complete(&["{a}", "{b}"]) && !is_complete(&["有", ""]) && !is_complete(&["{a}{b}", "{a}"]));
    }
}
