//! Training plans into the store: which programme a plan speaks of, and its courses as the whole of what that programme
//! teaches. A programme on record keeps everything else; one that is not there needs its college, its name and its seats.
//! A plan whose programme is not known comes back course by course.

use std::collections::BTreeMap;
use std::io::Read;

use super::batch::Loadable;
use super::{LoadError, Loaded, Loader, Needed, Watch, noted};
use crate::intake::{
    NamedProgramme, PartialProgramme, RejectCode, Rejected, TableFormat, TrainingPlan, TrainingPlans,
    import_training_plans,
};
use crate::model::{Bilingual, OrganisationId, Programme, ProgrammeId};
use crate::store::{Put, Record, StoreError, Stored};
use crate::text::normalise;

/// What was read of one programme's training plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PlanTaken {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: Bilingual,
    /// Its courses.
    pub courses: usize,
    /// Those of them that are everybody's and no part of the major.
    pub public: usize,
    /// Those that teach a skill of the vocabulary.
    pub linked: usize,
    /// Words that speak of a skill and are none of the vocabulary, each once, in their order.
    pub unlinked: Vec<String>,
}

/// A plan with its programme, as a row of a source. It is known there apart from a row that tells of the programme itself.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Plan(PartialProgramme);

impl Record for Plan {
    const KIND: crate::store::Kind = PartialProgramme::KIND;

    fn key(&self) -> String {
        Record::key(&self.0)
    }
}

impl Loadable for Plan {
    fn needs(&self) -> Vec<Needed> {
        self.0.needs()
    }

    fn row(&self, source: &str) -> Result<Put, StoreError> {
        let mut put = self.0.row(source)?;
        if let Some(origin) = &mut put.origin {
            origin.row_key = format!("courses of {}", put.id);
        }
        Ok(put)
    }
}

impl Loader<'_> {
    /// Takes in training plans.
    pub(super) fn plans(
        &self,
        input: impl Read,
        format: TableFormat,
        watch: &mut dyn Watch,
    ) -> Result<Loaded, LoadError> {
        let TrainingPlans { plans, mut rejected, unlinked, warnings } =
            import_training_plans(input, format, self.lexicon);
        let known = self.programmes(watch)?;
        let mut found: BTreeMap<ProgrammeId, (Programme, TrainingPlan)> = BTreeMap::new();
        for plan in plans {
            match self.programme_of(&plan, &known)? {
                Ok(programme) => match found.get_mut(&programme.id) {
                    Some((_, first)) => rejected.extend(first.append(plan)),
                    None => drop(found.insert(programme.id.clone(), (programme, plan))),
                },
                Err(reason) => {
                    rejected.extend(plan.lines.iter().map(|line| Rejected { line: *line, ..reason.clone() }))
                }
            }
        }
        rejected.sort_by_key(|row| row.line);
        let told = found.values().map(|(programme, plan)| PlanTaken::of(programme, plan)).collect();
        let rows = found.into_values().map(|(programme, plan)| record(&known, programme, plan));
        let rows = rejected.into_iter().map(|row| (row.line, Err(row))).chain(rows);
        Ok(Loaded { plans: told, ..noted(self.stream(rows, watch)?, unlinked, warnings) })
    }

    /// The programmes on record, by id.
    fn programmes(&self, watch: &mut dyn Watch) -> Result<BTreeMap<ProgrammeId, Programme>, LoadError> {
        let Some(store) = &self.store else { return Ok(BTreeMap::new()) };
        loop {
            let mut known = BTreeMap::new();
            let note = |stored: Stored<Programme>| drop(known.insert(stored.record.id.clone(), stored.record));
            match self.runtime.block_on(store.scan::<Programme>(note)) {
                Err(error) if error.passes() && watch.troubled(&error) => {}
                scanned => return Ok(scanned.map(|()| known)?),
            }
        }
    }

    /// The programme that a plan speaks of, new or on record; or why there is none.
    fn programme_of(
        &self,
        plan: &TrainingPlan,
        known: &BTreeMap<ProgrammeId, Programme>,
    ) -> Result<Result<Programme, Rejected>, LoadError> {
        let found = match on_record(plan, known) {
            Ok(Some(found)) => return Ok(Ok(found.clone())),
            Ok(None) => self.new_programme(plan),
            Err(reason) => Err(reason),
        };
        let Ok(programme) = found else { return Ok(found) };
        let mut looked = super::needed::Found::default();
        let missing = looked.missing(self, 0, &[Needed::college(&programme.college)])?;
        Ok(missing.map_or(Ok(programme), Err))
    }

    /// A programme that is not on record, from what its plan says of it. Where nothing is on record to be looked up in, as
    /// in a dry run, what the plan leaves out may be there.
    fn new_programme(&self, plan: &TrainingPlan) -> Result<Programme, Rejected> {
        let named = &plan.programme;
        let missing = |field: &str, what: &str| {
            let allowed = format!("{what}, or a programme of the records; {:?} is none", named.words());
            Rejected::new(0, field, "", RejectCode::Missing, allowed)
        };
        let dry = self.store.is_none();
        let college = named.college.clone().or_else(|| dry.then(|| "unsaid".to_owned()));
        let college = college.ok_or_else(|| missing("college", "the college"))?;
        let college = OrganisationId::new(college).map_err(|e| refused(e.within("college")))?;
        let seats = plan.seats.or(dry.then_some(0)).ok_or_else(|| missing("seats", "a year's intake"))?;
        let name = named.name.as_deref().unwrap_or_else(|| named.words());
        let id = new_id(named, &college, plan).map_err(refused)?;
        Ok(Programme {
            id,
            college,
            name: Bilingual::new(name, name).map_err(|e| refused(e.within("programme")))?,
            major: plan.major.clone(),
            skills: Vec::new(),
            courses: Vec::new(),
            seats,
            graduates: Vec::new(),
            partners: Vec::new(),
            synthetic: false,
        })
    }
}

