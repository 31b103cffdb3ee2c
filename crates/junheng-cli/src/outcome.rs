//! How a run ends: the exit status is part of the contract.

use std::io::Write as _;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Done = 0,
    /// Internal, or the result could not be written.
    Internal = 1,
    /// Wrong use.
    Usage = 2,
    /// The pack cannot be used, or its check or test fails.
    Pack = 3,
    /// The data cannot be used.
    Data = 4,
    /// A lock or a plugin was refused.
    Lock = 5,
    /// Not met, with `--fail-on`.
    NotMet = 10,
    /// Undetermined, with `--fail-on undetermined`.
    Undetermined = 11,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub struct Failure {
    status: Status,
    /// What is left to say; nothing where diagnostics said it.
    error: Option<anyhow::Error>,
}

impl Failure {
    /// Diagnostics were printed; only the status is left.
    pub fn silent(status: Status) -> Self {
        Self { status, error: None }
    }

    /// Wrong use, with what and how.
    pub fn usage(message: impl std::fmt::Display) -> Self {
        Self { status: Status::Usage, error: Some(anyhow::anyhow!("{message}")) }
    }

    /// A pack that cannot be tested, with what and how.
    pub fn pack(message: impl std::fmt::Display) -> Self {
        Self { status: Status::Pack, error: Some(anyhow::anyhow!("{message}")) }
    }

    /// A plugin that is not taken, with why.
    pub fn refused(message: impl std::fmt::Display) -> Self {
        Self { status: Status::Lock, error: Some(anyhow::anyhow!("{message}")) }
    }

    /// Says what is left to say, and gives the exit status.
    pub fn report(self) -> ExitCode {
        if let Some(error) = self.error {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "junheng: {error:#}");
        }
        self.status.into()
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self { status: Status::Internal, error: Some(error) }
    }
}
