use junheng_plugin::{Answer, Column, Form, Function, Missing, Parameter};

const ODD: Function = Function {
    name: "odd",
    manual: ["", ""],
    unit: "",
    form: Form::Aggregate,
    missing: Missing::Decides,
    parameters: &[Parameter::number("value", "")],
    reasons: &[],
};

fn odd(columns: &[Column<'_>]) -> Result<Answer, String> {
    let first = columns[0].values()[0];
    assert!(first != 13.0, "thirteen books");
    Ok(Answer::Number(first))
}

junheng_plugin::export_plugin! { id: "odd", version: "1.0.0", functions: [ODD => aggregate odd] }
