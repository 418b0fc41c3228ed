//! Words for those who write demands: concepts of the vocabulary, suggested while one types, and their names by id.

use actix_web::web::Data;
use bole_engine::model::{Bilingual, Invalid, SkillGrade, TitleLevel};
use bole_engine::reference::Reference;
use bole_engine::text::normalise;
use bole_engine::vocabulary::{Concept, EducationLevel, Suggestion, Vocabulary};
use bole_engine::wording::{Label, Language, Naming};
use utoipa::{IntoParams, ToSchema};

use super::page::limit;
use super::{Answer, List, work};
use crate::error::{ApiError, Problem};
use crate::extract::Query;
use crate::limits::MAX_SEARCH_CHARS;
use crate::service::Service;

/// What a concept is of.
#[derive(Debug, Clone, Copy, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConceptKind {
    /// Skills.
    Skill,
    /// Occupations, by code.
    Occupation,
    /// Majors.
    Major,
    /// Education levels that are conferred, by code, lowest first.
    Education,
    /// Levels of titles, by code, lowest first.
    Title,
    /// Skill grades, by number, lowest first.
    Grade,
    /// Licences.
    Licence,
    /// Regions, by code.
    Region,
    /// Nodes of the edition in force.
    Node,
}

/// Which concepts.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConceptParams {
    /// Of what.
    #[param(inline)]
    kind: ConceptKind,
    /// Words in Chinese or English: concepts that they may mean, best first. None lists all.
    #[serde(default)]
    #[param(max_length = 200)]
    q: String,
    /// Ids with commas between: their names, and nothing else.
    #[serde(default)]
    #[param(max_length = 2000)]
    ids: String,
    /// Items, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A concept with its name.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub(crate) struct ConceptItem {
    /// Its id or code.
    pub(super) id: String,
    /// Its name.
    pub(super) name: Bilingual,
    /// What tells it from others of the name: a major's code, the law behind a licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Suggests concepts of the vocabulary while one types, or names those of given ids.
#[utoipa::path(get, path = "/v1/concepts", tag = "catalog", params(ConceptParams), responses(
    (status = 200, body = List<ConceptItem>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, Query(asked): Query<ConceptParams>) -> Answer {
    let (chars, most) = (asked.q.chars().count(), limit(asked.limit)?);
    if chars > MAX_SEARCH_CHARS {
        let allowed = format!("at most {MAX_SEARCH_CHARS} characters");
        return Err(ApiError::Query(Invalid::new("q", chars, allowed)));
    }
    work(service, move |service| Ok(List { items: found(&service.reference, &asked, most), next: None })).await
}

fn found(reference: &Reference, asked: &ConceptParams, most: usize) -> Vec<ConceptItem> {
    let words = asked.q.trim();
    if !asked.ids.trim().is_empty() {
        let ids = asked.ids.split(',').map(str::trim).filter(|id| !id.is_empty());
        return ids.filter_map(|id| named(reference, asked.kind, id)).take(most).collect();
    }
    match suggested(&reference.vocabulary, asked.kind, words, most) {
        Some(ids) if !words.is_empty() => ids.iter().filter_map(|one| named(reference, asked.kind, &one.id)).collect(),
        _ => all(reference, asked.kind).into_iter().filter(|item| item.says(words)).take(most).collect(),
    }
}

/// Suggestions, for the kinds that are too many to look through.
fn suggested(vocabulary: &Vocabulary, kind: ConceptKind, words: &str, most: usize) -> Option<Vec<Suggestion>> {
    match kind {
        ConceptKind::Skill => Some(vocabulary.suggest_skills(words, most)),
        ConceptKind::Occupation => Some(vocabulary.suggest_occupations(words, most)),
        ConceptKind::Major => Some(vocabulary.suggest_majors(words, most)),
        ConceptKind::Education
        | ConceptKind::Title
        | ConceptKind::Grade
        | ConceptKind::Licence
        | ConceptKind::Region
        | ConceptKind::Node => None,
    }
}

impl ConceptItem {
    fn of(concept: &impl Concept, note: Option<String>) -> Self {
        let name = Bilingual { zh: concept.zh().unwrap_or(concept.en()).into(), en: concept.en().into() };
        Self { id: concept.id().into(), name, note }
    }

