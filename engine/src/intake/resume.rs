//! JSON Resume (the open schema of jsonresume.org, version 1) → profiles. Contacts, links and pictures are not read.

use serde::Deserialize;

use super::json_error::read_record;
use super::lexicon::{ConceptKind, Lexicon, Linking};
use super::privacy::json_without_personal_numbers;
use super::{Import, JsonRecord, RejectCode, Rejected, WarningCode, period, words};
use crate::model::{
    EducationCode, HeldSkill, MAX_TEXT_CHARS, MajorId, OccupationCode, Post, Profile, RegionCode, Schooling, SkillId,
    SkillLevel, SkillSource, TalentId,
};

/// The parts of a résumé that a profile holds; the schema's other fields are left alone.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Resume {
    basics: Basics,
    work: Vec<Work>,
    volunteer: Vec<Work>,
    education: Vec<Course>,
    skills: Vec<SkillSet>,
    projects: Vec<Project>,
    certificates: Vec<Named>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Basics {
    name: Option<String>,
    label: Option<String>,
    summary: Option<String>,
    location: Location,
}

#[derive(Debug, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Location {
    city: Option<String>,
    region: Option<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Work {
    name: Option<String>,
    position: Option<String>,
    location: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
    summary: Option<String>,
    highlights: Vec<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Course {
    institution: Option<String>,
    area: Option<String>,
    study_type: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
    courses: Vec<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default)]
struct SkillSet {
    name: Option<String>,
    level: Option<String>,
    keywords: Vec<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default)]
struct Project {
    name: Option<String>,
    description: Option<String>,
    highlights: Vec<String>,
    keywords: Vec<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default)]
struct Named {
    name: Option<String>,
}

/// Reads one résumé.
#[must_use]
pub fn import_json_resume(id: TalentId, text: &str, lexicon: &dyn Lexicon) -> Import<Profile> {
    let mut linking = Linking::new(lexicon);
    let outcome = read(id, text, &mut linking);
    let mut import = Import::default();
    import.push(outcome);
    (import.unlinked, import.warnings) = linking.into_notes();
    import
}

fn read(id: TalentId, text: &str, linking: &mut Linking<'_>) -> Result<Profile, Rejected> {
    let clean = json_without_personal_numbers(text);
    if clean.is_some() {
        linking.warn(1, "", WarningCode::PersonalNumberRemoved, "");
    }
    let record = JsonRecord { line: 1, text: clean.unwrap_or_else(|| text.to_owned()) };
    let resume: Resume = read_record(&record)?;
    let mut reader = Reader { linking };
    let mut profile = Profile::empty(id);
    profile.posts = resume.work.iter().filter_map(|work| reader.post(work)).collect();
    if profile.posts.is_empty() {
        profile.posts.extend(resume.basics.label.as_ref().map(|label| reader.titled(label.clone())));
    }
    profile.schooling = resume.education.iter().map(|course| reader.course(course)).collect();
    profile.skills = reader.skills(&resume);
    let places = [&resume.basics.location.city, &resume.basics.location.region];
    profile.residence = places.into_iter().flatten().find_map(|words| reader.region(words));
    profile.text = told(&resume);
    profile.name = resume.basics.name.filter(|name| !name.trim().is_empty());
    profile.checked().map_err(|e| Rejected::invalid(1, RejectCode::NotAllowed, e))
}

struct Reader<'r, 'l> {
    linking: &'r mut Linking<'l>,
}

impl Reader<'_, '_> {
    fn post(&mut self, work: &Work) -> Option<Post> {
        let title = work.position.clone().or_else(|| work.name.clone())?;
        let mut post = self.titled(title);
        post.employer = work.name.clone();
        post.region = work.location.as_deref().and_then(|words| self.region(words));
        post.start = work.start_date.as_deref().and_then(period::month);
        post.end = work.end_date.as_deref().and_then(period::month);
        if post.start > post.end && post.end.is_some() {
            self.linking.warn(
                1,
                "work.endDate",
                WarningCode::ValueIgnored,
                work.end_date.as_deref().unwrap_or_default(),
            );
            post.end = None;
        }
        Some(post)
    }

    fn titled(&mut self, title: String) -> Post {
        let code = self.linking.link(ConceptKind::Occupation, 1, "work.position", &title);
        let occupation = code.and_then(|code| OccupationCode::new(code).ok());
        Post { title, occupation, node: None, employer: None, region: None, start: None, end: None }
    }

    fn region(&mut self, words: &str) -> Option<RegionCode> {
        let code = self.linking.link(ConceptKind::Region, 1, "location", words)?;
        RegionCode::new(code).ok()
    }

    fn course(&mut self, course: &Course) -> Schooling {
        let level = course
            .study_type
            .as_ref()
            .and_then(|words| self.linking.link(ConceptKind::Education, 1, "education.studyType", words));
        let area = course.area.as_ref();
        let major = area.and_then(|words| self.linking.link_major(1, "education.area", words, level.as_deref()));
        let start = course.start_date.as_deref().and_then(period::month);
        let graduation =
            course.end_date.as_deref().and_then(period::month).filter(|end| start.is_none_or(|s| s <= *end));
        Schooling {
            level: level.and_then(|code| EducationCode::new(code).ok()),
            major: major.and_then(|id| MajorId::new(id).ok()),
            major_text: course.area.clone(),
            school: course.institution.clone(),
            start,
            graduation,
        }
    }

