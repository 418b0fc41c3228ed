//! The skills of a course: what its name, its text and its list of skills speak of, each with a level and its part of the
//! hours; and the words that speak of a skill which the vocabulary does not have.
//!
//! ```text
//! level(s) = the highest that is said of s, by a number, or by the words before it; else that of the course's name
//! hours(s) = told, or (hours − told) · share(s) / Σ share      share = 2 named by the course or its list, 1 in its text
//! ```
//! Hours are whole: what is left over goes to the first skills, one hour each.

use super::course_words::{is_public, level_by_name, levels, phrases, sentences};
use super::lexicon::{ConceptKind, Linking};
use super::{RejectCode, Rejected, words};
use crate::model::{SkillId, SkillLevel, TaughtSkill};

/// Most skills of one course; a text that names more is a list of a field's words.
const MAX_SKILLS: usize = 40;
/// Most phrases of one course that are kept as not linked.
const MAX_UNLINKED: usize = 30;
/// What stands around the name of a field in the name of a course, and is none of it.
const AROUND: [&str; 26] = [
    "综合实训",
    "实训",
    "实习",
    "课程设计",
    "毕业设计",
    "综合",
    "项目",
    "应用技术",
    "技术与应用",
    "技术及应用",
    "技术基础",
    "基础",
    "原理与应用",
    "原理及应用",
    "应用",
    "技术",
    "原理",
    "概论",
    "导论",
    "实务",
    "入门",
    "与实践",
    "实践",
    "专项",
    "高级",
    "现代",
];

/// What a plan's row says of a course.
pub(super) struct Said<'t> {
    /// Its names.
    pub(super) names: [&'t str; 2],
    /// What its sheet says of its kind.
    pub(super) kind: Option<&'t str>,
    /// Its text.
    pub(super) text: &'t str,
    /// Its hours.
    pub(super) hours: Option<u16>,
    /// The items of its list of skills.
    pub(super) items: &'t [String],
}

/// What a course teaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Teaching {
    /// Skills, in the order in which they are spoken of.
    pub(super) skills: Vec<TaughtSkill>,
    /// Words that speak of a skill and are none of the vocabulary.
    pub(super) unlinked: Vec<String>,
    /// Whether it is everybody's course.
    pub(super) public: bool,
}

struct Spoken {
    skill: SkillId,
    level: Option<u8>,
    share: u32,
    hours: Option<u16>,
}

struct Reader<'r, 'l> {
    line: u64,
    linking: &'r mut Linking<'l>,
    spoken: Vec<Spoken>,
    unlinked: Vec<String>,
}

/// Reads a course. One that is everybody's teaches what its list names and nothing else.
///
/// # Errors
/// `Rejected` where an item of the list has a level outside the scale or hours that are no number.
pub(super) fn teach(line: u64, said: &Said<'_>, linking: &mut Linking<'_>) -> Result<Teaching, Rejected> {
    let mut reader = Reader { line, linking, spoken: Vec::new(), unlinked: Vec::new() };
    let public = said.names.iter().any(|name| is_public(name, said.kind));
    said.items.iter().try_for_each(|item| reader.item(item))?;
    if !public {
        said.names.iter().for_each(|name| reader.name(name));
        sentences(said.text).for_each(|sentence| reader.sentence(sentence));
        reader.nothing_found(said.names[0]);
    }
    let Reader { mut spoken, mut unlinked, .. } = reader;
    spoken.truncate(MAX_SKILLS);
    unlinked.truncate(MAX_UNLINKED);
    let skills = taught(&spoken, level_by_name(said.names[0]), said.hours);
    Ok(Teaching { skills, unlinked, public })
}

impl Reader<'_, '_> {
    fn speak(&mut self, skill: &str, level: Option<u8>, share: u32, hours: Option<u16>) {
        let Ok(skill) = SkillId::new(skill) else { return };
        let Some(known) = self.spoken.iter_mut().find(|known| known.skill == skill) else {
            return self.spoken.push(Spoken { skill, level, share, hours });
        };
        known.level = known.level.max(level);
        known.share = known.share.max(share);
        known.hours = known.hours.or(hours);
    }

