//! The wording of every diagnostic of the engine, in both languages, once.

/// Declares [`Message`](crate::diagnostic::Message)s and a list of them all, `CATALOGUE`.
///
/// Every code has a page beside the catalogue, `explain/CODE.md`: without it nothing compiles.
#[macro_export]
macro_rules! catalogue {
    ($( $name:ident $severity:ident $code:literal
        zh $zh:literal en $en:literal
        $( help_zh $help_zh:literal help_en $help_en:literal )? ; )*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $en)]
            pub static $name: $crate::diagnostic::Message = $crate::diagnostic::Message {
                code: $code,
                severity: $crate::diagnostic::Severity::$severity,
                text: [$zh, $en],
                help: [concat!($($help_zh)?), concat!($($help_en)?)],
                page: include_str!(concat!("explain/", $code, ".md")),
            };
        )*
        /// Every message of this catalogue.
        pub static CATALOGUE: &[&$crate::diagnostic::Message] = &[$(&$name),*];
    };
}

catalogue! {
    TOML_SYNTAX Error "toml-syntax"
        zh "TOML 语法错误：{detail}"
        en "TOML syntax error: {detail}"
        help_zh "文本要加引号，表头写作 [[rule]]，键用 ASCII 字母；全角标点用 junheng pack fmt 改" help_en "texts are quoted, headers read [[rule]], keys are ASCII; junheng pack fmt repairs full-width punctuation";
    UNKNOWN_KEY Error "unknown-key"
        zh "`{owner}` 没有 `{key}` 这个键"
        en "`{owner}` has no key `{key}`"
        help_zh "可用的键：{known}" help_en "its keys: {known}";
    MISSING_KEY Error "missing-key"
        zh "`{owner}` 缺少必需的键 `{key}`"
        en "`{owner}` lacks the key `{key}`"
        help_zh "补写 {key} = …" help_en "add {key} = …";
    WRONG_TYPE Error "wrong-type"
        zh "这里应当是{expected_zh}"
        en "expected {expected} here";
    BAD_WORD Error "bad-word"
        zh "`{word}` 不能写在这里"
        en "`{word}` cannot stand here"
        help_zh "可以写：{known}" help_en "one of: {known}";
    BAD_ID Error "bad-id"
        zh "`{id}` 不是合格的标识"
        en "`{id}` is no id"
        help_zh "标识用小写 ASCII 字母、数字和下划线，以字母开头" help_en "ids are ASCII snake_case and start with a letter";
    DUPLICATE_ID Error "duplicate-id"
        zh "标识 `{id}` 重复"
        en "the id `{id}` is taken twice"
        help_zh "给其中一个换名" help_en "rename one of them";
    FIELD_NAME_TWICE Error "field-name-twice"
        zh "数据项 `{first}` 和 `{second}` 都叫“{name}”，分不清指哪一个"
        en "the fields `{first}` and `{second}` are both called “{name}”; nobody knows which is meant"
        help_zh "给其中一个换名，或在公式里写标识；别名只在不同层级的数据项之间可以相同"
        help_en "rename one of them, or write the id in the formula; only fields of different levels may share an alias";
    VETO_WITHOUT_EFFECT Error "veto-without-effect"
        zh "否决条款 `{rule}` 不起作用：没有结论受它约束"
        en "the veto `{rule}` has no effect: no verdict is bound by it"
        help_zh "refuse 写进 met_when（如 all(veto)）；cap 的等次要在某个结论的 scale 里；stop_year 要有结论"
        help_en "name a refusing veto in met_when (such as all(veto)), give a verdict the scale its cap is of, or a verdict at all";
    UNKNOWN_NAME Error "unknown-name"
        zh "没有叫 `{name}` 的{what_zh}"
        en "there is no {what} called `{name}`"
        help_zh "{hint_zh}" help_en "{hint}";
    FORMULA_SYNTAX Error "formula-syntax"
        zh "公式写法有误：{detail_zh}"
        en "formula syntax: {detail}";
    UNKNOWN_FUNCTION Error "unknown-function"
        zh "没有叫 `{name}` 的函数"
        en "there is no function `{name}`"
        help_zh "{hint_zh}" help_en "{hint}";
    BAD_ARGUMENT Error "bad-argument"
        zh "函数 `{function}`：{detail_zh}"
        en "function `{function}`: {detail}";
    UNKNOWN_UNIT Error "unknown-unit"
        zh "`{unit}` 不是已知的计量单位"
        en "`{unit}` is no known unit"
        help_zh "在规则包中用 [[unit]] 声明；除号两边要有空格" help_en "declare it with [[unit]]; put spaces around a division sign";
    UNIT_MISMATCH Error "unit-mismatch"
        zh "单位不符：`{left}` 与 `{right}` 不能相加、比较或互换"
        en "units differ: `{left}` and `{right}` cannot be added, compared or exchanged"
        help_zh "检查是否写反了分子分母，或漏了换算" help_en "check numerator and denominator, or a missing conversion";
    TYPE_MISMATCH Error "type-mismatch"
        zh "这里要{expected_zh}，得到的是{found_zh}"
        en "expected {expected}, found {found}";
    WRONG_LEVEL Error "wrong-level"
        zh "`{name}` 是{from}的数据，不能直接用在{to}的公式里"
        en "`{name}` is about `{from}` and cannot stand alone in a formula about `{to}`"
        help_zh "先汇总，例如 sum({name})" help_en "aggregate it first, for example sum({name})";
    MISSING_WEIGHT Error "missing-weight"
        zh "`{function}` 要写明权重"
        en "`{function}` needs an explicit weight"
        help_zh "例如 {function}(…, weight = 在校生数)；不加权写 weight = 1" help_en "for example {function}(…, weight = 在校生数); unweighted is weight = 1";
    CYCLE Error "cycle"
        zh "循环引用：{path}"
        en "these refer to each other in a circle: {path}"
        help_zh "断开其中一环" help_en "break one of the links";
    UNKNOWN_TARGET Error "unknown-target"
        zh "上级规则包里没有 `{target}`"
        en "the parent pack has no `{target}`"
        help_zh "{hint_zh}" help_en "{hint}";
    WRONG_OLD_VALUE Error "wrong-old-value"
        zh "`{target}` 的原值是 {actual}，不是 {stated}"
        en "`{target}` is {actual}, not {stated}"
        help_zh "把 from 改为 {actual}，并确认改动仍然合适" help_en "set from to {actual} and check that the change is still meant";
    NO_EFFECT Error "no-effect"
        zh "对 `{target}` 的改动没有效果"
        en "the change of `{target}` has no effect"
        help_zh "删去这一行" help_en "remove this line";
    BAD_CHANGE Error "bad-change"
        zh "对 `{target}` 的改动写了 {count} 种做法"
        en "the change of `{target}` says {count} things to do"
        help_zh "to（改为）、append（添一项）、remove（去一项）写其中一个，只写一个" help_en "state one of to, append, remove, and only one";
    CHANGED_TWICE Error "changed-twice"
        zh "`{target}` 与 `{other}` 改的是同一处"
        en "`{target}` and `{other}` change the same place"
        help_zh "合成一条；列表改多项时用 to 写出整个列表" help_en "make one of them; for several items of a list state the whole list with to";
    WHOLE_RECORD Error "whole-record"
        zh "`{target}` 是整条记录，不是一个值"
        en "`{target}` is a whole record, not a value"
        help_zh "改其中一个值；要换掉整条，先 drop，再写自己的" help_en "change one of its values; to replace it, drop it and write your own";
    NOT_A_LIST Error "not-a-list"
        zh "`{target}` 不是列表（{actual}），不能添减一项"
        en "`{target}` is no list ({actual}): no item can be added or removed"
        help_zh "写 from = {actual}, to = …" help_en "write from = {actual}, to = …";
    NOT_IN_LIST Error "not-in-list"
        zh "`{target}` 里没有 {item}：{actual}"
        en "`{target}` does not hold {item}: {actual}"
        help_zh "删去这一行，或更正要去掉的一项" help_en "remove this line or correct the item";
    GUARDED_DROP Error "guarded-drop"
        zh "`{target}` 不许去掉：上级规则包写明 downstream = \"{word}\""
        en "`{target}` may not be dropped: the parent pack says downstream = \"{word}\"";
    EXPIRED_DROP Error "expired-drop"
        zh "`{target}` 停用到 {until} 为止，而本规则包自 {from} 起才施行：这一行从不起作用"
        en "`{target}` is left out until {until}, but this pack is in force from {from}: the line never does anything"
        help_zh "删去这一行" help_en "remove this line";
    DROP_UNTIL Error "drop-until"
        zh "`{target}` 不能只停用到某日"
        en "`{target}` cannot be left out until a day"
        help_zh "until 只用于条款和 variant；其余的只能去掉，不写 until" help_en "until is for rules and variants; drop anything else for good, without until";
    STILL_REFERRED Error "still-referred"
        zh "`{target}` 去掉了，但还有引用它的：{referrers}"
        en "`{target}` is dropped, but these still refer to it: {referrers}"
        help_zh "一并改掉这些引用，或写一条同名的来代替" help_en "change those as well, or write a record of the same id in its place";
    NOT_COMPARABLE Error "not-comparable"
        zh "`{target}` 只许收紧，而 {old} → {new} 是不是收紧无从判断"
        en "`{target}` may only be tightened, and whether {old} → {new} is tighter cannot be told"
        help_zh "限值写成数，或同一单位的“数 单位”；确需改动的，请上级规则包写 downstream = \"free\"" help_en "state limits as numbers, or as number and unit in the same unit; for anything else the parent pack must say downstream = \"free\"";
    TIGHTEN_ONLY Error "tighten-only"
        zh "`{target}` 只许收紧，不许放宽（{old} → {new}）"
        en "`{target}` may only be tightened ({old} → {new})";
    FIXED_VALUE Error "fixed-value"
        zh "`{target}` 不许改动"
        en "`{target}` may not be changed";
    PACK_ENCODING Error "pack-encoding"
        zh "规则包的文件不是 UTF-8 文本，从这里起读不出"
        en "a file of a pack is no text in UTF-8; from here on it cannot be read"
        help_zh "用文本编辑器另存为，编码选 UTF-8" help_en "save it anew as UTF-8";
    PACK_NOT_FOUND Error "pack-not-found"
        zh "找不到规则包 `{pack}`"
        en "there is no pack `{pack}`"
        help_zh "可用的规则包：{known}" help_en "packs at hand: {known}";
    VERSION_MISMATCH Error "version-mismatch"
        zh "规则包 `{pack}` 的版本是 {actual}，要求 {wanted}"
        en "pack `{pack}` has version {actual}, wanted is {wanted}";
    PACK_CYCLE Error "pack-cycle"
        zh "规则包互相引用：{path}"
        en "packs refer to each other in a circle: {path}";
    LOCK_DIFFERS Error "lock-differs"
        zh "用到的规则包 `{pack}` 变了：{old_version} {old} → {version} {new}"
        en "the pack `{pack}` that this one rests on has changed: {old_version} {old} → {version} {new}"
        help_zh "看清改了什么（junheng pack diff），认可后运行 junheng pack lock" help_en "look at what changed (junheng pack diff), and accept it with junheng pack lock";
    LOCK_MISSES Error "lock-misses"
        zh "pack.lock 里没有用到的规则包 `{pack}`"
        en "pack.lock does not know the pack `{pack}` that this one rests on"
        help_zh "认可后运行 junheng pack lock" help_en "accept it with junheng pack lock";
    LOCK_STALE Error "lock-stale"
        zh "pack.lock 里的规则包 `{pack}` 已不再用到"
        en "the pack `{pack}` of pack.lock is not used any more"
        help_zh "认可后运行 junheng pack lock" help_en "accept it with junheng pack lock";
    LOCK_UNREADABLE Error "lock-unreadable"
        zh "pack.lock 读不出来"
        en "pack.lock cannot be read"
        help_zh "运行 junheng pack lock 重写" help_en "write it anew with junheng pack lock";
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
    DIRECTION_OF_TEXT Warning "direction-of-text"
        zh "`{owner}` 的文字说“{word}”，限值却是 {sign}"
        en "the words of `{owner}` say {word}, its limit is {sign}"
        help_zh "改限值的方向；确认无误后写 reading" help_en "turn the limit; if this is meant, say so in a reading";
    DIRECTION_OF_RATIO Warning "direction-of-ratio"
        zh "`{owner}` 叫“{ratio}”，单位是 {unit}，限值是 {sign}：像是写反了"
        en "`{owner}` is called {ratio}, its unit is {unit}, its limit {sign}: the wrong way round?"
        help_zh "师生比是教师数除以学生数，越高越好；生师比相反。确认无误后写 reading" help_en "师生比 is teachers by pupils, more is better; 生师比 is the other way round; if this is meant, say so in a reading";
    BOUNDARY_OF_TEXT Warning "boundary-of-text"
        zh "`{owner}` 的文字说“{word}”，没有写含不含本数"
        en "the words of `{owner}` say {word} and not whether the number itself is meant"
        help_zh "写 reading 说明含不含本数" help_en "say in a reading whether it is";
    STAGES_OF_TEXT Warning "stages-of-text"
        zh "`{owner}` 的文字分{stages}写了 {figures}，限值只有一个"
        en "the words of `{owner}` give {figures} for {stages}, its limit is one for all"
        help_zh "按学段写限值；确认无误后写 reading" help_en "state the limit by stage; if this is meant, say so in a reading";
    COUNT_OF_TEXT Warning "count-of-text"
        zh "`{owner}` 的文字说 {said} 项，所含却有 {members} 项"
        en "the words of `{owner}` speak of {said} items, its members are {members}"
        help_zh "核对 of；确认无误后写 reading" help_en "check `of`; if this is meant, say so in a reading";
    COUNT_BEYOND_MEMBERS Error "count-beyond-members"
        zh "`{owner}` 要求 {asked} 项，所含只有 {members} 项，永远达不到"
        en "`{owner}` asks for {asked} of {members} members and can never be met"
        help_zh "核对项数和 of" help_en "check the number and `of`";
    PER_MILLE_OF_TEXT Warning "per-mille-of-text"
        zh "`{owner}` 的文字有“{word}”，公式和限值里没有千分数"
        en "the words of `{owner}` say {word}, its formulas know no thousandth"
        help_zh "限值写成 1.5 ‰ 或 1.5 份/千人；确认无误后写 reading" help_en "write 1.5 ‰ or 1.5 份/千人; if this is meant, say so in a reading";
    YEAR_OF_TEXT Warning "year-of-text"
        zh "`{owner}` 的文字说“{words}”，{right_zh} {year} 年；公式不是这样"
        en "the words of `{owner}`, {words}, {right} {year}; the formula does not"
        help_zh "“及之前”写 <=，“之前”写 <" help_en "及之前 is <=, 之前 is <";
    WITHOUT_EFFECT Warning "without-effect"
        zh "没有一个判定看 `{owner}`（{role}）"
        en "no verdict looks at `{owner}` ({role})"
        help_zh "写进判定的条件；只供参考的写 role = \"reference\"" help_en "let a verdict look at it, or state role = \"reference\"";
    UNCITED Warning "uncited"
        zh "`{owner}` 没有写依据哪一条"
        en "`{owner}` does not say which article it comes from"
        help_zh "补写 cite；没有出处的写 fidelity = \"constructed\"" help_en "add cite; what no source says is fidelity = \"constructed\"";
    UNUSED Warning "unused"
        zh "{what_zh} `{id}` 没有用到"
        en "the {what} `{id}` is not used"
        help_zh "删去，或用它" help_en "remove it or use it";
    ARTICLE_UNLISTED Error "article-unlisted"
        zh "引用了“{article}”，[[article]] 里没有它"
        en "{article} is cited and no article record lists it"
        help_zh "补一个 [[article]]，或更正引用" help_en "add an [[article]] or correct the cite";
    ARTICLE_UNCITED Error "article-uncited"
        zh "“{article}”写明 {status}，{why_zh}"
        en "{article} is said to be {status}, {why}"
        help_zh "补上条款或更正 status：rules | judged | not_covered" help_en "add the rule or correct status: rules | judged | not_covered";
    NOT_YET Warning "not-yet"
        zh "{what_zh}能读，尚不能评估"
        en "{what} can be read but not yet evaluated";
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
        en "the score “{score}” for `{rule}` is not within {low}–{high}; the item stays unchecked";
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
        en "the score “{score}” for `{rule}` is no multiple of {step}; the item stays unchecked";
}
