//! Answers to judged items, found by rule and unit; doubtful ones are reported and not used.

use std::collections::HashMap;

use crate::assessment::level_id;
use crate::diagnostic::{
    ANSWER_AMBIGUOUS, ANSWER_INCOMPLETE, ANSWER_NOT_OFFERED, ANSWER_SCORE, ANSWER_STEP, ANSWER_TWICE,
    ANSWER_UNKNOWN_ASSESSOR, ANSWER_UNKNOWN_RULE, ANSWER_UNKNOWN_UNIT, ANSWER_WITHOUT_REVIEWER, CellPlace, Diagnostic,
    Diagnostics, Message, nearest,
};
use crate::formula::BinaryOperator;
use crate::pack::AnswerNeed;
use crate::program::{Assessor, Award, Check, Line, Node, Program, Test};
use crate::quantity::{Exact, parse_decimal, to_f64};
use crate::source::normal;
use crate::table::{Answer, AnswerPart, Frames, LevelId, StageId};

/// Answers by assessor, rule, unit and stage.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    given: HashMap<Key, Given>,
    /// Those of which there are two.
    contested: Vec<Key>,
    /// The assessor whose answers count, as an index into [`Program::assessors`].
    judge: usize,
}

/// Assessor, rule, level, unit and stage.
type Key = (usize, String, LevelId, usize, Option<StageId>);

/// An answer that counts.
#[derive(Debug, Clone)]
pub struct Given {
    /// The answer as read.
    pub answer: Answer,
    /// Where it stands.
    pub place: CellPlace,
}

impl Answers {
    /// Takes the answers of all tables; those of the assessor who decides count.
    pub fn collect(program: &Program, frames: &Frames) -> (Self, Diagnostics) {
        let judge = program.assessors.iter().position(|assessor| assessor.decides).unwrap_or(0);
        let mut answers = Answers { judge, ..Answers::default() };
        let mut diagnostics = Diagnostics::default();
        let mut strangers = Vec::new();
        for part in &frames.tables.answers {
            for answer in &part.answers {
                let file = frames.tables.files[part.file].name.clone();
                let place = CellPlace { file, sheet: part.sheet.clone(), row: answer.line, column: 0 };
                match answers.take(answer, place.clone(), program, frames) {
                    Err(diagnostic) if diagnostic.message == &ANSWER_UNKNOWN_RULE => {
                        strangers.push((answer.rule.clone(), diagnostic, place))
                    }
                    Err(diagnostic) => {
                        let column = column_of(diagnostic.message, part);
                        diagnostics.push(diagnostic.at_cell(CellPlace { column, ..place }));
                    }
                    Ok(()) => {}
                }
            }
        }
        diagnostics.append(gathered(strangers));
        answers.drop_contested();
        (answers, diagnostics)
    }

    /// The assessor whose answers count, as an index into [`Program::assessors`].
    pub fn judge(&self) -> usize {
        self.judge
    }

    /// Lets the answers of another assessor count.
    pub fn judged_by(self, judge: usize) -> Self {
        Answers { judge, ..self }
    }

    /// The answer for a check on a unit that counts.
    pub fn get(&self, check: &Check, unit: usize, stage: Option<StageId>) -> Option<&Given> {
        self.by(self.judge, check, unit, stage)
    }

    /// The answer of one assessor.
    pub fn by(&self, assessor: usize, check: &Check, unit: usize, stage: Option<StageId>) -> Option<&Given> {
        let key = |stage| (assessor, check.id.clone(), check.grain.level, unit, stage);
        let of = |stage| self.given.get(&key(stage));
        of(stage).or_else(|| of(None))
    }

    fn take(
        &mut self,
        answer: &Answer,
        place: CellPlace,
        program: &Program,
        frames: &Frames,
    ) -> Result<(), Diagnostic> {
        let (check, unit) = asked(answer, program, frames)?;
        let assessor = assessor(answer, program)?;
        let units = frames.units_of(check.grain.level);
        let shown = || units.names.get(unit).to_owned();
        if answer.reviewer.is_empty() {
            return Err(Diagnostic::new(&ANSWER_WITHOUT_REVIEWER).with("unit", shown()).with("rule", &answer.rule));
        }
        offered(answer, check, program)?;
        within(answer, check, program)?;
        comes_with(answer, check)?;
        let key = (assessor, check.id.clone(), check.grain.level, unit, answer.stage);
        if let Some(earlier) = self.given.get(&key) {
            let there = earlier.place.clone();
            self.contested.push(key);
            return Err(Diagnostic::new(&ANSWER_TWICE).with("unit", shown()).with("rule", &answer.rule).at_cell(there));
        }
        let answer = Answer { unit: units.codes.get(unit).to_owned(), ..answer.clone() };
        self.given.insert(key, Given { answer, place });
        Ok(())
    }

