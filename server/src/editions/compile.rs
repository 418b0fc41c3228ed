//! Compiling a draft: the map of the edition in force over the records of now, and what the engine proposes from it.

use std::cell::Cell;

use bole_engine::map::{Draft, compile};
use bole_engine::model::{Bilingual, Date, EditionId, Order};
use bole_engine::store::{Audit, Expected, Kind, Put};

use super::draw::Drawing;
use super::records::{heads, published, rows};
use super::watch::{Step, Watch, enter};
use super::{By, Desk};
use crate::error::{self, ApiError};

/// What a draft is to be.
#[derive(Debug, Clone)]
pub(crate) struct Compiling {
    /// Its id.
    pub(crate) id: EditionId,
    /// The day its facts are given for.
    pub(crate) as_of: Date,
    /// Its title; that of the edition it comes from when absent.
    pub(crate) title: Option<Bilingual>,
    /// The edition it comes from; the one in force when absent.
    pub(crate) from: Option<EditionId>,
}

impl Desk {
    /// Compiles and keeps a draft; gives it with its proposals.
    ///
    /// # Errors
    /// [`ApiError::EditionExists`] where the id is taken; [`ApiError::Unknown`] where there is nothing to begin with.
    pub(crate) fn compile(&self, asked: Compiling, by: &By, watch: &dyn Watch) -> Result<Draft, ApiError> {
        let at = self.head()?;
        let heads = self.wait(heads(&*self.store))?;
        if heads.iter().any(|head| head.record.id == asked.id) {
            return Err(ApiError::EditionExists(asked.id));
        }
        let last = match asked.from {
            Some(from) => self.edition_at(&from, at)?,
            None => self.edition_at(&published(&heads).ok_or_else(nothing_in_force)?.id, at)?,
        };
        let Drawing { reference, map, .. } = self.draw(last, self.reference.method.clone(), asked.as_of, at, watch)?;
        let orders = self.all::<Order>(at, &Cell::new(0))?;
        let values = &reference.method.edition;
        let mut draft = compile(&reference.edition, &map, &orders, values, asked.id, asked.as_of);
        if let Some(title) = asked.title {
            draft.edition.title = title;
        }
        enter(watch, Step::Keeping)?;
        self.keep_draft(&draft, &reference.edition.id, by)?;
        Ok(draft)
    }

    fn keep_draft(&self, draft: &Draft, from: &EditionId, by: &By) -> Result<(), ApiError> {
        let mut batch = by.batch();
        batch.operations = rows(&draft.edition, Expected::Absent)?;
        for change in &draft.changes {
            batch.operations.push(Put::new(change)?.into());
        }
        let detail =
            serde_json::json!({ "from": from, "entries": draft.edition.entries.len(), "changes": draft.changes.len() });
        let audit = Audit::on("edition.compiled", Kind::Edition, &draft.edition.id).of(by.organisation.as_deref());
        self.write(batch.noting(audit.detail(detail)))?;
        Ok(())
    }
}

fn nothing_in_force() -> ApiError {
    ApiError::unknown(error::Kind::Edition, "published")
}
