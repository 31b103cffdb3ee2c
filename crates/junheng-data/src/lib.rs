//! Bytes to tables: csv in the encodings of the day, xlsx, xls and ods, header matching, checks of every cell.
//!
//! [`read()`] takes files that the caller has opened and gives [`Tables`](junheng::table::Tables) as the engine
//! wants them, with a diagnostic for everything that a person must repair.
#![forbid(unsafe_code)]

mod catalogue;
mod decimal;
mod encoding;
mod name;
mod mapping;
mod header;
mod cell;
mod code;
mod problem;
mod plan;
mod find;
mod rows;
mod workbook;
mod delimiter;
mod csv;
mod answers;
mod report;
mod text;
mod sheets;
mod register;
mod merge;
mod compare;
#[cfg(feature = "parquet")]
mod parquet;
mod read;
mod write;
mod template;
mod grid;

pub use catalogue::*;
pub use encoding::Encoding;
pub use grid::{Grid, GridRow, grids};
pub use mapping::{Mapping, read_mapping};
pub use read::{Input, Options, Stream, read, read_all};
pub use template::{
    Cell, Column, Guide, Holds, NoWorkbook, RowTakes, Table, Takes, Template, csv_files, template, workbook,
};
pub use workbook::is_guarded;
pub use write::write_mapping;
