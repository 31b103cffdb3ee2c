//! The wording of a template, in both languages, once.

pub use junheng::diagnostic::Wording;

/// What the first cell of a sheet ends with that is no table: it says so itself, and is passed over when it is read.
const NOT_READ: Wording = ["（本页只供查看，不读取）", " (for reading only; not part of the data)"];

/// The title of a sheet that is no table.
pub fn not_read(title: &str, language: junheng::diagnostic::Language) -> String {
    format!("{title}{}", language.pick(&NOT_READ))
}

/// The title of another such sheet, in the language of one that is there.
pub fn not_read_as(title: &str, other: &str) -> String {
    let mark = NOT_READ.iter().find(|mark| other.ends_with(**mark));
    format!("{title}{}", mark.unwrap_or(&NOT_READ[0]))
}

/// Whether a sheet whose first cell says this is no table.
pub fn is_not_read(first: &str) -> bool {
    NOT_READ.iter().any(|mark| first.ends_with(mark))
}

junheng::wordings! {
    LIST_SEPARATOR zh "、" en ", ";
    // ── names of sheets that are no tables ───────────────
    GUIDE zh "填表说明" en "Instructions";
    LISTS zh "选项" en "Lists";
    // ── notes on keys ────────────────────────────────────
    PERIOD_NOTE zh "数据是哪一年的，如 2023。各表写法相同；全部空着也可以，那样评估日要另外写明。" en "The year of the data, such as 2023; the same in every table. It may be left empty everywhere, then the day of the assessment has to be stated.";
    PERIODS_NOTE zh "数据是哪一年的，如 2023。这个规则包要比较几年，每年一行。" en "The year of the data, such as 2023. This pack compares years: one row for each.";
    CODE_NOTE zh "{level}的代码，按文本填，前面的 0 不能丢；各表里同一单元的代码必须相同。" en "The code of the unit ({level}), as text, with its leading zeros; the same in every table.";
    NAME_NOTE zh "{level}的名称；没有代码时以名称辨认。" en "The name of the unit ({level}); without a code it is known by its name.";
    STAGE_NOTE zh "这一行属于哪个学段：{stages}。" en "The stage this row belongs to: {stages}.";
    // ── how cells are filled ─────────────────────────────
    FILL_COUNT zh "填整数，单位 {unit}；没有填 0，不适用填 {mark}，空着就是缺失。" en "A whole number in {unit}; 0 for none, {mark} where it does not apply; an empty cell is missing data.";
    FILL_BARE_COUNT zh "填整数；没有填 0，不适用填 {mark}，空着就是缺失。" en "A whole number; 0 for none, {mark} where it does not apply; an empty cell is missing data.";
    FILL_NUMBER zh "填数，单位 {unit}；没有填 0，不适用填 {mark}，空着就是缺失。" en "A number in {unit}; 0 for none, {mark} where it does not apply; an empty cell is missing data.";
    FILL_BARE_NUMBER zh "填数；没有填 0，不适用填 {mark}，空着就是缺失。" en "A number; 0 for none, {mark} where it does not apply; an empty cell is missing data.";
    FILL_DAY zh "填日期，如 2023-12-31；不适用填 {mark}，空着就是缺失。" en "A day such as 2023-12-31; {mark} where it does not apply; an empty cell is missing data.";
    FILL_WORD zh "填其中一个：{words}；空着就是缺失。" en "One of: {words}; an empty cell is missing data.";
    FILL_TEXT zh "填文字；空着就是缺失。" en "A text; an empty cell is missing data.";
    // ── notes on fields ──────────────────────────────────
    STAGE_OF_FIELD zh "只填{stage}部分；没有这个学段的空着。" en "Only what belongs to the stage {stage}; empty where there is no such stage.";
    MEANING zh "含义：{text}" en "Meaning: {text}";
    READ_AS zh "口径：{text}" en "Read as: {text}";
    FOUND_IN zh "取自：{text}" en "Found in: {text}";
    ALSO_CALLED zh "又称：{text}" en "Also called: {text}";
    CITED zh "依据：{text}" en "Source: {text}";
    OF_DOCUMENT zh "《{document}》{text}" en "{document}, {text}";
    MUST_HOLD zh "应有：{text}" en "Must hold: {text}";
    ASSUMED zh "整列都没有时才按“{text}”；有这一列，每行都要填。" en "Only where the column as a whole is absent it counts as {text}; as it is here, every row needs it.";
    YEARS zh "要 {text} 年的数，每年一行。" en "Needed for {text} years, one row for each.";
    USED_BY zh "用于：{rules}" en "Used by: {rules}";
    USED_BY_MANY zh "用于：{rules}等 {count} 条" en "Used by {count} rules: {rules} and others";
    // ── judged items ─────────────────────────────────────
    UNIT_NOTE zh "答的是哪个单元：代码或名称。只评一个县（师）时可以空着。" en "The unit this is about: code or name. It may be empty where a single unit is assessed.";
    UNIT_NAME_NOTE zh "只供查看。" en "For reading only.";
    RULE_NOTE zh "条款的标识，不要改；另加一行时照抄。" en "The id of the item; leave it as it is, and repeat it in a further row.";
    ITEM_CODE_NOTE zh "条款的编号，只供查看。" en "The number of the item, for reading only.";
    ITEM_TEXT_NOTE zh "条款的要求，只供查看。" en "What the item asks, for reading only.";
    ITEM_STAGE_NOTE zh "答的是哪个学段；空着就是各学段都一样。" en "The stage this is about; empty where it is the same at all stages.";
    OFFERED_NOTE zh "这一条可以答什么，只供查看。" en "What may be answered, for reading only.";
    ANSWER_NOTE zh "填“可选答案”里的一个；空着就是待核。" en "One of the answers offered; an empty cell leaves the item unchecked.";
    POINTS_NOTE zh "这一条可以给多少分，只供查看。" en "The points that may be given, for reading only.";
    SCORE_NOTE zh "给分的条款填分数，在评分范围之内。" en "The points, for items that are given points, within what is offered.";
    ASSESSOR_NOTE zh "谁的评分：几方各填各的，不互相覆盖。" en "Whose score it is; each assessor has rows of their own.";
    REVIEWER_NOTE zh "评审人姓名；没有评审人的答复不算数。" en "Who answers; an answer without a reviewer does not count.";
    DATE_NOTE zh "评审日期，如 2023-12-31。" en "The day of the answer, such as 2023-12-31.";
    NEEDS_NOTE zh "这一条要看的材料、答复须附的内容，只供查看。" en "What must be shown and what an answer must come with, for reading only.";
    EVIDENCE_NOTE zh "所凭的文件、台账：名称、文号或存放处。" en "What it rests on: title, number or place of the papers.";
    NOTE_NOTE zh "理由和其他要留下的话。" en "The reason, and anything else worth keeping.";
    POINTS_FROM_TO zh "{low}～{high} 分" en "{low} to {high} points";
    POINTS_IN_STEPS zh "{low}～{high} 分，以 {step} 分为一档" en "{low} to {high} points in steps of {step}";
    POINTS_OFF zh "扣 {low}～{high} 分" en "{low} to {high} points off";
    POINTS_OFF_IN_STEPS zh "扣 {low}～{high} 分，以 {step} 分为一档" en "{low} to {high} points off in steps of {step}";
    NEED_REASON zh "理由（写在备注）" en "a reason (in the column 备注)";
    NEED_EVIDENCE zh "佐证" en "evidence";
    NEED_DATE zh "日期" en "a date";
    // ── what a cell refuses ──────────────────────────────
    REFUSED zh "不能这样填" en "This cannot stand here";
    REFUSED_WORD zh "从下拉列表里选一个。" en "Pick one from the list.";
    REFUSED_COUNT zh "填不小于 0 的整数；不适用填 {mark}。" en "A whole number, not below 0; {mark} where it does not apply.";
    REFUSED_NUMBER zh "填不小于 0 的数；不适用填 {mark}。" en "A number, not below 0; {mark} where it does not apply.";
    REFUSED_ANY_COUNT zh "填整数；不适用填 {mark}。" en "A whole number; {mark} where it does not apply.";
    REFUSED_ANY_NUMBER zh "填数；不适用填 {mark}。" en "A number; {mark} where it does not apply.";
    REFUSED_DAY zh "填日期，如 2023-12-31；不适用填 {mark}。" en "A day such as 2023-12-31; {mark} where it does not apply.";
    REFUSED_POINTS zh "填 {low} 到 {high} 的数。" en "A number from {low} to {high}.";
    DOUBTED_CODE zh "“{table}”里没有这个代码。仍要这样填吗？" en "The table {table} has no such code. Keep it all the same?";
    // ── instructions ─────────────────────────────────────
    TITLE zh "采集表：{pack}" en "Data to collect: {pack}";
    STANDARD zh "标准：{title}（{id} {version}，{document}）。" en "Standard: {title} ({id} {version}, {document}).";
    HOW zh "一、怎样填" en "1. How to fill it in";
    HOW_HEADERS zh "表头和已有的代码锁定，改了就读不回来。要多加几列自用，先在“审阅”里撤销工作表保护（没有密码）；不认识的列读取时不管。" en "Headers and codes that stand here are locked, for without them the table cannot be read back. To add columns of your own, unprotect the sheet (there is no password); unknown columns are left alone.";
    HOW_TEXT_HEADERS zh "表头不要改，改了就读不回来。可以另加自用的列，不认识的列读取时不管。用表格软件打开，保存时仍存为 CSV（UTF-8）。" en "Leave the headers as they are, for without them the table cannot be read back. Columns of your own are left alone. Saved from a spreadsheet, keep them CSV (UTF-8).";
    HOW_EMPTY zh "空着就是缺失，不当作 0。确实没有填 0；不适用填 {mark}。" en "An empty cell is missing data, never 0. Write 0 for none, and {mark} where it does not apply.";
    HOW_UNITS zh "单位写在表头的括号里，格子里只填数。百分数的列，95% 填 95。" en "The unit stands in the header; write numbers only. In columns of %, 95% is written 95.";
    HOW_CODES zh "代码在各表里必须相同：一行写的上级代码，就是上级那张表里的代码。" en "Codes are the same in every table: a row names the unit above it by the code that stands in that unit's own table.";
    HOW_ROWS zh "一个单元一行。学校的各学段分列在同一行，没有的学段空着；班级、教室这样的表，每行写明学段。" en "One row for each unit. The stages of a school stand side by side in its row, empty where there is none; in tables of classes or rooms each row names its stage.";
    HOW_PERIODS zh "这个规则包要比较几年：每年一行，写明统计年份。" en "This pack compares years: one row for each, with its year.";
    HOW_NOTES zh "把鼠标停在表头上，看每一列的含义、口径和用处；下面第三部分把它们列在一起。" en "Point at a header to see what the column means and what it is for; part 3 below lists them all.";
    HOW_TEXT_NOTES zh "每一列的含义、口径和用处，列在下面第三部分。" en "Part 3 below says what every column means and what it is for.";
    HOW_ANSWERS zh "“{table}”一表由评审人填：选一个答案，或在评分范围内给分，写上评审人和佐证。没有答的就是待核，不是不达标。" en "The table {table} is filled in by reviewers: pick an answer or give points within what is offered, with your name and the evidence. What is not answered stays unchecked; it does not count as failed.";
    HOW_UNITS_BELOW zh "按学校评的条款每所学校一行：先填好学校表，再用 --from 由它生成，各校的行就都有了。" en "Items judged school by school need a row for each: fill in the schools first and make the template anew with --from, then the rows are there.";
    HOW_CHECK zh "填好后：junheng data check 采集表.xlsx --pack {id} 查疑点，junheng assess 采集表.xlsx --pack {id} 评估；不用映射文件。" en "Afterwards: junheng data check FILE.xlsx --pack {id} names what is doubtful, junheng assess FILE.xlsx --pack {id} assesses; no mapping file is needed.";
    HOW_TEXT_CHECK zh "填好后：junheng data check 文件夹 --pack {id} 查疑点，junheng assess 文件夹 --pack {id} 评估；不用映射文件。" en "Afterwards: junheng data check FOLDER --pack {id} names what is doubtful, junheng assess FOLDER --pack {id} assesses; no mapping file is needed.";
    TABLES_PART zh "二、有哪些表" en "2. The tables";
    TABLE zh "表" en "Table";
    ABOUT zh "每行一个" en "One row for each";
    COLUMNS zh "列数" en "Columns";
    ROWS zh "已有的行" en "Rows known";
    ROW_OF_LEVEL zh "{level}" en "{level}";
    ROW_OF_STAGE zh "{level}，写明学段" en "{level}, with its stage";
    ROW_OF_ANSWERS zh "要人评审的条款" en "item that a person judges";
    COLUMNS_PART zh "三、每一列" en "3. The columns";
    COLUMN zh "列" en "Column";
    FILLING zh "怎样填，是什么" en "How to fill it in, and what it is";
    LEFT_OUT_PART zh "四、不用填的" en "4. What need not be filled in";
    COMPUTED zh "这些数由上面的表算出。手头有现成的统计数，也可以另加一列，那样每行都要填：" en "These are computed from the tables above. Where you have them already, a column may be added; then every row needs it:";
    OWED zh "这些列通过认定以后才要，到时另加：" en "These columns are needed once recognition is given; add them then:";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_wording_says_the_same_in_both_languages() {
        let complete = |wording: &super::Wording| junheng::diagnostic::is_complete(wording);
        let incomplete: Vec<_> = super::ALL.iter().filter(|(_, wording)| !complete(wording)).collect();
        assert!(incomplete.is_empty(), "{incomplete:?}");
    }
}