    fn labelled(id: impl ToString, label: impl Label) -> Self {
        let (zh, en) = label.labels();
        Self { id: id.to_string(), name: Bilingual { zh: zh.into(), en: en.into() }, note: None }
    }

    /// Whether a name or the id holds the words.
    fn says(&self, words: &str) -> bool {
        let words = normalise(words);
        [&self.name.zh, &self.name.en, &self.id].iter().any(|name| normalise(name).contains(&words))
    }
}

fn all(reference: &Reference, kind: ConceptKind) -> Vec<ConceptItem> {
    let vocabulary = &reference.vocabulary;
    match kind {
        ConceptKind::Skill => vocabulary.skills().iter().map(|one| ConceptItem::of(one, None)).collect(),
        ConceptKind::Occupation => vocabulary.occupations().iter().map(|one| ConceptItem::of(one, None)).collect(),
        ConceptKind::Major => {
            vocabulary.majors().iter().map(|one| ConceptItem::of(one, Some(one.code.clone()))).collect()
        }
        ConceptKind::Education => conferred(vocabulary).into_iter().map(|one| ConceptItem::of(one, None)).collect(),
        ConceptKind::Title => TitleLevel::ALL.map(|level| ConceptItem::labelled(level.code(), level)).into(),
        ConceptKind::Grade => grades().map(|grade| ConceptItem::labelled(grade.get(), grade)).collect(),
        ConceptKind::Licence => {
            vocabulary.licences().iter().map(|one| ConceptItem::of(one, Some(one.basis.clone()))).collect()
        }
        ConceptKind::Region => vocabulary.regions().iter().map(|one| ConceptItem::of(one, None)).collect(),
        ConceptKind::Node => {
            reference.edition.nodes.iter().map(|node| node_item(node.id.as_str(), &node.name)).collect()
        }
    }
}

fn node_item(id: &str, name: &Bilingual) -> ConceptItem {
    ConceptItem { id: id.to_owned(), name: name.clone(), note: None }
}

fn conferred(vocabulary: &Vocabulary) -> Vec<&EducationLevel> {
    let mut levels: Vec<&EducationLevel> = vocabulary.educations().iter().filter(|level| level.conferred).collect();
    levels.sort_by(|a, b| (a.rank, &a.code).cmp(&(b.rank, &b.code)));
    levels
}

fn grades() -> impl Iterator<Item = SkillGrade> {
    (0..=SkillGrade::MAX.get()).filter_map(|grade| SkillGrade::try_from(grade).ok())
}

/// The concept of an id.
pub(super) fn named(reference: &Reference, kind: ConceptKind, id: &str) -> Option<ConceptItem> {
    let both = |name: &dyn Fn(Language) -> Option<String>| {
        Some(Bilingual { zh: name(Language::Zh)?, en: name(Language::En)? })
    };
    let note = match kind {
        ConceptKind::Major => reference.vocabulary.major(id).map(|major| major.code.clone()),
        ConceptKind::Licence => reference.vocabulary.licence(id).map(|licence| licence.basis.clone()),
        ConceptKind::Skill
        | ConceptKind::Occupation
        | ConceptKind::Education
        | ConceptKind::Title
        | ConceptKind::Grade
        | ConceptKind::Region
        | ConceptKind::Node => None,
    };
    let name = match kind {
        ConceptKind::Skill => both(&|l| reference.skill(id, l).map(str::to_owned)),
        ConceptKind::Occupation => both(&|l| reference.occupation(id, l).map(str::to_owned)),
        ConceptKind::Major => both(&|l| reference.major(id, l).map(str::to_owned)),
        ConceptKind::Licence => both(&|l| reference.licence(id, l).map(str::to_owned)),
        ConceptKind::Region => both(&|l| reference.region(id, l).map(str::to_owned)),
        ConceptKind::Node => both(&|l| reference.node(id, l).map(str::to_owned)),
        ConceptKind::Education | ConceptKind::Title | ConceptKind::Grade => {
            return all(reference, kind).into_iter().find(|item| item.id == id);
        }
    }?;
    Some(ConceptItem { id: id.to_owned(), name, note })
}
