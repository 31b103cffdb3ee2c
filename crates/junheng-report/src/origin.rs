//! Where in a pack a limit is written.

use junheng::pack::{Comparison, Limit, Pack, Variant};
use junheng::program::{CheckId, Test};
use junheng::source::Span;
use junheng::table::StageId;

use crate::context::Context;

/// Where the limit of a check on a row is written: that of the variant that held, else that of the rule or measure.
pub fn limit_origin(context: Context<'_>, check: CheckId, row: usize, stage: Option<StageId>) -> Option<Span> {
    let told = context.program().check(check);
    let variant = variant_id(context, check, row);
    let (limits, variants) = record(context.pack, &told.id)?;
    let of_variant =
        variants.iter().find(|variant_of| Some(variant_of.id.as_str()) == variant).map(|variant| variant.limits());
    let limits = of_variant.filter(|limits| !limits.is_empty()).unwrap_or(limits);
    let (_, limit) = limits.first()?;
    Some(place(context, limit, stage))
}

/// The id of the variant that held for a check on a row.
pub fn variant_id(context: Context<'_>, check: CheckId, row: usize) -> Option<&str> {
    let at = row.checked_sub(context.view().first_row(check))?;
    let case = (*context.assessment.of(check).case.get(at)? as usize).checked_sub(1)?;
    match &context.program().check(check).test {
        Test::Limit { cases, .. } => cases.get(case).map(|case| case.id.as_str()),
        _ => None,
    }
}

type Stated<'a> = (Vec<(Comparison, &'a Limit)>, &'a [Variant]);

fn record<'a>(pack: &'a Pack, id: &str) -> Option<Stated<'a>> {
    let rule =
        pack.rule.iter().find(|rule| rule.id.as_str() == id).map(|rule| (rule.limits(), rule.variant.as_slice()));
    let measure = || pack.measure.iter().find(|measure| measure.id.as_str() == id);
    rule.or_else(|| measure().map(|measure| (measure.limits(), measure.variant.as_slice())))
}

fn place(context: Context<'_>, limit: &Limit, stage: Option<StageId>) -> Span {
    match limit {
        Limit::One(formula) => formula.span,
        Limit::ByStage(whole, limits) => {
            let id = stage.map(|stage| context.program().schema[stage].id.as_str());
            limits.iter().find(|(key, _)| Some(key.as_str()) == id).map_or(*whole, |(_, formula)| formula.span)
        }
    }
}
