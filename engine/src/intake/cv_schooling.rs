//! Education out of the lines of a CV: level, school, major and months, a course for each degree named.

use super::cv_lines::{Line, Section};
use super::cv_posts::is_schooling;
use super::lexicon::Linking;
use super::period::{periods, points};
use super::post_words::MAX_NAME_CHARS;
use crate::model::{EducationCode, MajorId, Month, Schooling};

/// Degrees as CVs write them, with the code of GB/T 4658-2006; the first that fits counts.
const DEGREES: [(&str, &str); 5] = [
    ("11", "phd|ph.d|ph. d|doctor of|doctorate|doctoral|博士"),
    (
        "14",
        "master's|master’s|masters degree|master of|master degree|master in|msc|m.sc|mba|m.a.|m.s.|m.eng|magister|硕士|研究生",
    ),
    (
        "21",
        "bachelor|bachelor's|bsc|b.sc|b.a.|b.s.|b.a |b.eng|beng|undergraduate|specialist degree|engineer's degree|本科|学士",
    ),
    (
        "31",
        "associate's|associate degree|associate of|higher national|practical engineer|junior college|大专|专科|高职",
    ),
    ("41", "vocational school|secondary specialised|中专|中职|技校"),
];
/// Words that say that a course was not finished.
const UNFINISHED: &str = "no diploma|not finished|unfinished|incomplete|dropped out|not completed|肄业|结业";
/// Words before the name of a major.
const MAJOR_HEADS: &str = "degree in |science in |sciences in |arts in |engineering in |philosophy in |diploma in |bachelor in |master in |\
    majoring in |major in |major: |specialization: |specialisation: |specialty: |speciality: |faculty of |department of |\
    bachelor's in |master's in |bsc in |b.sc in |b.sc. in |msc in |m.sc in |m.sc. in |phd in |bachelor of |master of |专业：|专业:|主修";
const SCHOOLS: &str = "university|college|institute|school|academy|polytechnic|technion|大学|学院|学校|技校|职中";

/// The courses of a CV. Outside an education section a line must speak of a degree.
pub(super) fn schooling(lines: &[Line], linking: &mut Linking<'_>) -> Vec<Schooling> {
    let has_section = lines.iter().any(|line| line.section == Section::Education);
    let mut courses: Vec<Schooling> = Vec::new();
    for line in lines {
        let told = match line.section {
            Section::Education => true,
            Section::Head | Section::Other => !has_section && is_schooling(&line.text) && degree(&line.text).is_some(),
            Section::Experience | Section::Skills | Section::Certificates | Section::Achievements => false,
        };
        if told {
            let found = course(&line.text);
            merge(&mut courses, found);
        }
    }
    courses.retain(|course| course.level.is_some() || course.school.is_some());
    for course in &mut courses {
        link_major(course, linking);
    }
    courses
}

/// A line begins a new course when it brings what the last one has already.
fn merge(courses: &mut Vec<Schooling>, found: Schooling) {
    let clash = |old: &Schooling| {
        (old.level.is_some() && found.level.is_some())
            || (old.school.is_some() && found.school.is_some())
            || (old.graduation.is_some() && found.graduation.is_some())
    };
    match courses.last_mut().filter(|old| !clash(old)) {
        Some(old) => {
            old.level = old.level.take().or(found.level);
            old.school = old.school.take().or(found.school);
            old.major_text = old.major_text.take().or(found.major_text);
            old.start = old.start.or(found.start);
            old.graduation = old.graduation.or(found.graduation);
        }
        None => courses.push(found),
    }
}

fn course(text: &str) -> Schooling {
    let (start, graduation) = months(text);
    Schooling { level: degree(text), major: None, major_text: major(text), school: school(text), start, graduation }
}

/// A period's ends; of a month alone, the graduation.
fn months(text: &str) -> (Option<Month>, Option<Month>) {
    match periods(text).first() {
        Some(period) => (Some(period.start), period.end),
        None => (None, points(text).last().map(|point| point.month)),
    }
}

