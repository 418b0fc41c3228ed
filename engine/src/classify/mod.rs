//! Sorts a person into the categories: rules of the method, each with its points, added up by category. Gives four scores,
//! the primary category, how sure it is, and the rules that spoke. A person's own override stands above the rules and is
//! reported with who and why. `youth` rests on enrolment and graduation; age is not read, and cannot be.

mod rule;

use crate::model::{Category, CategoryOverride, Date, Profile};
use crate::reference::Reference;
pub use rule::Proof;

/// The category of a person, with its reasons.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Classified {
    /// The category that holds: the override where there is one, else the one by the rules; absent when too little is known.
    pub primary: Option<Category>,
    /// The category by the rules alone.
    pub by_rules: Option<Category>,
    /// How sure the rules are, 0 to 1: the lead over the next category, as a share of the method's clear margin.
    pub confidence: f64,
    /// The four scores, in the order of [`Category::ALL`].
    pub scores: Vec<CategoryScore>,
    /// The category set by a person, with who and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overridden: Option<CategoryOverride>,
}

/// The score of one category.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CategoryScore {
    /// Which.
    pub category: Category,
    /// The sum of the reasons' points.
    pub points: f64,
    /// The rules that spoke, in the order of the method.
    pub reasons: Vec<Reason>,
}

/// A rule that spoke.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The rule's id in the method.
    pub rule: String,
    /// Its points.
    pub points: f64,
    /// What in the record made it speak.
    pub proof: Proof,
}

/// Sorts a person at a date. Never fails: somebody of whom nothing is known has no category.
#[must_use]
pub fn classify(profile: &Profile, reference: &Reference, as_of: Date) -> Classified {
    let method = &reference.method.classification;
    let scores: Vec<CategoryScore> =
        Category::ALL.into_iter().map(|category| score(category, profile, reference, as_of)).collect();
    // A tie goes to the category that stands first in the papers; its confidence is 0 then.
    let best = scores.iter().rev().max_by(|a, b| a.points.total_cmp(&b.points));
    let best = best.filter(|best| best.points > 0.0 && best.points >= method.minimum_points);
    let by_rules = best.map(|best| best.category);
    let confidence = best.map_or(0.0, |best| {
        let others = scores.iter().filter(|other| other.category != best.category);
        let lead = best.points - others.map(|other| other.points).fold(0.0, f64::max);
        if method.clear_margin > 0.0 { (lead / method.clear_margin).min(1.0) } else { 1.0 }
    });
    let overridden = profile.category.clone();
    let primary = overridden.as_ref().map(|set| set.category).or(by_rules);
    Classified { primary, by_rules, confidence, scores, overridden }
}

fn score(category: Category, profile: &Profile, reference: &Reference, as_of: Date) -> CategoryScore {
    let rules = reference.method.classification.rules.iter().filter(|rule| rule.category == category);
    let reasons: Vec<Reason> = rules
        .filter_map(|rule| {
            let proof = rule::prove(&rule.when, profile, &reference.vocabulary, as_of)?;
            Some(Reason { rule: rule.id.clone(), points: rule.points, proof })
        })
        .collect();
    let points = reasons.iter().fold(0.0, |sum, reason| sum + reason.points);
    CategoryScore { category, points, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{achieved, course, held_grade, month, nobody, post, reference, today};
    use crate::model::{AchievementKind, AchievementReach, Schooling};

    fn sort(profile: &Profile) -> Classified {
        classify(profile, &reference(), today())
    }

    fn student(graduation: crate::model::Month) -> Schooling {
        Schooling { start: Some(month(2023, 9)), ..course("31", "v460301", Some(graduation)) }
    }

    #[test]
    fn each_category_by_its_own_record() {
        let scientist = Profile {
            posts: vec![post("副研究员", "2-01-06-03", "", Some(month(2012, 1)), None)],
            achievements: vec![achieved(AchievementKind::RepresentativeWork, AchievementReach::National, 3)],
            ..nobody()
        };
        let engineer = Profile {
            posts: vec![post("模具设计工程师", "2-02-07-06", "", Some(month(2015, 1)), None)],
            achievements: vec![achieved(AchievementKind::ProjectResult, AchievementReach::Organisation, 1)],
            ..nobody()
        };
        let master = Profile {
            posts: vec![post("钳工", "6-18-04-01", "", Some(month(2008, 1)), None)],
            grades: vec![held_grade(5, "6-18-04-01", None)],
            ..nobody()
        };
        let youth = Profile { schooling: vec![student(month(2027, 7))], ..nobody() };
        let people = [scientist, engineer, master, youth];
        for (person, category) in people.iter().zip(Category::ALL) {
            let sorted = sort(person);
            assert_eq!(sorted.primary, Some(category), "{sorted:?}");
            assert_eq!(sorted.confidence, 1.0, "{sorted:?}");
        }
    }

    #[test]
    fn points_are_the_sum_of_reasons() {
        let master = Profile { grades: vec![held_grade(4, "", None)], ..nobody() };
        let sorted = sort(&master);
        let score = &sorted.scores[Category::MasterTechnician as usize];
        let rules: Vec<&str> = score.reasons.iter().map(|reason| reason.rule.as_str()).collect();
        assert_eq!(rules, ["master_grade", "master_high_grade"]);
        assert_eq!(score.points, 4.5);
        assert_eq!(score.reasons[0].proof, Proof::Grade { grade: 4 });
    }

    #[test]
    fn youth_ends_with_time_since_graduation() {
        let graduated = |year| sort(&Profile { schooling: vec![student(month(year, 7))], ..nobody() });
        assert_eq!(graduated(2025).primary, Some(Category::Youth));
        let long_ago = Profile {
            schooling: vec![course("31", "v460301", Some(month(2012, 7)))],
            posts: vec![post("钳工", "6-18-04-01", "", Some(month(2012, 8)), None)],
            ..nobody()
        };
        assert_eq!(sort(&long_ago).primary, Some(Category::MasterTechnician));
        assert_eq!(sort(&long_ago).scores[Category::Youth as usize].points, 0.0);
    }

    #[test]
    fn nothing_known_claims_nothing() {
        let sorted = sort(&nobody());
        assert_eq!((sorted.primary, sorted.confidence), (None, 0.0));
    }

    #[test]
    fn an_override_stands_above_the_rules_and_is_told() {
        let set = CategoryOverride { category: Category::Engineer, by: "HR".into(), reason: "leads the line".into() };
        let person = Profile { category: Some(set.clone()), grades: vec![held_grade(5, "", None)], ..nobody() };
        let sorted = sort(&person);
        assert_eq!(sorted.primary, Some(Category::Engineer));
        assert_eq!(sorted.by_rules, Some(Category::MasterTechnician));
        assert_eq!(sorted.overridden, Some(set));
    }

    #[test]
    fn words_are_whole() {
        let titled = |title: &str| {
            sort(&Profile { posts: vec![post(title, "", "", None, None)], ..nobody() }).scores.remove(3).points
        };
        assert!(titled("Intern, process") > 0.0 && titled("实习生") > 0.0 && titled("Interns") > 0.0);
        assert_eq!(titled("International sales"), 0.0);
        assert_eq!(titled("Internal auditor"), 0.0);
    }
}
