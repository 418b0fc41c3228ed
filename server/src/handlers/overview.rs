//! The map of an edition as one looks at it first: a part that somebody chose, with totals, shades and words.

use actix_web::web::Data;
use bole_engine::map::{Overview, PainPoint, Selection, TalentMap};
use bole_engine::model::{Bilingual, Category, Chain, ChainId, Edition, EditionId, RegionCode};
use bole_engine::wording;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::editions::sees_drafts;
use super::maps::{kept, withhold};
use super::{Answer, work};
use crate::answer::both;
use crate::auth::Caller;
use crate::editions::{self, MAP};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::service::Service;

/// Which part of the map.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverviewParams {
    /// Nodes of one chain.
    chain: Option<ChainId>,
    /// Nodes that the edition places in one region.
    region: Option<RegionCode>,
    /// Seats of one category.
    category: Option<Category>,
}

/// Something that can be chosen.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Choice {
    /// By which id or code.
    id: String,
    /// What it is called.
    name: Bilingual,
}

impl Choice {
    /// A chain to choose.
    pub(super) fn of(chain: &Chain) -> Self {
        Self { id: chain.id.to_string(), name: chain.name.clone() }
    }
}

/// What can be chosen, whatever is chosen already.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Choices {
    /// Chains, in the order of the edition.
    chains: Vec<Choice>,
    /// Regions in which nodes are, by code.
    regions: Vec<Choice>,
}

/// A part of the map with its words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct OverviewAnswer {
    #[serde(flatten)]
    overview: Overview,
    /// What each pain point says, in their order.
    causes: Vec<Bilingual>,
    /// What can be chosen.
    choices: Choices,
}

/// Shows the map as it was drawn last with totals and shades: all of it, or the part that is asked for. For enterprises
/// and colleges, of published editions only, and small counts of people are withheld: `null`.
#[utoipa::path(get, path = "/v1/editions/{id}/map/overview", tag = "editions",
    params(("id" = EditionId, Path), OverviewParams), responses(
    (status = 200, body = OverviewAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<EditionId>,
    Query(asked): Query<OverviewParams>,
) -> Answer {
    let kept = kept(&service, &caller, &id).await?;
    let standing = editions::read(&*service.store, &id).await?;
    let edition = standing.ok_or_else(|| ApiError::unknown(Kind::Edition, &id))?.edition;
    let OverviewParams { chain, region, category } = asked;
    let (selection, outside) = (Selection { chain, region, category }, !sees_drafts(&caller));
    work(service, move |service| {
        let overview = kept.read::<TalentMap>(MAP)?.overview(&edition, &selection);
        let mut told = told(overview, &edition, service);
        if outside {
            withhold(&mut told, service.reference.method.indicators.threshold);
        }
        Ok(told)
    })
    .await
}

fn told(overview: Overview, edition: &Edition, service: &Service) -> Value {
    let causes = overview.pain_points.iter().map(|point| said(point, service)).collect();
    let answer = OverviewAnswer { overview, causes, choices: choices(edition, service) };
    serde_json::to_value(answer).unwrap_or_default()
}

/// What a pain point says, in both languages.
pub(super) fn said(point: &PainPoint, service: &Service) -> Bilingual {
    both(|language| wording::pain(&point.cause, language, &*service.reference))
}

fn choices(edition: &Edition, service: &Service) -> Choices {
    let mut codes: Vec<&RegionCode> = edition.nodes.iter().flat_map(|node| &node.regions).collect();
    codes.sort_unstable();
    codes.dedup();
    let region = |code: &RegionCode| {
        let known = service.reference.vocabulary.region(code.as_str());
        let code = code.to_string();
        let name = known.map_or_else(|| Bilingual { zh: code.clone(), en: code.clone() }, |known| known.name.clone());
        Choice { id: code, name }
    };
    Choices {
        chains: edition.chains.iter().map(Choice::of).collect(),
        regions: codes.into_iter().map(region).collect(),
    }
}
