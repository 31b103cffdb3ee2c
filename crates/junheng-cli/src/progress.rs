//! How far a long run has come, on the terminal of whoever waits for it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use junheng::diagnostic::{Language, Wording};

/// What is said while papers are written; the program that draws it knows the two numbers.
const WRITING: Wording = ["写出 {pos}/{len} 卷 …", "writing {pos} of {len} papers …"];

/// One line that says how many papers are written.
///
/// Only where standard error is a terminal, and gone when all is done: a pipe or a file gets nothing of it.
pub struct Progress(ProgressBar);

impl Progress {
    /// Begins, with none of so many written.
    pub fn start(papers: usize, language: Language) -> Self {
        let bar = ProgressBar::with_draw_target(Some(papers as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(language.pick(&WRITING)).expect("the wording is a template");
        let bar = bar.with_style(style).with_finish(ProgressFinish::AndClear);
        bar.tick();
        Self(bar)
    }

    /// One paper more is written.
    pub fn one_more(&self) {
        self.0.inc(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_is_a_template_in_both_languages() {
        for text in WRITING {
            assert!(ProgressStyle::with_template(text).is_ok());
            assert!(text.contains("{pos}") && text.contains("{len}"));
        }
    }
}
