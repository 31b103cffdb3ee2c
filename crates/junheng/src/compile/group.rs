//! Values that fall into groups: `by = 城乡类型`, `by = county`.

use crate::formula::{Expression, Shape};
use crate::function::{Form, Function};
use crate::program::{Node, UnitWord};
use crate::table::Grain;

use super::Compiler;
use super::aggregate::Parts;
use super::expression::{Context, Type};
use super::names::is_below;

impl Compiler<'_> {
    /// Refuses groups where none are asked for, and the lack of them where they are; `None` after a report.
    pub(super) fn groups_stated(
        &mut self,
        function: &Function,
        parts: &Parts<'_>,
        whole: &Expression,
        context: &Context<'_>,
    ) -> Option<()> {
        let (takes, at) = (matches!(function.form, Form::Grouped(_)), context.at(&whole.range));
        let wrong = match (takes, parts.by) {
            (false, None) => return Some(()),
            (false, Some(_)) => ["不分组，没有参数 by", "has no groups: it takes no argument `by`"],
            (true, None) => [
                "要写明按什么分组，例如 by = 城乡类型、by = county",
                "must be told the groups: by = a field of words, or a level",
            ],
            _ if parts.among.is_some() || parts.over.is_some() => {
                ["只汇总下级单元，不能写 among、over", "goes over units below: it takes neither among nor over"]
            }
            _ if parts.values.len() > 1 => ["只能写一个公式", "takes one formula here"],
            _ => return Some(()),
        };
        self.bad_argument(function.name, wrong[0], wrong[1], at);
        None
    }

    /// The group a row belongs to, as a number that tells groups apart.
    pub(super) fn group(&mut self, function: &str, by: &Expression, context: &Context<'_>) -> Option<Node> {
        if let Some(level) = self.level_of_groups(by, context) {
            let place = Node::Unit(UnitWord::Place);
            return Some(if level == context.grain { place } else { Node::Up(level, Box::new(place)) });
        }
        let typed = self.expression(by, context)?;
        // Words of data are all told apart; names of units only as far as formulas compare with them.
        let is_word = matches!(typed.kind, Type::Word(_)) && !matches!(typed.node, Node::Unit(_));
        if is_word || typed.node.is_question() {
            return Some(typed.node);
        }
        let zh = "按文字数据项、学段、层级或一个是非（比较、in）分组";
        let en = "groups are told apart by words, stages, levels, or a truth (a comparison, `in`)";
        self.bad_argument(function, zh, en, context.at(&by.range));
        None
    }

    /// The level that is named, where it is that of the rows or above; a field of that name comes first.
    fn level_of_groups(&self, by: &Expression, context: &Context<'_>) -> Option<Grain> {
        let Shape::Name(name) = &by.shape else { return None };
        let (_, grain) = self.names.levels.iter().find(|(word, _)| word == name && !self.is_known(name, context))?;
        (*grain == context.grain || is_below(&self.schema, context.grain, *grain)).then_some(*grain)
    }
}
