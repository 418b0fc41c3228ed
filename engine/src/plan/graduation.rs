//! What a class leaves its people with: skills with their source, and the course that ended. The plan judges graduates to
//! come by it, and when a class has graduated the same is written into the records of its people, once and for all readers:
//! from then on they stand in the register themselves.

use crate::model::{
    Cohort, CohortForm, Date, EducationCode, HeldSkill, MAX_LIST, Month, Profile, Programme, Schooling, SkillSource,
    TaughtSkill,
};
use crate::text::fold;
use crate::vocabulary::{MajorLevel, Vocabulary};

/// What a class leaves its people with.
#[derive(Debug, Clone, PartialEq)]
pub struct Graduation {
    skills: Vec<HeldSkill>,
    /// None for employees who learn on the job: they end no course of a college.
    schooling: Option<Schooling>,
}

impl Graduation {
    /// What a class of a programme leaves its people with, taught at a school of this name.
    #[must_use]
    pub fn of(cohort: &Cohort, programme: &Programme, school: Option<&str>, vocabulary: &Vocabulary) -> Self {
        Self::taught(programme, &cohort.modules, cohort.form, cohort.ready, school, vocabulary)
    }

    /// The same, part by part. Of two levels of one skill the higher counts, as in every record.
    pub(super) fn taught(
        programme: &Programme,
        modules: &[TaughtSkill],
        form: CohortForm,
        ready: Date,
        school: Option<&str>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let held = |taught: &TaughtSkill| HeldSkill {
            skill: Some(taught.skill.clone()),
            text: None,
            level: Some(taught.level),
            source: SkillSource::Course,
        };
        let major = &programme.major;
        let schooling = Schooling {
            level: major.as_ref().and_then(|major| level(major.as_str(), vocabulary)),
            major: major.clone(),
            major_text: None,
            school: school.map(str::to_owned),
            start: None,
            graduation: Some(ready.month()),
        };
        Self {
            skills: programme.skills.iter().chain(modules).map(held).collect(),
            schooling: (form != CohortForm::NewTypeApprenticeship).then_some(schooling),
        }
    }

    /// The course that its people end, without the day on which it began; none of employees who learn on the job.
    #[must_use]
    pub const fn course(&self) -> Option<&Schooling> {
        self.schooling.as_ref()
    }

    /// The record of somebody who graduated: what was held to a higher level stays, and a course that ran at this school
    /// until then ends. Doing it twice changes nothing.
    #[must_use]
    pub fn written_to(&self, mut person: Profile) -> Profile {
        let mut room = MAX_LIST.saturating_sub(person.skills.len());
        for taught in &self.skills {
            let same = |held: &&mut HeldSkill| held.skill == taught.skill;
            match person.skills.iter_mut().filter(same).max_by_key(|held| held.level) {
                Some(held) if held.level >= taught.level => {}
                Some(held) => (held.level, held.source) = (taught.level, taught.source),
                None if room > 0 => {
                    room -= 1;
                    person.skills.push(taught.clone());
                }
                None => {}
            }
        }
        if let Some(ended) = &self.schooling {
            end(&mut person.schooling, ended);
        }
        person
    }
}

/// Ends the course that ran, or adds one.
fn end(courses: &mut Vec<Schooling>, ended: &Schooling) {
    let name = |course: &Schooling| course.school.as_deref().map(|school| fold(school.trim()).into_owned());
    let (school, month) = (name(ended), ended.graduation);
    let ran = |course: &&mut Schooling| {
        let here = name(course) == school || (course.school.is_none() && course.graduation.is_some());
        here && course.start.is_none_or(|start| Some(start) < month) && runs_until(course.graduation, month)
    };
    let room = courses.len() < MAX_LIST;
    match courses.iter_mut().find(ran) {
        Some(course) => {
            course.graduation = month;
            course.school = course.school.take().or_else(|| ended.school.clone());
            course.level = course.level.take().or_else(|| ended.level.clone());
            course.major = course.major.take().or_else(|| ended.major.clone());
        }
        None if room => courses.push(ended.clone()),
        None => {}
    }
}

