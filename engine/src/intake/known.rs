//! Ids inside a record that came as JSON: each must exist, or the record is rejected with the nearest one named; words
//! without an id are linked where that is safe.

use super::lexicon::{ConceptKind, Linking};
use super::{RejectCode, Rejected};
use crate::model::{
    Cohort, Demand, EducationCode, HeldSkill, MajorId, Need, OccupationCode, Order, Organisation, Outcome, Post,
    Profile, Programme, Schooling, SkillId,
};

/// Checks the ids of one record and links its words.
struct Checker<'r, 'l> {
    line: u64,
    linking: &'r mut Linking<'l>,
}

pub(super) fn profile(line: u64, profile: &mut Profile, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    Checker { line, linking }.profile(profile)
}

pub(super) fn order(line: u64, order: &mut Order, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let mut checker = Checker { line, linking };
    if let Some(entry) = &order.entry {
        checker.known(ConceptKind::Entry, entry.as_str(), || "entry".to_owned())?;
    }
    checker.demand(&mut order.demand)
}

pub(super) fn organisation(line: u64, body: &Organisation, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let mut checker = Checker { line, linking };
    if let Some(region) = &body.region {
        checker.known(ConceptKind::Region, region.as_str(), || "region".to_owned())?;
    }
    match &body.college {
        Some(college) => checker.known(ConceptKind::College, college.as_str(), || "college".to_owned()),
        None => Ok(()),
    }
}

pub(super) fn programme(line: u64, programme: &Programme, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let mut checker = Checker { line, linking };
    if let Some(major) = &programme.major {
        checker.known(ConceptKind::Major, major.as_str(), || "major".to_owned())?;
    }
    let mut taught = programme.skills.iter().enumerate();
    taught.try_for_each(|(i, taught)| {
        checker.known(ConceptKind::Skill, taught.skill.as_str(), || format!("skills[{i}].skill"))
    })
}

pub(super) fn cohort(line: u64, cohort: &Cohort, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let mut checker = Checker { line, linking };
    let mut positions = cohort.positions.iter().enumerate();
    positions.try_for_each(|(i, entry)| checker.known(ConceptKind::Entry, entry.as_str(), || format!("positions[{i}]")))
}

pub(super) fn outcome(line: u64, outcome: &Outcome, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let mut checker = Checker { line, linking };
    match &outcome.entry {
        Some(entry) => checker.known(ConceptKind::Entry, entry.as_str(), || "entry".to_owned()),
        None => Ok(()),
    }
}

impl Checker<'_, '_> {
    fn known(&mut self, kind: ConceptKind, id: &str, field: impl Fn() -> String) -> Result<(), Rejected> {
        if self.linking.lexicon.knows(kind, id) {
            return Ok(());
        }
        let allowed = match self.linking.lexicon.nearest(kind, id) {
            Some(nearest) => format!("an id of the vocabulary; the nearest is {nearest}"),
            None => "an id of the vocabulary".to_owned(),
        };
        Err(Rejected::new(self.line, &field(), id, RejectCode::UnknownId, allowed))
    }

    fn profile(&mut self, profile: &mut Profile) -> Result<(), Rejected> {
        for (i, held) in profile.skills.iter_mut().enumerate() {
            self.skill(i, held)?;
        }
        for (i, post) in profile.posts.iter_mut().enumerate() {
            self.post(i, post)?;
        }
        for (i, course) in profile.schooling.iter_mut().enumerate() {
            self.course(i, course)?;
        }
        for (i, grade) in profile.grades.iter().enumerate() {
            if let Some(code) = &grade.occupation {
                self.known(ConceptKind::Occupation, code.as_str(), || format!("grades[{i}].occupation"))?;
            }
        }
        for (i, title) in profile.titles.iter().enumerate() {
            if let Some(code) = &title.awarded_in {
                self.known(ConceptKind::Region, code.as_str(), || format!("titles[{i}].awarded_in"))?;
            }
        }
        for (i, held) in profile.licences.iter().enumerate() {
            self.known(ConceptKind::Licence, held.licence.as_str(), || format!("licences[{i}].licence"))?;
        }
        if let Some(region) = &profile.residence {
            self.known(ConceptKind::Region, region.as_str(), || "residence".to_owned())?;
        }
        self.preferences(profile)
    }

