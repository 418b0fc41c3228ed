//! What is wrong with a catalog file, in parts that a program can read.

use crate::intake::{RejectCode, Rejected};
use crate::method::MethodError;
use crate::model::Invalid;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row or file cannot be used.
    Error,
    /// It is used, but somebody should look at it.
    Warning,
    /// Worth knowing.
    Info,
}

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// A file that is needed is absent.
    MissingFile,
    /// A file that means nothing here.
    UnknownFile,
    /// A file or row that cannot be read.
    Unreadable,
    /// A column that is needed is absent.
    MissingColumn,
    /// A column that means nothing here.
    UnknownColumn,
    /// A value that is needed is absent.
    Missing,
    /// A value of a form or range that is not allowed.
    NotAllowed,
    /// An id that no table has.
    UnknownId,
    /// A code that may exist but is in no table here.
    UnknownCode,
    /// An id that was given before.
    Duplicate,
    /// One way to say it that means two things.
    AmbiguousAlias,
    /// A code of an edition that is not in force.
    OldEdition,
    /// A code that nobody has checked against its standard.
    Unverified,
    /// Things that contain or feed each other in a circle.
    Cycle,
    /// A thing that nothing is joined to.
    Isolated,
    /// Two facts of the files that do not fit together.
    Mismatch,
    /// The number of a person's identity card, which has no place in a catalog; it is not repeated.
    PersonalNumber,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as a path inside the catalog.
    pub file: String,
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: u64,
    /// The column or key; empty when the row as a whole is meant.
    pub field: String,
    /// What stood there, cut to [`Invalid::MAX_VALUE_CHARS`].
    pub value: String,
    /// What kind of problem it is.
    pub code: ProblemCode,
    /// What may stand there.
    pub allowed: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, field, value, allowed, .. } = self;
        let place = if *line == 0 { file.clone() } else { format!("{file}:{line}") };
        write!(f, "{place}: {field}: {value:?}; allowed: {allowed}")
    }
}

impl Problem {
    /// Whether any of the problems is an error.
    #[must_use]
    pub fn any_error(problems: &[Self]) -> bool {
        problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    pub(super) fn new(
        (severity, code): (Severity, ProblemCode),
        (file, line): (&str, u64),
        field: &str,
        value: impl ToString,
        allowed: impl Into<String>,
    ) -> Self {
        let Invalid { field, value, allowed } = Invalid::new(field, value, allowed);
        Self { severity, file: file.to_owned(), line, field, value, code, allowed }
    }

    pub(super) fn of_file(file: &str, code: ProblemCode, allowed: impl Into<String>) -> Self {
        Self::new((Severity::Error, code), (file, 0), "", "", allowed)
    }

    pub(super) fn of_rejected(file: &str, rejected: Rejected) -> Self {
        let code = match rejected.reason {
            RejectCode::Missing => ProblemCode::Missing,
            RejectCode::UnknownId => ProblemCode::UnknownId,
            RejectCode::Duplicate => ProblemCode::Duplicate,
            RejectCode::NotAllowed | RejectCode::Erased => ProblemCode::NotAllowed,
            RejectCode::UnknownField => ProblemCode::UnknownColumn,
            RejectCode::Unreadable | RejectCode::Encoding | RejectCode::Malformed | RejectCode::TooLarge => {
                ProblemCode::Unreadable
            }
        };
        let place = (file, rejected.line);
        Self::new((Severity::Error, code), place, &rejected.field, rejected.value, rejected.allowed)
    }

    pub(super) fn of_method(file: &str, error: &MethodError) -> Self {
        let line = error.line().unwrap_or(0) as u64;
        let (field, value, allowed) = match error {
            MethodError::Range { field, value, allowed } => (field.clone(), value.clone(), allowed.clone()),
            MethodError::Syntax { message, .. } => (String::new(), String::new(), message.clone()),
            MethodError::Sum { category, sum } => {
                (format!("weights.{}", category.as_str()), sum.to_string(), error.to_string())
            }
            MethodError::Qualification { category, value } => {
                (format!("weights.{}.qualification", category.as_str()), value.to_string(), error.to_string())
            }
        };
        Self::new((Severity::Error, ProblemCode::NotAllowed), (file, line), &field, value, allowed)
    }
}
