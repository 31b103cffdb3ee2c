//! The wording of diagnostics about the answers of those who judge.

crate::catalogue! {
    list OF_ANSWERS;

    ANSWER_UNKNOWN_RULE Warning "answer-unknown-rule"
        zh "答复中的条款 `{rule}` 不在规则包里，未采用"
        en "the answer is for `{rule}`, which the pack does not have; not used"
        help_zh "{hint_zh}" help_en "{hint}";
    ANSWER_UNKNOWN_UNIT Warning "answer-unknown-unit"
        zh "答复中的单元 `{unit}` 不在数据里，未采用"
        en "the answer is for `{unit}`, which the data does not have; not used";
    ANSWER_AMBIGUOUS Warning "answer-ambiguous"
        zh "条款 `{rule}` 的答复没有写明是哪一个“{unit}”：{known}；未采用"
        en "the answer for `{rule}` does not say which “{unit}” it is about: {known}; not used"
        help_zh "写明时期（period 列）；不同层级的代码相同时，写单位名称"
        help_en "state the period (column `period`); where units of two levels have one code, write the name";
    ANSWER_TWICE Error "answer-twice"
        zh "{unit} 的条款 `{rule}` 有两个答复"
        en "{unit} has two answers for `{rule}`"
        help_zh "只留一个" help_en "keep one of them";
    ANSWER_WITHOUT_REVIEWER Warning "answer-without-reviewer"
        zh "{unit} 的条款 `{rule}` 的答复没有写评审人，按待核处理"
        en "the answer of {unit} for `{rule}` names no reviewer; the item stays unchecked"
        help_zh "补上评审人" help_en "name the reviewer";
    ANSWER_NOT_OFFERED Warning "answer-not-offered"
        zh "条款 `{rule}` 没有“{answer}”这个答案，按待核处理"
        en "`{rule}` does not offer the answer “{answer}”; the item stays unchecked"
        help_zh "可选：{known}" help_en "one of: {known}";
    ANSWER_SCORE Warning "answer-score"
        zh "条款 `{rule}` 的评分“{score}”不在 {low}–{high} 之内，按待核处理"
        en "the score “{score}” for `{rule}` is not within {low}–{high}; the item stays unchecked"
        help_zh "填 {low} 到 {high} 之间的一个数" help_en "write a number from {low} to {high}";
    ANSWER_UNKNOWN_ASSESSOR Warning "answer-unknown-assessor"
        zh "条款 `{rule}` 的答复没有写明是哪一方的评分（写的是“{assessor}”），按待核处理"
        en "the answer for `{rule}` does not say whose score it is (it says “{assessor}”); the item stays unchecked"
        help_zh "评分方一列可以写：{known}" help_en "the column `assessor` takes: {known}";
    ANSWER_INCOMPLETE Warning "answer-incomplete"
        zh "条款 `{rule}` 的答复没有写{what_zh}，按待核处理"
        en "the answer for `{rule}` lacks {what}; the item stays unchecked";
    PACK_NOT_IN_FORCE Warning "pack-not-in-force"
        zh "评估日 {day} 不在文件的有效期内：{from} 起，至 {to}"
        en "the day of assessment {day} is not within the days the document is in force: from {from} to {to}"
        help_zh "确认用的是这一年的规则包；或用 --as-of 写明评估日" help_en "make sure this is the pack of that year, or say the day with --as-of";
    ANSWER_STEP Warning "answer-step"
        zh "条款 `{rule}` 的评分“{score}”不是 {step} 的整倍数，按待核处理"
        en "the score “{score}” for `{rule}` is no multiple of {step}; the item stays unchecked"
        help_zh "填 {step} 的整倍数" help_en "write a multiple of {step}";
}
