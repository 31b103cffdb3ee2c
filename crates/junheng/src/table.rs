//! Columns with presence and provenance, the schema they are read by, and their rows in order.

mod schema;
mod origin;
mod part;
mod frame;
mod places;
mod find;
mod arrange;
mod units;
mod implied;
mod stages;
mod audit;
mod conflict;

pub use arrange::arrange;
pub use audit::audit;
pub use conflict::conflicts;
pub use frame::{CellRef, Frames, Grain, StagedUnits, Units};
pub use origin::{Counted, CountedRows, Merged, MergedRow, Origin, RowRange, RowSpan};
pub use part::{Ancestor, Answer, AnswerPart, Column, DataFile, Part, Presence, Tables, Texts, Values};
pub use schema::{Field, FieldId, Kind, Level, LevelId, Schema, Stage, StageId};