    /// An item of the list: `PLC编程`, `PLC编程:3`, `PLC编程:3:24`, `PLC编程(熟练)`.
    fn item(&mut self, item: &str) -> Result<(), Rejected> {
        let refuse = |invalid| Rejected::invalid(self.line, RejectCode::NotAllowed, invalid);
        let parts: Vec<&str> = item.split([':', '：']).collect();
        let (said, hours) = match parts.as_slice() {
            [words, level, hours] => (format!("{words}:{level}"), Some(*hours)),
            _ => (item.to_owned(), None),
        };
        let (words, level) = words::skill_and_level(&said).map_err(refuse)?;
        let number = hours.map(|hours| hours.trim().parse::<u16>()).transpose().map_err(|_| {
            let allowed = "items such as plc, plc:3 or plc:3:24 (skill:level:hours)";
            Rejected::new(self.line, "skills", item, RejectCode::NotAllowed, allowed)
        })?;
        match self.linking.link(ConceptKind::Skill, self.line, "skills", words) {
            Some(skill) => self.speak(&skill, level.map(SkillLevel::get), 2, number),
            None => self.unlinked.push(words.to_owned()),
        }
        Ok(())
    }

    fn name(&mut self, name: &str) {
        let mentions = self.linking.lexicon.mentions(name);
        if mentions.is_empty() {
            let known = self.linking.look_up(ConceptKind::Skill, name);
            let known = known.or_else(|| self.linking.look_up(ConceptKind::Skill, field(name)));
            if let Some(skill) = known {
                self.speak(&skill, None, 2, None);
            }
        }
        for mention in mentions {
            self.speak(&mention.skill, None, 2, None);
        }
    }

    /// What a sentence names, to the level said before it, and its phrases that speak of a skill beside those.
    fn sentence(&mut self, sentence: &str) {
        let (mentions, levels) = (self.linking.lexicon.mentions(sentence), levels(sentence));
        let level_at = |at: usize| levels.iter().rev().find(|(said, _)| said.start <= at).map(|(_, level)| *level);
        for mention in &mentions {
            self.speak(&mention.skill, level_at(mention.start), 1, None);
        }
        for at in phrases(sentence) {
            if mentions.iter().any(|mention| mention.start < at.end && at.start < mention.end) {
                continue;
            }
            let words = &sentence[at.clone()];
            match self.linking.link(ConceptKind::Skill, self.line, "content", words) {
                Some(skill) => self.speak(&skill, level_at(at.start), 1, None),
                None if self.unlinked.iter().all(|known| known != words) => self.unlinked.push(words.to_owned()),
                None => {}
            }
        }
    }

    /// A course of the field of which nothing is linked is told by its name.
    fn nothing_found(&mut self, name: &str) {
        if self.spoken.is_empty() && self.linking.link(ConceptKind::Skill, self.line, "course", name).is_none() {
            self.unlinked.insert(0, name.to_owned());
        }
    }
}

/// The field in the name of a course: 电工电子 of 电工电子技术基础.
fn field(name: &str) -> &str {
    let mut field = name.trim_matches(|c: char| !c.is_alphabetic() || "ⅠⅡⅢⅣ".contains(c));
    while let Some(rest) = AROUND.iter().find_map(|word| field.strip_suffix(word)) {
        field = rest;
    }
    AROUND.iter().find_map(|word| field.strip_prefix(word)).unwrap_or(field)
}

