//! Editions of the catalog: listed, compiled, reviewed, written while they are drafts, published, compared. Long work is
//! a task.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::map::EditionDiff;
use bole_engine::model::{
    Bilingual, Date, DrawnMap, Edition, EditionId, EditionStatus, EditionWork, Entry, EntryId, Proposal, ProposalState,
    RegionCode, Role,
};
use bole_engine::store::Stored;
use bole_engine::wording;
use utoipa::{IntoParams, ToSchema};

use super::asked::{day, of_address};
use super::overview::Choice;
use super::tasks::{TaskAnswer, accepted};
use super::version::IfMatch;
use super::{Answer, List, version};
use crate::answer::both;
use crate::auth::Caller;
use crate::editions::{self, By, Verdict};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Ids, Query};
use crate::service::Service;

/// An edition without its lists.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct EditionHead {
    /// Its id.
    id: EditionId,
    /// Its title.
    title: Bilingual,
    /// The city.
    region: RegionCode,
    /// The day its facts are given for.
    as_of: Date,
    /// Where it stands.
    status: EditionStatus,
    /// Whether its figures are invented for illustration.
    illustrative: bool,
    /// A note to the reader.
    note: Option<Bilingual>,
}

impl From<Edition> for EditionHead {
    fn from(edition: Edition) -> Self {
        let Edition { id, title, region, as_of, status, illustrative, note, .. } = edition;
        Self { id, title, region, as_of, status, illustrative, note }
    }
}

/// An edition with its positions.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct EditionDetail {
    #[serde(flatten)]
    head: EditionHead,
    /// Positions, by id.
    entries: Vec<Entry>,
    /// The map that was drawn of it, with what it rests on; for those who may see drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<DrawnMap>,
}

/// Whether the caller sees editions that are not published.
pub(super) const fn sees_drafts(caller: &Caller) -> bool {
    matches!(caller.role, Role::Bureau | Role::Auditor | Role::Service)
}

fn sees(caller: &Caller, edition: &Edition) -> bool {
    sees_drafts(caller) || edition.status != EditionStatus::Draft
}

/// An edition that the caller may see.
pub(super) async fn seen(service: &Service, caller: &Caller, id: &EditionId) -> Result<Edition, ApiError> {
    let found = service.store.find::<Edition>(id.as_str()).await?.map(|found| found.record);
    found.filter(|head| sees(caller, head)).ok_or_else(|| ApiError::unknown(Kind::Edition, id))
}

/// Who asks, as changes of editions note it.
fn by(caller: &Caller) -> By {
    By { name: caller.by(), organisation: Some(caller.organisation.to_string()) }
}

/// Queues long work on an edition.
pub(super) async fn queued(service: &Service, caller: &Caller, work: EditionWork) -> Answer {
    Ok(accepted(service.tasks.ask(work, caller).await?.record, service))
}

/// Lists editions by id; drafts are for the bureau, auditors and services.
#[utoipa::path(get, path = "/v1/editions", tag = "editions", responses(
    (status = 200, body = List<EditionHead>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller) -> Answer {
    let heads = editions::heads(&*service.store).await?.into_iter().map(|head| head.record);
    let items: Vec<EditionHead> = heads.filter(|head| sees(&caller, head)).map(EditionHead::from).collect();
    Ok(HttpResponse::Ok().json(List { items, next: None }))
}

/// Shows an edition with its positions.
#[utoipa::path(get, path = "/v1/editions/{id}", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 200, body = EditionDetail),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    seen(&service, &caller, &id).await?;
    let found = editions::read(&*service.store, &id).await?;
    let mut edition = found.ok_or_else(|| ApiError::unknown(Kind::Edition, &id))?.edition;
    let map = service.store.find::<DrawnMap>(id.as_str()).await?.filter(|_| sees_drafts(&caller));
    let entries = std::mem::take(&mut edition.entries);
    let map = map.map(|map| map.record);
    Ok(HttpResponse::Ok().json(EditionDetail { head: edition.into(), entries, map }))
}

/// What a draft is to be.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompileRequest {
    /// Its id, e.g. `qingyuan-2027`.
    id: EditionId,
    /// The day its facts are given for; today when absent.
    as_of: Option<Date>,
    /// Its title; that of the edition it comes from when absent.
    title: Option<Bilingual>,
    /// The edition it comes from; the one in force when absent.
    from: Option<EditionId>,
}

/// Compiles a draft from the edition in force, the orders and the people: what changes is proposed, and waits for review.
#[utoipa::path(post, path = "/v1/editions", tag = "editions", request_body = CompileRequest, responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn compile(service: Data<Service>, caller: Caller, Body(asked): Body<CompileRequest>) -> Answer {
    let CompileRequest { id, as_of, title, from } = asked;
    if service.store.find::<Edition>(id.as_str()).await?.is_some() {
        return Err(ApiError::EditionExists(id));
    }
    if let Some(from) = &from {
        seen(&service, &caller, from).await?;
    }
    queued(&service, &caller, EditionWork::Compile { edition: id, as_of: day(as_of)?, title, from }).await
}

/// Publishes a draft, one way: the edition in force is superseded, and what the map rests on is kept with it. Proposals
/// must have been reviewed (409 `changes_not_reviewed`).
#[utoipa::path(post, path = "/v1/editions/{id}/publish", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn publish(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    if seen(&service, &caller, &id).await?.status != EditionStatus::Draft {
        return Err(ApiError::Published(id));
    }
    editions::reviewed(&*service.store, &id).await?;
    queued(&service, &caller, EditionWork::Publish { edition: id }).await
}

/// Which edition to compare with.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DiffParams {
    /// The edition before.
    from: EditionId,
}

