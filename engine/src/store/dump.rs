//! The form in which a whole store is written out and read in again: lines of JSON by section, the same bytes whichever
//! database they come from. It names what records say and when, not how tables are made, so that another version of the
//! program can read it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::{AuditSpan, Kind, StoreError};

/// What a field of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Optional,
    Integer,
    /// Written in Base64.
    Bytes,
}

/// A field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Text(Option<String>),
    Integer(i64),
    Bytes(Vec<u8>),
}

type Columns = &'static [(&'static str, Shape)];

const RECORD: Columns = &[
    ("id", Shape::Text),
    ("version", Shape::Integer),
    ("sequence", Shape::Integer),
    ("changed_at", Shape::Integer),
    ("changed_by", Shape::Text),
    ("document", Shape::Text),
];
const CHANGES: Columns = &[
    ("sequence", Shape::Integer),
    ("kind", Shape::Text),
    ("id", Shape::Text),
    ("version", Shape::Integer),
    ("operation", Shape::Text),
    ("changed_at", Shape::Integer),
    ("changed_by", Shape::Text),
    ("reason", Shape::Optional),
    ("document", Shape::Optional),
];
const MENTIONS: Columns = &[("kind", Shape::Text), ("id", Shape::Text), ("talent", Shape::Text)];
const SOURCES: Columns = &[
    ("source", Shape::Text),
    ("kind", Shape::Text),
    ("row_key", Shape::Text),
    ("id", Shape::Text),
    ("digest", Shape::Text),
];
const ATTACHMENTS: Columns = &[("kind", Shape::Text), ("id", Shape::Text), ("bytes", Shape::Bytes)];
const AUDIT: Columns = &[
    ("number", Shape::Integer),
    ("at", Shape::Integer),
    ("actor", Shape::Text),
    ("organisation", Shape::Optional),
    ("action", Shape::Text),
    ("kind", Shape::Optional),
    ("id", Shape::Optional),
    ("detail", Shape::Text),
    ("previous", Shape::Text),
    ("hash", Shape::Text),
];

/// A section of a dump: the records of a kind, or one of the logs and lists beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    pub(super) kind: Option<Kind>,
    pub(super) table: &'static str,
    pub(super) columns: Columns,
    /// The first so many columns tell a line from all others; lines are in their order.
    pub(super) key: usize,
}

impl Section {
    /// All sections; what a line refers to stands in one before its own.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let records =
            Kind::ALL.map(|kind| Self { kind: Some(kind), table: kind.table().name, columns: RECORD, key: 1 });
        let beside = |table, columns, key| Self { kind: None, table, columns, key };
        let mut all = records.to_vec();
        all.extend([
            beside("changes", CHANGES, 1),
            beside("mentions", MENTIONS, 3),
            beside("source_rows", SOURCES, 3),
            beside("attachments", ATTACHMENTS, 2),
            beside("audit", AUDIT, 1),
        ]);
        all
    }

    /// Its name, e.g. `profiles`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.table
    }

    /// A line of fields.
    pub(super) fn line(&self, fields: Vec<Field>) -> String {
        let value = |field| match field {
            Field::Text(text) => text.map_or(Value::Null, Value::String),
            Field::Integer(number) => Value::from(number),
            Field::Bytes(bytes) => Value::String(BASE64_STANDARD.encode(bytes)),
        };
        let names = self.columns.iter().map(|(name, _)| *name);
        let line: BTreeMap<&str, Value> = names.zip(fields.into_iter().map(value)).collect();
        json!(line).to_string()
    }

    /// Reads a line of a dump, and gives it as a dump writes it.
    ///
    /// # Errors
    /// [`StoreError::Dump`] when it is no line of this section.
    pub fn rewritten(&self, line: &str) -> Result<String, StoreError> {
        Ok(self.line(self.fields(line)?))
    }

    /// The fields of a line.
    pub(super) fn fields(&self, line: &str) -> Result<Vec<Field>, StoreError> {
        let refused = |why: String| StoreError::Dump(format!("{}: {why}", self.table));
        let mut read: BTreeMap<String, Value> = serde_json::from_str(line).map_err(|e| refused(e.to_string()))?;
        let mut fields = Vec::with_capacity(self.columns.len());
        for (name, shape) in self.columns {
            let value = read.remove(*name).ok_or_else(|| refused(format!("a line has no {name}")))?;
            fields.push(field(*shape, value).ok_or_else(|| refused(format!("{name} is not what it should be")))?);
        }
        if let Some((name, _)) = read.pop_first() {
            return Err(refused(format!("a line has {name:?}, which this version does not know")));
        }
        if let Some((_, Field::Text(Some(kind)))) =
            self.columns.iter().zip(&fields).find(|((name, _), _)| *name == "kind")
            && Kind::named(kind).is_none()
        {
            return Err(refused(format!("records of kind {kind:?} are not known to this version")));
        }
        Ok(fields)
    }
}

fn field(shape: Shape, value: Value) -> Option<Field> {
    match (shape, value) {
        (Shape::Text | Shape::Optional, Value::String(text)) => Some(Field::Text(Some(text))),
        (Shape::Optional, Value::Null) => Some(Field::Text(None)),
        (Shape::Integer, Value::Number(number)) => number.as_i64().map(Field::Integer),
        (Shape::Bytes, Value::String(text)) => BASE64_STANDARD.decode(text).ok().map(Field::Bytes),
        _ => None,
    }
}

/// Where a store's logs ended when it was dumped.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// The last change.
    pub head: u64,
    /// The audit log: number and hash of the entry before the first that is kept.
    pub audit_before: (u64, String),
    /// The number of the last audit entry that was written.
    pub audit_last: u64,
}

impl Ends {
    pub(super) fn new(head: u64, AuditSpan { before, last }: AuditSpan) -> Self {
        Self { head, audit_before: before, audit_last: last }
    }
}