    /// Where two answers contradict, neither counts.
    fn drop_contested(&mut self) {
        for key in std::mem::take(&mut self.contested) {
            self.given.remove(&key);
        }
    }
}

/// The column with what is wrong; 0 where it is the row.
fn column_of(message: &'static Message, part: &AnswerPart) -> u32 {
    let [answer, score] = part.columns;
    match message {
        message if message == &ANSWER_NOT_OFFERED => answer,
        message if message == &ANSWER_SCORE || message == &ANSWER_STEP => score,
        _ => 0,
    }
}

/// One warning for all answers to rules the pack does not have: a file may serve several packs.
fn gathered(strangers: Vec<(String, Diagnostic, CellPlace)>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut rules: Vec<&str> = strangers.iter().map(|(rule, _, _)| rule.as_str()).collect();
    rules.dedup();
    let listed = rules.join(", ");
    if let Some((_, first, place)) = strangers.into_iter().next() {
        let mut one = first.at_cell(place);
        one.arguments.retain(|(name, _)| *name != "rule");
        diagnostics.push(one.with("rule", listed));
    }
    diagnostics
}

/// The check an answer is for, and the unit: of several levels the one that has such a unit.
fn asked<'p>(answer: &Answer, program: &'p Program, frames: &Frames) -> Result<(&'p Check, usize), Diagnostic> {
    let known = || program.checks.iter().filter(|check| check.is_judged());
    let rule = answer.rule.as_str();
    let mut checks: Vec<&Check> = Vec::new();
    for check in known().filter(|check| check.id == rule) {
        if !checks.iter().any(|earlier| earlier.grain.level == check.grain.level) {
            checks.push(check);
        }
    }
    let Some(first) = checks.first() else {
        return Err(unknown_rule(rule, known().map(|check| check.id.as_str())));
    };
    let meant = |check: &&'p Check| units_meant(answer, check.grain.level, program, frames);
    let found: Vec<(&Check, usize)> =
        checks.iter().flat_map(|check| meant(check).into_iter().map(|unit| (*check, unit))).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let level = level_id(program, first.grain.level);
            Err(Diagnostic::new(&ANSWER_UNKNOWN_UNIT).with("unit", &answer.unit).with("level", level))
        }
        several => Err(ambiguous(answer, several, program, frames)),
    }
}

fn ambiguous(answer: &Answer, several: &[(&Check, usize)], program: &Program, frames: &Frames) -> Diagnostic {
    let shown = |(check, unit): &(&Check, usize)| {
        let units = frames.units_of(check.grain.level);
        let title = &program.schema[check.grain.level].title;
        format!("{title} {} {}", units.names.get(*unit), frames.periods[units.period[*unit] as usize]).trim().to_owned()
    };
    let known = several.iter().map(shown).collect::<Vec<_>>().join("、");
    Diagnostic::new(&ANSWER_AMBIGUOUS).with("rule", &answer.rule).with("unit", &answer.unit).with("known", known)
}

fn unknown_rule<'p>(rule: &str, known: impl Iterator<Item = &'p str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&ANSWER_UNKNOWN_RULE).with("rule", rule);
    match nearest(rule, known) {
        Some(guess) => {
            diagnostic.with("hint_zh", format!("是不是 `{guess}`？")).with("hint", format!("did you mean `{guess}`?"))
        }
        None => diagnostic
            .with("hint_zh", "用 junheng pack show 查看要评审的条款")
            .with("hint", "junheng pack show lists the items to judge"),
    }
}

/// Whose answer it is; where the pack keeps several apart, the answer must say so.
fn assessor(answer: &Answer, program: &Program) -> Result<usize, Diagnostic> {
    if program.assessors.is_empty() {
        return Ok(0);
    }
    let said = normal(&answer.assessor);
    let is_it = |assessor: &Assessor| assessor.id == said || normal(&assessor.title.zh) == said;
    program.assessors.iter().position(is_it).ok_or_else(|| {
        let known = program.assessors.iter().map(|assessor| assessor.title.zh.as_str()).collect::<Vec<_>>().join("、");
        let diagnostic = Diagnostic::new(&ANSWER_UNKNOWN_ASSESSOR).with("rule", &answer.rule);
        diagnostic.with("assessor", &answer.assessor).with("known", known)
    })
}