/// Whether a course ran in a month: its end is not told, or not past by then.
fn runs_until(end: Option<Month>, month: Option<Month>) -> bool {
    end.is_none_or(|end| Some(end) >= month)
}

/// The level that a programme leads to, by the list that its major stands in.
fn level(major: &str, vocabulary: &Vocabulary) -> Option<EducationCode> {
    let code = match vocabulary.major(major)?.level {
        MajorLevel::Postgraduate => "14",
        MajorLevel::Undergraduate => "21",
        MajorLevel::VocationalCollege => "31",
        MajorLevel::VocationalSecondary => "41",
    };
    EducationCode::new(code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{holds, month, reference};
    use crate::model::TalentId;

    fn graduation(form: &str) -> Graduation {
        let programme = serde_json::json!({"id": "P-1", "college": "C", "name": {"zh": "工", "en": "x"}, "seats": 40,
            "skills": [{"skill": "plc", "level": 3}, {"skill": "cad", "level": 2}]});
        let cohort = serde_json::json!({"id": "K-1", "programme": "P-1", "college": "C", "form": form,
            "name": {"zh": "班", "en": "class"}, "modules": [{"skill": "cad", "level": 4}], "seats_min": 1, "seats_max": 3,
            "start": "2024-09-01", "ready": "2027-07-01", "status": "running"});
        let (programme, cohort) = (serde_json::from_value(programme), serde_json::from_value(cohort));
        Graduation::of(&cohort.unwrap(), &programme.unwrap(), Some("示例学院"), &reference().vocabulary)
    }

    fn person() -> Profile {
        Profile { skills: vec![holds("plc", 5)], ..Profile::empty(TalentId::new("T-1").unwrap()) }
    }

    fn course(school: Option<&str>, ends: Option<Month>) -> Schooling {
        Schooling {
            level: None,
            major: None,
            major_text: None,
            school: school.map(str::to_owned),
            start: None,
            graduation: ends,
        }
    }

    #[test]
    fn what_was_taught_is_held_at_the_higher_level_and_once() {
        let left = graduation("order_class");
        let graduate = left.written_to(person());
        let held: Vec<_> = graduate
            .skills
            .iter()
            .map(|held| (held.skill.as_ref().unwrap().as_str(), held.level.unwrap().get(), held.source))
            .collect();
        assert_eq!(held[0].1, 5, "what was held to a higher level stays");
        assert_eq!(held[1..], [("cad", 4, SkillSource::Course)]);
        assert_eq!(left.written_to(graduate.clone()), graduate);
        assert!(graduate.checked().is_ok());
    }

    #[test]
    fn the_course_that_ran_ends_and_an_earlier_one_stays() {
        let (then, before) = (month(2027, 7), month(2020, 6));
        let left = graduation("order_class");
        let ends = |courses: Vec<Schooling>| {
            let graduate = left.written_to(Profile { schooling: courses, ..person() });
            graduate.schooling.into_iter().map(|course| course.graduation).collect::<Vec<_>>()
        };
        assert_eq!(ends(Vec::new()), [Some(then)]);
        assert_eq!(ends(vec![course(Some("示例学院"), Some(month(2027, 9)))]), [Some(then)]);
        assert_eq!(ends(vec![course(Some("示例学院"), Some(before))]), [Some(before), Some(then)]);
        assert_eq!(ends(vec![course(None, None)]), [None, Some(then)], "a course of which nothing is known");
    }

    #[test]
    fn employees_who_learn_on_the_job_end_no_course() {
        let graduate = graduation("new_type_apprenticeship").written_to(person());
        assert!(graduate.schooling.is_empty() && graduate.skills.len() == 2);
    }
}