    /// Keywords are skills; a set without keywords is one itself. Running text adds what the vocabulary finds in it.
    fn skills(&mut self, resume: &Resume) -> Vec<HeldSkill> {
        let mut held: Vec<HeldSkill> = Vec::new();
        for set in &resume.skills {
            let level = set.level.as_deref().and_then(words::skill_level);
            let own = if set.keywords.is_empty() { set.name.as_slice() } else { &[] };
            for words in set.keywords.iter().chain(own) {
                self.hold(&mut held, words, level);
            }
        }
        for words in resume.projects.iter().flat_map(|project| &project.keywords) {
            self.hold(&mut held, words, None);
        }
        let text = told(resume).unwrap_or_default();
        for mention in self.linking.lexicon.mentions(&text) {
            let known = held.iter().any(|h| h.skill.as_ref().is_some_and(|id| id.as_str() == mention.skill));
            let words = text.get(mention.start..mention.end).map(str::to_owned);
            if let Some(skill) = SkillId::new(mention.skill).ok().filter(|_| !known) {
                held.push(HeldSkill { skill: Some(skill), text: words, level: None, source: SkillSource::Text });
            }
        }
        held
    }

    fn hold(&mut self, held: &mut Vec<HeldSkill>, words: &str, level: Option<SkillLevel>) {
        let words = words.trim();
        if words.is_empty() || held.iter().any(|h| h.text.as_deref() == Some(words)) {
            return;
        }
        let skill =
            self.linking.link(ConceptKind::Skill, 1, "skills.keywords", words).and_then(|id| SkillId::new(id).ok());
        held.push(HeldSkill { skill, text: Some(words.to_owned()), level, source: SkillSource::Declared });
    }
}

/// The running text of a résumé, without contacts.
fn told(resume: &Resume) -> Option<String> {
    let mut parts: Vec<&str> = resume.basics.summary.iter().map(String::as_str).collect();
    for work in resume.work.iter().chain(&resume.volunteer) {
        parts.extend(work.summary.as_deref());
        parts.extend(work.highlights.iter().map(String::as_str));
    }
    parts.extend(resume.education.iter().flat_map(|course| &course.courses).map(String::as_str));
    for project in &resume.projects {
        parts.extend([project.name.as_deref(), project.description.as_deref()].into_iter().flatten());
        parts.extend(project.highlights.iter().map(String::as_str));
    }
    parts.extend(resume.certificates.iter().filter_map(|certificate| certificate.name.as_deref()));
    let text = super::cv_clean::clean(&parts.join("\n")).0;
    let end = text.char_indices().nth(MAX_TEXT_CHARS).map_or(text.len(), |(at, _)| at);
    Some(text[..end].to_owned()).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    const RESUME: &str = r#"{
      "$schema": "https://raw.example.org/schema.json",
      "basics": {"name": "Jo Sample", "label": "Fitter", "email": "jo@example.org", "phone": "0763", "image": "x.png",
        "summary": "Writes SQL since long; SQL.", "location": {"city": "Qingyuan", "countryCode": "CN"}, "profiles": []},
      "work": [{"name": "Acme", "position": "die maker", "startDate": "2019-03-01", "endDate": "2021", "highlights": ["ran 数控加工"]},
               {"name": "Beta", "position": "mechanical engineer", "startDate": "2021-07"}],
      "education": [{"institution": "Town College", "area": "mechatronics", "studyType": "bachelor", "endDate": "2018-06"}],
      "skills": [{"name": "Control", "level": "Master", "keywords": ["PLC", "knitting"]}],
      "languages": [{"language": "English"}]
    }"#;

    #[test]
    fn a_resume_becomes_a_profile() {
        let import = import_json_resume(TalentId::new("r1").unwrap(), RESUME, &TestLexicon);
        let profile = &import.records[0];
        assert_eq!(profile.posts[0].occupation.as_ref().unwrap().as_str(), "6-18-04-01");
        assert_eq!(profile.posts[0].end.unwrap().to_string(), "2021-06");
        assert!(profile.posts[1].end.is_none());
        assert_eq!(profile.schooling[0].major.as_ref().unwrap().as_str(), "v460301");
        assert_eq!(profile.residence.as_ref().unwrap().as_str(), "441800");
        let skills: Vec<_> = profile.skills.iter().map(|s| (s.skill.is_some(), s.level.map(SkillLevel::get))).collect();
        assert_eq!(skills, [(true, Some(5)), (false, Some(5)), (true, None), (true, None)]);
        assert_eq!(import.unlinked[0].text, "knitting");
        assert!(!serde_json::to_string(profile).unwrap().contains("example.org"));
    }

    #[test]
    fn a_wrong_type_names_its_field() {
        let import = import_json_resume(TalentId::new("r1").unwrap(), r#"{"work": [{"position": 7}]}"#, &TestLexicon);
        assert_eq!((import.rejected[0].field.as_str(), import.rejected[0].value.as_str()), ("work[0].position", "7"));
    }
}
