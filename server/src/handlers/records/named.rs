//! Records that a record names. Whether one exists is looked up only for who may see it: a refusal must not tell what a
//! list would not.

use bole_engine::model::{
    Cohort, CohortId, Invalid, Order, OrderId, Organisation, OrganisationId, OrganisationKind, Profile, Role, TalentId,
};

use crate::auth::Caller;
use crate::error::ApiError;
use crate::service::Service;

/// An organisation of a kind, where the caller may see it.
pub(crate) async fn organisation(
    service: &Service,
    caller: &Caller,
    field: &str,
    id: &OrganisationId,
    kind: OrganisationKind,
) -> Result<(), ApiError> {
    if !caller.may_see(id) {
        return Ok(());
    }
    let found = service.store.find::<Organisation>(id.as_str()).await?;
    if found.is_some_and(|found| found.record.kind == kind) {
        return Ok(());
    }
    Err(ApiError::Field(Invalid::new(field, id, format!("an organisation of kind {}", kind.as_str()))))
}

/// An order of an enterprise, where the caller may see orders. An enterprise names its own.
pub(crate) async fn order(
    service: &Service,
    caller: &Caller,
    field: &str,
    id: Option<&OrderId>,
    of: Option<&OrganisationId>,
) -> Result<(), ApiError> {
    let Some(id) = id.filter(|_| caller.role != Role::College) else { return Ok(()) };
    let found = service.store.find::<Order>(id.as_str()).await?;
    let fits = |order: &Order| caller.may_see(&order.enterprise.id) && of.is_none_or(|of| *of == order.enterprise.id);
    if found.is_some_and(|found| fits(&found.record)) {
        return Ok(());
    }
    let allowed = of.or_else(|| caller.scope()).map_or("an order".to_owned(), |of| format!("an order of {of}"));
    Err(ApiError::Field(Invalid::new(field, id, allowed)))
}

/// A class, where one is named. Who writes people sees all classes.
pub(crate) async fn cohort(service: &Service, field: &str, id: Option<&CohortId>) -> Result<(), ApiError> {
    let Some(id) = id else { return Ok(()) };
    let found = service.store.find::<Cohort>(id.as_str()).await?;
    found.map(|_| ()).ok_or_else(|| ApiError::Field(Invalid::new(field, id, "a class of the records")))
}

/// A person; for an enterprise, one who may be shown to enterprises.
pub(crate) async fn talent(service: &Service, caller: &Caller, id: &TalentId) -> Result<(), ApiError> {
    let found = service.store.find::<Profile>(id.as_str()).await?;
    let fits = |person: &Profile| caller.role != Role::Enterprise || person.consent.visible;
    if found.is_some_and(|found| fits(&found.record)) {
        return Ok(());
    }
    Err(ApiError::Field(Invalid::new("talent", id, "a person of the records")))
}