fn refused(invalid: crate::model::Invalid) -> Rejected {
    Rejected::invalid(0, RejectCode::NotAllowed, invalid)
}

/// The id that the plan gives; else one of the college and the major or the name, so that the next plan finds it.
fn new_id(
    named: &NamedProgramme,
    college: &OrganisationId,
    plan: &TrainingPlan,
) -> Result<ProgrammeId, crate::model::Invalid> {
    if let Some(id) = &named.id {
        return ProgrammeId::new(id.as_str());
    }
    match &plan.major {
        Some(major) => ProgrammeId::new(format!("PRG-{college}-{major}")),
        None => {
            let sum = crate::digest::sha256(format!("{college}/{}", normalise(named.words())).as_bytes());
            ProgrammeId::new(format!("PRG-{sum:.20}"))
        }
    }
}

/// The programme on record that a plan means: by id; else by the major, then the name, among those of its college.
///
/// # Errors
/// `Rejected` where the words mean several, or one of another college.
fn on_record<'k>(
    plan: &TrainingPlan,
    known: &'k BTreeMap<ProgrammeId, Programme>,
) -> Result<Option<&'k Programme>, Rejected> {
    let named = &plan.programme;
    let college = named.college.as_deref();
    let of_college = |programme: &&Programme| college.is_none_or(|college| college == programme.college.as_str());
    let words = [&named.id, &named.name, &named.major].into_iter().flatten();
    if let Some(found) = words.filter_map(|word| ProgrammeId::new(word.as_str()).ok()).find_map(|id| known.get(&id)) {
        let allowed = || format!("{}, whose programme {} is", found.college, found.id);
        let other = || Rejected::new(0, "college", college.unwrap_or_default(), RejectCode::NotAllowed, allowed());
        return Some(found).filter(of_college).map(Some).ok_or_else(other);
    }
    if named.id.is_some() {
        return Ok(None);
    }
    match meant(plan, known.values().filter(of_college).collect())[..] {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        [first, second, ..] => {
            let allowed = format!("one programme; {} and {} are meant: say the id or the college", first.id, second.id);
            Err(Rejected::new(0, "programme", named.words(), RejectCode::NotAllowed, allowed))
        }
    }
}

/// Those of some programmes that the words of a plan mean. A major that is said must be theirs; of several the name tells.
/// Without one the name tells, and where no programme is called so, the major that it means.
fn meant<'k>(plan: &TrainingPlan, among: Vec<&'k Programme>) -> Vec<&'k Programme> {
    let same_major = |programme: &&Programme| plan.major.is_some() && programme.major == plan.major;
    let name = plan.programme.name.as_deref();
    let same_name = |programme: &&Programme| name.is_some_and(|name| is_called(programme, name));
    let by_major: Vec<&Programme> = among.iter().copied().filter(same_major).collect();
    let pool = if plan.programme.major.is_some() { &by_major } else { &among };
    let by_name: Vec<&Programme> = pool.iter().copied().filter(same_name).collect();
    if by_name.is_empty() { by_major } else { by_name }
}

fn is_called(programme: &Programme, name: &str) -> bool {
    let name = normalise(name.trim().trim_end_matches("专业"));
    [&programme.name.zh, &programme.name.en].into_iter().any(|known| normalise(known) == name)
}

/// The row that is written: the courses, with what a new programme needs beside them.
fn record(
    known: &BTreeMap<ProgrammeId, Programme>,
    programme: Programme,
    plan: TrainingPlan,
) -> (u64, Result<Plan, Rejected>) {
    let line = plan.lines.first().copied().unwrap_or(0);
    let mut unsaid = vec!["graduates", "partners", "synthetic"];
    if known.contains_key(&programme.id) {
        unsaid.extend(["college", "name", "major"]);
        unsaid.extend(plan.seats.is_none().then_some("seats"));
    }
    let seats = plan.seats.unwrap_or(programme.seats);
    let (skills, graduates, partners) = (Vec::new(), Vec::new(), Vec::new());
    let whole = Programme { courses: plan.courses, skills, seats, graduates, partners, ..programme };
    let checked = whole.checked().map_err(|e| Rejected::invalid(line, RejectCode::NotAllowed, e));
    (line, checked.map(|programme| Plan(PartialProgramme { programme, unsaid })))
}

impl PlanTaken {
    fn of(programme: &Programme, plan: &TrainingPlan) -> Self {
        let mut unlinked: Vec<String> = Vec::new();
        for words in plan.courses.iter().flat_map(|course| &course.unlinked) {
            if !unlinked.contains(words) {
                unlinked.push(words.clone());
            }
        }
        let linked = plan.courses.iter().filter(|course| !course.skills.is_empty()).count();
        let (id, name, courses) = (programme.id.clone(), programme.name.clone(), plan.courses.len());
        Self { programme: id, name, courses, public: plan.public, linked, unlinked }
    }
}
