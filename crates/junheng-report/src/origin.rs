//! What a pack has written for a check: its formula, its limit, and where that stands.

use junheng::pack::{Comparison, Formula, Limit, Pack, Variant};
use junheng::program::{CheckId, Test};
use junheng::source::Span;

use crate::context::Context;

/// Where the limit of a check on a row is written: that of the variant that held, else that of the rule or measure.
pub fn limit_origin(context: Context<'_>, check: CheckId, row: usize) -> Option<Span> {
    limit(context, check, row).map(|formula| formula.span)
}

/// The limit of a check on a row as written.
pub fn limit_formula(context: Context<'_>, check: CheckId, row: usize) -> Option<&str> {
    limit(context, check, row).map(|formula| formula.text.as_str())
}

/// The formula of a check on a row as written: of the variant that held, where it has its own.
pub fn formula_of(context: Context<'_>, check: CheckId, row: usize) -> &str {
    let of_variant = variant(context, check, row).and_then(|variant| variant.value.as_ref());
    of_variant.map_or(&context.program().check(check).formula, |formula| &formula.text)
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

fn variant(context: Context<'_>, check: CheckId, row: usize) -> Option<&Variant> {
    let id = variant_id(context, check, row)?;
    let (_, variants) = record(context.pack, &context.program().check(check).id)?;
    variants.iter().find(|variant| variant.id.as_str() == id)
}

fn limit(context: Context<'_>, check: CheckId, row: usize) -> Option<&Formula> {
    let told = context.program().check(check);
    let (own, _) = record(context.pack, &told.id)?;
    let of_variant = variant(context, check, row).map(|variant| variant.limits()).filter(|limits| !limits.is_empty());
    match of_variant.unwrap_or(own).first()?.1 {
        Limit::One(formula) => Some(formula),
        Limit::ByStage(_, limits) => {
            let stage = context.input.frames.stage(told.grain, row)?;
            let id = &context.program().schema[stage].id;
            limits.iter().find(|(key, _)| key.as_str() == id).map(|(_, formula)| formula)
        }
    }
}

type Stated<'a> = (Vec<(Comparison, &'a Limit)>, &'a [Variant]);

fn record<'a>(pack: &'a Pack, id: &str) -> Option<Stated<'a>> {
    let rule = pack.rule.iter().find(|rule| rule.id.as_str() == id);
    let measure = || pack.measure.iter().find(|measure| measure.id.as_str() == id);
    let of_rule = rule.map(|rule| (rule.limits(), rule.variant.as_slice()));
    of_rule.or_else(|| measure().map(|measure| (measure.limits(), measure.variant.as_slice())))
}
