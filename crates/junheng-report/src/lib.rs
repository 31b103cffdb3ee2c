//! Assessment to text, json, csv; diagnostics to a terminal.
#![forbid(unsafe_code)]
