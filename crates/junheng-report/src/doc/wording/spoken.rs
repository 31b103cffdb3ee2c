//! How formulas are read out and how they are written in symbols.

use crate::wording::{Wording, wordings};

wordings! {
    // ── formulas in words ────────────────────────────────
    BRACKETS zh "（{x}）" en " ({x})";
    SAY_ADD zh "{a}加{b}" en "{a} plus {b}";
    SAY_SUBTRACT zh "{a}减{b}" en "{a} minus {b}";
    SAY_MULTIPLY zh "{a}乘以{b}" en "{a} times {b}";
    SAY_DIVIDE zh "{a}除以{b}" en "{a} divided by {b}";
    SAY_EQUAL zh "{a}为{b}" en "{a} is {b}";
    SAY_NOT_EQUAL zh "{a}不为{b}" en "{a} is not {b}";
    SAY_LESS zh "{a}小于{b}" en "{a} is less than {b}";
    SAY_AT_MOST zh "{a}不大于{b}" en "{a} is at most {b}";
    SAY_GREATER zh "{a}大于{b}" en "{a} is more than {b}";
    SAY_AT_LEAST zh "{a}不小于{b}" en "{a} is at least {b}";
    SAY_AND zh "{a}，且{b}" en "{a} and {b}";
    SAY_OR zh "{a}，或{b}" en "{a} or {b}";
    SAY_IN zh "{x}为{list}之一" en "{x} is one of {list}";
    SAY_NOT_IN zh "{x}不是{list}之一" en "{x} is none of {list}";
    SAY_NOT zh "并非{x}" en "not {x}";
    SAY_NONE zh "没有一个{a}" en "none has {a}";
    SAY_NOT_MET zh "不达标" en "not met";
    SAY_MET zh "达标" en "met";
    SAY_IS_NOT_MET zh "{x}不达标" en "{x} is not met";
    SAY_ALL_WHERE zh "凡{where}的，{a}" en "{a} for all that are {where}";
    POINTS_OF_PERCENT zh "{digits}个百分点" en "{digits} percentage points";
    SAY_COUNT_MET zh "达标的项数" en "the number met";
    SAY_SHARE_MET zh "达标的比例" en "the share met";
    SAY_LEAST_OF zh "{list}中最小的" en "the least of {list}";
    SAY_MOST_OF zh "{list}中最大的" en "the greatest of {list}";
    SAY_PREVIOUS_BY zh "{b}期之前的{x}" en "{x}, {b} periods before";
    SAY_UNWEIGHTED zh "不加权" en "unweighted";
    SAY_WEIGHTED zh "以{x}为权" en "weighted by {x}";
    SAY_WHERE zh "只计{x}的" en "only where {x}";
    SAY_OVER zh "在{x}内" en "over {x}";
    SAY_SUM zh "{x}之和" en "the sum of {x}";
    SAY_PICK zh "按{b}取{a}中的一个" en "the one of {a} that {b} says";
    SAY_YEARS zh "连续 {a} 年" en "{a} years in a row";
    SAY_SIBLINGS zh "同一上级的各单元之中" en "among those of one parent";
    SAY_EVERYWHERE zh "本级全部单元之中" en "among all of the level";
    SAY_HIGH_FIRST zh "从高到低" en "the highest first";
    SAY_LOW_FIRST zh "从低到高" en "the lowest first";
    SAY_DENSE zh "并列不占名次" en "ties take one place";
    SAY_COMPETITION zh "并列占名次" en "ties take as many places as they are";
    SAY_TIES_MEAN zh "并列取平均名次" en "ties share the mean of their places";
    SAY_BEYOND_LAST zh "名次再靠后照末一个" en "the last one beyond";
    SAY_BEYOND_ZERO zh "名次再靠后为零" en "zero beyond";
    SAY_BEYOND_OPEN zh "名次再靠后待定" en "undetermined beyond";
    SAY_OWN_GRADE zh "等级" en "the grade";
    SAY_OWN_RATE zh "得分率" en "the rate";
    SAY_BONUS zh "加分合计" en "the bonus points";
    SAY_MEAN zh "{x}的平均值" en "the mean of {x}";
    SAY_CV zh "{x}的差异系数" en "the coefficient of variation of {x}";
    SAY_GINI zh "{x}的基尼系数" en "the Gini coefficient of {x}";
    SAY_THEIL zh "{x}的泰尔指数" en "the Theil index of {x}";
    SAY_BETWEEN zh "{x}的组间泰尔指数" en "the Theil index of {x} between groups";
    SAY_WITHIN zh "{x}的组内泰尔指数" en "the Theil index of {x} within groups";
    SAY_BY zh "按{x}分组" en "grouped by {x}";
    SYMBOL_THEIL zh "泰尔指数" en "Theil";
    SYMBOL_BETWEEN zh "组间" en "between";
    SYMBOL_WITHIN zh "组内" en "within";
    SAY_MEDIAN zh "{x}的中位数" en "the median of {x}";
    SAY_MIN zh "{x}的最小值" en "the least {x}";
    SAY_MAX zh "{x}的最大值" en "the greatest {x}";
    SAY_COUNT zh "{a}的个数" en "the number with {a}";
    SAY_SHARE zh "{a}的比例" en "the share with {a}";
    SAY_ALL zh "每一个都{a}" en "all have {a}";
    SAY_ANY zh "至少有一个{a}" en "some have {a}";
    SAY_IS_MET zh "{x}达标" en "{x} is met";
    SAY_VALUE zh "{x}的数值" en "the value of {x}";
    SAY_POINTS zh "{x}的得分" en "the points of {x}";
    SAY_PREVIOUS zh "上一期的{x}" en "{x} one period before";
    SAY_AGO zh "{b}之前的{x}" en "{x}, {b} ago";
    SAY_RANK zh "{x}的名次" en "the rank of {x}";
    SAY_RATE zh "{x}的得分率" en "the rate of {x}";
    SAY_GRADE zh "{x}的等级" en "the grade of {x}";
    SAY_BELOW zh "比{x}低一等" en "the grade below {x}";
    SAY_YEARS_SINCE zh "{x}以来的年数" en "the years since {x}";
    SAY_IF zh "若{a}，取{b}；否则取{c}" en "if {a}: {b}; otherwise: {c}";
    SAY_COALESCE zh "{a}（没有填报时取{b}）" en "{a} (where absent, {b})";
    SAY_ROUND zh "{x}取整" en "{x}, rounded";
    SAY_CEIL zh "{x}向上取整" en "{x}, rounded up";
    SAY_FLOOR zh "{x}向下取整" en "{x}, rounded down";
    SAY_ABS zh "{x}的绝对值" en "the absolute value of {x}";
    SAY_SECTION zh "{x}部分的各条" en "the rules of {x}";
    SAY_IT zh "各指标的数值" en "the value of each measure";
    SAY_ATTAINMENT zh "达到限值的程度" en "the attainment";
    SAY_ANSWER zh "评审答复" en "the answer";
    SAY_FULL zh "满分" en "full points";
    SAY_AS_OF zh "评估日期" en "the day of the assessment";
    SAY_STAGE zh "学段" en "the stage";
    SAY_TOTAL zh "总分" en "the total";
    SAY_ALL_ROLE zh "各条{a}条款都达标" en "all {a} rules are met";
    SAY_ALL_SECTION zh "{a}都达标" en "{a} are all met";
    // ── formulas in symbols ──────────────────────────────
    SYMBOL_AND zh "且" en "and";
    SYMBOL_OR zh "或" en "or";
    SYMBOL_NOT zh "非" en "not";
    SYMBOL_WHEN zh "当 " en "if ";
    SYMBOL_OTHERWISE zh "其他" en "otherwise";
    SYMBOL_COUNT zh "个数" en "number";
    SYMBOL_SHARE zh "比例" en "share";
    SYMBOL_ALL zh "每个" en "all";
    SYMBOL_ANY zh "有" en "any";
    SYMBOL_MET zh "达标" en "met";
    SYMBOL_VALUE zh "值" en "value";
    SYMBOL_POINTS zh "得分" en "points";
    SYMBOL_PREVIOUS zh "上期" en "previous";
    SYMBOL_RANK zh "名次" en "rank";
    SYMBOL_RATE zh "得分率" en "rate";
    SYMBOL_GRADE zh "等级" en "grade";
    SYMBOL_BELOW zh "低一等" en "below";
    SYMBOL_YEARS_SINCE zh "距今年数" en "years since";
    SYMBOL_FIRST zh "首个有值者" en "first present";
    SYMBOL_MEAN zh "平均" en "mean";
    SYMBOL_ABSENT zh "，缺则取 " en ", if absent ";
    SYMBOL_ROUND zh "取整" en "round";
    SYMBOL_MEDIAN zh "中位数" en "median";
    SYMBOL_SECTION zh "部分" en "section";
}

