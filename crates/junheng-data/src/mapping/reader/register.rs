//! `[[register]]`: a table of classes, teachers or pupils, and the fields computed from its rows.

use junheng::diagnostic::{DUPLICATE_ID, MISSING_KEY, UNIT_MISMATCH};
use junheng::quantity::Unit;
use junheng::source::normal as normal_word;
use junheng::table::{FieldId, Kind, LevelId};

use super::*;
use crate::catalogue::{REGISTER_FIELD_KIND, REGISTER_STAGE};
use crate::header::ancestors;
use crate::register::compile::{Compiler, Keys};
use crate::register::program::{Slot, SlotKind, Whole};
use crate::register::{Figure, Holds, Register, Wins};

const KEYS: [&str; 5] = ["id", "tables", "wins", "columns", "fields"];
const HOLDS_KEYS: [&str; 4] = ["name", "kind", "values", "unit"];
const FIGURE_KEYS: [&str; 2] = ["value", "stage"];
const WINS: [(&str, Wins); 2] = [("register", Wins::Register), ("table", Wins::Table)];
const KINDS: [&str; 4] = ["word", "number", "count", "date"];

impl Reader<'_> {
    pub(super) fn registers(&mut self, value: &Value<'_>) -> Vec<Register> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, "[[register]]", "[[register]]");
            return Vec::new();
        };
        let mut registers: Vec<Register> = Vec::new();
        for value in list.iter() {
            let Some(register) = self.register(value) else { continue };
            if let Some(known) = registers.iter().find(|known| known.id == register.id) {
                let twice = Diagnostic::new(&DUPLICATE_ID).with("what_zh", "名册").with("what", "register");
                self.diagnostics.push(twice.with("id", &register.id).at(register.span).at(known.span));
            }
            registers.push(register);
        }
        registers
    }

    fn register(&mut self, value: &Value<'_>) -> Option<Register> {
        let parts = self.parts(value, "register", &KEYS)?;
        let [Some(id), Some(tables), Some(wins), Some(columns), Some(fields)] = parts[..] else {
            let missing = KEYS.iter().zip(&parts).filter(|(_, part)| part.is_none());
            let span = self.span(value.span());
            for (key, _) in missing {
                let diagnostic = Diagnostic::new(&MISSING_KEY).with("owner", "register").with("key", key);
                self.diagnostics.push(diagnostic.at(span));
            }
            return None;
        };
        let span = self.span(id.span());
        let (id, tables, wins) = (self.text(id)?, self.texts(tables)?, self.one_of(wins, &WINS)?);
        let (columns, slots) = self.held(columns)?;
        let level = self.deepest(&columns, span)?;
        let mut register = Register {
            id,
            tables: tables.iter().map(|name| normal(name)).collect(),
            wins,
            level,
            columns,
            slots,
            aggregates: Vec::new(),
            figures: Vec::new(),
            span,
        };
        self.figures(&mut register, fields);
        Some(register)
    }

    fn texts(&mut self, value: &Value<'_>) -> Option<Vec<String>> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, "文本的列表", "a list of texts");
            return None;
        };
        list.iter().map(|value| self.text(value)).collect()
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, known: &[(&str, T)]) -> Option<T> {
        let word = self.text(value)?;
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let place = self.span(value.span());
            let diagnostic = Diagnostic::new(&BAD_WORD).with("word", word).with("known", known.join(", "));
            self.diagnostics.push(diagnostic.at(place));
        }
        found
    }

    /// What the columns hold, and the values among them.
    fn held(&mut self, value: &Value<'_>) -> Option<Held> {
        let (mut columns, mut slots) = (Vec::new(), Vec::new());
        for (key, value) in self.entries(value)? {
            let span = self.span(key.span());
            let Some(holds) = self.holds(key.get_ref(), value, &mut slots) else { continue };
            self.add(&mut columns, Entry { key: normal(key.get_ref()), value: holds, span });
        }
        Some((columns, slots))
    }

    fn holds(&mut self, header: &str, value: &Value<'_>, slots: &mut Vec<Slot>) -> Option<Holds> {
        if value.get_ref().as_table().is_none() {
            let word = self.text(value)?;
            return match word.as_str() {
                "ignore" => Some(Holds::Ignored),
                "id" => Some(Holds::Id),
                "period" => Some(Holds::Period),
                "stage" => Some(Holds::Stage),
                "word" => Some(slot(slots, header, SlotKind::Word { words: Vec::new(), open: true })),
                "date" => Some(slot(slots, header, SlotKind::Day)),
                name => self.held_key(name, value),
            };
        }
        let parts = self.parts(value, "columns", &HOLDS_KEYS)?;
        let [name, kind, values, unit] = parts[..] else { return None };
        let name = match name {
            Some(name) => self.text(name)?,
            None => header.to_owned(),
        };
        let unit = match unit {
            Some(unit) => self.measured(unit)?,
            None => Unit::none(),
        };
        let kind = match (kind, values) {
            (None, Some(_)) => "word",
            (None, None) => "number",
            (Some(kind), _) => self.one_of(kind, &KINDS.map(|kind| (kind, kind)))?,
        };
        let kind = match (kind, values) {
            ("word", Some(values)) => {
                let words = self.texts(values)?.iter().map(|word| normal_word(word)).collect();
                SlotKind::Word { words, open: false }
            }
            ("word", None) => SlotKind::Word { words: Vec::new(), open: true },
            ("date", _) => SlotKind::Day,
            (kind, _) => SlotKind::Number { unit, whole: kind == "count" },
        };
        Some(slot(slots, &name, kind))
    }

    fn held_key(&mut self, name: &str, value: &Value<'_>) -> Option<Holds> {
        match self.key(name) {
            Some(Meaning::Code(level)) => Some(Holds::Code(level)),
            Some(Meaning::Name(level)) => Some(Holds::Name(level)),
            _ => {
                let mut known = self.keys();
                known.extend(["ignore", "id", "period", "stage", "word", "date"].map(str::to_owned));
                self.unknown_name(name, "列的用途", "use of a column", value.span(), &known);
                None
            }
        }
    }

    fn measured(&mut self, value: &Value<'_>) -> Option<Unit> {
        let text = self.text(value)?;
        let unit = self.schema.units.parse(&text);
        if unit.is_err() {
            let place = self.span(value.span());
            self.diagnostics.push(Diagnostic::new(&UNKNOWN_UNIT).with("unit", text).at(place));
        }
        unit.ok()
    }

    /// The level whose units the rows name.
    fn deepest(&mut self, columns: &[Entry<String, Holds>], span: Span) -> Option<LevelId> {
        let level = |entry: &Entry<String, Holds>| match entry.value {
            Holds::Code(level) | Holds::Name(level) => Some(level),
            _ => None,
        };
        let found = columns.iter().filter_map(level).max_by_key(|level| ancestors(self.schema, *level).len());
        if found.is_none() {
            let missing = Diagnostic::new(&MISSING_KEY).with("owner", "register.columns").with("key", "school.code");
            self.diagnostics.push(missing.at(span));
        }
        found
    }

    fn figures(&mut self, register: &mut Register, fields: &Value<'_>) {
        for (key, value) in self.entries(fields).unwrap_or_default() {
            let Some(field) = self.schema.field(key.get_ref()) else {
                self.unknown_name(key.get_ref(), "数据项", "field", key.span(), &self.targets());
                continue;
            };
            let single = std::slice::from_ref(value);
            let given: Vec<&Value<'_>> = match value.get_ref().as_array() {
                Some(list) => list.iter().collect(),
                None => single.iter().collect(),
            };
            for value in given {
                if let Some(figure) = self.figure(register, field, value) {
                    register.figures.push(figure);
                }
            }
        }
    }

    fn figure(&mut self, register: &mut Register, field: FieldId, value: &Value<'_>) -> Option<Figure> {
        let (formula, stage) = match value.get_ref().as_table() {
            None => (value, None),
            Some(_) => match self.parts(value, "fields", &FIGURE_KEYS)?[..] {
                [Some(formula), stage] => (formula, stage),
                _ => {
                    let missing = Diagnostic::new(&MISSING_KEY).with("owner", "fields").with("key", "value");
                    self.diagnostics.push(missing.at(self.span(value.span())));
                    return None;
                }
            },
        };
        let stage = match stage {
            Some(stage) => Some(self.stage(stage)?),
            None => None,
        };
        let span = self.span(formula.span());
        self.fits(register, field, stage, span)?;
        let text = self.text(formula)?;
        let whole = self.compiled(register, field, &text, span)?;
        Some(Figure { field, stage, text, value: whole })
    }

    /// That the rows can tell the field: a number, of a level they name or one above, at a stage that is known.
    fn fits(&mut self, register: &Register, field: FieldId, stage: Option<StageId>, span: Span) -> Option<()> {
        let known = &self.schema[field];
        let reachable = known.level == register.level || ancestors(self.schema, register.level).contains(&known.level);
        let message = match known.kind {
            Kind::Word | Kind::Date => Some(&REGISTER_FIELD_KIND),
            _ if !reachable => Some(&REGISTER_FIELD_KIND),
            _ if known.staged != (stage.is_some() || known.staged && register.has(Holds::Stage)) => {
                Some(&REGISTER_STAGE)
            }
            _ => None,
        };
        let Some(message) = message else { return Some(()) };
        let level = &self.schema[register.level].title;
        self.diagnostics.push(Diagnostic::new(message).with("field", &known.label).with("level", level).at(span));
        None
    }

    fn compiled(&mut self, register: &mut Register, field: FieldId, text: &str, span: Span) -> Option<Whole> {
        let keys = Keys { stage: register.has(Holds::Stage), period: self.has_period || register.has(Holds::Period) };
        let mut compiler = Compiler {
            schema: self.schema,
            slots: &mut register.slots,
            aggregates: &mut register.aggregates,
            keys,
            span,
            diagnostics: &mut self.diagnostics,
        };
        let (whole, dimension) = compiler.whole(text)?;
        let unit = &self.schema[field].unit;
        let Some(found) = dimension.filter(|found| !found.matches(&unit.dimension)) else { return Some(whole) };
        let diagnostic = Diagnostic::new(&UNIT_MISMATCH).with("left", found).with("right", &unit.dimension);
        self.diagnostics.push(diagnostic.at(span));
        None
    }
}

/// The columns of a register, and the values among them.
type Held = (Vec<Entry<String, Holds>>, Vec<Slot>);

/// The value of this name: a column with another header for it is the same.
fn slot(slots: &mut Vec<Slot>, name: &str, kind: SlotKind) -> Holds {
    let name = normal_word(name);
    let known = slots.iter().position(|slot| slot.name == name);
    Holds::Slot(known.unwrap_or_else(|| {
        slots.push(Slot { name, kind });
        slots.len() - 1
    }))
}
