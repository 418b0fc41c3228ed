//! A class as one looks at it: the record, what its parties and skills are called, whose yes is missing, which steps are open.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Bilingual, Cohort, CohortId, CohortStatus, Organisation, OrganisationId, Programme};
use bole_engine::reference::Reference;
use bole_engine::store::{Store, StoreError};
use bole_engine::wording::{Language, Naming};
use serde_json::Value;
use utoipa::ToSchema;

use super::Answer;
use super::records::{Owned, find};
use crate::auth::Caller;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::Id;
use crate::service::Service;

/// A class with its words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct CohortView {
    /// The version that stands, as in the record's `ETag`.
    version: u64,
    /// The record, as far as the caller sees it.
    #[schema(value_type = Cohort)]
    record: Value,
    /// Who has to agree, as far as the caller sees them.
    parties: Vec<OrganisationId>,
    /// Of them, those whose yes is missing.
    waits_for: Vec<OrganisationId>,
    /// Whether the class stands where words are given, and the caller is one of the parties.
    may_speak: bool,
    /// Where a step may lead; empty for who may take none.
    next: Vec<CohortStatus>,
    /// Seats of the shares that the caller sees, together.
    shared: u32,
    /// Hours of the modules together; none where those of one are not known.
    module_hours: Option<u32>,
    /// What programme, organisations, positions and skills above are called, by id, where it is known.
    named: BTreeMap<String, Bilingual>,
}

impl CohortView {
    /// Of a class as the caller sees it.
    fn of(class: &Cohort, version: u64, caller: &Caller) -> Self {
        let holds = caller.may_see(class.owner());
        let parties: Vec<OrganisationId> = class.parties().cloned().collect();
        Self {
            version,
            record: serde_json::to_value(class.clone().seen_by(caller)).unwrap_or_default(),
            waits_for: class.waits_for().cloned().collect(),
            may_speak: class.status == CohortStatus::Proposed && parties.iter().any(|party| caller.owns(party)),
            next: if holds { class.status.next().to_vec() } else { Vec::new() },
            shared: class.shared_seats(),
            module_hours: class.module_hours(),
            parties,
            named: BTreeMap::new(),
        }
    }

    async fn name(&mut self, record: &Cohort, store: &dyn Store, reference: &Reference) -> Result<(), StoreError> {
        let Self { parties, named, .. } = self;
        for party in parties.iter() {
            let found = store.find::<Organisation>(party.as_str()).await?;
            named.extend(found.map(|found| (party.to_string(), found.record.name)));
        }
        let programme = store.find::<Programme>(record.programme.as_str()).await?;
        named.extend(programme.map(|found| (record.programme.to_string(), found.record.name)));
        let entries = reference.edition.entries.iter().filter(|entry| record.positions.contains(&entry.id));
        named.extend(entries.map(|entry| (entry.id.to_string(), entry.demand.title.clone())));
        let both = |id: &str| {
            let [zh, en] = [Language::Zh, Language::En].map(|language| reference.skill(id, language));
            Some((id.to_owned(), Bilingual { zh: zh?.to_owned(), en: en?.to_owned() }))
        };
        named.extend(record.modules.iter().filter_map(|module| both(module.skill.as_str())));
        Ok(())
    }
}

/// What a caller is told of a class's parties: an enterprise its own share, and the words of its own and of the college.
pub(super) fn told(class: Cohort, caller: &Caller) -> Option<Cohort> {
    match caller.scope() {
        Some(own) if *own != class.college => class.cut_to(own),
        _ => Some(class),
    }
}

/// Shows a class with its words: whose yes is missing, and which steps the caller may take. To an enterprise, with its own
/// share only.
#[utoipa::path(get, path = "/v1/cohorts/{id}/view", tag = "colleges", params(("id" = CohortId, Path)), responses(
    (status = 200, body = CohortView),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<CohortId>) -> Answer {
    let found = find::<Cohort>(&service, &caller, id.as_str()).await?;
    let class = told(found.record, &caller).ok_or_else(|| ApiError::unknown(Kind::Cohort, &id))?;
    let mut view = CohortView::of(&class, found.version, &caller);
    view.name(&class, &*service.store, &service.reference).await?;
    Ok(HttpResponse::Ok().json(view))
}