fn taught(spoken: &[Spoken], plain: u8, hours: Option<u16>) -> Vec<TaughtSkill> {
    let told: u32 = spoken.iter().filter_map(|known| known.hours).map(u32::from).sum();
    let rest = hours.map(|hours| u32::from(hours).saturating_sub(told));
    let shares: u32 = spoken.iter().filter(|known| known.hours.is_none()).map(|known| known.share).sum();
    let whole = |known: &Spoken| rest.unwrap_or(0) * known.share / shares.max(1);
    let given: u32 = spoken.iter().filter(|known| known.hours.is_none()).map(whole).sum();
    let mut left = rest.unwrap_or(0).saturating_sub(given);
    let mut part = |known: &Spoken| {
        let more = left.min(1);
        left -= more;
        u16::try_from(whole(known) + more).ok().filter(|part| *part > 0)
    };
    let lesson = |known: &Spoken| {
        let level = SkillLevel::try_from(known.level.unwrap_or(plain)).ok()?;
        let hours = known.hours.or_else(|| hours.and_then(|_| part(known)));
        Some(TaughtSkill { skill: known.skill.clone(), level, hours })
    };
    spoken.iter().filter_map(lesson).collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    fn read(name: &str, text: &str, hours: Option<u16>, items: &[&str]) -> Result<Teaching, Rejected> {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        let said = Said { names: [name, name], kind: None, text, hours, items: &items };
        teach(7, &said, &mut Linking::new(&TestLexicon))
    }

    fn told(teaching: &Teaching) -> Vec<(&str, u8, Option<u16>)> {
        teaching.skills.iter().map(|taught| (taught.skill.as_str(), taught.level.get(), taught.hours)).collect()
    }

    #[test]
    fn the_name_counts_twice_and_words_say_the_level() {
        let course = read("PLC编程", "了解数控加工；熟练掌握PLC编程", Some(64), &[]).unwrap();
        // 64·2/3 = 42 and 64·1/3 = 21; the hour left over is the first one's.
        assert_eq!(told(&course), [("plc", 4, Some(43)), ("cnc", 1, Some(21))]);
        let plain = read("PLC编程综合实训", "", None, &[]).unwrap();
        assert_eq!(told(&plain), [("plc", 3, None)]);
    }

    #[test]
    fn a_list_says_levels_and_hours_and_the_rest_is_parted() {
        let course = read("控制", "PLC编程", Some(60), &["数控加工:3:20", "Java"]).unwrap();
        assert_eq!(told(&course), [("cnc", 3, Some(20)), ("java", 2, Some(27)), ("plc", 2, Some(13))]);
        let sum: u16 = course.skills.iter().filter_map(|taught| taught.hours).sum();
        assert_eq!(sum, 60);
        for item in ["Java:9", "Java:3:many"] {
            let refused = read("控制", "", None, &[item]).unwrap_err();
            assert_eq!((refused.line, refused.field.as_str()), (7, "skills"), "{refused}");
        }
    }

    #[test]
    fn what_speaks_of_a_skill_and_is_not_linked_is_kept() {
        let course =
            read("物理气相研究", "掌握打太极的方法与步进电路调试；了解行业发展现状", None, &["打太极"]).unwrap();
        assert_eq!(course.unlinked, ["物理气相研究", "打太极", "步进电路调试"]);
        let linked = read("PLC编程", "步进电路调试、步进电路调试", None, &[]).unwrap();
        assert_eq!(linked.unlinked, ["步进电路调试"]);
    }

    #[test]
    fn everybodys_courses_teach_what_their_list_names() {
        let course = read("大学英语", "Java与SQL，网页制作", Some(64), &[]).unwrap();
        assert_eq!(course, Teaching { public: true, ..Teaching::default() });
        assert_eq!(told(&read("军事理论", "", Some(36), &["Java:1"]).unwrap()), [("java", 1, Some(36))]);
    }

    #[test]
    fn the_field_stands_in_the_name() {
        for (name, kept) in [("电工电子技术基础", "电工电子"), ("PLC应用技术Ⅱ", "PLC"), ("技术", "")]
        {
            assert_eq!(field(name), kept);
        }
    }
}
