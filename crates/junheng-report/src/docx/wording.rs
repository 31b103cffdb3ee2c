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
    KIND_PLUGIN zh "插件" en "plugin";
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
    // ── places of templates ──────────────────────────────
    PLACE_UNIT zh "单位" en "unit";
    PLACE_CODE zh "代码" en "code";
    PLACE_TITLE zh "报告标题" en "title";
    PLACE_STANDARD zh "标准" en "standard";
    PLACE_DOCUMENT zh "文件" en "document";
    PLACE_PERIOD zh "数据期" en "period";
    PLACE_AS_OF zh "评估日" en "as_of";
    PLACE_VERDICT zh "结论" en "verdict";
    PLACE_VERDICT_LINE zh "结论一句" en "verdict_line";
    PLACE_COUNTS zh "条款统计" en "counts";
    PLACE_CONCLUSION zh "结论段落" en "conclusion";
    PLACE_NOTICE zh "声明" en "notice";
    PLACE_BASICS zh "基本数据表" en "basics_table";
    PLACE_MEASURES zh "主要指标表" en "measures_table";
    PLACE_DISPARITY zh "校际差异表" en "disparity_table";
    PLACE_CHARTS zh "差异系数图" en "disparity_charts";
    PLACE_RULES zh "全部条款表" en "rules_tables";
    PLACE_PROBLEMS zh "问题清单" en "problems";
    PLACE_MISSING zh "尚缺表" en "missing_table";
    PLACE_TO_DO zh "整改表" en "to_do_table";
    PLACE_SCHOOLS zh "逐校表" en "schools_table";
    PLACE_DOUBTS zh "疑点表" en "doubts_table";
    PLACE_SOURCES zh "依据表" en "sources_table";
    TEMPLATE_DAMAGED zh "不是 Word 文档（docx），或已损坏：{why}" en "no Word document (docx), or a damaged one: {why}";
    TEMPLATE_UNKNOWN zh "模板里有不认识的位置：{places}；可用的有：{known}" en "the template names places there are none of: {places}; there are: {known}";
    TEMPLATE_NOT_ALONE zh "{place} 是表或图，要在正文里独占一段" en "{place} is a table or chart: it needs a paragraph of its own in the body";
    // ── archive ──────────────────────────────────────────
    ARCHIVE_TITLE zh "{unit}佐证材料档案" en "{unit}: archive of evidence";
    ARCHIVE_COUNTS zh "应出示材料 {wanted} 件，已有 {present} 件，缺 {missing} 件，年度不齐 {short} 件；另附 {other} 件。" en "{wanted} papers wanted: {present} there, {missing} missing, {short} without all years; {other} besides.";
    ARCHIVE_HINT zh "“已有”依答复表“佐证”一栏所写；写路径且在数据文件夹里找得到的，列出 SHA-256。" en "“There” is what the column of evidence in the table of answers says; a path that was found in the folder of the data has its SHA-256.";
    CATALOGUE zh "佐证材料目录" en "Catalogue of evidence";
    COLUMN_LABEL zh "编号" en "label";
    COLUMN_WANTED zh "要出示的材料" en "to be shown";
    COLUMN_GIVEN zh "已有材料" en "there";
    COLUMN_YEARS zh "年度" en "years";
    COLUMN_STANDING zh "状态" en "state";
    THERE zh "有" en "there";
    ABSENT zh "缺" en "missing";
    YEARS_SHORT zh "年度不齐" en "years lacking";
    BESIDES zh "另附" en "besides";
    NOT_FOUND zh "文件未找到" en "file not found";
    YEARS_WANTED zh "{years}（应有 {count} 年）" en "{years} ({count} years wanted)";
    VOLUME_INDEX zh "卷内目录　{part}" en "Contents of the volume: {part}";
    COLUMN_NUMBER_OF_PAPER zh "文号" en "number";
    COLUMN_ISSUER zh "责任者" en "issued by";
    COLUMN_NAME zh "题名" en "title";
    COLUMN_DATE zh "日期" en "date";
    COLUMN_PAGES zh "页码" en "pages";
    COLUMN_REMARK zh "备注" en "remark";
    REFERENCE_SHEET zh "备考表　{part}" en "Reference sheet: {part}";
    VOLUME_STATE zh "本卷情况" en "state of the volume";
    VOLUME_COUNTS zh "本卷 {present} 件，尚缺 {missing} 件" en "{present} papers, {missing} missing";
    ARRANGED_BY zh "立卷人" en "arranged by";
    CHECKED_BY zh "检查人" en "checked by";
    ARRANGED_ON zh "立卷时间" en "arranged on";
    SPINES zh "盒脊" en "Box spines";
    FONDS zh "全宗号" en "fonds";
    YEAR zh "年度" en "year";
    KEPT_FOR zh "保管期限" en "kept for";
    SUBJECT zh "机构（问题）" en "subject";
    FROM_TO zh "起止件号" en "papers";
    BOX zh "盒号" en "box";
    RANGE zh "1—{last}" en "1 to {last}";
    LABELS zh "标签" en "Labels";
    NO_EVIDENCE zh "规则包没有要求出示材料，答复里也没有写佐证。" en "The pack asks for no papers and no answer names evidence.";
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
