//! Bytes to tables.
#![forbid(unsafe_code)]
