//! What a plugin says it offers, in types of our own.

use junheng::function::native::{Kind, Measure, Missing, Parameter, Shape};
use junheng_plugin::contract;
use serde::{Deserialize, Serialize};

/// What a plugin says it offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its functions.
    pub functions: Vec<Offered>,
}

/// A function as it is offered; numbers as in the contract, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Its name.
    pub name: String,
    /// What it does, in Chinese and in English.
    pub manual: [String; 2],
    /// The unit of its answers.
    pub unit: String,
    /// Whether it answers for all rows of a group at once.
    pub aggregates: bool,
    /// Whether it is asked where an argument is missing.
    pub sees_missing: bool,
    /// Its parameters.
    pub parameters: Vec<OfferedParameter>,
    /// Why an answer may be undetermined.
    pub reasons: Vec<String>,
}

/// A parameter as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedParameter {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What its values are.
    pub kind: u32,
}

impl Offered {
    /// What its answers are about.
    pub fn shape(&self) -> Shape {
        if self.aggregates { Shape::Aggregate } else { Shape::Rows }
    }

    /// What happens where an argument is missing.
    pub fn missing(&self) -> Missing {
        if self.sees_missing { Missing::Given } else { Missing::Decides }
    }

    /// Its parameters as the engine knows them.
    pub fn parameters(&self) -> Vec<Parameter> {
        let parameter =
            |parameter: &OfferedParameter| Parameter { name: parameter.name.clone(), kind: parameter.kind() };
        self.parameters.iter().map(parameter).collect()
    }

    /// The unit of its answers.
    pub fn measure(&self) -> Measure {
        if self.unit == contract::FIRST_UNIT { Measure::Any } else { Measure::In(self.unit.clone()) }
    }
}

impl OfferedParameter {
    /// What its values are.
    pub fn kind(&self) -> Kind {
        match self.kind {
            contract::TRUTH => Kind::Truth,
            contract::DAY => Kind::Day,
            contract::GROUP => Kind::Group,
            _ if self.unit == contract::ANY_UNIT => Kind::Number(Measure::Any),
            _ => Kind::Number(Measure::In(self.unit.clone())),
        }
    }
}
