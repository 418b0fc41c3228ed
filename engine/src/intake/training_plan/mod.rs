//! Training plans: a row is a course, and the courses of a programme become one record. A row that names no programme
//! belongs to that of the row before it, since sheets merge those cells. A row that cannot be read comes back and takes
//! nothing with it. Which programme is meant, and what is on record of it, is left to whoever loads.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::course_figures;
use super::course_skills::{Said, Teaching, teach};
use super::flat_profile::{Cells, said, says_none, split_more};
use super::lexicon::{ConceptKind, Linking};
use super::records::Notes;
use super::report_heads::{CourseColumn as Column, course_head};
use super::{Cell, Lexicon, RejectCode, Rejected, Row, TableFormat, TableRows, Unlinked, Warning, WarningCode};
use crate::model::{Bilingual, Course, MAX_LIST, MAX_TEXT_CHARS, MajorId, Programme, SkillId};
use crate::text::normalise;

/// Most courses that one input may bring: what a large city's colleges teach, tenfold. They are held in memory.
pub const MAX_PLAN_ROWS: usize = 200_000;

/// Words of rows that sum up others.
const TOTALS: [&str; 4] = ["合计", "小计", "总计", "累计"];

/// The words by which a plan names its programme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct NamedProgramme {
    /// The programme's id.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its major, by code or id.
    pub major: Option<String>,
    /// The college, by id; as written where the catalog has none of the name.
    pub college: Option<String>,
}

impl NamedProgramme {
    /// The words, for complaints: the id, else the name, else the major.
    #[must_use]
    pub fn words(&self) -> &str {
        [&self.id, &self.name, &self.major].into_iter().find_map(Option::as_deref).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.words().is_empty()
    }

    /// The programme that a row means below a row of another: what it leaves empty stands there, as in merged cells, unless
    /// something that it says is another word, or nothing of it is the same.
    fn after(self, last: &Self) -> Self {
        let said = [(&self.id, &last.id), (&self.name, &last.name), (&self.major, &last.major)];
        let both = || said.iter().filter_map(|(now, last)| now.as_ref().zip(last.as_ref()));
        let same_college = self.college.is_none() || self.college == last.college;
        let silent = self.is_empty();
        let continues = same_college && both().all(|(now, last)| now == last) && both().next().is_some();
        let Self { id, name, major, college } = self;
        let college = college.or_else(|| last.college.clone());
        if !silent && !continues {
            return Self { id, name, major, college };
        }
        let last = last.clone();
        Self { id: id.or(last.id), name: name.or(last.name), major: major.or(last.major), college }
    }
}

/// The courses of one programme, with the line of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainingPlan {
    /// Which programme.
    pub programme: NamedProgramme,
    /// The major that its words mean.
    pub major: Option<MajorId>,
    /// A year's intake, where the plan says it.
    pub seats: Option<u16>,
    /// The courses, in the order of the rows.
    pub courses: Vec<Course>,
    /// The line of each.
    pub lines: Vec<u64>,
    /// How many of them are everybody's.
    pub public: usize,
    skills: BTreeSet<SkillId>,
    known: BTreeSet<(String, Option<u8>)>,
}

impl TrainingPlan {
    /// Adds the courses of another plan of the same programme; what cannot be added comes back.
    pub fn append(&mut self, other: Self) -> Vec<Rejected> {
        self.seats = self.seats.or(other.seats);
        self.public += other.public;
        let rows = other.courses.into_iter().zip(other.lines);
        rows.filter_map(|(course, line)| self.add(line, course).err()).collect()
    }

    /// Adds a course, unless it stands there already or is one too many.
    fn add(&mut self, line: u64, course: Course) -> Result<(), Rejected> {
        let name = &course.name.zh;
        if self.courses.len() >= Programme::MAX_COURSES {
            let allowed = format!("at most {} courses of a programme", Programme::MAX_COURSES);
            return Err(Rejected::new(line, "course", name, RejectCode::TooLarge, allowed));
        }
        let new = course.skills.iter().filter(|taught| !self.skills.contains(&taught.skill)).count();
        if self.skills.len() + new > MAX_LIST {
            let allowed = format!("courses of a programme that together teach at most {MAX_LIST} skills");
            return Err(Rejected::new(line, "skills", name, RejectCode::TooLarge, allowed));
        }
        let key = (normalise(course.code.as_deref().unwrap_or(name)), course.term);
        if !self.known.insert(key) {
            let allowed = "each course once a term; the first was taken";
            return Err(Rejected::new(line, "course", name, RejectCode::Duplicate, allowed));
        }
        self.skills.extend(course.skills.iter().map(|taught| taught.skill.clone()));
        self.courses.push(course);
        self.lines.push(line);
        Ok(())
    }
}

