//! A row of a table of people → a profile.

use std::collections::BTreeMap;

use super::heads::ProfileColumn as Column;
use super::lexicon::{ConceptKind, Linking};
use super::{Cell, RejectCode, Rejected, WarningCode, period, post_words, words};
use crate::digest::sha256;
use crate::model::{
    EducationCode, HeldGrade, HeldLicence, HeldSkill, HeldTitle, LicenceId, MajorId, NodeId, OccupationCode, Post,
    Profile, RegionCode, Schooling, SkillGrade, SkillId, SkillSource, TalentId, TitleLevel,
};

/// The cells of a row by what their columns mean.
pub(super) type Cells<C> = BTreeMap<C, Cell>;

/// Builds one profile; what is not understood is told and left out, never guessed.
///
/// # Errors
/// `Rejected` when the id has no allowed form, a skill's level is outside the scale, or the whole breaks a rule of
/// [`Profile::checked`].
pub(super) fn profile(line: u64, cells: &Cells<Column>, linking: &mut Linking<'_>) -> Result<Profile, Rejected> {
    let id = match text(cells, Column::Id) {
        Some(id) => TalentId::new(id).map_err(|e| Rejected::invalid(line, RejectCode::NotAllowed, e))?,
        None => made_up_id(line, cells)?,
    };
    let mut reader = Reader { line, cells, linking };
    let mut profile = Profile::empty(id);
    profile.name = text(cells, Column::Name);
    profile.skills = reader.skills()?;
    profile.posts = reader.posts();
    profile.schooling = reader.schooling().into_iter().collect();
    profile.titles = reader.titles();
    profile.grades = reader.grades();
    profile.licences = reader.licences();
    profile.residence = reader.regions(Column::Residence).into_iter().next();
    profile.text = text(cells, Column::Text);
    reader.achievements(&mut profile);
    reader.preferences(&mut profile);
    profile.checked().map_err(|e| Rejected::invalid(line, RejectCode::NotAllowed, e))
}

fn text(cells: &Cells<Column>, column: Column) -> Option<String> {
    cells.get(&column)?.text().map(std::borrow::Cow::into_owned)
}

/// A key for a row without one: of its content, so that the same row is the same person and the next import knows it.
fn made_up_id(line: u64, cells: &Cells<Column>) -> Result<TalentId, Rejected> {
    let whole = format!("{cells:?}");
    TalentId::new(content_id("row", &whole)).map_err(|e| Rejected::invalid(line, RejectCode::NotAllowed, e))
}

/// A short id of some content.
pub(super) fn content_id(head: &str, content: &str) -> String {
    format!("{head}-{:.20}", sha256(content.as_bytes()))
}

struct Reader<'r, 'l> {
    line: u64,
    cells: &'r Cells<Column>,
    linking: &'r mut Linking<'l>,
}

impl Reader<'_, '_> {
    fn text(&self, column: Column) -> Option<String> {
        text(self.cells, column)
    }

