//! What is given in place of a grade or a state: which of several waivers counts, and what is known where it is not
//! known whether one holds.

use crate::assessment::State;
use crate::pack::{IfSeveral, Standing};
use crate::program::{Given, Scale};
use crate::table::Presence;

/// What a row is given, or why that is not known.
pub(super) type Row = Result<Given, Presence>;

/// Whether something holds, and what it gives.
type Waiver = (Result<f64, Presence>, Given);

/// Why it is not known whether a rule is about a row; nothing where that is known.
pub(super) fn unknown_whether(before: State) -> Option<Presence> {
    match before {
        State::OutOfScope | State::NotApplicable => None,
        unknown => unknown.truth().err(),
    }
}

/// The first that holds; one that may hold leaves it open, unless all that may follow give the same.
pub(super) fn first_that_holds(lines: impl Iterator<Item = (Result<f64, Presence>, Row)>) -> Row {
    let mut open: Option<(Row, Presence)> = None;
    for (holds, given) in lines {
        match (holds, open) {
            (Ok(truth), None) if truth > 0.5 => return given,
            (Ok(truth), Some((first, reason))) if truth > 0.5 => {
                return if first == given { first } else { Err(reason) };
            }
            (Ok(_) | Err(Presence::NotApplicable), _) => {}
            (Err(reason), None) => open = Some((given, reason)),
            (Err(_), Some((first, _))) if first == given => {}
            (Err(_), Some((_, reason))) => return Err(reason),
        }
    }
    Err(open.map_or(Presence::NotStated, |(_, reason)| reason))
}

/// What comes of a row to which waivers are, may be or are not granted.
pub(super) fn waived(own: Row, waivers: &[Waiver], several: IfSeveral, scale: Option<&Scale>) -> Row {
    let holding: Vec<Given> = waivers.iter().filter(|(holds, _)| *holds == Ok(1.0)).map(|(_, given)| *given).collect();
    let unknown = |(holds, given): &Waiver| match holds {
        Err(Presence::NotApplicable) | Ok(_) => None,
        Err(reason) => Some((*reason, *given)),
    };
    let open: Vec<(Presence, Given)> = waivers.iter().filter_map(unknown).collect();
    match several {
        IfSeveral::Lenient => lenient(own, &holding, &open, scale),
        IfSeveral::Strict if !holding.is_empty() => strict(&holding, &open, scale),
        IfSeveral::Error if holding.len() > 1 => Err(Presence::Failed),
        IfSeveral::Error if holding.len() + open.len() > 1 => Err(open[0].0),
        IfSeveral::First | IfSeveral::Strict | IfSeveral::Error => {
            let lines = waivers.iter().map(|(holds, given)| (*holds, Ok(*given)));
            first_that_holds(lines.chain([(Ok(1.0), own)]))
        }
    }
}

/// The mildest of those that hold and of the rule itself.
fn lenient(own: Row, holding: &[Given], open: &[(Presence, Given)], scale: Option<&Scale>) -> Row {
    if let Some(best) = holding.iter().find(|given| is_best(**given, scale)) {
        return own.map_or(Ok(*best), |own| Ok(if is_milder(*best, own, scale) { *best } else { own }));
    }
    let mildest =
        holding.iter().fold(own?, |mildest, given| if is_milder(*given, mildest, scale) { *given } else { mildest });
    match open.iter().find(|(_, given)| is_milder(*given, mildest, scale)) {
        Some((reason, _)) => Err(*reason),
        None => Ok(mildest),
    }
}

/// The hardest of those that hold.
fn strict(holding: &[Given], open: &[(Presence, Given)], scale: Option<&Scale>) -> Row {
    let hardest =
        holding.iter().copied().reduce(|hardest, given| if is_milder(hardest, given, scale) { given } else { hardest });
    let hardest = hardest.ok_or(Presence::NotStated)?;
    match open.iter().find(|(_, given)| is_milder(hardest, *given, scale)) {
        Some((reason, _)) => Err(*reason),
        None => Ok(hardest),
    }
}

/// What something given stands for.
pub(super) fn standing(scale: Option<&Scale>, given: Given) -> Standing {
    match given {
        Given::State(standing) => standing,
        Given::Grade(place) => {
            let grade = scale.and_then(|scale| scale.grades.get(place as usize));
            grade.map_or(Standing::NotMet, |(_, standing)| *standing)
        }
    }
}

/// Whether one is milder than another: grades by their places, else by what they stand for.
fn is_milder(a: Given, b: Given, scale: Option<&Scale>) -> bool {
    if let (Given::Grade(a), Given::Grade(b)) = (a, b) {
        return a > b;
    }
    standing(scale, a) != Standing::NotMet && standing(scale, b) == Standing::NotMet
}

/// Whether nothing can be milder.
fn is_best(given: Given, scale: Option<&Scale>) -> bool {
    match given {
        Given::Grade(place) => scale.is_some_and(|scale| place as usize + 1 == scale.grades.len()),
        Given::State(standing) => scale.is_none() && standing == Standing::Met,
    }
}
