//! The vocabulary and the catalog as intake asks them.

use super::{ConceptKind, Lexicon, SkillMention};
use crate::model::EducationCode;
use crate::reference::Reference;
use crate::text::normalise;
use crate::vocabulary::Suggestion;

impl Lexicon for Reference {
    fn knows(&self, kind: ConceptKind, id: &str) -> bool {
        let words = &self.vocabulary;
        match kind {
            ConceptKind::Skill => words.skill(id).is_some(),
            ConceptKind::Occupation => words.occupation(id).is_some(),
            ConceptKind::Major => words.major(id).is_some(),
            ConceptKind::Region => words.region(id).is_some(),
            ConceptKind::Licence => words.licence(id).is_some(),
            ConceptKind::Title => crate::model::TitleLevel::from_code(id).is_ok(),
            ConceptKind::Grade => words.grades().iter().any(|grade| grade.grade.get().to_string() == id),
            ConceptKind::Education => words.education_rank(id).is_some(),
            ConceptKind::Node => self.edition.nodes.iter().any(|node| node.id.as_str() == id),
            ConceptKind::Entry => self.edition.entries.iter().any(|entry| entry.id.as_str() == id),
            ConceptKind::College => self.edition.colleges.iter().any(|college| college.id.as_str() == id),
        }
    }

    fn link(&self, kind: ConceptKind, text: &str) -> Option<String> {
        let words = &self.vocabulary;
        match kind {
            ConceptKind::Skill => words.link_skill(text).map(ToString::to_string),
            ConceptKind::Occupation => words.link_occupation(text).map(ToString::to_string),
            ConceptKind::Major => words.link_major(text, None).map(ToString::to_string),
            ConceptKind::Region => words.link_region(text).map(ToString::to_string),
            ConceptKind::Licence => words.link_licence(text).map(ToString::to_string),
            ConceptKind::Title => words.link_title(text).map(|title| title.level.code().to_owned()),
            ConceptKind::Grade => words.parse_grade(text).map(|grade| grade.get().to_string()),
            ConceptKind::Education => words.link_education(text).map(ToString::to_string),
            ConceptKind::Node => named(nodes(self), text),
            ConceptKind::Entry => named(entries(self), text),
            ConceptKind::College => named(colleges(self), text),
        }
    }

    fn link_major(&self, text: &str, education: Option<&str>) -> Option<String> {
        let education = education.and_then(|code| EducationCode::new(code).ok());
        self.vocabulary.link_major(text, education.as_ref()).map(ToString::to_string)
    }

    fn nearest(&self, kind: ConceptKind, text: &str) -> Option<String> {
        let words = &self.vocabulary;
        let best = match kind {
            ConceptKind::Skill => words.suggest_skills(text, 1),
            ConceptKind::Occupation => words.suggest_occupations(text, 1),
            ConceptKind::Major => words.suggest_majors(text, 1),
            ConceptKind::Region
            | ConceptKind::Licence
            | ConceptKind::Title
            | ConceptKind::Grade
            | ConceptKind::Education
            | ConceptKind::Node
            | ConceptKind::Entry
            | ConceptKind::College => Vec::new(),
        };
        best.into_iter().next().map(|Suggestion { id, name, .. }| format!("{id} {name}"))
    }

    fn mentions(&self, text: &str) -> Vec<SkillMention> {
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        let byte = |char: usize| starts.get(char).copied().unwrap_or(text.len());
        let skills = self.vocabulary.skills();
        let found = self.vocabulary.mentions(text).into_iter().filter_map(|mention| {
            let skill = skills.get(mention.concept as usize)?.id.to_string();
            Some(SkillMention { skill, start: byte(mention.start), end: byte(mention.end) })
        });
        found.collect()
    }

    fn basis(&self, licence: &str) -> Option<String> {
        self.vocabulary.licence(licence).map(|licence| licence.basis.clone())
    }
}

/// An id and the two names of what it stands for.
type Named<'a> = (&'a str, &'a crate::model::Bilingual);

fn nodes(reference: &Reference) -> impl Iterator<Item = Named<'_>> {
    reference.edition.nodes.iter().map(|node| (node.id.as_str(), &node.name))
}

fn entries(reference: &Reference) -> impl Iterator<Item = Named<'_>> {
    reference.edition.entries.iter().map(|entry| (entry.id.as_str(), &entry.demand.title))
}

fn colleges(reference: &Reference) -> impl Iterator<Item = Named<'_>> {
    reference.edition.colleges.iter().map(|college| (college.id.as_str(), &college.name))
}

/// The first thing whose id or name equals the text.
fn named<'a>(mut things: impl Iterator<Item = Named<'a>>, text: &str) -> Option<String> {
    let text = normalise(text);
    let equal = |(id, name): &Named<'_>| [*id, &name.zh, &name.en].into_iter().any(|form| normalise(form) == text);
    things.find(equal).map(|(id, _)| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Catalog, CatalogFiles};

    #[test]
    fn intake_reads_the_shipped_words() {
        let (catalog, _) = Catalog::read(&CatalogFiles::shipped());
        let edition = catalog.editions.into_values().next().unwrap();
        let method = catalog.methods.into_values().next().unwrap();
        let reference = Reference::new(catalog.vocabulary, edition, method);
        let link = |kind, text: &str| reference.link(kind, text);
        assert_eq!(link(ConceptKind::Skill, "三坐标").as_deref(), Some("cmm"));
        assert_eq!(link(ConceptKind::Node, "铝压延与型材挤压").as_deref(), Some("NFM-M2"));
        assert_eq!(link(ConceptKind::Grade, "一级/高级技师").as_deref(), Some("5"));
        assert_eq!(link(ConceptKind::Title, "高工").as_deref(), Some("412"));
        assert!(reference.knows(ConceptKind::Entry, "NFM-P01") && !reference.knows(ConceptKind::Entry, "NFM-P99"));
        let text = "熟练使用SolidWorks与西门子PLC编程";
        let found = reference.mentions(text);
        assert!(found.iter().any(|m| m.skill == "solidworks" && &text[m.start..m.end] == "SolidWorks"));
    }
}