/// How a verb is read out; `None` where it is left as it stands.
pub fn function(name: &str) -> Option<&'static Wording> {
    Some(match name {
        "sum" => &SAY_SUM,
        "mean" => &SAY_MEAN,
        "cv" => &SAY_CV,
        "gini" => &SAY_GINI,
        "theil" => &SAY_THEIL,
        "between" => &SAY_BETWEEN,
        "within" => &SAY_WITHIN,
        "median" => &SAY_MEDIAN,
        "min" => &SAY_MIN,
        "max" => &SAY_MAX,
        "count" => &SAY_COUNT,
        "share" => &SAY_SHARE,
        "all" => &SAY_ALL,
        "any" => &SAY_ANY,
        "met" => &SAY_IS_MET,
        "value" => &SAY_VALUE,
        "points" => &SAY_POINTS,
        "prev" => &SAY_PREVIOUS,
        "ago" => &SAY_AGO,
        "rank" => &SAY_RANK,
        "pick" => &SAY_PICK,
        "years" => &SAY_YEARS,
        "rate" => &SAY_RATE,
        "grade" => &SAY_GRADE,
        "below" => &SAY_BELOW,
        "years_since" => &SAY_YEARS_SINCE,
        "if" => &SAY_IF,
        "coalesce" => &SAY_COALESCE,
        "round" => &SAY_ROUND,
        "ceil" => &SAY_CEIL,
        "floor" => &SAY_FLOOR,
        "abs" => &SAY_ABS,
        "section" => &SAY_SECTION,
        _ => return None,
    })
}