/// The level that a line names; none when it says that the course was not finished.
fn degree(text: &str) -> Option<EducationCode> {
    let lower = format!("{} ", text.to_lowercase());
    if UNFINISHED.split('|').any(|word| lower.contains(word)) {
        return None;
    }
    let word_edge = |at: usize| !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let named = |words: &str| words.split('|').any(|word| lower.match_indices(word).any(|(at, _)| word_edge(at)));
    let (code, _) = DEGREES.iter().find(|(_, words)| named(words))?;
    EducationCode::new(*code).ok()
}

/// The part of a line that names a school.
fn school(text: &str) -> Option<String> {
    let without = periods(text).first().map_or_else(|| text.to_owned(), |p| text.replace(&text[p.span.clone()], "|"));
    let chinese = without.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let parts = without.split(|c: char| ",;|，；()（）–—:：\t•".contains(c) || (chinese && c == ' '));
    let lead = |part: &'_ str| -> String {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.' && c != '"').to_owned();
        let cut = ["in the ", "at the ", "from the ", "in ", "at ", "from ", "of "]
            .iter()
            .find_map(|head| bare.strip_prefix(head));
        cut.map_or_else(|| bare.clone(), str::to_owned)
    };
    let mut named = parts.map(lead).filter(|part| {
        let lower = part.to_lowercase();
        part.chars().count() <= MAX_NAME_CHARS && SCHOOLS.split('|').any(|word| lower.contains(word))
    });
    named.next()
}

/// What follows the words that announce a major, to the end of the phrase; in Chinese a word of its own, linked later.
fn major(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let after = MAJOR_HEADS.split('|').filter_map(|head| lower.find(head).map(|at| at + head.len())).max();
    if let Some(rest) = after.filter(|_| lower.len() == text.len()).and_then(|at| text.get(at..)) {
        let end = rest.find([',', '.', ';', '(', '|', '，', '；', '–', '—']).unwrap_or(rest.len());
        let phrase =
            rest[..end].split(" at ").next().unwrap_or_default().split(" from ").next().unwrap_or_default().trim();
        return (3..=MAX_NAME_CHARS).contains(&phrase.chars().count()).then(|| phrase.to_owned());
    }
    let chinese = text.split(|c: char| c.is_whitespace() || "，,；;|（）()".contains(c));
    let plain = chinese.filter(|part| part.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    let mut left = plain.filter(|part| degree(part).is_none() && school(part).is_none() && points(part).is_empty());
    left.next().filter(|part| part.chars().count() <= 20).map(str::to_owned)
}

fn link_major(course: &mut Schooling, linking: &mut Linking<'_>) {
    let Some(words) = &course.major_text else { return };
    let level = course.level.as_ref().map(EducationCode::as_str);
    course.major = linking.link_major(0, "schooling.major_text", words, level).and_then(|id| MajorId::new(id).ok());
}

#[cfg(test)]
mod tests {
    use super::super::cv_lines::lines;
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut linking = Linking::new(&TestLexicon);
        let courses = schooling(&lines(text), &mut linking);
        let shown = courses.into_iter().map(|c| {
            let level = c.level.map_or(String::new(), |level| level.to_string());
            let end = c.graduation.map_or(String::new(), |end| end.to_string());
            format!("{level} | {} | {} | {end}", c.school.unwrap_or_default(), c.major_text.unwrap_or_default())
        });
        shown.collect()
    }

    #[test]
    fn degrees_schools_and_majors_are_read() {
        let text = "Education\n2000 - 2005: master's degree in Metal Forming.\nTown National University\n\
            1998 - 2000 Vale College, Associate's Degree in Drawing\n2010 - 2011 Hill University (no diploma)\n";
        assert_eq!(
            told(text),
            [
                "14 | Town National University | Metal Forming | 2005-06",
                "31 | Vale College | Drawing | 2000-06",
                " | Hill University |  | 2011-06",
            ]
        );
    }

    #[test]
    fn chinese_courses_are_read() {
        let text = "教育背景\n2012.09-2015.06 某职业技术学院 机电一体化技术 大专";
        assert_eq!(told(text), ["31 | 某职业技术学院 | 机电一体化技术 | 2015-06"]);
    }

    #[test]
    fn a_degree_in_the_summary_counts_when_there_is_no_section() {
        assert_eq!(told("Fitter with a master degree in engineering"), ["14 |  | engineering | "]);
        assert!(told("Scrum master and mastermind of the team").is_empty());
    }
}
