//! What a record names: looked up before it is written, so that one wrong row is turned away and not its whole batch.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Loader;
use crate::intake::{RejectCode, Rejected};
use crate::model::OrganisationId;
use crate::store::{Kind, StoreError};

/// Most ids of organisations and programmes that are kept as known.
const KEPT: usize = 100_000;

/// A record that must be there before another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// The field that names it.
    pub field: String,
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// A field of it, as a path, with the value that it must have.
    pub with: Option<(&'static str, String)>,
    /// What may stand in the field instead; where none is told, the id of such a record.
    pub allowed: Option<&'static str>,
}

impl Needed {
    /// A record of a kind.
    pub fn new(field: impl Into<String>, kind: Kind, id: impl ToString) -> Self {
        Self { field: field.into(), kind, id: id.to_string(), with: None, allowed: None }
    }

    /// The same with a value that a field of it must have.
    #[must_use]
    pub fn with(self, field: &'static str, value: &str) -> Self {
        Self { with: Some((field, value.to_owned())), ..self }
    }

    /// The same with what may stand in the field where the record is not there.
    #[must_use]
    pub fn or_else(self, allowed: &'static str) -> Self {
        Self { allowed: Some(allowed), ..self }
    }

    /// The college that a record belongs to.
    #[must_use]
    pub fn college(id: &OrganisationId) -> Self {
        Self::new("college", Kind::Organisation, id).with("kind", "college")
    }

    /// An enterprise.
    pub fn enterprise(field: impl Into<String>, id: &OrganisationId) -> Self {
        Self::new(field, Kind::Organisation, id).with("kind", "enterprise")
    }

    pub(super) fn rejected(&self, line: u64) -> Rejected {
        if let Some(allowed) = self.allowed {
            return Rejected::new(line, self.field.as_str(), "", RejectCode::Missing, allowed);
        }
        let allowed = match &self.with {
            Some((field, value)) => format!("the id of a {} of the records whose {field} is {value}", self.kind),
            None => format!("the id of a {} of the records", self.kind),
        };
        Rejected::new(line, self.field.as_str(), self.id.as_str(), RejectCode::UnknownId, allowed)
    }

    /// Whether a document is that of the record that is needed.
    fn is(&self, document: &str) -> bool {
        let Some((field, value)) = &self.with else { return true };
        let read: Option<Value> = serde_json::from_str(document).ok();
        let found = read.as_ref().and_then(|read| field.split('.').try_fold(read, |held, name| held.get(name)));
        found.and_then(Value::as_str) == Some(value)
    }
}

/// What was found so far. People are not kept: there may be too many of them.
#[derive(Debug, Default)]
pub(super) struct Found(BTreeSet<(Kind, String, Option<String>)>);

impl Found {
    /// Looks up what a record needs; the first that is not there, as the reason to turn its row away.
    pub(super) fn missing(
        &mut self,
        loader: &Loader<'_>,
        line: u64,
        needs: &[Needed],
    ) -> Result<Option<Rejected>, StoreError> {
        let Some(store) = &loader.store else { return Ok(None) };
        for needed in needs {
            let key = (needed.kind, needed.id.clone(), needed.with.as_ref().map(|(_, value)| value.clone()));
            if self.0.contains(&key) {
                continue;
            }
            let row = loader.runtime.block_on(store.row(needed.kind, &needed.id))?;
            if !row.is_some_and(|row| needed.is(&row.document)) {
                return Ok(Some(needed.rejected(line)));
            }
            if needed.kind != Kind::Profile && self.0.len() < KEPT {
                self.0.insert(key);
            }
        }
        Ok(None)
    }
}
