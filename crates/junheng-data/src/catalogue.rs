//! The wording of every diagnostic about data and mapping files, in both languages, once.

junheng::catalogue! {
    list CATALOGUE;

    FILE_EMPTY Error "file-empty"
        zh "文件是空的"
        en "the file is empty"
        help_zh "换成有表头和数据的文件" help_en "give a file with a header and rows";
    FILE_UNREADABLE Error "file-unreadable"
        zh "文件读到一半出错：{detail}"
        en "the file could not be read to its end: {detail}"
        help_zh "把文件复制到本机再试" help_en "copy the file to this machine and try again";
    UNKNOWN_ENCODING Error "unknown-encoding"
        zh "看不出文件用的是什么编码：既不是 UTF-8，也不是 GB18030"
        en "the encoding cannot be told: neither UTF-8 nor GB18030"
        help_zh "另存为 UTF-8，或用 --encoding 写明（{known}）" help_en "save it as UTF-8, or state it with --encoding ({known})";
    ENCODING_CHOSEN Note "encoding-chosen"
        zh "按 {encoding} 读取：{reason_zh}"
        en "read as {encoding}: {reason}"
        help_zh "若有乱码，用 --encoding 写明编码" help_en "if characters look wrong, state it with --encoding";
    ENCODING_DOUBTFUL Warning "encoding-doubtful"
        zh "按 {encoding} 读取：{reason_zh}"
        en "read as {encoding}: {reason}"
        help_zh "若有乱码，用 --encoding utf-8" help_en "if characters look wrong, use --encoding utf-8";
    MIXED_ENCODINGS Error "mixed-encodings"
        zh "文件里混有两种编码：第 {utf8} 行是 UTF-8，第 {other} 行不是"
        en "the file mixes encodings: line {utf8} is UTF-8, line {other} is not"
        help_zh "用原来的表分别导出，再合成一个文件" help_en "export the tables again in one encoding before putting them into one file";
    NUL_BYTES Error "nul-bytes"
        zh "第 {line} 行有空字节（NUL）：不是文本，或者是没有标记的 UTF-16"
        en "line {line} holds a NUL: this is no text, or it is UTF-16 without its mark"
        help_zh "重新导出；若是 UTF-16，用 --encoding utf-16le 或 utf-16be 写明" help_en "export it again; if it is UTF-16, state --encoding utf-16le or utf-16be";
    DELIMITER_CHOSEN Note "delimiter-chosen"
        zh "各列按{what_zh}分隔"
        en "columns are divided by {what}"
        help_zh "若分列不对，另存为逗号分隔的 .csv" help_en "if the columns look wrong, save it as .csv with commas";
    TABLE_TOO_LARGE Error "table-too-large"
        zh "这一行超出限制：{what_zh}最多 {most}"
        en "this row exceeds a limit: at most {most} {what}"
        help_zh "检查引号和换行；文件也可能不是表格" help_en "check quotes and line breaks; or this is no table";
    NOT_A_WORKBOOK Error "not-a-workbook"
        zh "打不开这个工作簿：{detail}"
        en "this is no workbook that can be read: {detail}"
        help_zh "用表格软件打开后另存为 .xlsx；如果是文本，文件名改为 .csv" help_en "open it in a spreadsheet and save it as .xlsx; if it is text, name it .csv";
    NOT_A_PARQUET Error "not-a-parquet"
        zh "打不开这个 parquet 文件：{detail}"
        en "this is no parquet file that can be read: {detail}"
        help_zh "重新导出或传送一次，文件可能没有写完；也可以另存为 .csv" help_en "export or send it again, it may be cut off; or save it as .csv";
    PARQUET_PACKED Error "parquet-packed"
        zh "{count} 列用 {how} 压缩或编码，不读：{columns}"
        en "{count} columns are packed as {how}, which is not read: {columns}"
        help_zh "重新写出：压缩选 snappy、zstd、gzip 或不压缩，编码用默认的；或另存为 .csv" help_en "write it again with snappy, zstd, gzip or no compression and the usual encodings; or save it as .csv";
    PARQUET_NESTED Error "parquet-nested"
        zh "“{column}”一列每格是列表或结构，不是一个值"
        en "column `{column}` holds lists or structures, not one value a cell"
        help_zh "拆成每格一个值的列，再重新写出" help_en "spread it over columns with one value a cell, and write it again";
    WORKBOOK_PASSWORD Error "workbook-password"
        zh "工作簿设有密码"
        en "the workbook asks for a password"
        help_zh "取消密码后另存" help_en "save it without one";
    WORKBOOK_KIND Error "workbook-kind"
        zh "不读 .{kind} 文件"
        en ".{kind} files are not read"
        help_zh "另存为 .xlsx 或 .csv" help_en "save it as .xlsx or .csv";
    WORKBOOK_TOO_LARGE Error "workbook-too-large"
        zh "工作簿超出限制：{what_zh}最多 {most}"
        en "the workbook exceeds a limit: at most {most} {what}"
        help_zh "删去多余的工作表和格式，或另存为 .csv" help_en "remove what is not needed, or save it as .csv";
    SHEETS_HIDDEN Note "sheets-hidden"
        zh "{count} 个隐藏的工作表未读取：{sheets}"
        en "{count} hidden sheets were left out: {sheets}"
        help_zh "需要时取消隐藏" help_en "unhide those that are needed";
    ROWS_HIDDEN Note "rows-hidden"
        zh "{count} 行是隐藏的，未读取：第 {rows} 行"
        en "{count} hidden rows were left out: rows {rows}"
        help_zh "需要时取消隐藏或筛选" help_en "unhide those that are needed, or clear the filter";
    MERGED_CELLS Warning "merged-cells"
        zh "数据列里有 {count} 处合并单元格，只有第一行有值，其余各行按空格处理：{places}"
        en "{count} merged cells in columns of values: the first row has the value, the others count as empty: {places}"
        help_zh "取消合并，每行各填各的数" help_en "unmerge them and give each row its own value";
    SHEET_LEFT_OUT Note "sheet-left-out"
        zh "工作表“{sheet}”里找不到表头，未读取"
        en "the sheet “{sheet}” has no header and was left out";
    FILE_LEFT_OUT Warning "file-left-out"
        zh "不是这个规则包的表，未读取"
        en "this is no table of the pack and was left out"
        help_zh "要读取的，表头要有单元的代码或名称和至少一个认识的数据项" help_en "to be read it needs a header with the unit's code or name and at least one known field";
    UNCLOSED_QUOTE Error "unclosed-quote"
        zh "这一行的引号没有合上，后面的内容无法分列"
        en "a quote in this line is never closed; what follows cannot be divided into columns"
        help_zh "补上引号；文件也可能被截断了，请重新导出" help_en "close it; or the file was cut off, then export it again";
    ROW_TOO_LONG Error "row-too-long"
        zh "这一行有 {found} 格，表头只有 {expected} 格，数据可能错位"
        en "this row has {found} cells, the header {expected}: its values may stand in the wrong columns"
        help_zh "含逗号的内容（如 1,014）要加引号" help_en "put quotes around what contains a comma, such as 1,014";
    ROWS_TOO_SHORT Note "rows-too-short"
        zh "{count} 行比表头短，缺少的格按空格处理：第 {rows} 行"
        en "{count} rows are shorter than the header, the cells they lack count as empty: rows {rows}";
    NO_HEADER Error "no-header"
        zh "前 {rows} 行里找不到表头"
        en "there is no header within the first {rows} rows"
        help_zh "表头要有单元的代码或名称（{known}）和至少一个数据项；列名不同可用映射文件对应" help_en "a header has the unit's code or name ({known}) and at least one field; a mapping file settles other names";
    NO_ROWS Warning "no-rows"
        zh "表头下面没有数据"
        en "there is no row below the header";
    DUPLICATE_COLUMN Error "duplicate-column"
        zh "“{first}”和“{second}”两列都是{what}"
        en "the columns “{first}” and “{second}” both hold {what}"
        help_zh "在映射文件的 [columns] 里把其中一列写成 \"ignore\"" help_en "set one of them to \"ignore\" under [columns] in the mapping file";
    COLUMNS_LEFT_OUT Note "columns-left-out"
        zh "{count} 列不认识，未读取：{columns}"
        en "{count} columns are not known and were left out: {columns}"
        help_zh "需要的列可在映射文件里对应：junheng data check --write-map" help_en "a mapping file can name those that are needed: junheng data check --write-map";
    COLUMNS_DIFFER Warning "columns-differ"
        zh "这张表缺少别的表有的列：{columns}；{count} 个单元因此没有这些数"
        en "this table lacks columns that others have: {columns}; {count} units have no such numbers"
        help_zh "补上这些列，或核对表头的写法" help_en "add them, or check how the headers are written";
    UNITS_IN_TWO_TABLES Note "units-in-two-tables"
        zh "{count} 个单元在两张表里都有：{units}；相同的数只算一次"
        en "{count} units stand in both tables: {units}; what is the same counts once"
        help_zh "两处各报了一次的，删去一处" help_en "where both sent them in, remove one";
    STAGE_UNSTATED Warning "stage-unstated"
        zh "“{header}”没有写明学段，未读取"
        en "the column “{header}” does not say its stage and was left out"
        help_zh "表头写成“小学{header}”，或加一列“学段”，或在映射文件里写 stage" help_en "put the stage into the header, add a column 学段, or state `stage` in the mapping file";
    COLUMN_UNIT Error "column-unit"
        zh "“{header}”的单位是 {found}，换算不成 {expected}"
        en "the column “{header}” is in {found}, which cannot be converted to {expected}"
        help_zh "改正表头里的单位，或在映射文件里写 unit = \"{expected}\"" help_en "correct the unit in the header, or set unit = \"{expected}\" in the mapping file";
    TWO_MAPPINGS Error "two-mappings"
        zh "同一列写了两次（只差在全角、空格之类）"
        en "the same column is mapped twice (the two differ only in typing)"
        help_zh "删去一行" help_en "remove one of the lines";
    REGISTER_FIELD_KIND Error "register-field-kind"
        zh "名册得不出“{field}”：它应当是数，属于{level}或上级单元"
        en "a register cannot yield `{field}`: it must be a number, of the {level} or a unit above"
        help_zh "换一个数据项，或在 columns 里写明上级单元的代码" help_en "name another field, or the code of its unit in columns";
    REGISTER_STAGE Error "register-stage"
        zh "“{field}”的学段没有着落"
        en "`{field}`: its stage is not as it must be"
        help_zh "分学段的数据项：columns 里要有一列是 stage，或在公式旁写 stage；不分学段的不写"
        help_en "a field by stage needs a column that is the stage, or `stage` beside its formula; one of the whole unit has none";
    REGISTER_KEY_MISSING Error "register-key-missing"
        zh "名册“{register}”认行的列不在表里：{columns}"
        en "the register `{register}` has no column to tell its rows by: {columns}"
        help_zh "补上这一列，或改映射文件里的表头" help_en "add the column, or correct the header in the mapping file";
    REGISTER_COLUMN_MISSING Warning "register-column-missing"
        zh "名册“{register}”要用的列不在表里，靠它的数按缺失处理：{columns}"
        en "the register `{register}` needs a column that is not there; what rests on it counts as missing: {columns}"
        help_zh "补上这一列，或改映射文件里的表头" help_en "add the column, or correct the header in the mapping file";
    REGISTER_ROW_TWICE Error "register-row-twice"
        zh "“{raw}”在名册里出现了两次，会被数两遍"
        en "“{raw}” stands twice in the register and would be counted twice"
        help_zh "删去重复的行" help_en "remove one of the rows";
    REGISTER_NO_ABOVE Error "register-no-above"
        zh "名册“{register}”里这些单元属于哪个{level}，没有一张表写明：{units}"
        en "no table says to which {level} these units of the register `{register}` belong: {units}"
        help_zh "在名册里加上这一列，或同时给出学校表" help_en "add the column to the register, or give the table of schools as well";
    REGISTER_UNIT_UNKNOWN Error "register-unit-unknown"
        zh "名册“{register}”里的{level}，数据表里没有：{units}"
        en "the register `{register}` names units ({level}) that no table has: {units}"
        help_zh "核对代码，或补上这些单元" help_en "check the codes, or add the units";
    REGISTER_UNIT_ABSENT Warning "register-unit-absent"
        zh "名册“{register}”里没有这 {count} 个{level}的行：{units}"
        en "the register `{register}` has no row for {count} units ({level}): {units}"
        help_zh "没有行不等于 0：这些单元按没有填报处理；确实没有的，在数据表里填 0"
        help_en "no row is not zero: the figures of these units are not reported; where there is none, write 0 in the table";
    REGISTER_UNKNOWN Warning "register-unknown"
        zh "{field}：名册“{register}”里有空格或读不出的格，{count} 个单元得不出数，按缺失处理：{units}"
        en "{field}: cells of the register `{register}` are empty or unreadable; {count} units have no figure: {units}"
        help_zh "补全名册（从指出的这一行起）" help_en "complete the register (from the row shown)";
    REGISTER_VALUE Warning "register-value"
        zh "{field}：名册“{register}”算出的数不能是这样，{count} 个单元按缺失处理：{units}"
        en "{field}: what the register `{register}` comes to cannot be; {count} units have no figure: {units}"
        help_zh "核对公式和名册：负数或不是整数" help_en "check formula and register: the value is negative or not whole";
    REGISTER_DIFFERS Warning "register-differs"
        zh "{field}：名册“{register}”与数据表对照 {compared} 处，不一致 {count} 处（名册 ≠ 数据表）：{units}。合计：名册 {total}，数据表 {stated}。以{wins_zh}为准"
        en "{field}: of {compared} figures of the register `{register}` {count} differ from the table (register ≠ table): {units}. Totals: register {total}, table {stated}. What counts: {wins}"
        help_zh "核对不一致的单元；以哪一个为准由映射文件的 wins 写明" help_en "check the units that differ; which counts is declared by `wins` in the mapping file";
    REGISTER_READ Note "register-read"
        zh "按名册“{register}”读取：{rows} 行，汇总到 {units} 个{level}；与数据表对照 {compared} 处，不一致 {differing} 处"
        en "read as the register `{register}`: {rows} rows, rolled up to {units} units ({level}); {compared} figures compared with tables, {differing} differ";
    MERGE_FIELD Error "merge-field"
        zh "合并校区没有写明这些数据项怎么办，它们不能相加：{fields}"
        en "the merge does not say what becomes of fields that cannot be added up: {fields}"
        help_zh "写进 [merge] 的 keep（用主校的）或 max（取最大的）" help_en "name them in `keep` (as the main unit has it) or `max` (the greatest) of [merge]";
    MERGE_COLUMN Error "merge-column"
        zh "有“{flag}”一列，没有“{into}”一列，不知道并入哪里"
        en "there is a column `{flag}` and none `{into}`: nobody knows into which unit rows are merged"
        help_zh "补上这一列" help_en "add the column";
    MERGE_FLAG Error "merge-flag"
        zh "“{raw}”没有说明这一行计不计"
        en "“{raw}” does not say whether the row counts"
        help_zh "照 [merge] 的 counted、merged 填写" help_en "write what `counted` and `merged` of [merge] say";
    MERGE_PARENT Error "merge-parent"
        zh "{unit} 要并入“{into}”，数据里没有这个单元"
        en "{unit} is merged into “{into}”, which is not in the data"
        help_zh "填上主校的代码，或补上主校的行" help_en "give the code of the main unit, or add its row";
    MERGE_CONFLICT Error "merge-conflict"
        zh "{unit} 不能并入“{into}”：它自己也要并入别处，或属于别的上级，或另有一行写了别的去处"
        en "{unit} cannot be merged into “{into}”: that is merged itself, or belongs to another unit above, or another row says otherwise"
        help_zh "核对两边的代码" help_en "check the codes of both";
    MERGE_BLANK Warning "merge-blank"
        zh "{field}：{unit} 的一个校区没有填，合计按缺失处理"
        en "{field}: a part of {unit} has no value; the sum counts as missing"
        help_zh "补上；没有的填 0" help_en "fill it in; where there is none, write 0";
    MERGED Note "merged"
        zh "{count} 个不计数的{level}并入主{level}，数量相加：{units}。取最大：{max}；用主校的：{keep}"
        en "{count} units ({level}) that do not count were added to their main unit: {units}. Greatest taken: {max}; as the main unit has it: {keep}";
    STAGE_OF_UNSTAGED Error "stage-of-unstaged"
        zh "这个数据项不分学段，不能写 stage"
        en "this column has no value by stage, so `stage` cannot stand here"
        help_zh "删去 stage" help_en "remove `stage`";
    MAPPING_UNUSED Warning "mapping-unused"
        zh "没有一个表有“{header}”这一列，这一行没有作用"
        en "no table has a column “{header}”; this line has no effect"
        help_zh "{hint_zh}" help_en "{hint}";
    MAPPING_PARTLY_USED Note "mapping-partly-used"
        zh "映射文件里有 {count} 行写的列，这次的表里没有：{headers}"
        en "no table here has {count} of the columns that the mapping file names: {headers}";
    MAPPING_IDLE Warning "mapping-idle"
        zh "映射文件写的列，这次的表里一列也没有"
        en "no table here has any of the columns that the mapping file names"
        help_zh "换一个映射文件，或核对表头" help_en "name another mapping file, or check the headers";
    BLANK_OF_WORD Error "blank-of-word"
        zh "“{header}”不是数字列，空格不能当作 0"
        en "“{header}” is no column of numbers, so an empty cell cannot be 0"
        help_zh "在映射文件的 [blank] 里删去这一行" help_en "remove the line under [blank] in the mapping file";
    UNIT_WITHOUT_KEY Error "unit-without-key"
        zh "这一行没有{level}的代码和名称"
        en "this row has neither code nor name of the {level}"
        help_zh "补上，或删去这一行" help_en "fill it in or remove the row";
    DAMAGED_CODE Error "damaged-code"
        zh "代码“{raw}”已被表格软件改成科学记数法，末几位丢失"
        en "a spreadsheet turned this code into “{raw}”; its last digits are lost"
        help_zh "把代码列设为文本格式后重新导出" help_en "format the column as text and export again";
    ANSWER_WITHOUT_RULE Error "answer-without-rule"
        zh "这一行答复没有写条款"
        en "this answer does not say which rule it is for"
        help_zh "补上条款，或删去这一行" help_en "name the rule or remove the row";
    TWO_NAMES Warning "two-names"
        zh "{above}代码相同，名称却是“{raw}”，与前面的行不同"
        en "this {above} is called “{raw}” here and otherwise in the rows above, under the same code"
        help_zh "核对代码和名称" help_en "check code and name";
    UNKNOWN_STAGE Error "unknown-stage"
        zh "“{raw}”不是学段"
        en "“{raw}” is no stage"
        help_zh "可写：{known}" help_en "one of: {known}";
    SUBTOTALS_LEFT_OUT Note "subtotals-left-out"
        zh "{count} 行是合计，未读取：第 {rows} 行"
        en "{count} subtotal rows were left out: rows {rows}";
    NOT_A_NUMBER Warning "not-a-number"
        zh "{field}：“{raw}”不是数，该格按缺失处理"
        en "{field}: “{raw}” is no number; the cell counts as missing"
        help_zh "改成数字；不适用的写 {absent}" help_en "write a number; where it does not apply write {absent}";
    FORMULA_WITHOUT_VALUE Warning "formula-without-value"
        zh "{field}：公式没有算出的结果，该格按缺失处理"
        en "{field}: the formula was never worked out; the cell counts as missing"
        help_zh "用表格软件打开，重新计算后保存" help_en "open the workbook in a spreadsheet, recalculate and save it";
    CELL_UNIT Warning "cell-unit"
        zh "{field}：“{raw}”的单位换算不成 {unit}，该格按缺失处理"
        en "{field}: the unit of “{raw}” cannot be converted to {unit}; the cell counts as missing"
        help_zh "用 {unit} 填写" help_en "give it in {unit}";
    NOT_WHOLE Warning "not-whole"
        zh "{field}：“{raw}”应当是整数，该格按缺失处理"
        en "{field}: “{raw}” should be a whole number; the cell counts as missing";
    NEGATIVE_VALUE Warning "negative-value"
        zh "{field}：“{raw}”是负数，该格按缺失处理"
        en "{field}: “{raw}” is negative; the cell counts as missing";
    NEGATIVE_PUPILS Error "negative-pupils"
        zh "{field}：“{raw}”是负数"
        en "{field}: “{raw}” is negative"
        help_zh "更正人数" help_en "correct the number";
    NOT_A_DAY Warning "not-a-day"
        zh "{field}：“{raw}”不是日期，该格按缺失处理"
        en "{field}: “{raw}” is no day; the cell counts as missing"
        help_zh "写成 2024-12-31" help_en "write 2024-12-31";
    SERIAL_DAY Warning "serial-day"
        zh "{field}：“{raw}”像是表格软件的日期序号（即 {day}），不能肯定，该格按缺失处理"
        en "{field}: “{raw}” looks like the number a spreadsheet keeps for {day}; this is not certain, the cell counts as missing"
        help_zh "把这一列设为日期格式，或写成 {day}" help_en "format the column as dates, or write {day}";
    PERCENT_DOUBTFUL Warning "percent-doubtful"
        zh "{field}：{count} 格是不大于 1 的数（如“{raw}”），{others} 格大于 1 或带 %；一律按 {unit} 读取，“{raw}”即 {raw}{unit}"
        en "{field}: {count} cells hold numbers up to 1, such as “{raw}”, {others} cells larger ones or a %; all are read in {unit}, “{raw}” as {raw}{unit}"
        help_zh "0.95 若指 95%，写成 95 或 95%，或在映射文件里给这一列写 fraction = true；数没有错的，写 unit = \"{unit}\"，不再提示" help_en "where 0.95 means 95%, write 95 or 95%, or fraction = true for the column in the mapping file; where the numbers are right, unit = \"{unit}\" there ends this warning";
    FRACTION_MISPLACED Error "fraction-misplaced"
        zh "这一列的单位是“{unit}”，不能写 fraction：它只用于百分数，也不与 unit 同写"
        en "the unit of this column is “{unit}”: fraction is for percentages, and stands without unit"
        help_zh "去掉 fraction；是百分数的，去掉 unit" help_en "take fraction away; of a percentage, take unit away";
    FRACTION_DOUBTFUL Warning "fraction-doubtful"
        zh "{field}：映射文件写明是小数（0.95 即 95%），却有 {count} 格大于 1（如“{raw}”）；照映射文件读，“{raw}”即全部的 {raw} 倍"
        en "{field}: the mapping file says fractions (0.95 for 95%), and {count} cells hold numbers above 1, such as “{raw}”; read as the mapping file says, “{raw}” is {raw} times the whole"
        help_zh "95 若指 95%，写成 0.95 或 95%；整列都是 95 这样写的，去掉 fraction" help_en "where 95 means 95%, write 0.95 or 95%; where the whole column is written so, take fraction away";
    WORD_UNKNOWN Warning "word-unknown"
        zh "{field} 没有“{raw}”这个取值，该格按缺失处理"
        en "{field} cannot be “{raw}”; the cell counts as missing"
        help_zh "{hint_zh}可选：{known}" help_en "{hint}one of: {known}";
    MORE_CELLS Note "more-cells"
        zh "{field}：同类问题还有 {count} 处（{code}）"
        en "{field}: {count} more of the same kind ({code})";
}
