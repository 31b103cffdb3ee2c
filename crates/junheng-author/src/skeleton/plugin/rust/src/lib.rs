//! 示例插件：一组数最大与最小之差。改成你要的函数，测试也一起改。
//! An example: the greatest of a group less the least. Change it to what you need, and its test with it.

use junheng_plugin::{Answer, Column, Form, Function, Missing, Parameter};

const SPREAD: Function = Function {
    name: "spread",
    manual: [
        "一组数最大与最小之差，单位不变。\n公式：max − min",
        "The greatest of a group less the least, in the same unit.\nFormula: max − min",
    ],
    unit: "first",
    form: Form::Aggregate,
    missing: Missing::Decides,
    parameters: &[Parameter::number("value", "any")],
    reasons: &["只有一个值，谈不上差 / one value has no spread"],
};

fn spread(columns: &[Column<'_>]) -> Result<Answer, String> {
    let values = columns[0].values();
    if values.len() < 2 {
        return Ok(Answer::Undetermined(0));
    }
    let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    Ok(Answer::Number(greatest - least))
}

junheng_plugin::export_plugin! {
    id: "PLUGIN_ID",
    version: env!("CARGO_PKG_VERSION"),
    functions: [SPREAD => aggregate spread],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_the_greatest_less_the_least() {
        assert_eq!(spread(&[Column::new(&[40.0, 55.0, 45.0], None)]), Ok(Answer::Number(15.0)));
        assert_eq!(spread(&[Column::new(&[40.0], None)]), Ok(Answer::Undetermined(0)));
    }
}