/// The units of a level an answer can be about: by code, else by name; in its period, where it and the data say one.
pub fn units_meant(answer: &Answer, level: LevelId, program: &Program, frames: &Frames) -> Vec<usize> {
    if answer.unit.is_empty() && level == program.subject && frames.subjects() == 1 {
        return vec![0];
    }
    let units = frames.units_of(level);
    let stated = |period: &u32| frames.periods[*period as usize].as_str();
    let fits = |period: &u32| answer.period.is_empty() || ["", answer.period.as_str()].contains(&stated(period));
    let periods = (0..frames.periods.len() as u32).filter(fits);
    let by_code: Vec<usize> = periods.filter_map(|period| frames.find(level, Some(period), &answer.unit)).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    let named = |unit: &usize| units.names.get(*unit) == answer.unit && fits(&units.period[*unit]);
    (0..units.period.len()).filter(named).collect()
}

fn offered(answer: &Answer, check: &Check, program: &Program) -> Result<(), Diagnostic> {
    let Test::Ask(options) = &check.test else { return Ok(()) };
    let words: Vec<&str> = options.iter().map(|(word, _)| program.words[*word as usize].as_str()).collect();
    if words.is_empty() || words.contains(&normal(&answer.answer).as_str()) {
        return Ok(());
    }
    let diagnostic = Diagnostic::new(&ANSWER_NOT_OFFERED).with("rule", &answer.rule).with("answer", &answer.answer);
    Err(diagnostic.with("known", words.join("、")))
}

/// The score must lie within what the answer's line of the score offers.
fn within(answer: &Answer, check: &Check, program: &Program) -> Result<(), Diagnostic> {
    let Some((low, high)) = range(answer, check, program) else { return Ok(()) };
    let score = parse_decimal(answer.score.trim());
    let Some(score) = score.filter(|score| *score >= low && *score <= high) else {
        let diagnostic = Diagnostic::new(&ANSWER_SCORE).with("rule", &answer.rule).with("score", &answer.score);
        return Err(diagnostic.with("low", to_f64(&low)).with("high", to_f64(&high)));
    };
    match check.score.as_ref().and_then(|score| score.step.as_ref()) {
        Some(step) if !is_multiple(&score, step) => {
            let diagnostic = Diagnostic::new(&ANSWER_STEP).with("rule", &answer.rule).with("score", &answer.score);
            Err(diagnostic.with("step", to_f64(step)))
        }
        _ => Ok(()),
    }
}

/// An answer must come with what its rule asks for: a reason, evidence, a date.
fn comes_with(answer: &Answer, check: &Check) -> Result<(), Diagnostic> {
    let given = |need: &AnswerNeed| match need {
        AnswerNeed::Reason => &answer.note,
        AnswerNeed::Evidence => &answer.evidence,
        AnswerNeed::Date => &answer.date,
    };
    let Some(lacking) = check.answer_needs.iter().find(|need| given(need).trim().is_empty()) else { return Ok(()) };
    let [zh, en] = match lacking {
        AnswerNeed::Reason => ["理由（备注、说明）", "a reason (note)"],
        AnswerNeed::Evidence => ["佐证", "evidence"],
        AnswerNeed::Date => ["日期", "a date"],
    };
    Err(Diagnostic::new(&ANSWER_INCOMPLETE).with("rule", &answer.rule).with("what_zh", zh).with("what", en))
}

/// Whether points are a multiple of the step they are given in.
pub(super) fn is_multiple(points: &Exact, step: &Exact) -> bool {
    *step == Exact::default() || (points / step).is_integer()
}

/// What a person may pick within, for this answer; `None` where points do not wait for a person.
fn range(answer: &Answer, check: &Check, program: &Program) -> Option<(Exact, Exact)> {
    let score = check.score.as_ref()?;
    let whole = || {
        matches!(&check.test, Test::Ask(answers) if answers.is_empty())
            .then(|| Some((Exact::default(), score.full.clone()?)))
    };
    if score.lines.is_empty() {
        return whole()?;
    }
    let fits = |line: &&Line| match &line.condition.when {
        None => true,
        Some(_) if line.condition.fixed().is_some() => line.condition.fixed() == Some(true),
        Some(Node::Binary(BinaryOperator::Equal, _, word)) => {
            matches!(**word, Node::Word(word) if program.words[word as usize] == normal(&answer.answer))
        }
        Some(_) => false,
    };
    let asked = matches!(check.test, Test::Ask(_));
    let picks = |line: &&Line| matches!(line.award, Award::Picked(..) | Award::PickedDeduction(..));
    let line = if asked { score.lines.iter().find(fits) } else { score.lines.iter().find(picks) };
    match &line?.award {
        Award::Picked(low, high) | Award::PickedDeduction(low, high) => Some((low.clone(), high.clone())),
        _ => None,
    }
}