/// Tells what came, went and changed since another edition; where both were mapped, also how the seats left over moved,
/// the effect of the data apart from that of the method.
#[utoipa::path(get, path = "/v1/editions/{id}/diff", tag = "editions", params(("id" = EditionId, Path), DiffParams),
    responses(
    (status = 200, body = EditionDiff),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn diff(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<EditionId>,
    Query(asked): Query<DiffParams>,
) -> Answer {
    for edition in [&asked.from, &id] {
        seen(&service, &caller, edition).await?;
    }
    Ok(HttpResponse::Ok().json(editions::changes(&*service.store, &asked.from, &id).await?))
}

/// Lists what was proposed for a draft, by entry, with its reasons in words and what was said to it.
#[utoipa::path(get, path = "/v1/editions/{id}/changes", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 200, body = ProposalsAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn proposals(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    seen(&service, &caller, &id).await?;
    let found = editions::read(&*service.store, &id).await?;
    let edition = found.ok_or_else(|| ApiError::unknown(Kind::Edition, &id))?.edition;
    let found = editions::proposals(&*service.store, &id).await?;
    let (of, mut states) = (found.len(), BTreeMap::new());
    for Stored { record, .. } in &found {
        *states.entry(record.state).or_default() += 1;
    }
    let looked_at = of - states.get(&ProposalState::Proposed).copied().unwrap_or_default();
    let items = found.into_iter().map(|Stored { record, .. }| ProposalAnswer::new(record, &edition)).collect();
    Ok(HttpResponse::Ok().json(ProposalsAnswer { items, of, looked_at, states }))
}

/// All that is proposed for a draft, and how much of it somebody has looked at.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ProposalsAnswer {
    /// By entry.
    items: Vec<ProposalAnswer>,
    /// How many there are.
    of: usize,
    /// How many of them somebody has looked at.
    looked_at: usize,
    /// How many stand in each state.
    states: BTreeMap<ProposalState, usize>,
}

/// What is proposed, told in words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ProposalAnswer {
    #[serde(flatten)]
    proposal: Proposal,
    /// What each reason says, in their order.
    sentences: Vec<Bilingual>,
    /// The node that the entry serves first of all, where it serves one.
    #[serde(skip_serializing_if = "Option::is_none")]
    node: Option<Bilingual>,
    /// That node's chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<Choice>,
}

impl ProposalAnswer {
    fn new(proposal: Proposal, edition: &Edition) -> Self {
        let entry = proposal.after.as_ref().or(proposal.before.as_ref());
        let first = entry.and_then(|entry| entry.demand.nodes.first());
        let node = edition.nodes.iter().find(|node| Some(&node.id) == first);
        let chain = node.and_then(|node| edition.chains.iter().find(|chain| chain.id == node.chain));
        let (node, chain) = (node.map(|node| node.name.clone()), chain.map(Choice::of));
        let said = |reason| both(|language| wording::proposal(reason, language));
        let sentences = proposal.reasons.iter().map(said).collect();
        Self { proposal, sentences, node, chain }
    }
}

/// What is said to a proposal.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewRequest {
    /// Whether it stays in the draft.
    verdict: Verdict,
    /// Why.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// How many proposals were reviewed.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Reviewed {
    reviewed: usize,
}

async fn say(
    service: &Service,
    caller: &Caller,
    id: &EditionId,
    only: Option<&EntryId>,
    asked: ReviewRequest,
) -> Answer {
    let reason = super::records::reason(asked.reason.as_ref()).map_err(ApiError::Field)?;
    let desk = (&*service.store, &service.editing);
    let reviewed = editions::review(desk, id, only, (asked.verdict, reason), &by(caller)).await?;
    Ok(HttpResponse::Ok().json(Reviewed { reviewed }))
}

/// Accepts or drops all proposals of a draft that nobody has looked at yet.
#[utoipa::path(post, path = "/v1/editions/{id}/changes", tag = "editions", params(("id" = EditionId, Path)),
    request_body = ReviewRequest, responses(
    (status = 200, body = Reviewed),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn review_all(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<EditionId>,
    Body(asked): Body<ReviewRequest>,
) -> Answer {
    say(&service, &caller, &id, None, asked).await
}

/// Accepts or drops what is proposed for one entry.
#[utoipa::path(post, path = "/v1/editions/{id}/changes/{entry}", tag = "editions",
    params(("id" = EditionId, Path), ("entry" = EntryId, Path)), request_body = ReviewRequest, responses(
    (status = 200, body = Reviewed),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn review(
    service: Data<Service>,
    caller: Caller,
    Ids(id, entry): Ids<EditionId, EntryId>,
    Body(asked): Body<ReviewRequest>,
) -> Answer {
    say(&service, &caller, &id, Some(&entry), asked).await
}

/// Writes a position of a draft.
#[utoipa::path(put, path = "/v1/editions/{id}/entries/{entry}", tag = "editions",
    params(("id" = EditionId, Path), ("entry" = EntryId, Path), IfMatch), request_body = Entry, responses(
    (status = 204, description = "Written", headers(("etag" = String, description = "The version of the record"))),
    (status = 201, description = "Added", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(
    service: Data<Service>,
    caller: Caller,
    Ids(id, entry): Ids<EditionId, EntryId>,
    known: IfMatch,
    Body(written): Body<Entry>,
) -> Answer {
    of_address(&written.id, &entry)?;
    let desk = (&*service.store, &service.editing);
    let vocabulary = &service.reference.vocabulary;
    let done = editions::edit(desk, vocabulary, &id, written, known.into(), &by(&caller)).await?;
    Ok(version::first_written(&done))
}