/// What an input of training plans gives: each row is a course of a plan, or rejected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrainingPlans {
    /// The plans, by the words that name their programmes.
    pub plans: Vec<TrainingPlan>,
    /// Rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// Words that speak of a skill which the vocabulary does not have.
    pub unlinked: Vec<Unlinked>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

/// Reads the training plans of one input, of any format of tables.
#[must_use]
pub fn import_training_plans(input: impl Read, format: TableFormat, lexicon: &dyn Lexicon) -> TrainingPlans {
    let mut notes = Notes::new(lexicon);
    let (mut plans, mut rejected) = (BTreeMap::<NamedProgramme, TrainingPlan>::new(), Vec::new());
    let mut last = NamedProgramme::default();
    for (number, row) in TableRows::open(input, format).enumerate() {
        if number == MAX_PLAN_ROWS {
            let allowed = format!("at most {MAX_PLAN_ROWS} rows; the rest was not read");
            rejected.push(Rejected::new(0, "", "", RejectCode::TooLarge, allowed));
            break;
        }
        let taken = row.and_then(|row| take(&row, &mut notes, &mut last, &mut plans));
        rejected.extend(taken.err());
    }
    let (unlinked, warnings) = notes.into_told();
    TrainingPlans { plans: plans.into_values().collect(), rejected, unlinked, warnings }
}

fn take(
    row: &Row,
    notes: &mut Notes<'_>,
    last: &mut NamedProgramme,
    plans: &mut BTreeMap<NamedProgramme, TrainingPlan>,
) -> Result<(), Rejected> {
    let cells: Cells<Column> = notes.cells(row, course_head);
    let mut reader = Reader { line: row.line, cells: &cells, linking: notes.linking() };
    let name = reader.name()?;
    let programme = reader.programme(last);
    if programme.is_empty() {
        let allowed = "the programme that the course belongs to: its id, its name, or the code of its major";
        return Err(Rejected::new(row.line, "programme", "", RejectCode::Missing, allowed));
    }
    last.clone_from(&programme);
    let seats = reader.seats()?;
    let (course, public) = reader.course(name)?;
    let plan = plans.entry(programme).or_insert_with_key(|programme| {
        let major = reader.major(programme);
        TrainingPlan { programme: programme.clone(), major, ..TrainingPlan::default() }
    });
    plan.add(row.line, course)?;
    plan.seats = plan.seats.or(seats);
    plan.public += usize::from(public);
    Ok(())
}

struct Reader<'r, 'l> {
    line: u64,
    cells: &'r Cells<Column>,
    linking: &'r mut Linking<'l>,
}

impl Reader<'_, '_> {
    fn text(&self, column: Column) -> Option<String> {
        said(self.cells, column)
    }

    fn refuse(&self, field: &str, column: Column, allowed: impl Into<String>) -> Rejected {
        let value = self.text(column).unwrap_or_default();
        Rejected::new(self.line, field, value, RejectCode::NotAllowed, allowed)
    }

    /// The name of the course, without the stars that mark core courses.
    fn name(&self) -> Result<Bilingual, Rejected> {
        let bare = |column| {
            let text = self.text(column)?;
            let name = text.trim_matches(|c: char| c.is_whitespace() || "*＊★☆▲△●○◆◇■□※#".contains(c));
            Some(name.to_owned()).filter(|name| !name.is_empty())
        };
        let (zh, en) = (bare(Column::NameZh), bare(Column::NameEn));
        let Some(either) = zh.clone().or_else(|| en.clone()) else {
            return Err(Rejected::new(self.line, "course", "", RejectCode::Missing, "the name of a course"));
        };
        let squeezed: String = either.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let chinese = TOTALS.iter().any(|total| squeezed.ends_with(total) || squeezed.starts_with(total));
        if chinese || ["total", "subtotal", "grandtotal"].contains(&squeezed.as_str()) {
            let allowed = "the name of a course; totals are not read";
            return Err(Rejected::new(self.line, "course", either, RejectCode::NotAllowed, allowed));
        }
        let name = Bilingual::new(zh.unwrap_or_else(|| either.clone()), en.unwrap_or(either));
        name.map_err(|invalid| Rejected::invalid(self.line, RejectCode::NotAllowed, invalid.within("course")))
    }

