//! The wording of diagnostics about formulas: functions, units, types and levels.

crate::catalogue! {
    list OF_FORMULAS;

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
}
