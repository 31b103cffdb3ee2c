//! The wording of data-quality reports, in both languages.

use crate::wording::{Wording, wordings};

wordings! {
    HEAD zh "数据质量　{data}　按 {title}（{pack} {version}）的 {checks} 项校验" en "Data quality of {data}, by {checks} checks of {title} ({pack} {version})";
    NOTHING zh "没有发现疑点。" en "Nothing is in doubt.";
    COUNTS zh "疑点 {count} 处：{missing} 处按缺失处理，{doubted} 处存疑、仍照填的用。没有这些格，{turning} 处会改变判定。" en "{count} doubts: the cells of {missing} count as missing, those of {doubted} are told and count. Without their cells, {turning} would change a verdict.";
    OPEN zh "疑点太多，其中 {open} 处没有逐一试算对结论的影响。" en "There are too many doubts: the effect of {open} was not worked out.";
    // ── verdicts ─────────────────────────────────────────
    VERDICTS zh "一、结论靠不靠得住" en "1. How far the verdict can be relied on";
    VERDICT zh "{unit}　{verdict}：{state}；存疑的格都当作未知，{verdict}：{unknown}" en "{unit}, {verdict}: {state}; with every doubted cell unknown, {verdict}: {unknown}";
    VERDICT_SAME zh "{unit}　{verdict}：{state}；存疑的格都当作未知，仍是{state}" en "{unit}, {verdict}: {state}; still {state} with every doubted cell unknown";
    VERDICT_OPEN zh "{unit}　{verdict}：{state}；没有试算存疑的格都当作未知时如何" en "{unit}, {verdict}: {state}; what it is with every doubted cell unknown was not worked out";
    MORE_UNITS zh "另有 {count} 个单元有疑点" en "{count} more units have doubts";
    IN_PERIOD zh "{unit} {period}" en "{unit} {period}";
    // ── doubts ───────────────────────────────────────────
    DOUBTS zh "二、疑点，会改变判定的在前" en "2. Doubts, those that would change a verdict first";
    DOUBT zh "{number}　{severity}　{unit}　{title}" en "{number}  {severity}  {unit}  {title}";
    AS_MISSING zh "〔按缺失处理〕" en "[counts as missing]";
    AS_TOLD zh "〔存疑〕" en "[in doubt]";
    SHOULD zh "应当 {formula}" en "expected: {formula}";
    MEASURED zh "{formula} = {value}；同一{level}、同一学段的，在 {low} 与 {high} 之间才不算离群" en "{formula} = {value}; near the others of its {level} and stage would be from {low} to {high}";
    CELL zh "{cell} = {value}（{place}）" en "{cell} = {value} ({place})";
    CELL_COMPARED zh "{cell} = {value}（{place}，用来比较）" en "{cell} = {value} ({place}, compared with)";
    FIELD_AT_STAGE zh "{stage}{label}" en "{stage} {label}";
    OF_UNIT zh "{unit} {cell}" en "{unit} {cell}";
    WHY zh "理由：{why}" en "why: {why}";
    CITED zh "依据：{cite}" en "source: {cite}";
    EFFECT_MISSING zh "影响：这几格已经按缺失处理" en "effect: these cells count as missing already";
    EFFECT_OPEN zh "影响：没有试算" en "effect: not worked out";
    EFFECT_NONE zh "影响：没有条款用到这几格" en "effect: no rule rests on these cells";
    EFFECT_VERDICT zh "影响：照填{verdict}是{written}，没有这几格是{unknown}" en "effect: {verdict} is {written} as written, {unknown} without these cells";
    EFFECT_VERDICT_SAME zh "影响：判定不变" en "effect: no verdict changes";
    EFFECT_RULES zh "{from_to}：{rules}" en "{from_to}: {rules}";
    EFFECT_VALUES zh "状态不变，数值会变：{rules}" en "same state, another value: {rules}";
    RULE_TIMES zh "{rule}（{count} 处）" en "{rule} ({count} ×)";
    OUT_OF_SCOPE zh "不计入" en "out of scope";
    FROM_TO zh "{written} → {unknown}" en "{written} → {unknown}";
    NO_STATE zh "只有数值" en "value only";
    MORE_RULES zh "另 {count} 条" en "{count} more";
    MORE_CELLS zh "另有 {count} 格" en "{count} more cells";
    MORE_DOUBTS zh "另有 {count} 处疑点，用 --format xlsx 或 json 全部列出" en "{count} more doubts; --format xlsx or json lists all";
    // ── smallest sets ────────────────────────────────────
    SMALLEST zh "三、多项校验同时不成立的，至少错在哪几格" en "3. Where checks overlap: the fewest cells that must be wrong";
    SMALLEST_NONE zh "没有共用一格的疑点。" en "No two doubts share a cell.";
    SMALLEST_ONE zh "第 {doubts} 处：至少 {size} 格有错，只能是 {cells}" en "doubts {doubts}: wrong cells, at the least {size}; it can only be {cells}";
    SMALLEST_SEVERAL zh "第 {doubts} 处：至少 {size} 格有错，有 {count} 种可能：" en "doubts {doubts}: wrong cells, at the least {size}, in one of {count} ways:";
    SMALLEST_OPEN zh "第 {doubts} 处：互相牵连太多，没有算出" en "doubts {doubts}: too many hang together, not worked out";
    ANY_OF zh "以下任一格：{cells}" en "any one of: {cells}";
    MORE_SETS zh "另有别的可能" en "and other ways";
    AND zh "，以及" en ", and ";
    // ── columns ──────────────────────────────────────────
    COLUMNS zh "四、各列填了多少（只列没有填全的）" en "4. How complete the columns are (those that are not)";
    COLUMNS_FULL zh "需要的列都填全了。" en "All columns that are needed are complete.";
    COLUMN_FIELD zh "数据项" en "field";
    COLUMN_ROWS zh "应有" en "rows";
    COLUMN_PRESENT zh "有值" en "values";
    COLUMN_BLANK zh "空格" en "empty";
    COLUMN_NOT_APPLICABLE zh "不适用" en "not applicable";
    COLUMN_INVALID zh "不能用" en "unusable";
    COLUMN_NO_COLUMN zh "没有这一列" en "no column";
    COLUMN_RULES zh "用到它的条款" en "rules that need it";
    MORE_COLUMNS zh "另有 {count} 列没有填全" en "{count} more columns are not complete";
    // ── diagnostics ──────────────────────────────────────
    TOLD zh "五、读数据时的提示" en "5. What was told when the data was read";
    TOLD_NONE zh "没有别的提示。" en "Nothing else was told.";
    TOLD_LINE zh "{severity} {code}　{text}" en "{severity} {code}: {text}";
    MORE_TOLD zh "另有 {count} 条提示" en "{count} more";
    NOTE zh "说明" en "note";
    WARNING zh "提醒" en "warning";
    ERROR zh "错误" en "error";
    // ── workbook ─────────────────────────────────────────
    SHEET_OVERVIEW zh "总览" en "overview";
    SHEET_DOUBTS zh "疑点" en "doubts";
    SHEET_CELLS zh "疑点涉及的格" en "cells";
    SHEET_EFFECTS zh "影响的条款" en "effects";
    SHEET_SMALLEST zh "至少错在哪几格" en "fewest wrong cells";
    SHEET_COLUMNS zh "填报完整" en "completeness";
    SHEET_TOLD zh "读取提示" en "diagnostics";
    DATA_FILE zh "数据文件" en "data file";
    ENCODING zh "编码" en "encoding";
    NUMBER zh "编号" en "number";
    SEVERITY zh "处理" en "severity";
    UNIT zh "单元" en "unit";
    CODE zh "代码" en "code";
    STAGE zh "学段" en "stage";
    PERIOD zh "时期" en "period";
    SUBJECT zh "所属" en "belongs to";
    CHECK zh "校验" en "check";
    EXPECTED zh "应当" en "expected";
    VALUE zh "数值" en "value";
    RANGE zh "不算离群的范围" en "near is";
    FROM_LOW_TO_HIGH zh "{low} 至 {high}" en "{low} to {high}";
    REASON zh "理由" en "why";
    SOURCE zh "依据" en "source";
    TURNS zh "会改变判定" en "changes a verdict";
    YES zh "是" en "yes";
    NO zh "否" en "no";
    NOT_TRIED zh "没有试算" en "not worked out";
    PLACE zh "位置" en "place";
    IN_DOUBT zh "存疑" en "in doubt";
    RULE zh "条款" en "rule";
    TITLE zh "名称" en "title";
    WRITTEN zh "照所填" en "as written";
    UNKNOWN zh "没有这几格" en "without the cells";
    VERDICT_NAME zh "判定" en "verdict";
    NOW zh "现在" en "now";
    ALL_UNKNOWN zh "存疑的格都当作未知" en "every doubted cell unknown";
    DOUBTS_COUNT zh "疑点数" en "doubts";
    AT_LEAST zh "至少错几格" en "at least wrong";
    WAYS zh "几种可能" en "ways";
    CELLS zh "哪几格" en "cells";
    HELP zh "怎样改" en "repair";
    MESSAGE zh "内容" en "message";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::wording::tests::say_the_same;

    #[test]
    fn reports_on_data_say_the_same_in_both_languages() {
        say_the_same(ALL);
    }
}
