//! What the ids and codes of records are called, by vocabulary and edition: all of it at once, since it is small and the
//! same for everybody.

use std::collections::BTreeMap;

use actix_web::web::Data;
use bole_engine::model::Bilingual;
use bole_engine::reference::Reference;
use utoipa::ToSchema;

use super::{Answer, work};
use crate::error::Problem;
use crate::service::Service;

/// Names by id or code.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct VocabularyAnswer {
    /// Of skills.
    skills: BTreeMap<String, Bilingual>,
    /// Of majors.
    majors: BTreeMap<String, Bilingual>,
    /// Of occupations.
    occupations: BTreeMap<String, Bilingual>,
    /// Of licences.
    licences: BTreeMap<String, Bilingual>,
    /// Of levels of education.
    educations: BTreeMap<String, Bilingual>,
    /// Of skill grades, by their place in the order, 0 to 7.
    grades: BTreeMap<String, Bilingual>,
    /// Of regions.
    regions: BTreeMap<String, Bilingual>,
    /// Of the nodes of the edition in force.
    nodes: BTreeMap<String, Bilingual>,
    /// Of its positions.
    positions: BTreeMap<String, Bilingual>,
}

impl VocabularyAnswer {
    fn of(Reference { vocabulary, edition, .. }: &Reference) -> Self {
        let skills = vocabulary.skills().iter().map(|skill| {
            let zh = skill.zh.clone().unwrap_or_else(|| skill.en.clone());
            (skill.id.to_string(), Bilingual { zh, en: skill.en.clone() })
        });
        let grades = vocabulary.grades().iter().map(|known| (known.grade.get().to_string(), known.name.clone()));
        Self {
            skills: skills.collect(),
            majors: names(vocabulary.majors(), |known| (known.id.to_string(), &known.name)),
            occupations: names(vocabulary.occupations(), |known| (known.code.to_string(), &known.name)),
            licences: names(vocabulary.licences(), |known| (known.id.to_string(), &known.name)),
            educations: names(vocabulary.educations(), |known| (known.code.to_string(), &known.name)),
            grades: grades.collect(),
            regions: names(vocabulary.regions(), |known| (known.code.to_string(), &known.name)),
            nodes: names(&edition.nodes, |node| (node.id.to_string(), &node.name)),
            positions: names(&edition.entries, |entry| (entry.id.to_string(), &entry.demand.title)),
        }
    }
}

fn names<T>(all: &[T], name: impl Fn(&T) -> (String, &Bilingual)) -> BTreeMap<String, Bilingual> {
    let named = all.iter().map(name);
    named.map(|(id, name)| (id, name.clone())).collect()
}

/// Tells what the ids and codes of records are called.
#[utoipa::path(get, path = "/v1/vocabulary", tag = "catalog", responses(
    (status = 200, body = VocabularyAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>) -> Answer {
    work(service, |service| Ok(VocabularyAnswer::of(&service.reference))).await
}
