//! The wording of diagnostics about the data: what it lacks, and what is doubtful in it.

crate::catalogue! {
    list OF_DATA;

    DATE_NEEDED Error "date-needed"
        zh "有按日期取舍的条款，但不知道评估日期"
        en "dated provisions are at stake and the date of the assessment is not known"
        help_zh "加上 --as-of 2024-12-31" help_en "add --as-of 2024-12-31";
    NO_SUBJECT Error "no-subject"
        zh "数据里没有任何{level}"
        en "the data holds no {level}"
        help_zh "检查表头里的{headers}列，或在映射文件的 [constants] 里写明" help_en "check the columns {headers}, or state it under [constants] in the mapping file";
    NO_PARENT Error "no-parent"
        zh "{unit} 没有写明所属的{level}"
        en "{unit} does not say which {level} it belongs to"
        help_zh "补上{headers}列，或在映射文件的 [constants] 里写明" help_en "add the column {headers}, or state it under [constants] in the mapping file";
    UNIT_TWICE Error "unit-twice"
        zh "{unit} 出现两次"
        en "{unit} appears twice"
        help_zh "删去一行，或更正代码" help_en "remove a row or correct a code";
    CONFLICTING_CELLS Error "conflicting-cells"
        zh "{unit} 的 {field} 有两个不同的值"
        en "{unit} has two different values for {field}"
        help_zh "只留一处" help_en "keep one of them";
    PUPILS_MISSING Error "pupils-missing"
        zh "{unit} 的 {stage} 没有{field}，却有其他数据"
        en "{unit} has no {field} for {stage} beside other values"
        help_zh "填上人数；没有这个学段就清空该学段各列" help_en "fill it in, or clear the columns of that stage";
    PUPILS_ZERO Warning "pupils-zero"
        zh "{unit} 的 {stage} 人数为 0，却有其他数据；按没有这个学段处理"
        en "{unit} has 0 pupils for {stage} beside other values; taken as not having the stage";
    ASSUMED_WORD Warning "assumed-word"
        zh "{level}的表没有 {field} 列，一律按“{word}”处理"
        en "the table about {level} has no column {field}; every row is taken as {word}";
    COLUMN_MISSING Warning "column-missing"
        zh "{level}的表没有 {field} 列，因此待定：{rules}"
        en "the table about {level} has no column {field}; undetermined because of it: {rules}";
    TABLE_MISSING Warning "table-missing"
        zh "数据里没有{level}的表，因此待定：{rules}"
        en "the data has no table about {level}; undetermined because of it: {rules}"
        help_zh "收一张{level}的表，列：{columns}" help_en "collect a table about {level} with the columns {columns}";
    CHECK_FAILED Warning "check-failed"
        zh "{unit} 的{field}不合理：应当 {check}；该格按缺失处理"
        en "{field} of {unit} cannot be: {check} must hold; the cell counts as missing"
        help_zh "核对这一格和它所比的格" help_en "check this cell and those it is compared with";
    DATA_DOUBT Warning "data-doubt"
        zh "{unit}存疑：{title_zh}，应当 {check}；所填仍照用"
        en "{unit} is in doubt: {title}: {check} is expected; the cells count as they are"
        help_zh "核对这几格；junheng data check … --format text 列出影响" help_en "check these cells; junheng data check … --format text says what they decide";
    DATA_OUTLIER Warning "data-outlier"
        zh "{unit}存疑：{title_zh}，{check} 离同类太远；所填仍照用"
        en "{unit} is in doubt: {title}: {check} is far from the others; the cells count as they are"
        help_zh "核对这几格；junheng data check … --format text 列出数值、范围和影响" help_en "check these cells; junheng data check … --format text gives the value, the fences and what they decide";
    CHECK_FORM Error "check-form"
        zh "校验 `{check}`：{detail_zh}"
        en "check `{check}`: {detail}";
    CHECK_CELLS Error "check-cells"
        zh "校验 `{check}` 的 cells：{detail_zh}"
        en "the cells of check `{check}`: {detail}";
    NO_STAGE Error "no-stage"
        zh "{level}的表要有学段列"
        en "the table about {level} needs a column with the stage"
        help_zh "加一列“学段”，写小学或初中" help_en "add a column 学段 with the stage";
}
