//! A programme's courses: what everybody takes, the foundations of the field, a course and a practice for each skill that is
//! taught, electives, and the months in a plant. Courses together teach exactly the skills that they are made for.

mod basics;
mod fields;

use crate::model::{Bilingual, Course, SkillLevel, TaughtSkill};

use super::dice::Dice;
use super::words::Words;
use basics::{BASICS, LEAVING};
use fields::field;

/// Terms of a programme of a vocational college, and of a university.
const TERMS: [u8; 2] = [6, 8];
/// Names of courses on a skill, with the word in English before it.
const THEORY: [(&str, &str); 6] = [
    ("基础与应用", "Foundations of"),
    ("技术", "Technology of"),
    ("应用技术", "Applied"),
    ("理论与实务", "Theory and practice of"),
    ("原理与方法", "Principles and methods of"),
    ("项目教程", "Projects in"),
];
/// Names of practices on a skill.
const PRACTICE: [(&str, &str); 4] = [
    ("实训", "Practical training:"),
    ("综合实训", "Comprehensive training:"),
    ("课程设计", "Course project:"),
    ("专项训练", "Skills drill:"),
];
/// What a level is called in a plan's sentences: level 1 to 5.
const LEVELS: [(&str, &str); 5] = [
    ("了解", "Introduction to"),
    ("熟悉", "Familiar with"),
    ("掌握", "Competent in"),
    ("熟练掌握", "Fluent in"),
    ("精通", "Expert in"),
];
/// Fewest and most electives of the field.
const ELECTIVES: (i32, i32) = (6, 8);
/// Fewest and most basics that everybody takes; there are as many at hand.
const EVERYBODY: (i32, i32) = (14, 17);

/// What a programme is made of.
pub(super) struct Curriculum<'t> {
    /// The words of the vocabulary.
    pub(super) words: &'t Words,
    /// The first digits of its major: the ladder and the field.
    pub(super) major: &'t str,
    /// What it teaches, each skill once, with hours.
    pub(super) taught: &'t [TaughtSkill],
}

impl Curriculum<'_> {
    /// Its courses, term by term.
    pub(super) fn courses(&self, dice: &mut Dice) -> Vec<Course> {
        let last = TERMS[usize::from(self.major.starts_with('b'))];
        let mut courses = self.basics(dice);
        courses.extend(self.of_field(dice));
        for (number, taught) in self.taught.iter().enumerate() {
            // The skills are spread over the terms between the first and the last.
            let term = 2 + (number * usize::from(last - 3) / self.taught.len().max(1)) as u8;
            courses.extend(self.of_skill(taught, term, dice));
        }
        courses.extend(LEAVING.iter().filter_map(|&(zh, en, hours)| course((zh, en), last, hours)));
        courses.sort_by_key(|course| course.term);
        for (number, course) in courses.iter_mut().enumerate() {
            course.code = Some(format!("{}{:02}", self.major.get(1..).unwrap_or_default(), number + 1));
        }
        courses
    }

    fn basics(&self, dice: &mut Dice) -> Vec<Course> {
        let count = dice.between(EVERYBODY.0, EVERYBODY.1) as usize;
        BASICS.iter().take(count).filter_map(|&(zh, en, term, hours)| course((zh, en), term, hours)).collect()
    }

    /// Foundations in the first terms, electives before the last.
    fn of_field(&self, dice: &mut Dice) -> Vec<Course> {
        let field = field(self.major);
        let mut courses: Vec<Course> = Vec::new();
        for (number, &name) in field.foundations.iter().enumerate() {
            let hours = 32 + dice.below(4) as u16 * 16;
            courses.extend(course(name, 1 + (number / 3) as u8, hours));
        }
        let first = dice.below(field.electives.len());
        let count = dice.between(ELECTIVES.0, ELECTIVES.1) as usize;
        for &name in field.electives.iter().cycle().skip(first).take(count.min(field.electives.len())) {
            courses.extend(course(name, 3 + dice.below(3) as u8, 32));
        }
        courses
    }

    /// A course that begins a skill and a practice that brings it to its level; short ones are one course.
    fn of_skill(&self, taught: &TaughtSkill, term: u8, dice: &mut Dice) -> Vec<Course> {
        let hours = taught.hours.unwrap_or_default();
        let (theory, practice) = (dice.one(&THEORY), dice.one(&PRACTICE));
        if taught.level == SkillLevel::MIN {
            return self.teaching(theory, taught, taught.level, hours, term).into_iter().collect();
        }
        let below = SkillLevel::try_from(taught.level.get() - 1).unwrap_or(taught.level);
        let most = hours - hours * 2 / 5;
        let begun = self.teaching(theory, taught, below, most, term);
        let applied = self.teaching(practice, taught, taught.level, hours - most, term + 1);
        begun.into_iter().chain(applied).collect()
    }

    fn teaching(
        &self,
        (behind, before): (&str, &str),
        taught: &TaughtSkill,
        level: SkillLevel,
        hours: u16,
        term: u8,
    ) -> Option<Course> {
        let word = &self.words.skills[self.words.skill(taught.skill.as_str())? as usize];
        let en = word.forms.last()?;
        let (to, to_en) = LEVELS[usize::from(level.get()) - 1];
        let parts: Vec<&str> = word.forms.iter().rev().skip(1).take(3).map(String::as_str).collect();
        let about = if parts.is_empty() { String::new() } else { format!(":{}", parts.join("、")) };
        let name = (format!("{}{behind}", word.zh), format!("{before} {}", lower(en)));
        Some(Course {
            content: Some(format!("{to}{}{about}。{to_en} {}.", word.zh, lower(en))),
            skills: vec![TaughtSkill { level, hours: Some(hours), ..taught.clone() }],
            ..course((&name.0, &name.1), term, hours)?
        })
    }
}

/// A name within a sentence: small, unless it is an abbreviation or a name.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

fn course((zh, en): (&str, &str), term: u8, hours: u16) -> Option<Course> {
    let (name, term, hours) = (Bilingual::new(zh, en).ok()?, Some(term), Some(hours));
    Some(Course { name, code: None, term, hours, content: None, skills: Vec::new(), unlinked: Vec::new() })
}
