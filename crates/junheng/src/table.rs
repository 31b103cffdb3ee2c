//! Columns with presence and provenance, and the schema they are read by.

mod part;
mod schema;

pub use part::{Ancestor, Column, DataFile, Part, Presence, Tables, Texts, Values};
pub use part::{Answer, AnswerPart};
pub use schema::{Field, FieldId, Kind, Level, LevelId, Schema, Stage, StageId};
