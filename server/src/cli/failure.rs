//! How a command fails, and the exit code of it.

use std::io::Write;
use std::process::ExitCode;

use bole_engine::model::Invalid;
use bole_engine::store::StoreError;
use bole_report::ReportError;

use crate::config::ConfigError;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// Bad usage or settings: exit code 2.
    Usage(String),
    /// The work failed: exit code 1.
    Work(String),
    /// Nobody reads the answer any more (`bole … | head`): not an error.
    Closed,
}

impl Failure {
    /// A failure of the work, told by its cause.
    pub fn work(cause: impl ToString) -> Self {
        Self::Work(cause.to_string())
    }

    /// Tells standard error and gives the exit code.
    #[must_use]
    pub fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::Usage(text) => (text, 2),
            Self::Work(text) => (text, 1),
            Self::Closed => return ExitCode::SUCCESS,
        };
        let prefix = if text.starts_with("error") { "" } else { "error: " };
        // Where standard error is closed too there is nobody left to tell.
        let _ = writeln!(std::io::stderr().lock(), "{prefix}{}", text.trim_end());
        ExitCode::from(code)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::Closed } else { Self::work(error) }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        std::io::Error::from(error).into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let usage = matches!(error, StoreError::Missing(_) | StoreError::Files(_));
        if usage { Self::Usage(error.to_string()) } else { Self::work(error) }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<Invalid> for Failure {
    fn from(error: Invalid) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Font { .. } | ReportError::Glyph { .. } | ReportError::Disk { .. } => {
                Self::Usage(error.to_string())
            }
            ReportError::Workbook(_) | ReportError::Paper(_) => Self::work(error),
        }
    }
}
