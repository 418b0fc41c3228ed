//! People as a list, and found by words.

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use bole_engine::index::{Audience, TextError};
use bole_engine::model::{Invalid, TalentId};
use bole_engine::store::{self, Listing};
use utoipa::{IntoParams, ToSchema};

use super::{Answer, List, page};
use crate::error::{ApiError, Problem};
use crate::extract::Query;
use crate::limits::MAX_SEARCH_CHARS;
use crate::round::round4;
use crate::service::Service;

/// Whom to list.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleParams {
    /// Words of titles, skills and free text, in Chinese or English: the best are listed. None lists everybody by id.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Ids of skills, occupations or nodes, with commas between; found as well as the words.
    #[param(max_length = 200)]
    concepts: Option<String>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before, of a list by id.
    cursor: Option<String>,
}

/// Somebody listed.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct PersonItem {
    /// Who.
    id: TalentId,
    /// The masked name, when one is known.
    name: Option<String>,
    /// How well the words match; comparable within one search only.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

impl PeopleParams {
    /// Words and concepts, where any are asked for.
    fn wanted(&self) -> Result<Option<(String, Vec<String>)>, ApiError> {
        for (field, text) in [("q", &self.q), ("concepts", &self.concepts)] {
            let chars = text.as_ref().map_or(0, |text| text.chars().count());
            if chars > MAX_SEARCH_CHARS {
                let allowed = format!("at most {MAX_SEARCH_CHARS} characters");
                return Err(ApiError::Query(Invalid::new(field, chars, allowed)));
            }
        }
        let words = self.q.clone().unwrap_or_default();
        let concepts = self.concepts.iter().flat_map(|ids| ids.split(',')).map(str::trim);
        let concepts: Vec<String> = concepts.filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let asked = !words.trim().is_empty() || !concepts.is_empty();
        Ok(asked.then_some((words, concepts)))
    }
}

/// Lists people, by id or by how well they match words. Names are masked: the record itself shows more, and notes who read.
#[utoipa::path(get, path = "/v1/profiles", tag = "people", params(PeopleParams), responses(
    (status = 200, body = List<PersonItem>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "The index of words is being made", body = Problem,
        content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, Query(asked): Query<PeopleParams>) -> Answer {
    let limit = page::limit(asked.limit)?;
    let list = match asked.wanted()? {
        Some((words, concepts)) => found(service, words, concepts, limit).await?,
        None => by_id(&service, asked.cursor, limit).await?,
    };
    Ok(HttpResponse::Ok().json(list))
}

async fn found(
    service: Data<Service>,
    words: String,
    concepts: Vec<String>,
    limit: usize,
) -> Result<List<PersonItem>, ApiError> {
    let reader = service.words().and_then(|words| words.reader()).ok_or(ApiError::Building)?;
    let hits = web::block(move || reader.search(&words, &concepts, Audience::Insiders, limit)).await;
    let hits = hits.map_err(|_| ApiError::GivenUp)?.map_err(refused)?;
    let item = |hit: bole_engine::index::TextHit| PersonItem {
        name: service.masked(&hit.id),
        id: hit.id,
        score: Some(round4(hit.score)),
    };
    Ok(List { items: hits.into_iter().map(item).collect(), next: None })
}

async fn by_id(service: &Service, after: Option<String>, limit: usize) -> Result<List<PersonItem>, ApiError> {
    let rows = service.store.rows(store::Kind::Profile, &Listing { after, limit, ..Listing::default() }).await?;
    let next = rows.last().filter(|_| rows.len() == limit).map(|row| row.id.clone());
    let items = rows.into_iter().map(|row| {
        let id = TalentId::try_from(row.id).map_err(ApiError::Path)?;
        Ok(PersonItem { name: service.masked(&id), id, score: None })
    });
    Ok(List { items: items.collect::<Result<_, ApiError>>()?, next })
}

fn refused(error: TextError) -> ApiError {
    if matches!(error, TextError::QueryTooLong { .. }) {
        return ApiError::Query(Invalid::new("q", "", format!("at most {MAX_SEARCH_CHARS} characters")));
    }
    tracing::error!(%error, "the text index failed");
    ApiError::Building
}
