//! Units beside a unit: what is said of them all, and its place among them.

use crate::formula::{Argument, Expression, Shape};
use crate::function::Function;
use crate::program::{Among, Beyond, Node, Over, Rank, Ties};
use crate::quantity::Dimension;

use super::Compiler;
use super::aggregate::Parts;
use super::expression::{Context, Type, Typed};

impl Compiler<'_> {
    /// `among = siblings | all`
    pub(super) fn among(&mut self, function: &str, argument: &Expression, context: &Context<'_>) -> Option<Among> {
        let words = [("siblings", Among::Siblings), ("all", Among::All)];
        let among = self.one_of(function, "among", argument, &words, context)?;
        let level = context.grain.level;
        if among == Among::Siblings && self.schema[level].parents.is_empty() {
            let title = self.schema[level].title.clone();
            let zh = format!("{title}之上没有层级，没有同属一处的单元；写 among = all，或给{title}写明上级（parent）");
            let en = format!("`{title}` has no level above, so no siblings: write among = all, or give it a parent");
            self.bad_argument(function, &zh, &en, context.at(&argument.range));
            return None;
        }
        Some(among)
    }

    /// One of a few words an argument may be.
    fn one_of<T: Copy>(
        &mut self,
        function: &str,
        argument: &str,
        expression: &Expression,
        words: &[(&str, T)],
        context: &Context<'_>,
    ) -> Option<T> {
        let found = match &expression.shape {
            Shape::Name(name) => words.iter().find(|(word, _)| word == name).map(|(_, value)| *value),
            _ => None,
        };
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
            let (zh, en) = (format!("{argument} 可以写：{known}"), format!("{argument} is one of: {known}"));
            self.bad_argument(function, &zh, &en, context.at(&expression.range));
        }
        found
    }

    /// The named arguments of a call, each known; those that must be stated are reported where they are not.
    fn named<'e>(
        &mut self,
        function: &str,
        arguments: &'e [Argument],
        known: &[(&str, Option<&str>)],
        whole: &Expression,
        context: &Context<'_>,
    ) -> Option<Vec<Option<&'e Expression>>> {
        for argument in arguments {
            let Some(name) = argument.name.as_deref() else { continue };
            if !known.iter().any(|(word, _)| *word == name) {
                let listed = known.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("、");
                let zh = format!("没有叫 `{name}` 的参数，可以写 {listed}");
                let en = format!("there is no argument `{name}`: it takes {}", listed.replace('、', ", "));
                self.bad_argument(function, &zh, &en, context.at(&argument.value.range));
                return None;
            }
        }
        let mut found = Vec::new();
        for (word, must_be) in known {
            let given = arguments.iter().find(|argument| argument.name.as_deref() == Some(word));
            if let (None, Some(choices)) = (given, must_be) {
                let (en, zh) = (format!("what {function} does: {word}"), format!("{function} 的 {word}"));
                self.unstated(&en, &zh, word, choices, context.at(&whole.range));
                return None;
            }
            found.push(given.map(|argument| &argument.value));
        }
        Some(found)
    }

    /// `among = siblings`, `over = years(3)`: rows of the same grain, beside this one or earlier.
    pub(super) fn over_own_grain(
        &mut self,
        function: &'static Function,
        parts: &Parts<'_>,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let mut dimension = Dimension::none();
        let [first] = parts.values.as_slice() else {
            self.bad_argument(function.name, "只能写一个公式", "takes one formula here", context.at(&expression.range));
            return None;
        };
        let value = Box::new(self.member_value(function, first, context, &mut dimension)?);
        let filter = match parts.filter {
            Some(filter) => Some(Box::new(self.truth(filter, context)?)),
            None => None,
        };
        let over = match (parts.among, parts.over) {
            (Some(among), None) => {
                let among = self.among(function.name, among, context)?;
                let weight = self.weight(function, parts, expression, context)?.map(Box::new);
                let filter = self.in_scope(filter.map(|filter| *filter), context.grain, context).map(Box::new);
                Over::Peers { among, value, filter, weight }
            }
            (None, Some(over)) => {
                self.no_weight_over_years(function, parts, context)?;
                let count = self.years_of(function.name, over, context)?;
                Over::Years { count, value, filter }
            }
            _ => {
                let at = context.at(&expression.range);
                self.bad_argument(function.name, "among 与 over 只能写一个", "takes among or over, not both", at);
                return None;
            }
        };
        Some(self.folded(function, over, dimension))
    }

    /// Years weigh alike: `weight = 1` may be written, and nothing else.
    fn no_weight_over_years(&mut self, function: &Function, parts: &Parts<'_>, context: &Context<'_>) -> Option<()> {
        let Some(weight) = parts.weight else { return Some(()) };
        if matches!(&weight.shape, Shape::Number { digits, unit: None, .. } if digits == "1") {
            return Some(());
        }
        self.bad_argument(function.name, "各年同等计，不用权重", "years weigh alike", context.at(&weight.range));
        None
    }

    /// `rank(x, among = siblings, where = not met, order = high_first, ties = dense)`
    pub(super) fn rank(&mut self, arguments: &[Argument], whole: &Expression, context: &Context<'_>) -> Option<Typed> {
        let known = [
            ("among", Some("siblings | all")),
            ("order", Some("high_first | low_first")),
            ("ties", Some("dense | competition | mean")),
            ("where", None),
        ];
        let named = self.named("rank", arguments, &known, whole, context)?;
        let [Some(among), Some(order), Some(ties), filter] = named.as_slice() else { return None };
        let among = self.among("rank", among, context)?;
        let high_first = self.one_of("rank", "order", order, &[("high_first", true), ("low_first", false)], context)?;
        let ways = [("dense", Ties::Dense), ("competition", Ties::Competition), ("mean", Ties::Mean)];
        let ties = self.one_of("rank", "ties", ties, &ways, context)?;
        let value = &arguments.iter().find(|argument| argument.name.is_none())?.value;
        let typed = self.expression(value, context)?;
        self.expect_number(&typed, context, &value.range)?;
        let filter = match filter {
            Some(filter) => {
                let typed = self.expression(filter, context)?;
                Some(self.expect_truth(typed, context, &filter.range)?)
            }
            None => None,
        };
        let filter = self.in_scope(filter, context.grain, context).map(Box::new);
        let rank = Rank { among, value: Box::new(typed.node), filter, high_first, ties };
        Some(Typed::number(Node::Rank(rank), Dimension::none()))
    }

    /// `pick([10, 8, 6, 4], n, beyond = last)`
    pub(super) fn pick(&mut self, arguments: &[Argument], whole: &Expression, context: &Context<'_>) -> Option<Typed> {
        let plain: Vec<&Expression> =
            arguments.iter().filter(|argument| argument.name.is_none()).map(|argument| &argument.value).collect();
        let [Expression { shape: Shape::List(members), .. }, at] = plain.as_slice() else {
            let en = "takes a list and a place: pick([10, 8, 6], n, beyond = last)";
            self.bad_argument(
                "pick",
                "要写一列数和第几个：pick([10, 8, 6], n, beyond = last)",
                en,
                context.at(&whole.range),
            );
            return None;
        };
        let mut nodes = Vec::new();
        let mut kind: Option<Dimension> = None;
        for member in members {
            let typed = self.expression(member, context)?;
            let own = self.expect_number(&typed, context, &member.range)?;
            self.one_dimension(kind.get_or_insert(own.clone()), &own, member, context)?;
            nodes.push(typed.node);
        }
        let place = self.expression(at, context);
        let beyond = self.beyond(arguments, whole, context);
        let place = place?;
        let own = self.expect_number(&place, context, &at.range)?;
        self.one_dimension(&Dimension::none(), &own, at, context)?;
        let kind = Type::Number(kind.unwrap_or_default());
        Some(Typed { node: Node::Pick(nodes, Box::new(place.node), beyond?), kind })
    }

    /// What a list gives beyond its end.
    fn beyond(&mut self, arguments: &[Argument], whole: &Expression, context: &Context<'_>) -> Option<Beyond> {
        let known = [("beyond", Some("last | zero | undetermined"))];
        let named = self.named("pick", arguments, &known, whole, context)?;
        let ways = [("last", Beyond::Last), ("zero", Beyond::Zero), ("undetermined", Beyond::Undetermined)];
        self.one_of("pick", "beyond", named[0]?, &ways, context)
    }

    fn one_dimension(
        &mut self,
        wanted: &Dimension,
        own: &Dimension,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<()> {
        if wanted.matches(own) {
            return Some(());
        }
        self.units_differ(wanted, own, context.at(&expression.range));
        None
    }

    /// `below(x)`: one grade lower.
    pub(super) fn below(&mut self, argument: &Expression, context: &Context<'_>) -> Option<Typed> {
        let typed = self.expression(argument, context)?;
        if let Type::Grade(_) = typed.kind {
            return Some(Typed { node: Node::Below(Box::new(typed.node)), kind: typed.kind });
        }
        self.mismatch(["等次", "a grade"], &typed.kind, context.at(&argument.range));
        None
    }
}
