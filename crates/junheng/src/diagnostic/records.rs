//! The wording of diagnostics about the records of a pack: how they are written, and what they are called.

crate::catalogue! {
    list OF_RECORDS;

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
}
