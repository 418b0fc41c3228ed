//! What an import gives back: records, and everything that was wrong with the rest.

use crate::model::Invalid;

/// Why a row was rejected. The words that a person reads stand in [`Rejected::allowed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectCode {
    /// The bytes could not be read at all.
    Unreadable,
    /// The bytes are not text in a known encoding.
    Encoding,
    /// The syntax of the format is broken.
    Malformed,
    /// A limit of size was passed.
    TooLarge,
    /// A value that is needed is absent.
    Missing,
    /// A value has a form or range that is not allowed.
    NotAllowed,
    /// A field or a column has a name that is not known.
    UnknownField,
    /// An id or code is in no vocabulary or catalog.
    UnknownId,
    /// The key was seen before in the same input.
    Duplicate,
    /// The person was erased, and does not come back by an import.
    Erased,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[error("line {line}: {field}: {value:?} is not allowed; allowed: {allowed}")]
pub struct Rejected {
    /// Line of the input, from 1; of an XLSX sheet the row; 0 when no line can be named.
    pub line: u64,
    /// The field or column; empty when the whole row is meant.
    pub field: String,
    /// What stood there, cut to [`Invalid::MAX_VALUE_CHARS`].
    pub value: String,
    /// Why.
    pub reason: RejectCode,
    /// What may stand there.
    pub allowed: String,
}

impl Rejected {
    /// Names a rejected row.
    #[must_use]
    pub fn new(line: u64, field: &str, value: impl ToString, reason: RejectCode, allowed: impl Into<String>) -> Self {
        Self::invalid(line, reason, Invalid::new(field, value, allowed))
    }

    /// The complaint of a checked type, at a line.
    #[must_use]
    pub fn invalid(line: u64, reason: RejectCode, invalid: Invalid) -> Self {
        Self { line, field: invalid.field, value: invalid.value, reason, allowed: invalid.allowed }
    }
}

/// Words that were kept as text because no concept is safely theirs. The same words of a field are told once.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unlinked {
    /// Line of the input where they first stand.
    pub line: u64,
    /// How often they stand there.
    pub count: u64,
    /// The field.
    pub field: String,
    /// The words.
    pub text: String,
    /// The nearest concept, for a person to confirm: its id and name.
    pub suggestion: Option<String>,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// A check digit does not fit; some early codes are legal all the same.
    CheckDigit,
    /// A personal number was removed; it is not repeated here.
    PersonalNumberRemoved,
    /// A column has no meaning here and was not read.
    ColumnIgnored,
    /// A value was not understood and left out; the rest of the record was taken.
    ValueIgnored,
    /// A text was cut to its limit.
    TextCut,
}

/// Something a person should look at; the record was taken all the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    /// Line of the input.
    pub line: u64,
    /// The field or column.
    pub field: String,
    /// What it is about.
    pub code: WarningCode,
    /// What stood there; empty where it must not be repeated.
    pub value: String,
}

impl Warning {
    /// Names something to look at; the value is cut as in [`Invalid`].
    #[must_use]
    pub fn new(line: u64, field: &str, code: WarningCode, value: impl ToString) -> Self {
        let Invalid { field, value, .. } = Invalid::new(field, value, "");
        Self { line, field, code, value }
    }
}

/// Records, and what was wrong with the rest: `records` and `rejected` together are the whole input.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Import<T> {
    /// What was taken, in the order of the input.
    pub records: Vec<T>,
    /// What was not taken, and why.
    pub rejected: Vec<Rejected>,
    /// What was kept as text.
    pub unlinked: Vec<Unlinked>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

impl<T> Default for Import<T> {
    fn default() -> Self {
        Self { records: Vec::new(), rejected: Vec::new(), unlinked: Vec::new(), warnings: Vec::new() }
    }
}

impl<T> Import<T> {
    /// Takes the outcome of one row.
    pub fn push(&mut self, outcome: Result<T, Rejected>) {
        match outcome {
            Ok(record) => self.records.push(record),
            Err(rejected) => self.rejected.push(rejected),
        }
    }

    /// Appends another import, line numbers as they are.
    pub fn append(&mut self, mut other: Self) {
        self.records.append(&mut other.records);
        self.rejected.append(&mut other.rejected);
        self.unlinked.append(&mut other.unlinked);
        self.warnings.append(&mut other.warnings);
    }

    /// The same notes over other records.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Import<U> {
        let Self { records, rejected, unlinked, warnings } = self;
        Import { records: records.into_iter().map(each).collect(), rejected, unlinked, warnings }
    }
}
