//! The report of an edition: of the map that is kept, or of one drawn for it.

use bole_engine::model::{Date, EditionId};
use bole_engine::reference::Reference;
use bole_engine::wording::Language;
use bole_report::{Fonts, Report};

use super::draw::Drawing;
use super::kept::{Kept, MAP, PLAN, kept};
use super::records::in_force;
use super::watch::{Step, Watch, enter};
use super::{Desk, changes};
use crate::error::ApiError;

/// Which report is asked for.
pub(crate) struct Reporting<'r> {
    /// Of which edition; of the one in force when none is named.
    pub(crate) edition: Option<EditionId>,
    /// For which day; when none is named, of the map that is kept, or else for the edition's own day.
    pub(crate) as_of: Option<Date>,
    /// In which language.
    pub(crate) language: Language,
    /// What it is set in.
    pub(crate) fonts: &'r Fonts,
}

impl Desk {
    /// Writes the report of an edition, beside the one that it was compared with when it was drawn.
    ///
    /// # Errors
    /// [`ApiError::Unknown`] where there is no such edition, [`ApiError::NotAtHand`] where the method of a kept map cannot be
    /// read by this program, [`ApiError::Report`] where a glyph is missing.
    pub(crate) fn report(&self, asked: &Reporting<'_>, watch: &dyn Watch) -> Result<Vec<bole_report::File>, ApiError> {
        let reference = self.wait(in_force(&*self.store, Reference::clone(&self.reference)))?;
        let id = asked.edition.clone().unwrap_or_else(|| reference.edition.id.clone());
        let found = self.wait(kept(&*self.store, &id))?;
        let previous = found.as_ref().and_then(|kept| kept.record.previous.clone());
        let drawing = match found.filter(|_| asked.as_of.is_none()) {
            Some(kept) => self.as_kept(&kept)?,
            None => self.drawn_for(reference, &id, asked.as_of, watch)?,
        };
        enter(watch, Step::Writing)?;
        let diff = previous.as_ref().map(|from| self.wait(changes(&*self.store, from, &id))).transpose()?;
        let Drawing { reference, map, plan, .. } = &drawing;
        let report = Report { map, plan, reference, diff: diff.as_ref(), language: asked.language };
        Ok(bole_report::files(&report, asked.fonts)?)
    }

    /// A map as it is kept, with the reference data that it was drawn with.
    fn as_kept(&self, kept: &Kept) -> Result<Drawing, ApiError> {
        let record = &kept.record;
        let absent = || ApiError::NotAtHand { what: "method", recorded: record.method.clone() };
        let method = kept.method()?.ok_or_else(absent)?;
        let edition = self.edition_at(&record.edition, record.sequence)?;
        let reference = Reference::new(self.reference.vocabulary.clone(), edition, method);
        Ok(Drawing {
            reference: reference.into(),
            map: kept.read(MAP)?,
            plan: kept.read(PLAN)?,
            lost: record.erased.into(),
        })
    }

    /// A map drawn from the records as they are, and not kept.
    fn drawn_for(
        &self,
        reference: Reference,
        id: &EditionId,
        as_of: Option<Date>,
        watch: &dyn Watch,
    ) -> Result<Drawing, ApiError> {
        let at = self.head()?;
        // A store that was only imported into has no edition of its own yet: the one of the catalog is in force.
        let edition = if reference.edition.id == *id { reference.edition } else { self.edition_at(id, at)? };
        let as_of = as_of.unwrap_or(edition.as_of);
        self.draw(edition, reference.method, as_of, at, watch)
    }
}