    fn items(&self, column: Column) -> Vec<String> {
        let items = self.cells.get(&column).map(Cell::items).unwrap_or_default();
        items.into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    fn link(&mut self, kind: ConceptKind, field: &str, words: &str) -> Option<String> {
        self.linking.link(kind, self.line, field, words)
    }

    fn ignore(&mut self, field: &str, value: &str) {
        self.linking.warn(self.line, field, WarningCode::ValueIgnored, value);
    }

    fn skills(&mut self) -> Result<Vec<HeldSkill>, Rejected> {
        let items = split_more(&self.items(Column::Skills));
        items.iter().map(|item| self.skill(item)).collect()
    }

    fn skill(&mut self, item: &str) -> Result<HeldSkill, Rejected> {
        let (words, level) =
            words::skill_and_level(item).map_err(|e| Rejected::invalid(self.line, RejectCode::NotAllowed, e))?;
        let skill = self.link(ConceptKind::Skill, "skills", words).and_then(|id| SkillId::new(id).ok());
        Ok(HeldSkill { skill, text: Some(words.to_owned()), level, source: SkillSource::Declared })
    }

    fn posts(&mut self) -> Vec<Post> {
        let mut posts: Vec<Post> = self.items(Column::Posts).iter().filter_map(|item| self.post(item)).collect();
        if let Some(title) = self.text(Column::JobTitle) {
            let start = self.text(Column::JobStart).and_then(|text| period::month(&text));
            let mut post = self.titled(title, self.text(Column::Employer));
            post.start = start;
            post.node = self.node();
            posts.push(post);
        }
        posts
    }

    fn node(&mut self) -> Option<NodeId> {
        let words = self.text(Column::Node)?;
        self.link(ConceptKind::Node, "node", &words).and_then(|id| NodeId::new(id).ok())
    }

    /// `2018.03-2021.06 甲公司 模具工`.
    fn post(&mut self, item: &str) -> Option<Post> {
        let period = period::periods(item).into_iter().next();
        let rest = match &period {
            Some(period) => format!("{} {}", &item[..period.span.start], &item[period.span.end..]),
            None => item.to_owned(),
        };
        let found = post_words::post_words(rest.trim());
        let Some(title) = found.title.or_else(|| found.employer.clone()) else {
            self.ignore("posts", item);
            return None;
        };
        let employer = found.employer.filter(|employer| *employer != title);
        let mut post = self.titled(title, employer);
        (post.start, post.end) = period.map_or((None, None), |p| (Some(p.start), p.end));
        Some(post)
    }

    fn titled(&mut self, title: String, employer: Option<String>) -> Post {
        let code = self.link(ConceptKind::Occupation, "posts.title", &title);
        let occupation = code.and_then(|code| OccupationCode::new(code).ok());
        Post { title, occupation, node: None, employer, region: None, start: None, end: None }
    }

    fn schooling(&mut self) -> Option<Schooling> {
        let (education, major, school) =
            (self.text(Column::Education), self.text(Column::Major), self.text(Column::School));
        let graduation = self.text(Column::Graduation);
        if education.is_none() && major.is_none() && school.is_none() && graduation.is_none() {
            return None;
        }
        let level = education.and_then(|words| self.link(ConceptKind::Education, "education", &words));
        let linked =
            major.as_ref().and_then(|words| self.linking.link_major(self.line, "major", words, level.as_deref()));
        let month = graduation.as_deref().and_then(period::month);
        if let (None, Some(words)) = (month, &graduation) {
            self.ignore("graduation", words);
        }
        Some(Schooling {
            level: level.and_then(|code| EducationCode::new(code).ok()),
            major: linked.and_then(|id| MajorId::new(id).ok()),
            major_text: major,
            school,
            start: self.text(Column::Enrolment).as_deref().and_then(period::month),
            graduation: month,
        })
    }

    fn titles(&mut self) -> Vec<HeldTitle> {
        let awarded_in = self.regions(Column::TitleRegion).into_iter().next();
        let mut held = Vec::new();
        for name in self.items(Column::Title).into_iter().filter(|name| !says_none(name)) {
            let code = self.link(ConceptKind::Title, "title", &name);
            if let Some(level) = code.and_then(|code| TitleLevel::from_code(&code).ok()) {
                held.push(HeldTitle { level, name: Some(name), awarded_in: awarded_in.clone() });
            }
        }
        held
    }

    fn grades(&mut self) -> Vec<HeldGrade> {
        let trade = self.text(Column::GradeOccupation);
        let occupation = trade.and_then(|words| self.link(ConceptKind::Occupation, "grade_occupation", &words));
        let occupation = occupation.and_then(|code| OccupationCode::new(code).ok());
        let mut held = Vec::new();
        for words in self.items(Column::Grade).into_iter().filter(|words| !says_none(words)) {
            let ordinal = self.link(ConceptKind::Grade, "grade", &words).and_then(|ordinal| ordinal.parse().ok());
            if let Some(grade) = ordinal.and_then(|ordinal: u8| SkillGrade::try_from(ordinal).ok()) {
                held.push(HeldGrade { grade, occupation: occupation.clone(), awarded: None });
            }
        }
        held
    }

    fn licences(&mut self) -> Vec<HeldLicence> {
        let items = self.items(Column::Licences);
        let known = items.iter().filter(|words| !says_none(words)).filter_map(|words| {
            let id = self.linking.link(ConceptKind::Licence, self.line, "licences", words)?;
            Some(HeldLicence { licence: LicenceId::new(id).ok()?, valid_until: None })
        });
        known.collect()
    }

    fn regions(&mut self, column: Column) -> Vec<RegionCode> {
        let items = self.items(column);
        let known = items.iter().filter_map(|words| {
            let code = self.linking.link(ConceptKind::Region, self.line, "region", words)?;
            RegionCode::new(code).ok()
        });
        known.collect()
    }

    fn achievements(&mut self, profile: &mut Profile) {
        for item in self.items(Column::Achievements) {
            match words::achievement(&item) {
                Some(achievement) => profile.achievements.push(achievement),
                None => self.ignore("achievements", &item),
            }
        }
    }

    fn preferences(&mut self, profile: &mut Profile) {
        let wishes = &mut profile.preferences;
        wishes.regions = self.regions(Column::Regions);
        for item in self.items(Column::Modes) {
            match words::mode(&item) {
                Some(mode) => wishes.modes.push(mode),
                None => self.ignore("modes", &item),
            }
        }
        if let Some(asked) = self.text(Column::Pay) {
            wishes.pay = words::pay(&asked);
            if wishes.pay.is_none() && asked != "面议" {
                self.ignore("pay", &asked);
            }
        }
        if let Some(asked) = self.text(Column::Available) {
            wishes.available_from = self.cells.get(&Column::Available).and_then(Cell::date);
            if wishes.available_from.is_none() && !says_none(&asked) {
                self.ignore("available_from", &asked);
            }
        }
        for words in self.items(Column::Occupations) {
            let code = self.link(ConceptKind::Occupation, "wanted_occupations", &words);
            wishes.occupations.extend(code.and_then(|code| OccupationCode::new(code).ok()));
        }
    }
}

/// Clerks also part skills by commas and enumeration marks; names of skills hold none.
pub(super) fn split_more(items: &[String]) -> Vec<String> {
    let parts = items.iter().flat_map(|item| item.split(['、', ',', '，']));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The text of a cell that says something.
pub(super) fn said<C: Ord>(cells: &Cells<C>, column: C) -> Option<String> {
    cells.get(&column)?.text().map(std::borrow::Cow::into_owned).filter(|text| !says_none(text))
}

/// Whether a cell says that there is none, rather than nothing.
pub(super) fn says_none(words: &str) -> bool {
    matches!(words.trim(), "无" | "没有" | "暂无" | "-" | "/" | "none" | "None" | "N/A" | "不限")
}