    fn preferences(&mut self, profile: &Profile) -> Result<(), Rejected> {
        let wishes = &profile.preferences;
        for (i, region) in wishes.regions.iter().enumerate() {
            self.known(ConceptKind::Region, region.as_str(), || format!("preferences.regions[{i}]"))?;
        }
        for (i, code) in wishes.occupations.iter().enumerate() {
            self.known(ConceptKind::Occupation, code.as_str(), || format!("preferences.occupations[{i}]"))?;
        }
        for (i, node) in wishes.nodes.iter().enumerate() {
            self.known(ConceptKind::Node, node.as_str(), || format!("preferences.nodes[{i}]"))?;
        }
        Ok(())
    }

    fn skill(&mut self, i: usize, held: &mut HeldSkill) -> Result<(), Rejected> {
        if let Some(id) = &held.skill {
            return self.known(ConceptKind::Skill, id.as_str(), || format!("skills[{i}].skill"));
        }
        if let Some(words) = &held.text {
            let id = self.linking.link(ConceptKind::Skill, self.line, "skills.text", words);
            held.skill = id.and_then(|id| SkillId::new(id).ok());
        }
        Ok(())
    }

    fn post(&mut self, i: usize, post: &mut Post) -> Result<(), Rejected> {
        match &post.occupation {
            Some(code) => {
                self.known(ConceptKind::Occupation, code.as_str(), || format!("posts[{i}].occupation"))?;
            }
            None => {
                let code = self.linking.link(ConceptKind::Occupation, self.line, "posts.title", &post.title);
                post.occupation = code.and_then(|code| OccupationCode::new(code).ok());
            }
        }
        if let Some(node) = &post.node {
            self.known(ConceptKind::Node, node.as_str(), || format!("posts[{i}].node"))?;
        }
        if let Some(region) = &post.region {
            self.known(ConceptKind::Region, region.as_str(), || format!("posts[{i}].region"))?;
        }
        Ok(())
    }

    fn course(&mut self, i: usize, course: &mut Schooling) -> Result<(), Rejected> {
        if let Some(level) = &course.level {
            self.known(ConceptKind::Education, level.as_str(), || format!("schooling[{i}].level"))?;
        }
        match (&course.major, &course.major_text) {
            (Some(id), _) => self.known(ConceptKind::Major, id.as_str(), || format!("schooling[{i}].major"))?,
            (None, Some(words)) => {
                let level = course.level.as_ref().map(EducationCode::as_str);
                let id = self.linking.link_major(self.line, "schooling.major_text", words, level);
                course.major = id.and_then(|id| MajorId::new(id).ok());
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn demand(&mut self, demand: &mut Demand) -> Result<(), Rejected> {
        for (i, node) in demand.nodes.iter().enumerate() {
            self.known(ConceptKind::Node, node.as_str(), || format!("demand.nodes[{i}]"))?;
        }
        for (i, region) in demand.regions.iter().enumerate() {
            self.known(ConceptKind::Region, region.as_str(), || format!("demand.regions[{i}]"))?;
        }
        if let Some(code) = &demand.occupation {
            self.known(ConceptKind::Occupation, code.as_str(), || "demand.occupation".to_owned())?;
        }
        for (i, requirement) in demand.requirements.iter_mut().enumerate() {
            self.need(i, &mut requirement.need)?;
        }
        Ok(())
    }

    fn need(&mut self, i: usize, need: &mut Need) -> Result<(), Rejected> {
        let field = |name: &str| format!("demand.requirements[{i}].need.{name}");
        match need {
            Need::Skill { skill: Some(id), .. } => self.known(ConceptKind::Skill, id.as_str(), || field("skill")),
            Need::Skill { skill, text: Some(words), .. } => {
                let id = self.linking.link(ConceptKind::Skill, self.line, "requirements.text", words);
                *skill = id.and_then(|id| SkillId::new(id).ok());
                Ok(())
            }
            Need::Education { at_least } => self.known(ConceptKind::Education, at_least.as_str(), || field("at_least")),
            Need::Major { any_of } => {
                any_of.iter().try_for_each(|id| self.known(ConceptKind::Major, id.as_str(), || field("any_of")))
            }
            Need::Licence { licence } => self.known(ConceptKind::Licence, licence.as_str(), || field("licence")),
            Need::Skill { .. } | Need::Title { .. } | Need::Grade { .. } | Need::Experience { .. } => Ok(()),
        }
    }
}