/// How a verb is written in symbols; `None` where it is left as it stands.
pub fn symbol(name: &str) -> Option<&'static Wording> {
    Some(match name {
        "count" => &SYMBOL_COUNT,
        "share" => &SYMBOL_SHARE,
        "all" => &SYMBOL_ALL,
        "any" => &SYMBOL_ANY,
        "met" => &SYMBOL_MET,
        "value" => &SYMBOL_VALUE,
        "points" => &SYMBOL_POINTS,
        "prev" => &SYMBOL_PREVIOUS,
        "rank" => &SYMBOL_RANK,
        "rate" => &SYMBOL_RATE,
        "grade" => &SYMBOL_GRADE,
        "below" => &SYMBOL_BELOW,
        "years_since" => &SYMBOL_YEARS_SINCE,
        "coalesce" => &SYMBOL_FIRST,
        "round" => &SYMBOL_ROUND,
        "median" => &SYMBOL_MEDIAN,
        "theil" => &SYMBOL_THEIL,
        "between" => &SYMBOL_BETWEEN,
        "within" => &SYMBOL_WITHIN,
        "section" => &SYMBOL_SECTION,
        _ => return None,
    })
}

/// Names that the formula language itself gives a meaning.
pub fn special(name: &str) -> Option<&'static Wording> {
    use crate::wording::{GATE, PART, REFERENCE, REQUIRED, SCORED, VETO};
    Some(match name {
        "it" => &SAY_IT,
        "met" => &SAY_MET,
        "value" => &super::VALUE,
        "attainment" => &SAY_ATTAINMENT,
        "answer" => &SAY_ANSWER,
        "full" => &SAY_FULL,
        "as_of" => &SAY_AS_OF,
        "stage" => &SAY_STAGE,
        "total" => &SAY_TOTAL,
        "grade" => &SAY_OWN_GRADE,
        "rate" => &SAY_OWN_RATE,
        "required" => &REQUIRED,
        "gate" => &GATE,
        "scored" => &SCORED,
        "bonus" => &SAY_BONUS,
        "veto" => &VETO,
        "reference" => &REFERENCE,
        "part" => &PART,
        _ => return None,
    })
}

/// Whether a name stands for the rules of a role.
pub fn is_role(name: &str) -> bool {
    matches!(name, "required" | "gate" | "scored" | "bonus" | "veto" | "reference" | "part")
}

/// What a word says behind the name of an argument: `ties = dense`; `None` where it is no such word.
pub fn option(name: &str, word: &str) -> Option<&'static Wording> {
    Some(match (name, word) {
        ("among", "siblings") => &SAY_SIBLINGS,
        ("among", "all") => &SAY_EVERYWHERE,
        ("order", "high_first") => &SAY_HIGH_FIRST,
        ("order", "low_first") => &SAY_LOW_FIRST,
        ("ties", "dense") => &SAY_DENSE,
        ("ties", "competition") => &SAY_COMPETITION,
        ("ties", "mean") => &SAY_TIES_MEAN,
        ("beyond", "last") => &SAY_BEYOND_LAST,
        ("beyond", "zero") => &SAY_BEYOND_ZERO,
        ("beyond", "undetermined") => &SAY_BEYOND_OPEN,
        _ => return None,
    })
}
