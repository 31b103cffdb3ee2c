//! `junheng why`

use junheng::evaluate::evaluate;
use junheng::table::StageId;
use junheng_report::{Place, Target, find_places, find_targets, nearest_place, nearest_target, write_why};

use crate::arguments::Why;
use crate::input::{self, Data, Loaded};
use crate::outcome::{Failure, Status};
use crate::write;

/// Explains findings on one unit.
pub fn run(arguments: &Why) -> Result<Status, Failure> {
    let reading = &arguments.reading;
    let mut loaded = input::pack_named(reading)?;
    let data = input::read(reading, &mut loaded, false)?;
    let targets = targets(arguments, &loaded)?;
    let stage = stage(arguments, &loaded)?;
    let places = places(arguments, &loaded, &data)?;
    let named = input::shown_data(reading);
    write::to(reading.output.as_deref(), |out| {
        places.iter().try_for_each(|place| {
            // Peers above the subject count where a pack looks at them, so all of them are evaluated then.
            let all = 0..data.frames.subjects();
            let subjects = if loaded.program.is_divisible() { place.subject..place.subject + 1 } else { all };
            let assessment = evaluate(data.input(&loaded.program), subjects);
            let context = input::context(reading, &loaded, &data, &assessment, &named);
            write_why(out, context, *place, &targets, stage)
        })
    })?;
    Ok(Status::Done)
}

fn places(arguments: &Why, loaded: &Loaded, data: &Data) -> Result<Vec<Place>, Failure> {
    let found = find_places(&loaded.program, &data.frames, &arguments.unit);
    if found.is_empty() {
        let guess = nearest_place(&loaded.program, &data.frames, &arguments.unit);
        return Err(unknown("--unit", &arguments.unit, guess));
    }
    Ok(found)
}

fn targets<'p>(arguments: &Why, loaded: &'p Loaded) -> Result<Vec<Target<'p>>, Failure> {
    let Some(name) = &arguments.rule else { return Ok(Vec::new()) };
    let found = find_targets(&loaded.program, name);
    if found.is_empty() {
        return Err(unknown("--rule", name, nearest_target(&loaded.program, name)));
    }
    Ok(found)
}

fn stage(arguments: &Why, loaded: &Loaded) -> Result<Option<StageId>, Failure> {
    let Some(name) = &arguments.stage else { return Ok(None) };
    let known = loaded.program.schema.stages.iter().map(|stage| stage.id.as_str());
    let guess = || junheng::diagnostic::nearest(name, known);
    loaded.program.schema.stage(name).map(Some).ok_or_else(|| unknown("--stage", name, guess()))
}

fn unknown(option: &str, name: &str, guess: Option<&str>) -> Failure {
    match guess {
        Some(guess) => Failure::usage(format!(
            "{option} {name}: 没有这一个，是不是 `{guess}`？/ no such one, did you mean `{guess}`?"
        )),
        None => Failure::usage(format!("{option} {name}: 没有这一个 / no such one")),
    }
}
