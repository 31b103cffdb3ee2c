//! What every paper begins with, in words: the unit and its verdict, the standard, the days, the parts.

use junheng::assessment::State;

use crate::paper::{Paper, Part, state};
use crate::record::Parameter;
use crate::wording;

/// The unit and its verdict as one line.
pub(crate) fn verdict_line(paper: Paper<'_>) -> String {
    match paper.unit.verdicts.first() {
        Some(verdict) => {
            let arguments = [
                ("unit", paper.unit_name().to_owned()),
                ("verdict", paper.title(&verdict.title).to_owned()),
                ("state", paper.state(state(Some(&verdict.state)), &verdict.grade)),
            ];
            paper.say(&wording::HEAD, &arguments)
        }
        None => paper.unit_name().to_owned(),
    }
}

/// The unit with its code.
pub(crate) fn unit_and_code(paper: Paper<'_>) -> String {
    let (name, code) = (paper.unit_name().to_owned(), paper.unit.code.clone());
    match code.is_empty() || name == code {
        true => name,
        false => paper.say(&wording::UNIT_CODE, &[("unit", name), ("code", code)]),
    }
}

/// How many of the rules the verdicts ask for are in which state.
pub(crate) fn counts(paper: Paper<'_>) -> String {
    let count = |states: &[State]| paper.in_state(states).len();
    let (failing, open) = (count(&[State::NotMet]), count(&[State::Undetermined, State::Error]));
    let unchecked = count(&[State::NotChecked]);
    let asked = count(&[State::Met]) + failing + open + unchecked;
    let arguments = [
        ("count", asked.to_string()),
        ("failing", failing.to_string()),
        ("open", open.to_string()),
        ("unchecked", unchecked.to_string()),
    ];
    match (failing, open + unchecked) {
        (0, 0) => paper.say(&wording::WHY_MET, &arguments),
        (0, _) => paper.say(&wording::WHY_OPEN, &arguments),
        _ => paper.say(&wording::WHY_NOT_MET, &arguments),
    }
}

/// The standard a result was made with, and how near the pack is to it.
pub(crate) fn standard(paper: Paper<'_>) -> String {
    let pack = &paper.record.run.pack;
    let arguments = [
        ("title", paper.title(&pack.title).to_owned()),
        ("id", pack.id.clone()),
        ("version", pack.version.clone()),
        ("document", pack.document.clone()),
        ("fidelity", paper.fidelity(pack.fidelity.as_deref()).to_owned()),
    ];
    paper.say(&wording::PACK_LINE, &arguments)
}

/// The period of the data and the day of the assessment.
pub(crate) fn days(paper: Paper<'_>) -> String {
    let not_stated = || paper.word(&wording::NOT_STATED).to_owned();
    let period = Some(paper.unit.period.clone()).filter(|period| !period.is_empty());
    let arguments =
        [("period", period.unwrap_or_else(not_stated)), ("as_of", paper.unit.as_of.clone().unwrap_or_else(not_stated))];
    paper.say(&wording::TIME_LINE, &arguments)
}

/// The number and title of a part.
pub(crate) fn part_title(paper: Paper<'_>, part: &Part<'_>) -> String {
    match part.section {
        Some((code, title)) => {
            let arguments = [("code", code.to_owned()), ("title", paper.title(title).to_owned())];
            paper.say(&wording::SECTION_NAME, &arguments).trim().to_owned()
        }
        None => paper.word(&wording::OTHER_SECTION).to_owned(),
    }
}

/// An open reading and which was taken, on one line.
pub(crate) fn reading(paper: Paper<'_>, parameter: &Parameter) -> String {
    let title = Some(paper.title(&parameter.title)).filter(|title| !title.is_empty()).unwrap_or(&parameter.id);
    let arguments = [
        ("title", title.to_owned()),
        ("taken", parameter.taken.clone()),
        ("values", parameter.values.join(paper.word(&wording::LIST_SEPARATOR))),
    ];
    paper.say(&wording::PARAMETER_LINE, &arguments)
}
