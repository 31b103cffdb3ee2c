//! The wording of outcome lines and of rows beside each other in explanations.

use crate::wording::{Wording, wordings};

wordings! {
    SCORE_LINES zh "计分，逐条看：" en "points, line by line:";
    GRADE_LINES zh "定等级，逐条看，第一条成立的算数：" en "grade, line by line; the first that holds counts:";
    STATE_LINES zh "定结论，逐条看，第一条成立的算数：" en "finding, line by line; the first that holds counts:";
    LINE_TOLD zh "（{number}）{line}　→ {came}" en "({number}) {line}  → {came}";
    HOLDS_SETTLES zh "成立，取这一条" en "holds and settles it";
    HOLDS_NOT zh "不成立" en "does not hold";
    HOLDS_OPEN zh "还不知道" en "not known yet";
    HOLDS_UNKNOWN zh "还不知道（{why}）" en "unknown ({why})";
    NOT_READ zh "不再看" en "not looked at";
    LINE_GIVES zh "成立，得 {points} 分" en "holds: {points} points";
    LINE_TAKES zh "成立，扣 {points} 分" en "holds: {points} points taken";
    LINE_OPEN zh "分数还不知道" en "points not known yet";
    STEPS_SHORT zh "相差 {counted}，合 {ratio} 步，计 {count} 步，{count}×{amount} = 扣 {points} 分" en "short by {counted}, which is {ratio} steps, of which {count} count: {count}×{amount} = {points} points taken";
    STEPS_NONE zh "不差，不扣分" en "nothing short, nothing taken";
    STEPS_OF zh "共 {counted}，合 {ratio} 步，计 {count} 步，{count}×{amount} = 扣 {points} 分" en "{counted} in all, which is {ratio} steps, of which {count} count: {count}×{amount} = {points} points taken";
    STEPS_PLAIN zh "合 {ratio} 步，计 {count} 步，{count}×{amount} = 扣 {points} 分" en "{ratio} steps, of which {count} count: {count}×{amount} = {points} points taken";
    SUM_LINE zh "合计：{full} − {taken} = {points} 分" en "in all: {full} − {taken} = {points} points";
    FLOOR_LINE zh "扣完为止：最低 {floor} 分" en "never less than {floor} points";
    LOOKED_AT zh "{what} {value}" en "{what} {value}";
    PART_VALUE zh "{what} = {value}" en "{what} = {value}";
    PART_TRUTH zh "{what}：{truth}" en "{what}: {truth}";
    AMONG_THEM zh "其中：{parts}" en "of these: {parts}";
    CAME_WITH zh "{came}（{parts}）" en "{came} ({parts})";
    YES zh "是" en "yes";
    NO zh "否" en "no";
    GRADES_COUNTED zh "各项的等级：{grades}" en "grades of the members: {grades}";
    GRADE_COUNT zh "{grade} {count}" en "{grade} {count}";
    GRADE_OPEN zh "未定 {count}" en "{count} open";
    WAIVED zh "变通 {variant} 成立，改为“{grade}”" en "the variant {variant} holds and makes it {grade}";
    MAY_BE_WAIVED zh "变通 {variant} 是否成立还不知道（{why}），成立就改为“{grade}”" en "whether the variant {variant} holds is not known ({why}); it would make it {grade}";
    CAPPED zh "否决条款 {veto}（{title}）不达标，最高只能是“{grade}”" en "the veto {veto} ({title}) is not met and caps it at {grade}";
    MAY_BE_CAPPED zh "否决条款 {veto}（{title}）是否达标还不知道（{why}），不达标则最高只能是“{grade}”" en "whether the veto {veto} ({title}) is met is not known ({why}); if not, it caps the grade at {grade}";
    STOPPED zh "否决条款 {veto}（{title}）不达标：{why}，不再评定" en "the veto {veto} ({title}) is not met: {why}";
    MAY_STOP zh "否决条款 {veto}（{title}）不知道是否达标（{why}），本年度评估可能终止" en "whether the veto {veto} ({title}) is met is not known ({why}); this year's assessment may have ended";
    SIBLINGS zh "与同一上级的{level}相比，共 {count} 个：" en "beside the others of the same parent, {count} × {level}:";
    EVERYWHERE zh "与全部{level}相比，共 {count} 个：" en "beside all others, {count} × {level}:";
    RANKED_SIBLINGS zh "在同一上级的{level}中排名次，共 {count} 个：" en "ranked among those of the same parent, {count} × {level}:";
    RANKED_EVERYWHERE zh "在全部{level}中排名次，共 {count} 个：" en "ranked among all, {count} × {level}:";
    YEARS zh "连续 {count} 期的数值，近的在前：" en "{count} periods in a row, the latest first:";
    GROUPS_SUM zh "组间 Σ 占总量×ln(均值÷X̄) = {between}，组内 Σ 占总量×组内指数 = {within}，合计 {whole}" en "between Σ share×ln(mean÷X̄) = {between}, within Σ share×own index = {within}, in all {whole}";
    GROUPS_TOLD zh "分 {count} 组：" en "{count} groups:";
    COLUMN_GROUP zh "组" en "group";
    COLUMN_UNITS zh "个数" en "units";
    COLUMN_MEAN zh "均值" en "mean";
    COLUMN_SHARE zh "占总量" en "share of all";
    COLUMN_INDEX zh "组内指数" en "own index";
    COLUMN_PLACE zh "名次" en "place";
    NOT_COUNTED zh "不计" en "not counted";
    NO_SUCH_PERIOD zh "（没有这一期）" en "(no such period)";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn explanations_say_the_same_in_both_languages() {
        say_the_same(ALL);
    }
}
