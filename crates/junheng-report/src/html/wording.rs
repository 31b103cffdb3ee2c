//! The wording of pages about results that no other report needs.

use crate::wording::{Wording, wordings};

wordings! {
    KIND zh "评估结果" en "Assessment";
    SKIP zh "跳到正文" en "Skip to the content";
    DECIDES zh "什么决定了结论" en "What decides it";
    DECIDES_MET zh "所要求的条款没有不达标的。" en "None of the rules asked for fails.";
    MORE_FAILING zh "另有 {count} 个" en "{count} more";
    MISSING zh "还缺什么" en "What is missing";
    RULES zh "全部条款" en "All rules";
    RULES_HINT zh "点开一条，看公式、数字、单元格与依据。" en "Open a rule for its formula, numbers, cells and source.";
    COLUMN_COUNT zh "条款" en "rules";
    FORMULA zh "公式" en "formula";
    READING zh "读法" en "reading";
    SOURCE zh "依据" en "source";
    WRITTEN_AT zh "写在" en "written at";
    EVIDENCE zh "要出示" en "to be shown";
    ANSWER zh "答复" en "answer";
    ANSWER_LINE zh "“{answer}”，{reviewer}，{date}" en "“{answer}”, {reviewer}, {date}";
    DUTY zh "责任单位" en "responsible";
    CHARTS zh "指标图" en "Measures at a glance";
    CHARTS_HINT zh "每个点是一所学校（一个学段）。实线是要求，虚线是要求的 {share}；方块是不达标的。" en "Each dot is a school at one stage. The full line is the requirement, the broken line {share} of it; squares do not meet it.";
    CHARTS_HINT_PLAIN zh "每个点是一个单元（一个学段）。实线是要求；方块是不达标的。" en "Each dot is a unit at one stage. The full line is the requirement; squares do not meet it.";
    CHARTS_HINT_VALUES zh "每个点是一个单元（一个学段）。" en "Each dot is a unit at one stage.";
    STRIP_LABEL_PLAIN zh "{title}（{stage}）：{count} 个" en "{title} ({stage}): {count}";
    STRIP_LABEL zh "{title}（{stage}）：{count} 个，{failing} 个不达标" en "{title} ({stage}): {count}, of which {failing} do not meet it";
    DISPERSION zh "校际差异" en "Disparity between schools";
    DISPERSION_HINT zh "条形是差异系数，竖线是限值，越过即不达标。" en "Bars are coefficients of variation, the upright line is the limit.";
    LORENZ_HINT zh "横轴：学生由少得者排起的累计份额；纵轴：资源的累计份额。越贴近对角线越均衡。" en "Across: pupils, those who have least first; up: their share of the resource. The nearer to the diagonal, the more even.";
    LORENZ_LABEL zh "{title}：谁拥有多少" en "{title}: who has what";
    FULL_LINE zh "实线{stage}" en "full line: {stage}";
    BROKEN_LINE zh "虚线{stage}" en "broken line: {stage}";
    NO_LINE zh "{stage}缺数据，不画" en "{stage}: data missing, no line";
    SCHOOLS zh "逐校" en "School by school";
    SCHOOLS_HINT zh "点表头排序，点校名看每个数怎样得来。深色格不达标。" en "Click a heading to sort, a name to see how each number came about. Dark cells do not meet the requirement.";
    FILTER zh "筛选校名" en "filter by name";
    ONLY zh "只看" en "show";
    EVERYTHING zh "全部" en "all";
    COLUMN_OTHERS zh "其他不达标" en "fails besides";
    COLUMN_WHOLE zh "综合" en "as a whole";
    SHOWN_COUNT zh "显示 {shown}／{all}" en "{shown} of {all} shown";
    CLOSE zh "关闭" en "close";
    RUN zh "数据与依据" en "Data and sources";
    DOUBTS zh "数据中的疑点" en "Doubts about the data";
    NO_DOUBTS zh "读数据时没有提出疑点。" en "Nothing was doubtful when the data was read.";
    READINGS zh "采用的读法" en "Readings taken";
    PACKS zh "规则包" en "Packs";
    PLUGINS zh "插件" en "Plugins";
    COMPUTED_WITH zh "计算用到" en "Computed with";
    DATA zh "数据文件" en "Data files";
    ENGINE zh "均衡 {version}" en "Junheng {version}";
    INDEX zh "{title}：{count} 个单元" en "{title}: {count} units";
    INDEX_COUNTS zh "达标 {met}，不达标 {not_met}，待定 {open}。" en "{met} met, {not_met} not met, {open} undetermined.";
    UNITS zh "单元" en "Units";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn pages_of_results_say_the_same_in_both_languages() {
        say_the_same(ALL);
    }
}
