//! The wording of diagnostics about limits, points and tables that say too little, too much or the same twice.

crate::catalogue! {
    list OF_LIMITS;

    UNSTATED_CHOICE Error "unstated-choice"
        zh "{what_zh}没有写明"
        en "{what} is not stated"
        help_zh "补写 {key} = …（{known}）" help_en "add {key} = … ({known})";
    EMPTY_SET Warning "empty-set"
        zh "没有一条 {set} 条款：这一条件永远待定"
        en "no rule is {set}: this condition can never be decided"
        help_zh "删去这一条件，或补上条款" help_en "remove the condition or add such rules";
    TOTAL_MISMATCH Error "total-mismatch"
        zh "`{owner}` 写明 {stated} 分，各项合计 {actual} 分"
        en "`{owner}` states {stated} points, its items add up to {actual}";
    OUTCOME_GAP Error "outcome-gap"
        zh "`{rule}` 的评分档不相接：{detail_zh}"
        en "the outcomes of `{rule}` leave a gap: {detail}"
        help_zh "改边界，或写 outcome_round" help_en "move the borders or state outcome_round";
    UNREACHABLE_POINTS Warning "unreachable-points"
        zh "`{rule}` 满分 {points}，评分方式给得出的是 {low}–{high}"
        en "`{rule}` has {points} points, its outcomes reach {low}–{high}"
        help_zh "确认无误后写 reachable = [{low}, {high}]" help_en "if this is meant, state reachable = [{low}, {high}]";
    MISSING_STAGE Error "missing-stage"
        zh "限值没有写 {stage}"
        en "the limit says nothing about {stage}"
        help_zh "补写 {stage} = …，或在条款上写 stages" help_en "add {stage} = …, or state stages on the rule";
    MISSING_CASE Error "missing-case"
        zh "`{owner}` 没有写{field}为{missing}时怎样"
        en "`{owner}` says nothing for {missing} ({field})"
        help_zh "补上；原文没有写的写 not_stated，不会出现的写 outside = \"undetermined\"" help_en "add it; what the source does not say is not_stated, what cannot occur outside = \"undetermined\"";
    TWO_IN_FORCE Error "two-in-force"
        zh "`{owner}` 在同一情形、同一天有两个值"
        en "`{owner}` has two values for the same case on the same day"
        help_zh "删去一个，或用 from、until 分开" help_en "remove one, or part them by from and until";
    NEVER_IN_FORCE Error "never-in-force"
        zh "`{owner}` 没有一天有效：{from} 晚于 {until}"
        en "`{owner}` is never in force: {from} is after {until}"
        help_zh "核对 from 和 until；until 是有效的最后一天" help_en "check from and until; until is the last day in force";
    POINTS_OUT_OF_RANGE Error "points-out-of-range"
        zh "`{owner}` 满分 {full}，这一行给 {points}"
        en "`{owner}` has {full} points, this line gives {points}"
        help_zh "核对满分和这一行" help_en "check the full points and this line";
    BAD_AMOUNT Error "bad-amount"
        zh "`{owner}` 的 {key} 不能是 {amount}：要{what_zh}"
        en "`{key}` of `{owner}` cannot be {amount}: it takes {what}";
    BAD_ROW Error "bad-row"
        zh "`{owner}` 的这一行不合表：{detail_zh}"
        en "this row of `{owner}` does not fit its table: {detail}"
        help_zh "每行先写 by 所列的各项，最后写值" help_en "a row holds what `by` lists, and the value last";
    IDLE_KEY Error "idle-key"
        zh "`{owner}` 的 {key} 在这里不起作用：{why_zh}"
        en "`{key}` of `{owner}` does nothing here: {why}"
        help_zh "去掉它，或补上它所配的键" help_en "take it away, or add the key it goes with";
    TOO_MUCH Error "too-much"
        zh "{what_zh}太多：最多 {most}"
        en "too many {what}: at most {most}";
    NOTHING_ASKED Warning "nothing-asked"
        zh "`{owner}` 只算出数，没有写要达到多少：它没有结论"
        en "`{owner}` only computes a number and does not say what it must be: it has no finding"
        help_zh "补写限值，如 at_least；只供参考的写 role = \"reference\"" help_en "add a limit such as at_least, or state role = \"reference\"";
}
