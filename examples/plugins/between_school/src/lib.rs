//! The share of the variance of pupils' scores that lies between their schools, 校际差异率.
//!
//! Two readings: the intraclass correlation by the estimator of one-way analysis of variance, and the plain share of
//! the sum of squares. How the national assessment computes it was not seen; a pack says which reading it takes.

use junheng_plugin::{Answer, Column, Form, Function, Missing, Parameter};

const ONE_SCHOOL: &str = "只有一所学校，谈不上校际差异 / one school alone has nothing between schools";
const NO_SECOND_PUPIL: &str = "没有一所学校有两名以上学生，组内差异无从估计 / no school has a second pupil";
const ALL_ALIKE: &str = "成绩全都相同，没有差异可分 / all scores are the same";

const PARAMETERS: &[Parameter] = &[Parameter::number("score", "any"), Parameter::group("school")];
const REASONS: &[&str] = &[ONE_SCHOOL, NO_SECOND_PUPIL, ALL_ALIKE];

const ICC: Function = Function {
    name: "icc",
    manual: [
        "组内相关系数：学生成绩的总差异中，学校之间占多少。0 是各校一样，1 是校内没有差异。\n\
         公式：单因素方差分析估计，ICC(1) = (MSB − MSW) / (MSB + (n₀ − 1)·MSW)，\n\
         n₀ = (N − Σnᵢ² / N) / (k − 1)，k 为学校数，N 为学生数。各校很像时估计值会小于 0，照实给出。\n\
         出处：Shrout & Fleiss (1979) 之 ICC(1,1)，各组人数不等时以 n₀ 代 n。",
        "Intraclass correlation: how much of the variance of scores lies between schools.\n\
         Formula: the estimator of one-way analysis of variance, ICC(1) = (MSB − MSW) / (MSB + (n₀ − 1)·MSW),\n\
         n₀ = (N − Σnᵢ² / N) / (k − 1), with k schools and N pupils. Where schools are much alike it falls below 0,\n\
         and is given as it is.\n\
         Source: ICC(1,1) of Shrout & Fleiss (1979), with n₀ for n where groups differ in size.",
    ],
    unit: "",
    form: Form::Aggregate,
    missing: Missing::Decides,
    parameters: PARAMETERS,
    reasons: REASONS,
};

const SHARE: Function = Function {
    name: "between_share",
    manual: [
        "组间平方和占总平方和的比例（η²），只描述在场的学生，不作估计；总不小于组内相关系数。\n公式：η² = SSB / (SSB + SSW)",
        "The share of the sum of squares that lies between schools (η²): it describes the pupils at hand and estimates\n\
         nothing, and is never below the intraclass correlation.\nFormula: η² = SSB / (SSB + SSW)",
    ],
    ..ICC
};

/// The sums of squares of an analysis of variance.
struct Squares {
    between: f64,
    within: f64,
    pupils: f64,
    schools: f64,
    /// Σnᵢ²
    sizes: f64,
}

/// Two passes, in the order of the pupils, so that the same pupils give the same bits.
fn squares(columns: &[Column<'_>]) -> Squares {
    let (scores, schools) = (columns[0].values(), columns[1].values());
    let count = schools.iter().map(|school| *school as usize + 1).max().unwrap_or(0);
    let (mut sums, mut sizes) = (vec![0.0; count], vec![0.0; count]);
    for (score, school) in scores.iter().zip(schools) {
        sums[*school as usize] += score;
        sizes[*school as usize] += 1.0;
    }
    let pupils = scores.len() as f64;
    let mean = sums.iter().sum::<f64>() / pupils;
    let means: Vec<f64> = sums.iter().zip(&sizes).map(|(sum, size)| sum / size).collect();
    let square = |value: f64| value * value;
    Squares {
        between: means.iter().zip(&sizes).map(|(own, size)| size * square(own - mean)).sum(),
        within: scores.iter().zip(schools).map(|(score, school)| square(score - means[*school as usize])).sum(),
        pupils,
        schools: count as f64,
        sizes: sizes.iter().copied().map(square).sum(),
    }
}

/// Why there is no answer, if there is none.
fn reason(squares: &Squares) -> Option<Answer> {
    if squares.schools < 2.0 {
        return Some(Answer::Undetermined(0));
    }
    if squares.pupils <= squares.schools {
        return Some(Answer::Undetermined(1));
    }
    (squares.between + squares.within == 0.0).then_some(Answer::Undetermined(2))
}

fn icc(columns: &[Column<'_>]) -> Result<Answer, String> {
    let squares = squares(columns);
    let Squares { between, within, pupils, schools, sizes } = squares;
    let mean_between = between / (schools - 1.0);
    let mean_within = within / (pupils - schools);
    let typical = (pupils - sizes / pupils) / (schools - 1.0);
    let share = (mean_between - mean_within) / (mean_between + (typical - 1.0) * mean_within);
    Ok(reason(&squares).unwrap_or(Answer::Number(share)))
}

fn between_share(columns: &[Column<'_>]) -> Result<Answer, String> {
    let squares = squares(columns);
    let share = squares.between / (squares.between + squares.within);
    Ok(reason(&squares).unwrap_or(Answer::Number(share)))
}

junheng_plugin::export_plugin! {
    id: "between_school",
    version: env!("CARGO_PKG_VERSION"),
    functions: [ICC => aggregate icc, SHARE => aggregate between_share],
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        function: fn(&[Column<'_>]) -> Result<Answer, String>,
        scores: &[f64],
        schools: &[f64],
    ) -> Result<Answer, String> {
        function(&[Column::new(scores, None), Column::new(schools, None)])
    }

    #[test]
    fn two_schools_by_hand() {
        // Means 2 and 6, of all 4: SSB = 3·4 + 3·4 = 24, SSW = 2 + 2 = 4; MSB = 24, MSW = 1, n₀ = 3.
        let (scores, schools) = ([1.0, 2.0, 3.0, 5.0, 6.0, 7.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        assert_eq!(of(icc, &scores, &schools), Ok(Answer::Number(23.0 / 26.0)));
        assert_eq!(of(between_share, &scores, &schools), Ok(Answer::Number(24.0 / 28.0)));
    }

    #[test]
    fn what_cannot_be_divided_is_undetermined() {
        assert_eq!(of(icc, &[1.0, 2.0], &[0.0, 0.0]), Ok(Answer::Undetermined(0)));
        assert_eq!(of(icc, &[1.0, 2.0], &[0.0, 1.0]), Ok(Answer::Undetermined(1)));
        assert_eq!(of(icc, &[1.0, 1.0, 1.0], &[0.0, 0.0, 1.0]), Ok(Answer::Undetermined(2)));
    }
}
