//! A college's major as it is taught.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    Bilingual, Course, Invalid, MAX_LIST, MajorId, Month, OrganisationId, ProgrammeId, SkillId, SkillLevel, check,
};

/// A skill that a programme teaches.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaughtSkill {
    /// Which.
    pub skill: SkillId,
    /// The level that it is taught to.
    pub level: SkillLevel,
    /// Hours of teaching, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u16>,
}

/// How many graduate in a month.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GraduatesAt {
    /// The month, past or expected.
    pub month: Month,
    /// How many.
    pub count: u32,
}

/// A college's major as taught.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawProgramme")]
pub struct Programme {
    /// Its id.
    pub id: ProgrammeId,
    /// Who teaches it.
    pub college: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// The major, when it is one of the vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub major: Option<MajorId>,
    /// Skills taught, each once. Where courses are told, what they teach together: the highest level, all hours.
    #[serde(default)]
    pub skills: Vec<TaughtSkill>,
    /// Courses, as the training plan lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<Course>,
    /// A year's intake.
    pub seats: u16,
    /// Graduates, each month once.
    #[serde(default)]
    pub graduates: Vec<GraduatesAt>,
    /// Enterprises that teach along.
    #[serde(default)]
    pub partners: Vec<OrganisationId>,
    /// Whether it was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProgramme {
    id: ProgrammeId,
    college: OrganisationId,
    name: Bilingual,
    #[serde(default)]
    major: Option<MajorId>,
    #[serde(default)]
    skills: Vec<TaughtSkill>,
    #[serde(default)]
    courses: Vec<Course>,
    seats: u16,
    #[serde(default)]
    graduates: Vec<GraduatesAt>,
    #[serde(default)]
    partners: Vec<OrganisationId>,
    #[serde(default)]
    synthetic: bool,
}

impl Programme {
    /// Most courses of a programme.
    pub const MAX_COURSES: usize = 200;

    /// Reads the fields of a record.
    ///
    /// # Errors
    /// `Invalid` naming the first field that cannot be read, or as [`Self::checked`].
    pub fn of_fields(fields: Map<String, Value>) -> Result<Self, Invalid> {
        let raw: RawProgramme = serde_path_to_error::deserialize(Value::Object(fields.clone())).map_err(|error| {
            let path = error.path().to_string();
            let named = path.split(['.', '[']).next().and_then(|field| fields.get(field));
            Invalid::new(path, named.map(Value::to_string).unwrap_or_default(), error.inner().to_string())
        })?;
        Self::try_from(raw)
    }

    /// Checks the lists, each skill and each month once, and sums what courses teach.
    ///
    /// # Errors
    /// `Invalid` naming the list that is too long or says a thing twice, or skills that are not those of the courses.
    pub fn checked(mut self) -> Result<Self, Invalid> {
        check::list("courses", self.courses.len(), Self::MAX_COURSES)?;
        for (i, course) in self.courses.iter().enumerate() {
            course.check().map_err(|invalid| invalid.within(&format!("courses[{i}]")))?;
        }
        if !self.courses.is_empty() {
            let together = together(&self.courses);
            if !self.skills.is_empty() && self.skills != together {
                let allowed = "none, or what the courses teach together, by id";
                return Err(Invalid::new("skills", self.skills.len(), allowed));
            }
            self.skills = together;
        }
        check::list("skills", self.skills.len(), MAX_LIST)?;
        check::list("graduates", self.graduates.len(), MAX_LIST)?;
        check::list("partners", self.partners.len(), MAX_LIST)?;
        check::distinct("skills", self.skills.iter().map(|taught| &taught.skill))?;
        check::distinct("graduates", self.graduates.iter().map(|graduates| graduates.month))?;
        Ok(self)
    }
}

/// What courses teach together, by id: the highest level, and all hours where any are told.
fn together(courses: &[Course]) -> Vec<TaughtSkill> {
    let mut skills: BTreeMap<&SkillId, TaughtSkill> = BTreeMap::new();
    for taught in courses.iter().flat_map(|course| &course.skills) {
        let sum = skills.entry(&taught.skill).or_insert_with(|| TaughtSkill { hours: None, ..taught.clone() });
        sum.level = sum.level.max(taught.level);
        sum.hours = match (sum.hours, taught.hours) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
    }
    skills.into_values().collect()
}

impl TryFrom<RawProgramme> for Programme {
    type Error = Invalid;
    fn try_from(raw: RawProgramme) -> Result<Self, Invalid> {
        let RawProgramme { id, college, name, major, skills, courses, seats, graduates, partners, synthetic } = raw;
        Self { id, college, name, major, skills, courses, seats, graduates, partners, synthetic }.checked()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn programme(more: &serde_json::Value) -> Result<Programme, serde_json::Error> {
        let mut programme =
            json!({"id": "P-1", "college": "QYPT", "name": {"zh": "模具", "en": "Tooling"}, "seats": 45});
        programme.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(programme)
    }

    #[test]
    fn a_programme_goes_round() {
        let full = json!({
            "major": "v460113", "skills": [{"skill": "plc", "level": 3, "hours": 64}], "partners": ["E-1"],
            "graduates": [{"month": "2027-06", "count": 41}], "synthetic": true
        });
        let read = programme(&full).unwrap();
        assert_eq!(read.graduates[0].month, Month::new(2027, 6).unwrap());
        let again: Programme = serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap();
        assert_eq!(again, read);
        assert!(programme(&json!({})).unwrap().skills.is_empty());
    }

    #[test]
    fn courses_sum_up_to_what_is_taught() {
        let course = |skills: &serde_json::Value| json!({"name": {"zh": "课", "en": "course"}, "skills": skills});
        let courses = json!([
            course(&json!([{"skill": "plc", "level": 2, "hours": 40}, {"skill": "weld", "level": 1}])),
            course(&json!([{"skill": "plc", "level": 3, "hours": 24}])),
        ]);
        let read = programme(&json!({"courses": courses})).unwrap();
        let told: Vec<_> =
            read.skills.iter().map(|taught| (taught.skill.as_str(), taught.level.get(), taught.hours)).collect();
        assert_eq!(told, [("plc", 3, Some(64)), ("weld", 1, None)]);
        let again: Programme = serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap();
        assert_eq!(again, read);
        let other = json!({"courses": courses, "skills": [{"skill": "plc", "level": 5}]});
        assert!(programme(&other).unwrap_err().to_string().starts_with("skills: "));
        let late = json!({"courses": [{"name": {"zh": "课", "en": "course"}, "term": 13}]});
        assert!(programme(&late).unwrap_err().to_string().starts_with("courses[0].term: \"13\""));
    }

    #[test]
    fn a_skill_and_a_month_stand_once() {
        let twice = json!({"skills": [{"skill": "plc", "level": 3}, {"skill": "plc", "level": 4}]});
        assert!(programme(&twice).unwrap_err().to_string().starts_with("skills: \"plc\""));
        let twice = json!({"graduates": [{"month": "2027-06", "count": 4}, {"month": "2027-06", "count": 5}]});
        assert!(programme(&twice).unwrap_err().to_string().starts_with("graduates: \"2027-06\""));
        let many: Vec<String> = (0..=MAX_LIST).map(|n| format!("E-{n}")).collect();
        assert!(programme(&json!({"partners": many})).unwrap_err().to_string().contains("at most 300"));
    }
}
