//! The wording of every report, in both languages, once.
//!
//! `{name}` is replaced by the argument of that name; a sentence is never put together from parts of sentences.

mod terms;

pub use terms::{absence, consequence, fidelity, mark, role, state};

pub use junheng::diagnostic::Wording;
pub(crate) use junheng::wordings;

wordings! {
    // ── without a verdict ────────────────────────────────
    STANDING_HEAD zh "{unit}　{count} 条：{states}。这个规则包不作总的判定。" en "{unit}, {count} rules: {states}. This pack comes to no verdict.";
    STATE_COUNT zh "{state} {count}" en "{count} {state}";
    TOTAL_LINE zh "得分 {points} 分，满分 {full} 分。" en "{points} of {full} points.";
    TOTAL_OPEN zh "已定的得分 {points} 分，满分 {full} 分；还有 {open} 项未定，最多再得 {reachable} 分。" en "{points} of {full} points so far; {open} items are open, with at most {reachable} points more.";
    FINDINGS zh "一、各条结论" en "1. Findings";
    STANDING_OVERVIEW zh "{count} 个{level}。这个规则包不作总的判定，下列各条结论。" en "{count} × {level}. This pack comes to no verdict; these are its findings.";
    COLUMN_FINDINGS zh "各条结论" en "findings";
    COLUMN_TOTAL zh "总得分" en "points in all";
    TOTAL_WITH_OPEN zh "{total}（{open} 项未定）" en "{total} ({open} open)";
    // ── diagnostics ──────────────────────────────────────
    MORE_OF_A_KIND zh "此类（{code}）另有 {count} 条" en "and {count} more of this kind ({code})";
    MORE_PLACES zh "另有 {count} 处" en "and {count} more places";
    // ── states ───────────────────────────────────────────
    MET zh "达标" en "met";
    NOT_MET zh "不达标" en "not met";
    UNDETERMINED zh "待定" en "undetermined";
    NOT_CHECKED zh "待核" en "not checked";
    NOT_APPLICABLE zh "不适用" en "not applicable";
    ERROR zh "出错" en "error";
    UNJUDGED zh "只列数值" en "value only";
    // ── roles ────────────────────────────────────────────
    REQUIRED zh "必备" en "required";
    GATE zh "门槛" en "gate";
    SCORED zh "计分" en "scored";
    BONUS zh "加分" en "bonus";
    VETO zh "否决" en "veto";
    REFERENCE zh "参考" en "reference";
    PART zh "组成" en "part";
    // ── fidelity ─────────────────────────────────────────
    VERBATIM zh "照录原文" en "word for word";
    PARAPHRASED zh "依原文转述，不是原文" en "paraphrased from the source";
    RECONSTRUCTED zh "未见原件，据二手材料拼合" en "pieced together from secondary sources";
    CONSTRUCTED zh "自拟，没有出处" en "constructed, no source says it";
    MARK_RECONSTRUCTED zh "〔拼合〕" en "[reconstructed]";
    MARK_CONSTRUCTED zh "〔自拟〕" en "[constructed]";
    // ── head ─────────────────────────────────────────────
    AT_STAGE zh "{unit}（{stage}）" en "{unit} ({stage})";
    OF_DOCUMENT zh "《{document}》{text}" en "{document}, {text}";
    UNIT_CODE zh "{unit}（{code}）" en "{unit} ({code})";
    HEAD zh "{unit}　{verdict}：{state}" en "{unit}, {verdict}: {state}";
    HEAD_BY_STAGE zh "{unit}　{verdict}：{state}（{stages}）" en "{unit}, {verdict}: {state} ({stages})";
    STAGE_STATE zh "{stage}{state}" en "{stage} {state}";
    WHY_MET zh "所要求的 {count} 条全部达标。" en "All {count} rules it asks for are met.";
    WHY_NOT_MET zh "所要求的 {count} 条中，{failing} 条不达标，{open} 条待定，{unchecked} 条待核。" en "Of the {count} rules it asks for, {failing} are not met, {open} undetermined, {unchecked} not checked.";
    WHY_OPEN zh "所要求的 {count} 条没有一条已知不达标，但 {open} 条缺数据，{unchecked} 条没有评审答复。" en "None of the {count} rules it asks for is known to fail, but {open} lack data and {unchecked} wait for a person.";
    PACK_LINE zh "标准：{title}（{id} {version}，{document}）。本规则包{fidelity}。" en "Standard: {title} ({id} {version}, {document}). This pack: {fidelity}.";
    NOTICE zh "※ {notice}" en "* {notice}";
    TIME_LINE zh "数据期：{period}　评估日：{as_of}" en "Period of the data: {period}   Day of assessment: {as_of}";
    NOT_STATED zh "未写明" en "not stated";
    // ── what decides ─────────────────────────────────────
    DECIDES zh "一、什么决定了结论" en "1. What decides it";
    NOTHING_FAILS zh "没有不达标的条款。" en "No rule fails.";
    RULE_LINE zh "{role} {rule} {title}{mark}" en "{role} {rule} {title} {mark}";
    CITED zh "依据：{cite}" en "source: {cite}";
    VALUE_LINE zh "{stage} {title} {value}，要求 {requirement}" en "{stage} {title} {value}, required {requirement}";
    VALUE_ALONE zh "{value}，要求 {requirement}" en "{value}, required {requirement}";
    VALUE_SHORT zh "{code} {value}（{requirement}）" en "{code} {value} ({requirement})";
    SUBJECT_VALUE zh "{title} {value}，要求 {requirement}" en "{title} {value}, required {requirement}";
    POINTS_LOST zh "{title} 得 {points} 分，满分 {full} 分" en "{title}: {points} of {full} points";
    TALLY_LINE zh "{level}（{stage}）{in_scope} 个：达标 {met}，不达标 {not_met}，未定 {open}" en "{level} ({stage}), {in_scope}: {met} met, {not_met} not met, {open} open";
    TALLY_WHOLE zh "{level} {in_scope} 个：达标 {met}，不达标 {not_met}，未定 {open}" en "{level}, {in_scope}: {met} met, {not_met} not met, {open} open";
    FAILS_ON zh "{place}：{failing}" en "{place}: {failing}";
    BEHIND zh "{finding}（{behind}）" en "{finding} ({behind})";
    BEHIND_AND_MORE zh "{finding}（{behind}；另有 {count} 个）" en "{finding} ({behind}; {count} more)";
    ANSWERED zh "{title}：答复“{answer}”" en "{title}: answered “{answer}”";
    MORE_UNITS zh "另有 {count} 个，见 junheng why … --unit {unit} --rule {rule}" en "{count} more: junheng why … --unit {unit} --rule {rule}";
    MORE_RULES zh "另有 {count} 条不达标：{rules}" en "{count} more fail: {rules}";
    DISPERSED_BY zh "离均值 {mean} 最远、占差异最多的学校：{shares}" en "furthest from the mean {mean}, with their part of the disparity: {shares}";
    SHARE_OF zh "{unit} {value}（{part}）" en "{unit} {value} ({part})";
    // ── what is missing ──────────────────────────────────
    MISSING zh "二、还缺什么" en "2. What is missing";
    NOTHING_MISSING zh "不缺数据，没有待核的条款。" en "No data is missing and no item waits for a person.";
    MISSING_CELL zh "{unit} {what}：{why}{place}，因此待定 {rules}" en "{unit} {what}: {why}{place}, which leaves open {rules}";
    MISSING_COLUMN zh "数据里没有 {what}，因此待定 {rules}" en "the data has no {what}, which leaves open {rules}";
    MISSING_OTHER zh "{unit}：{why}，因此待定 {rules}" en "{unit}: {why}, which leaves open {rules}";
    AT_PLACE zh "（{place}）" en " ({place})";
    MORE_MISSING zh "另有 {count} 处缺数据" en "{count} more places lack data";
    UNCHECKED_LINE zh "{count} 条等人评审，没有答复：{rules}" en "{count} items wait for an answer: {rules}";
    WHY_BLANK zh "空格" en "the cell is empty";
    WHY_NO_COLUMN zh "没有这一列" en "there is no such column";
    WHY_INVALID zh "所填不能作为数值，按缺失处理" en "what stands there cannot be the value and counts as missing";
    WHY_ZERO zh "除数或均值为 0，无从计算" en "a divisor or mean is 0, so nothing can be computed";
    WHY_NOTHING zh "范围内没有可算的单元" en "there is nothing in scope";
    WHY_NOT_STATED zh "规则包没有写明" en "the pack does not say";
    WHY_UNANSWERED zh "没有答复" en "nobody has answered";
    WHY_FAILED zh "计算出错" en "a function failed";
    WHY_NO_PERIOD zh "数据里没有要比的那一年" en "the data has no such earlier period";
    WHY_WITHHELD zh "插件没有给出数" en "a plugin gives no number";
    WHY_STOPPED zh "本年度评估已终止" en "this year's assessment has ended";
    GRADE_AND_STATE zh "{grade}（{state}）" en "{grade} ({state})";
    WHY_NOT_APPLICABLE zh "不适用" en "does not apply";
    // ── all rules ────────────────────────────────────────
    ALL_RULES zh "三、各部分" en "3. All parts";
    COLUMN_SECTION zh "部分" en "part";
    COLUMN_RULES zh "条款" en "rules";
    COLUMN_POINTS zh "得分" en "points";
    COLUMN_NOTABLE zh "未达标的条款" en "rules not met";
    COLUMN_RULE zh "条款" en "rule";
    COLUMN_STATE zh "状态" en "state";
    COLUMN_VALUE zh "数值" en "value";
    COLUMN_REQUIRED zh "要求" en "required";
    COLUMN_UNIT zh "单元" en "unit";
    COLUMN_MEMBER zh "指标" en "measure";
    OTHER_SECTION zh "其他条款" en "other rules";
    SECTION_NAME zh "{code} {title}" en "{code} {title}";
    OF_TOTAL zh "{points}/{full}" en "{points}/{full}";
    WITH_LIMIT zh "{stage} {limit}" en "{stage} {limit}";
    GRID_KEY zh "a/b：b 个中 a 个达标；✗ 不达标；? 待定；— 不适用" en "a/b: a of b are met; ✗ not met; ? undetermined; — not applicable";
    GRID_WHOLE zh "综合" en "as a whole";
    ONE_SCHOOL zh "注意：{stage}计入的{level}只有 1 个，差异系数必为 0，不说明均衡。" en "Note: only one {level} ({stage}) is in scope, so its coefficients are 0 and say nothing of balance.";
    ALL_ZERO zh "注意：{stage}的{title}处处为 0，差异系数无从计算，规则包写作 0。" en "Note: {title} ({stage}) is 0 everywhere; no coefficient can be computed, and the pack writes 0.";
    REFERENCE_LINE zh "参考值：{values}" en "for reference: {values}";
    REFERENCE_VALUE zh "{title} {value}" en "{title} {value}";
    REFERENCE_AT_STAGE zh "{title}（{stage}）{value}" en "{title} ({stage}) {value}";
    EVERY_RULE zh "全部条款" en "All rules";
    UNITS_BELOW zh "下级单元" en "Units below";
    // ── readings ─────────────────────────────────────────
    READINGS zh "四、采用的读法" en "4. Readings taken";
    PARAMETER_LINE zh "{title}：取“{taken}”（可取 {values}）" en "{title}: “{taken}” is taken (of {values})";
    MARKED_LINE zh "标{mark}的条款 {count} 条：{rules}" en "{count} rules are marked {mark}: {rules}";
    // ── how to go on ─────────────────────────────────────
    GO_ON zh "五、往下看" en "5. How to go on";
    GO_ON_WHY zh "junheng why {data} --pack {pack} --unit {unit} --rule {rule}" en "junheng why {data} --pack {pack} --unit {unit} --rule {rule}";
    GO_ON_DETAIL zh "junheng assess … --detail 列出全部条款与每所学校；--format csv 或 json 供机器读取" en "junheng assess … --detail lists every rule and school; --format csv or json is for machines";
    // ── why ──────────────────────────────────────────────
    PERIOD_LINE zh "数据期：{period}" en "period of the data: {period}";
    MET_WHEN zh "达标的条件：{formula}" en "met when: {formula}";
    WHY_RULE zh "看其中一条：junheng why … --unit {unit} --rule 条款" en "For one of them: junheng why … --unit {unit} --rule RULE";
    COLUMN_ROLE zh "作用" en "role";
    COLUMN_TITLE zh "名称" en "title";
    COLUMN_STAGE zh "学段" en "stage";
    COLUMN_WEIGHT zh "权" en "weight";
    COLUMN_PART zh "占差异" en "part of disparity";
    COLUMN_COMPUTED zh "怎样算出" en "computed";
    COLUMN_CELLS zh "单元格" en "cells";
    READ_AS zh "读法：{reading}" en "read as: {reading}";
    TO_SHOW zh "要出示：{evidence}" en "to be shown: {evidence}";
    FOUND_LINE zh "{place}　{title} {value}　{state}" en "{place}  {title} {value}  {state}";
    FOUND_WITHOUT zh "{place}　{title}　{state}" en "{place}  {title}  {state}";
    MEMBERS_MET zh "{count} 项中 {met} 项达标" en "{met} of {count} are met";
    ATTAINS zh "达到限值的 {share}" en "{share} of the limit";
    COUNTED_AS zh "其中不达标：{found}" en "of these not met: {found}";
    REQUIRED_AT zh "要求 {requirement}（{origin}）" en "required {requirement} ({origin})";
    VARIANT_LINE zh "适用变通 {variant}" en "the variant {variant} holds";
    FORMULA_LINE zh "公式：{formula}" en "formula: {formula}";
    NUMBERS_LINE zh "代入：{formula}" en "in numbers: {formula}";
    LIMIT_FORMULA_LINE zh "限值：{formula}" en "limit: {formula}";
    STEP_SHORT zh "{label} {value}" en "{label} {value}";
    STEP_LAST zh "上年{label}" en "{label}, one period before";
    STEP_AGO zh "{years} 期之前的{label}" en "{label}, {years} periods before";
    STEP_CELL zh "{label} = {value}（{cells}）" en "{label} = {value} ({cells})";
    STEP_COUNTED zh "{label} = {value}（{cells}；其中本单元 {rows} 行，计入 {taken} 行）" en "{label} = {value} ({cells}; {rows} rows of the unit, {taken} of them counted)";
    STEP_COMPUTED zh "{label} = {value}，由下列各数算出" en "{label} = {value}, from:";
    STEP_NO_COLUMN zh "{label}：数据没有这一列" en "{label}: the data has no such column";
    STEP_SPLIT zh "{label} = {value} = {split}（{cells}）" en "{label} = {value} = {split} ({cells})";
    PORTION zh "{whole} × {own} ÷ ({all})，{stage}分得" en "{whole} × {own} ÷ ({all}), the share of {stage}";
    MEAN_LINE zh "均值 X̄ = Σ(权×值) ÷ Σ权 = {mean}" en "mean X̄ = Σ(weight×value) ÷ Σweight = {mean}";
    DEVIATION_LINE zh "标准差 S = √(Σ权×(值－X̄)² ÷ Σ权) = {deviation}" en "standard deviation S = √(Σweight×(value－X̄)² ÷ Σweight) = {deviation}";
    CV_LINE zh "差异系数 CV = S ÷ X̄ = {cv}" en "coefficient CV = S ÷ X̄ = {cv}";
    UNITS_LISTED zh "计入 {count} 个{level}：" en "{count} × {level} in scope:";
    UNITS_LACKING zh "计入 {count} 个{level}，其中 {open} 个缺数据，因此均值和差异系数无从计算：" en "{count} × {level} in scope; {open} lack data, so neither mean nor coefficient can be computed:";
    UNITS_COUNTED zh "计入 {count} 个{level}，差异大的在前：" en "{count} × {level} in scope, those furthest from the mean first:";
    LACKS zh "缺：{unit} {what}：{why}{place}" en "missing: {unit} {what}: {why}{place}";
    LACKS_OTHER zh "缺：{unit}：{why}" en "missing: {unit}: {why}";
    MEAN_ZERO zh "均值为 0，差异系数无从计算：待定，不是 0" en "the mean is 0, so there is no coefficient: undetermined, not 0";
    LACKS_ANSWER zh "待评审：{unit} {what}" en "waits for an answer: {unit} {what}";
    NOBODY zh "没有人答复；在答复表里写上答案、评审人和日期。" en "Nobody has answered; put answer, reviewer and date into the table of answers.";
    ANSWER_LINE zh "答复“{answer}”，评审人 {reviewer}，{date}（{place}）" en "answered “{answer}” by {reviewer}, {date} ({place})";
    SCORED_BY zh "评审人 {reviewer}，{date}（{place}）" en "scored by {reviewer}, {date} ({place})";
    ANSWER_SCORE zh "评分栏 {text}" en "score {text}";
    ANSWER_EVIDENCE zh "依据材料：{text}" en "evidence: {text}";
    ANSWER_NOTE zh "备注：{text}" en "note: {text}";
    DUTY_LINE zh "责任单位：{duty}" en "responsible: {duty}";
    IF_NOT_LINE zh "到期未完成：{consequence}" en "if not kept: {consequence}";
    IF_NOT_NOTICE zh "督导通报" en "a notice";
    IF_NOT_REVOKE zh "撤销认定" en "recognition is revoked";
    PARALLEL zh "各方评分（以“{judge}”为准）" en "Scores side by side (that of “{judge}” counts)";
    PARALLEL_ONE zh "{answer} {score}" en "{answer} {score}";
    POINTS_LINE zh "得 {points} 分，满分 {full} 分" en "{points} of {full} points";
    BELOW_LINE zh "{place}　{state}　{found}" en "{place}  {state}  {found}";
    MORE_BELOW zh "另有 {count} 个" en "and {count} more";
    // ── packs on top of packs ────────────────────────────
    FLAT_HEAD zh "由 junheng pack resolve 展开：{pack} {version}" en "resolved by junheng pack resolve: {pack} {version}";
    FLAT_FROM zh "用到：{pack} {version}" en "rests on: {pack} {version}";
    FLAT_DROPPED zh "去掉：{target}（{origin}），{pack} {by}{why}" en "dropped: {target} ({origin}), by {pack} {by}{why}";
    FLAT_DROPPED_UNTIL zh "停用至 {until}：{pack} {by}{why}" en "left out until {until}: {pack} {by}{why}";
    FLAT_CHANGED zh "{target}：{old} → {new}，原在 {origin}；{pack} {by}{why}" en "{target}: {old} → {new}, was at {origin}; {pack} {by}{why}";
    FLAT_ORIGIN zh "{pack}　{origin}" en "{pack}  {origin}";
    BECAUSE_CITE zh "，依据 {cite}" en ", under {cite}";
    BECAUSE_REASON zh "，理由：{reason}" en ", because: {reason}";
    LOCKED zh "{path}：记下 {count} 个规则包" en "{path}: {count} packs noted";
    LOCKED_PACK zh "{id} {version}  {sha256}" en "{id} {version}  {sha256}";
    DIFFERENCE_HEAD zh "{first} → {second}" en "{first} → {second}";
    NO_DIFFERENCE zh "没有不同。" en "Nothing differs.";
    GROUP_TIGHTER zh "更严（{count}）" en "Tighter ({count})";
    GROUP_LOOSER zh "更宽（{count}）" en "Looser ({count})";
    GROUP_NEW zh "新增（{count}）" en "New ({count})";
    GROUP_DROPPED zh "去掉（{count}）" en "Dropped ({count})";
    GROUP_CHANGED zh "改动，严宽无从比较（{count}）" en "Changed, neither tighter nor looser as far as can be told ({count})";
    GROUP_WORDING zh "只涉及名称、出处、说明（{count}）" en "Only titles, sources and notes ({count})";
    DIFFERENCE zh "{target} {title}" en "{target} {title}";
    DIFFERENCE_VALUES zh "{old} → {new}" en "{old} → {new}";
    DIFFERENCE_BY zh "{pack} {origin}{why}" en "{pack} {origin}{why}";
    SAYS_NOTHING zh "（没有）" en "(nothing)";
    // ── packs ────────────────────────────────────────────
    COLUMN_ID zh "标识" en "id";
    COLUMN_VERSION zh "版本" en "version";
    COLUMN_DOCUMENT zh "文号" en "document";
    COLUMN_PARENT zh "上级包" en "extends";
    COLUMN_FIDELITY zh "与原文" en "fidelity";
    COLUMN_SUBJECT zh "评估对象" en "subject";
    COLUMN_COUNT zh "条款数" en "rules";
    LIBRARY zh "供其他包引用" en "library";
    PACK_HEAD zh "{title}（{id} {version}）" en "{title} ({id} {version})";
    PACK_DOCUMENT zh "文件：《{document}》{number}　{issuer}　{issued}" en "document: {document} {number}, {issuer} {issued}";
    PACK_FIDELITY zh "与原文的关系：{fidelity}" en "fidelity: {fidelity}";
    PACK_SUBJECT zh "评估对象：{subject}；学段：{stages}" en "assesses: {subject}; stages: {stages}";
    PACK_SUBJECT_ALONE zh "评估对象：{subject}" en "assesses: {subject}";
    PACK_EXTENDS zh "在 {pack} 之上，改动 {count} 处" en "on top of {pack}, with {count} changes";
    SHOW_MARKS zh "填表的记号" en "Marks of the form";
    MARK_LINE zh "{state}：{mark}" en "{state}: {mark}";
    MARK_BLANK zh "空着" en "left blank";
    SHOW_PARAMETERS zh "待定的读法" en "Open readings";
    SHOW_SCOPES zh "范围" en "Scopes";
    SHOW_MEASURES zh "指标" en "Measures";
    SHOW_RULES zh "条款" en "Rules";
    SHOW_VERDICTS zh "判定" en "Verdicts";
    SHOW_FIELDS zh "数据项" en "Fields";
    SHOW_DATA zh "需要的数据" en "Data needed";
    SHOW_CHECKS zh "数据的校验" en "Checks of the data";
    CHECK_LINE zh "{id} {title}（{severity}）" en "{id} {title} ({severity})";
    CHECK_HOLDS zh "应当：{text}" en "must hold: {text}";
    CHECK_VALUE zh "比较的数：{text}" en "value compared: {text}";
    CHECK_BOUND zh "界限：{text}" en "bound: {text}";
    CHECK_WHERE zh "只看：{text}" en "only where: {text}";
    CHECK_OTHERWISE zh "不符时：{text}" en "otherwise: {text}";
    CHECK_WHY zh "理由：{text}" en "why: {text}";
    CHECK_CITE zh "依据：{text}" en "source: {text}";
    SCOPE_LINE zh "{id}（{level}）{title}" en "{id} ({level}) {title}";
    SCOPE_INCLUDE zh "计入：{formula}" en "in: {formula}";
    SCOPE_EXCLUDE zh "不计：{formula}" en "out: {formula}";
    MEASURE_LINE zh "{code} {title}（{id}，{unit}）{cite}" en "{code} {title} ({id}, {unit}) {cite}";
    LIMITS_LINE zh "要求：{limits}" en "required: {limits}";
    VARIANT_WHEN zh "变通 {variant}：当 {when}" en "variant {variant}, when {when}";
    VARIANT_THEN zh "改为 {then}" en "then {then}";
    VARIANT_UNTIL zh "有效至 {day}" en "in force until {day}";
    VARIANT_FROM zh "自 {day} 起" en "in force from {day}";
    VARIANT_OWES zh "从而承担 {obligation}" en "and {obligation} is owed";
    OUTCOME_LINE zh "（{number}）{line}" en "({number}) {line}";
    SCALE_LINE zh "等级由高到低：{grades}" en "grades from the best down: {grades}";
    EFFECT_LINE zh "不达标的后果：{effect}" en "if not met: {effect}";
    NOTE_LINE zh "说明：{note}" en "note: {note}";
    SHOW_OBLIGATIONS zh "认定之后的义务" en "Owed after recognition";
    MUST_LINE zh "要做到：{must}" en "must: {must}";
    WITHIN_LINE zh "期限：自{after}起 {within}" en "within {within} of {after}";
    SHOW_ASSESSORS zh "评分的各方" en "Assessors";
    ASSESSOR_LINE zh "{id} {title}" en "{id} {title}";
    ASSESSOR_DECIDES zh "{id} {title}（以此为准）" en "{id} {title} (this one counts)";
    ASKS_LIMIT zh "{formula}：{limits}" en "{formula}: {limits}";
    ASK_LINE zh "由人评审：{answers}；{met} 为达标" en "a person answers: {answers}; {met} meets it";
    ASK_GRADE_LINE zh "由人评审：{answers}" en "a person answers: {answers}";
    FULL_POINTS zh "满分 {points} 分" en "{points} points";
    POINTS_NOT_STATED zh "分值未写明" en "points not stated";
    TABLE_LINE zh "{level}（表名：{tables}）" en "{level} (tables: {tables})";
    COLUMN_STAGED zh "{label}（分学段，{unit}）" en "{label} (by stage, {unit})";
    COLUMN_STAGED_PLAIN zh "{label}（分学段）" en "{label} (by stage)";
    COLUMN_WITH_UNIT zh "{label}（{unit}）" en "{label} ({unit})";
    // ── coverage ─────────────────────────────────────────
    COVERAGE_BRANCHES zh "案例走到的分支（√ 有，× 没有）" en "Branches the cases take (√ seen, × not seen)";
    COVERAGE_ARTICLES zh "条文" en "Articles";
    COVERAGE_NO_ARTICLES zh "规则包没有列出文件的条文（[[article]]）。" en "The pack lists no articles of its document ([[article]]).";
    COLUMN_BRANCH zh "分支" en "branch";
    COLUMN_FIRST zh "达标／成立" en "met / holds";
    COLUMN_SECOND zh "不达标／不成立" en "not met / does not";
    COLUMN_AT_LIMIT zh "恰好等于限值" en "exactly at the limit";
    COLUMN_ARTICLE zh "条文" en "article";
    COLUMN_STATUS zh "去向" en "status";
    COLUMN_BY zh "条款" en "by";
    BRANCH_RULE zh "结论" en "finding";
    BRANCH_VARIANT zh "变通 {id}" en "variant {id}";
    BRANCH_LINE zh "评分行 {line}" en "line {line}";
    ARTICLE_RULES zh "条款写明" en "rules";
    ARTICLE_JUDGED zh "由人评审" en "judged";
    ARTICLE_NOT_COVERED zh "不涉及：{reason}" en "not covered: {reason}";
    ARTICLE_INCOMPLETE zh "{rule}（原文缺损）" en "{rule} (incomplete)";
    COVERAGE_SUMMARY zh "分支 {branches} 处，案例没有走到的 {open} 处；条文 {articles} 条，没有着落的 {loose} 条" en "{branches} branches, {open} not taken by a case; {articles} articles, {loose} covered by nothing";
    // ── several units ────────────────────────────────────
    OVERVIEW zh "{count} 个{level}：达标 {met}，不达标 {not_met}，待定 {open}" en "{count} × {level}: {met} met, {not_met} not met, {open} undetermined";
    OVERVIEW_HINT zh "加 --unit 代码或名称，看其中一个。" en "Add --unit with a code or name to look at one of them.";
    COLUMN_CODE zh "代码" en "code";
    COLUMN_NAME zh "名称" en "name";
    COLUMN_PERIOD zh "数据期" en "period";
    COLUMN_DECIDES zh "由什么决定" en "decided by";
    AND_MORE zh "{rules} 等 {count} 条" en "{rules} and others, {count} in all";
    LIST_SEPARATOR zh "、" en ", ";
    CLAUSE_SEPARATOR zh "；" en "; ";
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{ALL, Wording};
    use junheng::diagnostic::is_complete;

    /// Every wording of a catalogue says something in both languages, of the same arguments.
    pub(crate) fn say_the_same(catalogue: &[(&str, &Wording)]) {
        let incomplete: Vec<_> = catalogue.iter().filter(|(_, wording)| !is_complete(wording)).collect();
        assert!(incomplete.is_empty(), "{incomplete:?}");
    }

    #[test]
    fn every_wording_says_the_same_in_both_languages() {
        say_the_same(ALL);
        say_the_same(crate::native::ALL);
    }
}
