//! The wording of the page of a pack, in both languages.

mod spoken;

use junheng::pack::{Mode, Standing};

use crate::wording::{Wording, wordings};

pub use spoken::*;

wordings! {
    SKIP zh "跳到正文" en "Skip to the content";
    KIND zh "规则包说明" en "Rule pack";
    CONTENTS zh "目录" en "Contents";
    // ── head ─────────────────────────────────────────────
    DOCUMENT zh "文件" en "Document";
    NUMBER zh "文号" en "Number";
    ISSUER zh "发布机关" en "Issued by";
    ISSUED zh "发布日期" en "Issued on";
    IN_FORCE zh "有效期" en "In force";
    FROM_TO zh "{from} 至 {to}" en "{from} to {to}";
    FROM zh "自 {from} 起" en "from {from}";
    UNTIL zh "至 {to}" en "until {to}";
    SUBJECT zh "评估对象" en "Assesses";
    STAGES zh "学段" en "Stages";
    TOTAL zh "总分" en "Total";
    FIDELITY zh "与原文的关系" en "Relation to the source";
    COMPARED zh "比较方式" en "Comparison";
    UNROUNDED zh "以未取整的数值比较，只在显示时取整" en "Values are compared unrounded and rounded only for display";
    ROUNDED zh "先取到 {places} 位小数（{mode}），再比较" en "Rounded to {places} places ({mode}) before the comparison";
    PACK_ID zh "规则包" en "Pack";
    EXTENDS zh "在此之上" en "Extends";
    USES zh "引用" en "Uses";
    PACK zh "规则包" en "Pack";
    FILE zh "文件名" en "File";
    FILES zh "规则包的文件" en "Files of the pack";
    FILES_HINT zh "本页由下列文件生成；文件改动一个字，指纹即不同。" en "This page was made from these files; change a letter and the fingerprint differs.";
    FROM_PACK zh "来自 {pack} {version}" en "from {pack} {version}";
    IN_DOCUMENT zh "《{title}》" en "{title},";
    // ── parts ────────────────────────────────────────────
    READINGS zh "待定的读法" en "Open readings";
    READINGS_HINT zh "原文没有写明、本规则包替它选定的读法。" en "What the source leaves open and this pack decides.";
    SCOPES zh "计入范围" en "Who counts";
    VERDICTS zh "判定" en "Verdicts";
    MEASURES zh "指标" en "Measures";
    RULES zh "条款" en "Rules";
    STANDARDS zh "标准表" en "Tables of limits";
    DATA zh "需要的数据" en "Data needed";
    DATA_HINT zh "只列条款用得到的数据项。" en "Only fields that some rule needs are listed.";
    PROCEDURE zh "程序与认定之后" en "Procedure and afterwards";
    SOURCES zh "出处" en "Sources";
    CHANGES zh "对上级规则包的改动" en "Changes to the packs below";
    DROPPED zh "删去 {target}：" en "{target} is left out:";
    INDEX zh "编号索引" en "Index of codes";
    // ── readings ─────────────────────────────────────────
    QUESTION zh "问题" en "Question";
    TAKEN zh "本包所取" en "Taken";
    OFFERED zh "可取" en "Offered";
    WHY zh "理由" en "Why";
    INCLUDED zh "计入" en "In";
    EXCLUDED zh "不计" en "Out";
    SPLIT zh "合校资源的拆分" en "How shared resources are split";
    WEIGHTS zh "权重" en "Weights";
    SPLIT_FIELDS zh "拆分的数据项" en "Fields split";
    MORE zh "以上" en "more";
    BETWEEN_STEP zh "两行之间按分段取值。" en "Between rows the step holds.";
    BETWEEN_LINEAR zh "两行之间按比例插值。" en "Between rows values are interpolated.";
    BETWEEN_EXACT zh "只取表中所列。" en "Only the rows listed hold.";
    OUTSIDE_CLAMP zh "表外套用最近的一行。" en "Beyond the table the nearest row holds.";
    OUTSIDE_UNDETERMINED zh "表外没有规定，待定。" en "Beyond the table nothing is said: undetermined.";
    GRADES zh "等级" en "Grades";
    DECIDES zh "以其评分为准" en "theirs is the score that counts";
    BESIDE zh "评分并列，不作数" en "scores beside, without effect";
    WITHIN zh "期限 {time}" en "within {time}";
    // ── a rule ───────────────────────────────────────────
    REQUIREMENT zh "要求" en "Requirement";
    CITE zh "依据" en "Source";
    LEVEL zh "评估层级" en "Level";
    SCOPE zh "范围" en "scope";
    UNIT zh "单位" en "Unit";
    APPLIES zh "适用于" en "Applies to";
    FORMULA zh "算法" en "Formula";
    MET_WHEN zh "达标条件" en "Met when";
    LIMITS zh "限值" en "Limits";
    LIMIT zh "限值" en "limit";
    CASE zh "情形" en "case";
    IN_GENERAL zh "一般" en "in general";
    SAME_LIMIT zh "同一般" en "as in general";
    DASH zh "—" en "—";
    WHEN zh "当{when}" en "when {when}";
    COUNTED_AS zh "改按" en "counted as";
    FOUND_AS zh "认定为{word}" en "found to be {word}";
    OWES zh "认定后须履行：{obligation}" en "owed afterwards: {obligation}";
    ROUNDING zh "取整" en "Rounding";
    ATTAINMENT_AT_MOST zh "达到程度" en "Attainment";
    SCORE zh "计分" en "Score";
    MEMBERS zh "所含各项" en "Members";
    FOR_EACH zh "逐项计算" en "For each of";
    PARTS_ALL zh "下列各部分都达标" en "all parts below are met";
    PARTS_ANY zh "下列各部分有一个达标" en "one of the parts below is met";
    JUDGED zh "评审" en "Judged";
    CHOSEN zh "在 {answers} 中选定；{met}为达标" en "one of {answers} is chosen; {met} meets it";
    SEVERAL zh "变通并存" en "Several hold";
    SEVERAL_FIRST zh "几个情形同时成立，以排在前面的为准" en "the first one counts";
    SEVERAL_LENIENT zh "几个情形同时成立，以最宽的为准" en "the mildest one counts";
    SEVERAL_STRICT zh "几个情形同时成立，以最严的为准" en "the hardest one counts";
    SEVERAL_ERROR zh "几个情形不得同时成立" en "no two may hold at once";
    EFFECT zh "后果" en "Effect";
    VETO_REFUSE zh "不予认定" en "recognition is refused";
    VETO_CAP zh "等级不得高于{cap}" en "the grade is capped at {cap}";
    VETO_STOP zh "终止本年度评估" en "this year's assessment ends";
    EVIDENCE zh "佐证材料" en "Evidence";
    OF_YEARS zh "（{count} 年）" en " ({count} years)";
    COPIES zh "，{count} 份" en ", {count} copies";
    DUTY zh "责任单位" en "Responsible";
    READING zh "读法" en "Read as";
    NOTE zh "说明" en "Note";
    INCOMPLETE zh "原文缺损" en "Lost in the source";
    CHANGED zh "改动" en "Changed";
    QUOTED zh "“{title}”" en "“{title}”";
    STAGE_EACH zh "各学段分别判定" en "each stage by itself";
    STAGE_TOGETHER zh "各学段合并计算" en "stages together";
    STAGE_WORST zh "以较差的学段为准" en "the worst stage decides";
    STAGE_SUM zh "各学段相加" en "stages add up";
    CV_TITLE zh "差异系数" en "Coefficient of variation";
    CV_TEXT zh "X 为各校的指标值，P 为权（下标处注明），X 上加横线为加权平均，S 为加权标准差（按总体计）；不加权时各校的权都是 1。" en "X are the schools' values, P their weights (named in the subscript), X with a bar the weighted mean, S the weighted standard deviation of the population; unweighted means all weights are 1.";
    // ── score ────────────────────────────────────────────
    OF_ATTAINMENT zh "各档所看的是达到限值的程度。" en "The lines look at the share of the limit that is reached.";
    ROUNDED_FIRST zh "先取到 {to} 的整倍数（{mode}），再归档。" en "First rounded to a multiple of {to} ({mode}).";
    ROUND_HALF_UP zh "四舍五入" en "half up";
    ROUND_HALF_EVEN zh "四舍六入五成双" en "half to even";
    ROUND_DOWN zh "舍去尾数" en "down";
    ROUND_UP zh "进位" en "up";
    FLOOR zh "扣完为止，最低 {points} 分。" en "Never less than {points} points.";
    SCORE_STEP zh "给分以 {step} 分为一级。" en "Points are given in steps of {step}.";
    REACHABLE zh "能得到的分数为 {low}–{high} 分，已由编者确认。" en "{low}–{high} points can be reached, as the author confirms.";
    NA_FULL zh "不适用时得满分。" en "Where it does not apply it gives full points.";
    NA_NO_DEDUCTION zh "不适用时不扣分。" en "Where it does not apply nothing is deducted.";
    NA_OUT_OF_TOTAL zh "不适用时从总分中除去。" en "Where it does not apply its points leave the total.";
    NA_ZERO zh "不适用时得零分。" en "Where it does not apply it gives no points.";
    LINE zh "{when}：{gives}" en "{when}: {gives}";
    ELSE zh "其余" en "otherwise";
    ATTAINMENT zh "达到程度" en "attainment";
    VALUE zh "数值" en "the value";
    GIVES_POINTS zh "得 {points} 分" en "{points} points";
    GIVES_FORMULA zh "得分为{points}" en "the points are {points}";
    GIVES_ALL zh "得满分" en "full points";
    GIVES_NONE zh "不得分" en "no points";
    GIVES_SHARE zh "得满分的 {share}" en "{share} of full points";
    GIVES_GRADE zh "定为“{grade}”" en "grade {grade}";
    GIVES_PICKED zh "由评分人在 {low}–{high} 分之间给分" en "a person gives {low}–{high} points";
    DEDUCTS_PICKED zh "由评分人在 {low}–{high} 分之间扣分" en "a person takes {low}–{high} points";
    DEDUCTS zh "扣 {points} 分" en "{points} points are taken";
    DEDUCTS_BELOW zh "比限值每低{per}扣 {points} 分，{step}" en "{points} points are taken for each {per} below the limit, {step}";
    DEDUCTS_ABOVE zh "比限值每高{per}扣 {points} 分，{step}" en "{points} points are taken for each {per} above the limit, {step}";
    DEDUCTS_OF zh "{of}每有{per}扣 {points} 分，{step}" en "{points} points are taken for each {per} of {of}, {step}";
    STEP_WHOLE zh "按整步计，不足一步的不扣" en "whole steps only";
    STEP_STARTED zh "不足一步的按一步扣" en "started steps count";
    STEP_PROPORTIONAL zh "不足一步的按比例扣" en "in proportion";
    // ── data ─────────────────────────────────────────────
    FIELD zh "数据项" en "Field";
    DEFINITION zh "说明" en "Definition";
    USED_BY zh "用于" en "Used by";
    USED_OTHERWISE zh "只用于变通、核对或推算" en "only for variants, checks or other fields";
    ALIASES zh "也作：" en "also: ";
    BY_STAGE zh "分学段" en "by stage";
    TABLE_NAMES zh "表名：{names}" en "tables: {names}";
    DERIVED zh "未填时由其他数据算出：" en "where not supplied, computed: ";
    ONE_OF zh "取值：" en "one of: ";
    ASSUMED zh "没有这一列时按“{word}”处理" en "taken as “{word}” where there is no such column";
    YEARS zh "需要 {count} 年的数据" en "{count} years are needed";
    MUST_HOLD zh "应当：" en "must hold: ";
    // ── checks of the data ───────────────────────────────
    CHECKS zh "数据的校验" en "Checks of the data";
    CHECKS_HINT zh "算结论以前先看数据是否可信：不符的，按各条写明的处理，并逐格写进数据质量报告（data check）。" en "Before anything is concluded the data is looked at: what fails is treated as each check says, and told cell by cell in the data-quality report (data check).";
    HOLDS zh "应当" en "Must hold";
    COMPARED_VALUE zh "比较的数" en "Value compared";
    BOUND zh "界限" en "Bound";
    NEAR_OTHERS zh "取对数后，离同一评估对象、同一学段各单元的中位数不超过 {beyond} 个中位绝对偏差（乘以 1.4826）；至少有 {units} 个单元才看" en "on logarithms, at most {beyond} median absolute deviations (times 1.4826) from the median of the units of one subject and stage; looked at from {units} units on";
    ONLY_WHERE zh "只看" en "Only where";
    OTHERWISE zh "不符时" en "Otherwise";
    CHECK_ERROR zh "按缺失处理" en "counts as missing";
    CHECK_DOUBT zh "存疑" en "in doubt";
    CELLS_MISSING zh "{fields}按缺失处理" en "{fields}: the cells count as missing";
    CELLS_TOLD zh "{fields}存疑，仍照填的用" en "{fields}: the cells are told and count as they are";
    ALL_CELLS_TOLD zh "所涉各格都存疑，仍照填的用" en "every cell it looks at is told and counts as it is";
    // ── index ────────────────────────────────────────────
    CODE zh "编号" en "Code";
    TITLE zh "名称" en "Title";
    ROLE zh "作用" en "Role";
    ID zh "标识" en "Id";
    MEASURE zh "指标" en "measure";
}

/// What something comes to, in words.
pub fn standing(standing: Standing) -> &'static Wording {
    match standing {
        Standing::Met => &crate::wording::MET,
        Standing::NotMet => &crate::wording::NOT_MET,
        Standing::NotApplicable => &crate::wording::NOT_APPLICABLE,
    }
}

/// A way of rounding, in words.
pub fn mode(mode: Mode) -> &'static Wording {
    match mode {
        Mode::HalfUp => &ROUND_HALF_UP,
        Mode::HalfEven => &ROUND_HALF_EVEN,
        Mode::Down => &ROUND_DOWN,
        Mode::Up => &ROUND_UP,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn the_page_says_the_same_in_both_languages() {
        say_the_same(ALL);
        say_the_same(spoken::ALL);
    }
}
