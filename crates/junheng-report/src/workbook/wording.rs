//! The wording of workbooks that no other report needs.

use crate::wording::{Wording, wordings};

wordings! {
    // ── sheets ───────────────────────────────────────────
    OVERVIEW zh "总览" en "Overview";
    SCHOOLS zh "逐校达标" en "Schools";
    DISPARITY zh "校际差异" en "Disparity";
    PROBLEMS zh "问题清单" en "Problems";
    LEDGER zh "整改台账" en "Repairs";
    CLASSES zh "大班额台账" en "Oversize classes";
    DOUBTS zh "疑点数据" en "Doubtful data";
    EVIDENCE_LIST zh "佐证目录" en "Evidence";
    RULES zh "规则与依据" en "Rules and sources";
    RUN zh "运行信息" en "Run";
    OF_UNIT zh "{unit} {what}" en "{unit}: {what}";
    // ── overview ─────────────────────────────────────────
    VERDICT zh "{title}：{state}" en "{title}: {state}";
    STAGE_STATE zh "{stage}：{state}" en "{stage}: {state}";
    // ── columns ──────────────────────────────────────────
    NUMBER zh "序号" en "no.";
    ROLE zh "作用" en "role";
    CITE zh "依据" en "source";
    DUTY zh "责任单位" en "responsible";
    GAP zh "差距" en "gap";
    PROBLEM zh "问题" en "problem";
    UNIT_OF_VALUE zh "单位" en "unit of value";
    REMARK zh "备注" en "remark";
    OTHERS zh "其他不达标" en "fails besides";
    MET_COUNT zh "达标项数" en "measures met";
    TOGETHER zh "综合达标（达标填1）" en "meets the standard (1)";
    MEASURES zh "整改措施" en "measures taken";
    PERSON zh "责任人" en "person";
    DUE zh "完成期限" en "due";
    DONE zh "完成情况" en "done";
    KIND zh "类别" en "kind";
    FILE zh "数据文件" en "data file";
    TOLD zh "说明" en "what";
    HELP zh "怎样处理" en "what to do";
    LEAVES_OPEN zh "因此待定的条款" en "rules left open";
    ASKED zh "要求出示" en "to be shown";
    ANSWER zh "答复" en "answer";
    NAMED zh "已注明的佐证" en "evidence named";
    REVIEWER zh "评审人" en "reviewer";
    DATE zh "日期" en "date";
    WHERE zh "答复所在" en "where the answer stands";
    FORMULA zh "公式" en "formula";
    READING zh "读法" en "reading";
    WRITTEN_AT zh "写在" en "written at";
    DETAIL zh "版本、编码或取法" en "version, encoding or reading taken";
    FINGERPRINT zh "SHA-256 或理由" en "SHA-256 or why";
    // ── schools ──────────────────────────────────────────
    SCHOOLS_HINT zh "深色格不达标，灰色斜体待定。综合达标的填“1”，不达标的不填。" en "Dark cells do not meet the requirement, grey italics are not known. 1 where all together are met, empty where not.";
    NO_SCHOOLS zh "这个规则包没有逐校的多项指标。" en "This pack holds no school against several measures.";
    ALL_MET zh "各项均达标" en "all met";
    MEETS zh "达标：{items}" en "met: {items}";
    REACHES zh "{item} 达到要求的 {share}%" en "{item} reaches {share}% of the requirement";
    FAILS zh "{item} 不达标" en "{item} not met";
    ITEMS_OPEN zh "待定：{items}" en "undetermined: {items}";
    NOT_KNOWN zh "缺" en "missing";
    // ── disparity ────────────────────────────────────────
    DISPARITY_HINT zh "平均值、标准差、差异系数是公式，随下面各行重算；有缺值的一列不写公式，结论待定。" en "Mean, deviation and coefficient are formulas over the rows below; a column with a missing value has none, its finding is undetermined.";
    FORMULA_LINE zh "规则包的公式：{formula}" en "formula of the pack: {formula}";
    NO_DISPARITY zh "这个规则包没有校际差异系数。" en "This pack has no coefficients of variation.";
    MEAN zh "平均值" en "mean";
    DEVIATION zh "标准差" en "deviation";
    COEFFICIENT zh "差异系数" en "coefficient of variation";
    LIMIT zh "要求" en "required";
    COMPOSITE zh "综合（各项差异系数的平均）" en "all together (mean of the coefficients)";
    // ── problems ─────────────────────────────────────────
    PROBLEM_COUNT zh "不达标 {count} 处。差距是数值与要求之差。" en "{count} failures. The gap is how far the value is from the requirement.";
    NO_PROBLEMS zh "所要求的条款没有不达标的。" en "None of the rules asked for fails.";
    OUR_COLUMNS zh "待填的栏目（浅黄）为本软件所拟，未见国家或省的规定样式，可自行增减。" en "The columns to be filled in (pale yellow) are ours, no official layout has been seen; change them as you like.";
    // ── classes ──────────────────────────────────────────
    CLASS_COUNT zh "逐班数据 {all} 个班，超过班额要求的 {count} 个。" en "{count} of {all} classes are over the limit.";
    NO_CLASSES zh "结果里没有逐班的班额，不能列出。" en "The result has no size of each class.";
    CLASSES_HINT zh "销号：重新点数不超过要求，经验收，写明日期。全国统计以 56 人及以上为大班额，66 人及以上为超大班额，与逐班的上限不是一回事。" en "Struck off: counted again and within the limit, checked, dated. The statistics of the country call 56 and more large and 66 and more super large, which is not the limit of a class.";
    COUNTY zh "县区" en "county";
    SCHOOL zh "学校" en "school";
    GRADE zh "年级" en "grade";
    CLASS zh "班级" en "class";
    CLASS_SIZE zh "班额" en "pupils";
    CATEGORY zh "类别" en "category";
    OVER zh "不合 {limit}" en "not {limit}";
    LARGE_CLASS zh "大班额" en "large";
    SUPER_CLASS zh "超大班额" en "super large";
    CAUSE zh "成因" en "cause";
    PLANNED zh "计划完成时间" en "planned";
    DONE_ON zh "实际完成时间" en "done on";
    SIZE_AFTER zh "化解后班额" en "pupils after";
    CHECKED_BY zh "验收人" en "checked by";
    STRUCK_OFF zh "销号日期" en "struck off on";
    EVIDENCE zh "佐证" en "evidence";
    // ── lists ────────────────────────────────────────────
    NO_DOUBTS zh "读数据时没有提出疑点，也不缺数据。" en "Nothing was doubtful when the data was read, and nothing is missing.";
    MISSING zh "缺数据" en "missing";
    WARNING zh "警告" en "warning";
    NOTE zh "提示" en "note";
    NO_EVIDENCE zh "规则包没有写明要出示的材料。" en "The pack asks for no documents.";
    NOT_NAMED zh "未注明" en "not named";
    EACH_UNIT zh "逐个单元都达标" en "met by every unit";
    // ── run ──────────────────────────────────────────────
    ENGINE zh "均衡 {version}" en "Junheng {version}";
    FIDELITY zh "规则包与原文的关系：{fidelity}" en "the pack and its source: {fidelity}";
    PACK zh "规则包" en "pack";
    PLUGIN zh "插件" en "plugin";
    COMPUTED_WITH zh "计算用到的插件" en "computed with";
    PARAMETER zh "采用的读法" en "reading taken";
    TAKEN zh "取“{taken}”（可取 {values}）" en "“{taken}” (of {values})";
    // ── forms ────────────────────────────────────────────
    LINE zh "编号" en "no.";
    FILLED zh "填报" en "filled in";
    ROW zh "项目" en "row";
    NOT_COLLECTED zh "本包不采集，由人填写" en "not collected under this pack: to be filled in by hand";
    NO_FIELD zh "结果里没有这项数据，由人填写" en "not in the result: to be filled in by hand";
    UNITS_LACK zh "有 {count} 个单元缺这项数据，未填" en "{count} units lack it: left empty";
    IN_FULL zh "未取整为 {value}" en "unrounded {value}";
    NO_MEMBERS zh "结果里没有这张表的指标，由人填写。" en "The result has none of the measures of this table: to be filled in by hand.";
    UNITS_MET zh "达标学校总数" en "schools that meet it";
    SHARE_MET zh "达标学校比例（%）" en "share (%)";
    UNITS_OPEN zh "另有待定（所）" en "besides, undetermined";
    WHOLE zh "综合评估" en "all together";
    FORM_NUMBER zh "L1 序号" en "L1 no.";
    FORM_NAME zh "L2 学校名称" en "L2 school";
    FORM_TOGETHER zh "综合评估是否达标" en "meets the standard";
    COLUMNS_ABSENT zh "结果里没有 {columns} 的数据，由人填写。" en "Not in the result, to be filled in by hand: {columns}.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn workbooks_say_the_same_in_both_languages() {
        say_the_same(ALL);
    }
}