    /// The programme as this row names it.
    fn programme(&mut self, last: &NamedProgramme) -> NamedProgramme {
        let college = self.text(Column::College);
        let college = college.map(|words| {
            let known = self.linking.look_up(ConceptKind::College, &words);
            known.unwrap_or(words)
        });
        let (id, name, major) =
            (self.text(Column::Programme), self.text(Column::ProgrammeName), self.text(Column::Major));
        NamedProgramme { id, name, major, college }.after(last)
    }

    /// The major of a programme: a code of either ladder, an id, or a name.
    fn major(&mut self, programme: &NamedProgramme) -> Option<MajorId> {
        let told = [&programme.major, &programme.name, &programme.id].into_iter().flatten();
        let coded = |words: &String| ["", "v", "b", "s"].map(|ladder| format!("{ladder}{words}"));
        let lexicon = self.linking.lexicon;
        let by_code = told.clone().flat_map(coded).find(|id| lexicon.knows(ConceptKind::Major, id));
        let named = programme.major.as_ref().or(programme.name.as_ref());
        let found = by_code.or_else(|| self.linking.link(ConceptKind::Major, self.line, "major", named?));
        found.and_then(|id| MajorId::new(id).ok())
    }

    fn seats(&self) -> Result<Option<u16>, Rejected> {
        let Some(cell) = self.cells.get(&Column::Seats).filter(|cell| !cell.is_empty()) else { return Ok(None) };
        let seats = cell.integer().and_then(|seats| u16::try_from(seats).ok());
        let allowed = || self.refuse("seats", Column::Seats, format!("a whole number, 0 to {}", u16::MAX));
        seats.map(Some).ok_or_else(allowed)
    }

    /// The course, and whether it is everybody's.
    fn course(&mut self, name: Bilingual) -> Result<(Course, bool), Rejected> {
        let term = self.figure(Column::Term, course_figures::term);
        let term = term.map_err(|()| {
            let allowed = format!("a term, 1 to {}, such as 3, 第3学期, 大二上 or 3-4", Course::MAX_TERM);
            self.refuse("term", Column::Term, allowed)
        })?;
        let hours = self.figure(Column::Hours, course_figures::hours);
        let hours = hours.map_err(|()| {
            let allowed = format!("hours, 0 to {}, such as 64, 64学时, 32+32 or 4周", Course::MAX_HOURS);
            self.refuse("hours", Column::Hours, allowed)
        })?;
        let (content, items) = (self.content(), self.items());
        let (kind, text) = (self.text(Column::Kind), content.as_deref().unwrap_or_default());
        let names = [name.zh.as_str(), name.en.as_str()];
        let said = Said { names, kind: kind.as_deref(), text, hours, items: &items };
        let Teaching { skills, unlinked, public } = teach(self.line, &said, self.linking)?;
        let code = self.text(Column::Code);
        let course = Course { name, code, term, hours, content, skills, unlinked };
        let checked = course.checked().map_err(|e| Rejected::invalid(self.line, RejectCode::NotAllowed, e))?;
        Ok((checked, public))
    }

    /// A figure that may be left out but not be wrong.
    fn figure<T>(&self, column: Column, read: fn(&Cell) -> Option<T>) -> Result<Option<T>, ()> {
        let told = self.cells.get(&column).filter(|_| self.text(column).is_some());
        told.map_or(Ok(None), |cell| read(cell).map(Some).ok_or(()))
    }

    /// What the course is about, with its aims, cut to what a record holds.
    fn content(&mut self) -> Option<String> {
        let parts = [Column::Content, Column::Aims].into_iter().filter_map(|column| self.text(column));
        let whole = parts.collect::<Vec<_>>().join("\n");
        if whole.chars().count() > MAX_TEXT_CHARS {
            self.linking.warn(self.line, "content", WarningCode::TextCut, "");
            return Some(whole.chars().take(MAX_TEXT_CHARS).collect());
        }
        Some(whole).filter(|text| !text.trim().is_empty())
    }

    fn items(&self) -> Vec<String> {
        let items = self.cells.get(&Column::Skills).map(Cell::items).unwrap_or_default();
        let items: Vec<String> = items.into_iter().map(std::borrow::Cow::into_owned).collect();
        split_more(&items).into_iter().filter(|item| !says_none(item)).collect()
    }
}

#[cfg(test)]
mod tests;
