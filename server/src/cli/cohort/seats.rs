//! `bole cohort seats`: which student gets which seat of which class.

use std::collections::BTreeMap;

use bole_engine::model::{Bilingual, Cohort, CohortId, Organisation, OrganisationId};
use bole_engine::plan::seating::{SeatPlan, SeatedClass, UnplacedWhy};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Label};
use serde_json::json;

use crate::cli::args::{CohortSeats, Shared};
use crate::cli::console::{Console, spinner};
use crate::cli::{Failure, load, recorded};
use crate::decisions::{Asked, JudgedBy, SeatInputs, SeatsAsked, Seer};
use crate::opened::Opened;
use crate::round::rounded;
use crate::workbooks::Book;

/// Pairs and students told by name in a table.
const TOLD: usize = 10;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &CohortSeats) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let reference = load::in_force(shared, &opened)?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    let turning = spinner(console.say("读取人员", "reading people"));
    let store = opened.store();
    let inputs = opened.wait(async { SeatInputs::read(&*store, store.head().await?).await })?;
    known(&asked.class, &inputs.cohorts)?;
    let wanted = SeatsAsked {
        mechanism: asked.mechanism,
        seed: asked.seed,
        college: asked.college.clone(),
        classes: asked.class.clone(),
        seated: None,
    };
    let plan = inputs.plan(&reference, &wanted, as_of)?;
    turning.finish_and_clear();
    let by = JudgedBy { reference: &reference, hash: &reference.hash() };
    let kept = inputs.run(&plan, &Asked::seats(wanted.counted(&plan)), as_of).kept(&Seer::operator()?, by, &plan)?;
    let decision = recorded::written(&opened, kept)?;
    if console.for_programs() {
        console.json(&json!({"decision": decision, "plan": rounded(serde_json::to_value(&plan)?)}))?;
    } else {
        let names = Names::of(&inputs.cohorts, &inputs.organisations);
        Told { plan: &plan, reference: &reference, names }.all(console)?;
        recorded::foot(console, decision.as_ref())?;
    }
    asked.written.write(console, || {
        let names = bole_report::Names::new(&reference);
        let names = names.organisations(&inputs.organisations).cohorts(&inputs.cohorts);
        let mut book = Book::seats(&plan, &names).at(inputs.at);
        book.cover.decision = decision.as_ref().map(ToString::to_string);
        Ok(book)
    })
}

/// Every class that is named is on record.
fn known(asked: &[CohortId], cohorts: &[Cohort]) -> Result<(), Failure> {
    let missing = asked.iter().find(|id| cohorts.iter().all(|cohort| cohort.id != **id));
    missing.map_or(Ok(()), |id| Err(Failure::Usage(format!("--class: {id} is no class of this data"))))
}

/// What ids are called.
struct Names<'n> {
    cohorts: BTreeMap<&'n CohortId, &'n Bilingual>,
    organisations: BTreeMap<&'n OrganisationId, &'n Bilingual>,
}

impl<'n> Names<'n> {
    fn of(cohorts: &'n [Cohort], organisations: &'n [Organisation]) -> Self {
        Self {
            cohorts: cohorts.iter().map(|cohort| (&cohort.id, &cohort.name)).collect(),
            organisations: organisations.iter().map(|held| (&held.id, &held.name)).collect(),
        }
    }
}

/// A plan for people to read.
struct Told<'t> {
    plan: &'t SeatPlan,
    reference: &'t Reference,
    names: Names<'t>,
}

impl Told<'_> {
    fn all(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        self.head(console)?;
        self.classes(console)?;
        self.short(console)?;
        self.unplaced(console)?;
        self.blocking(console)
    }

    fn cohort(&self, console: &Console<'_>, id: &CohortId) -> String {
        let name = self.names.cohorts.get(id).map_or("", |name| console.language.of(name));
        format!("{id} {name}")
    }

    fn head(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        let plan = self.plan;
        let head = format!(
            "{}  {}  {}",
            console.bold(console.say("席位安排", "Seat plan")),
            plan.mechanism.label(console.language),
            console.dim(format!("{}  {} {}", plan.as_of, console.say("种子", "seed"), plan.seed)),
        );
        console.line(head)?;
        let (placed, students) = (plan.placed.len(), plan.students);
        let first = plan.ranks.first().copied().unwrap_or_default();
        let third: u32 = plan.ranks.iter().take(3).sum();
        console.line(
            console.say(
                format!("学生{students}人，录取{placed}人；第一志愿{first}人，前三志愿{third}人").as_str(),
                format!(
                    "{placed} of {students} students placed; {first} by their first wish, {third} by their first three"
                )
                .as_str(),
            ),
        )
    }

    fn classes(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        let heads = [
            console.say("班级", "class"),
            console.say("人数", "size"),
            console.say("填报（第一）", "wished (first)"),
            console.say("录取", "placed"),
            console.say("企业名额", "by share"),
            console.say("空位", "unfilled"),
        ];
        let rows: Vec<_> = self.plan.classes.iter().map(|class| self.class(console, class)).collect();
        console.table(&heads, rows)
    }

    fn class(&self, console: &Console<'_>, class: &SeatedClass) -> Vec<String> {
        let shares = class.shares.iter().filter(|share| share.seats > 0).map(|share| {
            let whose = share.enterprise.as_ref().map_or(console.say("其余", "free"), |id| {
                self.names.organisations.get(id).map_or(id.as_str(), |name| console.language.of(name))
            });
            format!("{whose} {}/{}", share.placed, share.seats)
        });
        let left: u32 = class.shares.iter().map(|share| share.seats - share.placed).sum();
        vec![
            self.cohort(console, &class.cohort),
            format!("{}–{}", class.seats_min, class.seats_max),
            format!("{} ({})", class.wished, class.first),
            if class.held { class.placed.to_string() } else { console.say("不开班", "not held").to_owned() },
            shares.collect::<Vec<_>>().join("\n"),
            if class.held { left.to_string() } else { "–".to_owned() },
        ]
    }

    fn short(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        for short in &self.plan.short {
            let said = wording::short_class(short, console.language);
            console.line(format!("{}  {said}", self.cohort(console, &short.cohort)))?;
            if !short.missed.is_empty() {
                let missed = short.missed.len();
                console.note(console.say(
                    format!("  若开班，{missed}人更愿意在此").as_str(),
                    format!("  {missed} would rather be in it than where they are").as_str(),
                ))?;
            }
        }
        Ok(())
    }

    /// Students without a seat, by reason, the first of each with their wishes.
    fn unplaced(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        let l = console.language;
        for why in UnplacedWhy::ALL {
            let students: Vec<_> = self.plan.unplaced.iter().filter(|student| student.why == why).collect();
            let Some(first) = students.first() else { continue };
            let head = format!("{} {}: {}", console.say("未录取", "unplaced"), students.len(), why.label(l));
            let head = console.bold(head);
            console.line(head)?;
            for wish in first.wishes.iter().take(TOLD) {
                let said = wording::wish_outcome(&wish.fate, l, self.reference);
                console.note(&format!("  {} {}. {}  {said}", first.student, wish.wish, wish.cohort))?;
            }
        }
        Ok(())
    }

    fn blocking(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        let pairs = &self.plan.blocking;
        let head = format!("{}: {}", console.say("阻塞对", "blocking pairs"), pairs.len());
        console.line(head)?;
        for pair in pairs.iter().take(TOLD) {
            let by = pair.by.label(console.language);
            let class = self.cohort(console, &pair.cohort);
            console.note(&format!("  {} → {class} ({}. {by})", pair.student, pair.wish))?;
        }
        Ok(())
    }
}
