//! The talent map and fill plan of an edition as they were drawn last: read as a whole, drawn anew, asked what if,
//! written up as a report.

use actix_web::web::Data;
use bole_engine::map::TalentMap;
use bole_engine::map::withhold::is_small;
use bole_engine::model::{EditionId, EditionWork};
use bole_engine::plan::{FillPlan, WhatIf};
use bole_engine::wording::Language;
use serde_json::Value;
use utoipa::ToSchema;

use super::editions::{queued, seen, sees_drafts};
use super::tasks::TaskAnswer;
use super::{Answer, json};
use crate::auth::Caller;
use crate::editions::{self, Kept, MAP, PLAN};
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id};
use crate::service::Service;

/// Figures of a map that count people, by the list that they stand in.
const PEOPLE: [(&str, &str); 4] =
    [("/nodes", "workers"), ("/entries", "reachable"), ("/pain_points", "people"), ("/transfers", "people")];

/// The map of an edition that the caller may see.
pub(super) async fn kept(service: &Service, caller: &Caller, id: &EditionId) -> Result<Kept, ApiError> {
    seen(service, caller, id).await?;
    editions::needed(&*service.store, id).await
}

/// Shows the map as it was drawn last, or as the edition was published with it, without the people behind its figures.
/// For enterprises and colleges, of published editions only, and small counts of people are withheld: `null`.
#[utoipa::path(get, path = "/v1/editions/{id}/map", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 200, body = TalentMap),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    let kept = kept(&service, &caller, &id).await?;
    let outside = !sees_drafts(&caller);
    super::work(service, move |service| {
        let mut map: Value = kept.read(MAP)?;
        each(&mut map, "/pain_points", |point| point["facts"] = Value::Array(Vec::new()));
        if outside {
            withhold(&mut map, service.reference.method.indicators.threshold);
        }
        Ok(map)
    })
    .await
}

fn each(map: &mut Value, list: &str, change: impl FnMut(&mut Value)) {
    if let Some(items) = map.pointer_mut(list).and_then(Value::as_array_mut) {
        items.iter_mut().for_each(change);
    }
}

/// Takes out counts of people that are too small to be told. None of these lists has totals beside it.
pub(super) fn withhold(map: &mut Value, threshold: u32) {
    for (list, field) in PEOPLE {
        each(map, list, |item| {
            let people = item[field].as_u64().and_then(|people| u32::try_from(people).ok());
            if people.is_some_and(|people| is_small(people, threshold)) {
                item[field] = Value::Null;
            }
        });
    }
}

/// Shows the fill plan: each opening with who fills its seats, by which route, at which fit, and who is kept out by what.
#[utoipa::path(get, path = "/v1/editions/{id}/plan", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 200, body = FillPlan),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn plan(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    Ok(json(kept(&service, &caller, &id).await?.bytes(PLAN)?))
}

/// Draws plan and map: of a draft from the records as they are; of a published edition again, from the records as they
/// stood and by the method it was published with, which gives the same bytes. The task tells whether it did.
#[utoipa::path(post, path = "/v1/editions/{id}/map", tag = "editions", params(("id" = EditionId, Path)), responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn draw(service: Data<Service>, caller: Caller, Id(id): Id<EditionId>) -> Answer {
    seen(&service, &caller, &id).await?;
    queued(&service, &caller, EditionWork::Map { edition: id }).await
}

/// Tries a change on the plan of an edition: more seats taught, a requirement relaxed, more pay, another mode. The task
/// gives how the seats would move.
#[utoipa::path(post, path = "/v1/editions/{id}/what-if", tag = "editions", params(("id" = EditionId, Path)),
    request_body = WhatIf, responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn what_if(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<EditionId>,
    Body(asked): Body<WhatIf>,
) -> Answer {
    seen(&service, &caller, &id).await?;
    let change = serde_json::to_value(asked).map_err(|e| ApiError::Malformed(e.to_string()))?;
    queued(&service, &caller, EditionWork::WhatIf { edition: id, change }).await
}

/// In which language.
#[derive(Debug, Default, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportRequest {
    /// The language of what people read.
    #[serde(default)]
    language: Language,
}

/// Writes the report of the map as it was drawn last: white paper, workbook, open data. The task gives the files.
#[utoipa::path(post, path = "/v1/editions/{id}/report", tag = "editions", params(("id" = EditionId, Path)),
    request_body = ReportRequest, responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn report(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<EditionId>,
    Body(asked): Body<ReportRequest>,
) -> Answer {
    kept(&service, &caller, &id).await?;
    let language = asked.language.pick("zh", "en").to_owned();
    queued(&service, &caller, EditionWork::Report { edition: id, language }).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn small_counts_of_people_are_withheld_and_those_of_nobody_are_told() {
        let mut map = json!({
            "nodes": [{"workers": 4}, {"workers": 5}, {"workers": 0}], "entries": [{"reachable": 1}],
            "pain_points": [{"people": 2}], "transfers": [{"people": 9}], "city": {"demanded": 3}
        });
        withhold(&mut map, 5);
        let told = json!({
            "nodes": [{"workers": null}, {"workers": 5}, {"workers": 0}], "entries": [{"reachable": null}],
            "pain_points": [{"people": null}], "transfers": [{"people": 9}], "city": {"demanded": 3}
        });
        assert_eq!(map, told);
    }
}
