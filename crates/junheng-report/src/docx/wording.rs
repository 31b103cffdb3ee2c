//! The wording of documents that no other report needs.

use crate::wording::{Wording, wordings};

wordings! {
    // ── self-evaluation ──────────────────────────────────
    REPORT_TITLE zh "{unit}{verdict}自评报告" en "{unit}: self-evaluation, {verdict}";
    CHAPTER zh "{number}、{title}" en "{number}. {title}";
    SUBCHAPTER zh "（{number}）{title}" en "({number}) {title}";
    BASICS zh "基本情况" en "Basic facts";
    CONCLUSION_LINE zh "依据{document}，以{period}的数据评估（评估日 {as_of}），结论为：{line}。{counts}" en "Under {document}, on the data of {period} (day of assessment {as_of}): {line}. {counts}";
    PART_COUNTS zh "本部分 {count} 条：达标 {met} 条，不达标 {failing} 条，待定 {open} 条，待核 {unchecked} 条。" en "{count} rules in this part: {met} met, {failing} not met, {open} undetermined, {unchecked} not checked.";
    UNIT_FACTS zh "表 {number}　基本数据" en "Table {number}. Basic figures";
    UNITS_COUNTED zh "{level}数" en "number: {level}";
    UNITS_AT_STAGE zh "{level}数（{stage}）" en "number: {level} ({stage})";
    LABEL_AT_STAGE zh "{label}（{stage}）" en "{label} ({stage})";
    LABEL_WITH_UNIT zh "{label}（{unit}）" en "{label} ({unit})";
    MEMBERS_TABLE zh "表 {number}　{title}" en "Table {number}. {title}";
    MEMBERS_HINT zh "每格为数值与要求；“a/b”为 b 个中 a 个达标；灰底加粗的不达标。" en "Each cell has value and requirement; “a/b” means a of b; grey and bold does not meet it.";
    RULES_TABLE zh "表 {number}　{title}各条" en "Table {number}. Rules: {title}";
    CHART_VALUES zh "数值" en "value";
    CHART_LIMITS zh "限值" en "limit";
    VALUE_AND_REQUIREMENT zh "{value}（{requirement}）" en "{value} ({requirement})";
    PROBLEMS zh "存在问题" en "Problems";
    NO_PROBLEMS zh "所要求的条款没有不达标的。" en "None of the rules asked for fails.";
    PROBLEM_SOURCE zh "依据：{cite}" en "Source: {cite}";
    MORE_UNITS zh "另有 {count} 个，见附表" en "{count} more: see the annex";
    LACKING zh "尚缺的数据与评审" en "Data and answers still missing";
    COLUMN_MISSING zh "尚缺" en "missing";
    COLUMN_PLACE zh "单元" en "unit";
    COLUMN_FOUND zh "情况" en "what was found";
    MEASURES zh "整改措施" en "Measures to be taken";
    MEASURES_HINT zh "以下由填报单位填写。" en "To be filled in by the office.";
    COLUMN_NUMBER zh "序号" en "no.";
    COLUMN_PROBLEM zh "问题" en "problem";
    COLUMN_MEASURE zh "整改措施" en "measure";
    COLUMN_DUTY zh "责任单位" en "responsible";
    COLUMN_PERSON zh "责任人" en "person";
    COLUMN_DEADLINE zh "完成时限" en "deadline";
    ANNEX zh "附表 {number}　{title}" en "Annex {number}. {title}";
    SCHOOLS zh "逐校达标情况" en "School by school";
    SCHOOLS_HINT zh "灰底加粗的不达标，浅灰的待定。指标：{items}。" en "Grey and bold: not met; light grey: undetermined. Measures: {items}.";
    ITEM_NAMED zh "{code} {title}" en "{code} {title}";
    COLUMN_WHOLE zh "综合" en "as a whole";
    COLUMN_OTHERS zh "其他不达标" en "fails besides";
    DOUBTS zh "数据疑点" en "Doubts about the data";
    NO_DOUBTS zh "读数据时没有提出疑点。" en "Nothing was doubtful when the data was read.";
    COLUMN_DOUBT zh "疑点" en "doubt";
    MORE_DOUBTS zh "另有 {count} 处，见评估结果" en "{count} more: see the result";
    SOURCES zh "规则、读法与数据文件" en "Packs, readings and data files";
    COLUMN_KIND zh "类别" en "kind";
    COLUMN_WHAT zh "内容" en "what";
    COLUMN_HASH zh "SHA-256" en "SHA-256";
    KIND_PACK zh "规则包" en "pack";
    KIND_DATA zh "数据文件" en "data file";
    KIND_READING zh "读法" en "reading";
    KIND_ENGINE zh "程序" en "program";
    ENGINE zh "均衡 {version}" en "Junheng {version}";
    // ── letters ──────────────────────────────────────────
    LETTER_TITLE zh "{unit}一校一策整改通知" en "{unit}: what a school has to put right";
    LETTER_TO zh "{school}：" en "To {school}:";
    LETTER_TEXT zh "依据{document}，以{period}的数据评估，你校有下列 {count} 项未达到要求。请逐项填写整改措施、责任人和完成时限后报回。" en "Under {document}, on the data of {period}, your school does not meet the following {count} requirements. Please fill in measures, persons and deadlines, and return this.";
    LETTERS_NONE zh "没有不达标的学校，不需要一校一策整改通知。" en "No school fails; no letter is needed.";
    COLUMN_ITEM zh "未达到的要求" en "requirement not met";
    COLUMN_VALUE zh "现值" en "value";
    COLUMN_REQUIRED zh "要求" en "required";
    COLUMN_GAP zh "相差" en "off by";
    COLUMN_SOURCE zh "依据" en "source";
    AND_MORE_LINES zh "另有 {count} 项，见逐校达标情况" en "{count} more: see the table of schools";
    SIGNED zh "学校（盖章）：　　　　　　校长（签字）：　　　　　　年　月　日" en "School (seal):                    Head (signature):                    Date:";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn documents_say_the_same_in_both_languages() {
        say_the_same(ALL);
    }
}
