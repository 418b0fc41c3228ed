//! `bole cohort list`, `show` and `reminders`: classes as they stand.

use std::sync::Arc;

use bole_engine::map::{ClassFigures, PlacedPeople, SeenCohort};
use bole_engine::model::{Agreement, Cohort, CohortLack, Organisation, OrganisationId, Programme};
use bole_engine::reference::Reference;
use bole_engine::store::{Listing, MAX_ROWS, Stored};
use bole_report::Names;

use super::life::standing;
use crate::cli::args::{CohortList, CohortShow, Reminders, Shared};
use crate::cli::console::Console;
use crate::cli::{Failure, load};
use crate::clock;
use crate::cohort_life::{self, CohortReminder};
use crate::limits::DEFAULT_PAGE;
use crate::opened::Opened;
use crate::workbooks::Book;

/// What stands where a number is withheld or nothing is told.
const NONE: &str = "–";

pub(super) fn list(console: &mut Console<'_>, shared: &Shared, asked: &CohortList) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let filters = [
        ("status", asked.status.map(|status| status.to_string())),
        ("organisation", asked.college.as_ref().map(ToString::to_string)),
        ("programme", asked.programme.as_ref().map(ToString::to_string)),
    ];
    let filters = filters.into_iter().filter_map(|(column, value)| Some((column, value?))).collect();
    let most = asked.limit.unwrap_or(if asked.written.is_asked() { MAX_ROWS } else { DEFAULT_PAGE });
    let listing = Listing { filters, limit: most.clamp(1, MAX_ROWS), ..Listing::default() };
    let at = opened.wait(opened.store().head())?;
    let found = opened.wait(opened.store().list::<Cohort>(&listing));
    let found: Vec<Stored<Cohort>> = found?;
    listed(console, &found)?;
    asked.written.write(console, || {
        let (named, today) = (Named::read(shared, &opened)?, clock::today()?);
        let cohorts = found.into_iter().map(|stored| SeenCohort::Whole(stored.record)).collect();
        Ok(Book::cohorts(cohorts, today, &named.names()).at(at))
    })
}

/// What names a class and its parties.
struct Named {
    reference: Arc<Reference>,
    organisations: Vec<Organisation>,
    programmes: Vec<Programme>,
}

impl Named {
    fn read(shared: &Shared, opened: &Opened) -> Result<Self, Failure> {
        let reference = load::in_force(shared, opened)?;
        Ok(Self { reference, organisations: load::all(opened)?, programmes: load::all(opened)? })
    }

    fn names(&self) -> Names<'_> {
        Names::new(&self.reference).organisations(&self.organisations).programmes(&self.programmes)
    }
}

fn listed(console: &mut Console<'_>, found: &[Stored<Cohort>]) -> Result<(), Failure> {
    if console.for_programs() {
        let item = |stored: &Stored<Cohort>| serde_json::json!({"version": stored.version, "record": stored.record});
        return console.json(&found.iter().map(item).collect::<Vec<_>>());
    }
    let head = console.say(
        ["班级", "名称", "院校", "状态", "席位", "开班", "可到岗"],
        ["class", "name", "college", "status", "seats", "start", "ready"],
    );
    let rows: Vec<_> = found.iter().map(|stored| row(console, &stored.record)).collect();
    console.table(&head, rows)
}

fn row(console: &Console<'_>, cohort: &Cohort) -> Vec<String> {
    vec![
        cohort.id.to_string(),
        console.language.of(&cohort.name).to_owned(),
        cohort.college.to_string(),
        cohort.status.to_string(),
        format!("{}–{}", cohort.seats_min, cohort.seats_max),
        cohort.start.to_string(),
        cohort.ready.to_string(),
    ]
}

pub(super) fn show(console: &mut Console<'_>, shared: &Shared, asked: &CohortShow) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let at = opened.wait(opened.store().head())?;
    let (stored, figures) = shown(console, shared, &opened, asked)?;
    whole(console, &stored, &figures)?;
    asked.written.write(console, || {
        let named = Named::read(shared, &opened)?;
        Ok(Book::cohort(&stored.record, &figures, &named.names()).at(at))
    })
}

fn whole(console: &mut Console<'_>, stored: &Stored<Cohort>, figures: &ClassFigures) -> Result<(), Failure> {
    if console.for_programs() {
        let Stored { version, record, .. } = stored;
        return console.json(&serde_json::json!({"version": version, "record": record, "figures": figures}));
    }
    let head = console.say(
        ["班级", "名称", "院校", "状态", "席位", "开班", "可到岗"],
        ["class", "name", "college", "status", "seats", "start", "ready"],
    );
    let own = row(console, &stored.record);
    console.table(&head, vec![own])?;
    parties(console, &stored.record)?;
    placed(console, figures)
}

fn shown(
    console: &Console<'_>,
    shared: &Shared,
    opened: &Opened,
    asked: &CohortShow,
) -> Result<(Stored<Cohort>, ClassFigures), Failure> {
    let as_of = asked.as_of.map_or_else(clock::today, Ok)?;
    let stored = standing(console, opened, &asked.id)?;
    let reference = load::in_force(shared, opened)?;
    let figures = opened.wait(cohort_life::figures(&*opened.store(), &reference, &stored.record, as_of))?;
    Ok((stored, figures))
}

/// Who said what, and who has not yet.
fn parties(console: &mut Console<'_>, cohort: &Cohort) -> Result<(), Failure> {
    let head = console.say(["一方", "份额", "意见", "日期"], ["party", "share", "word", "day"]);
    let word = |word: Option<&Agreement>| match word {
        None => NONE.to_owned(),
        Some(Agreement { refusal: None, .. }) => console.say("同意", "yes").to_owned(),
        Some(Agreement { refusal: Some(why), .. }) => format!("{}: {why}", console.say("不同意", "no")),
    };
    let row = |party: &OrganisationId| {
        let said = cohort.agreements.iter().find(|word| word.organisation == *party);
        let seats = cohort.shares.iter().filter(|share| share.enterprise == *party).map(|share| u32::from(share.seats));
        let share = if *party == cohort.college { NONE.to_owned() } else { seats.sum::<u32>().to_string() };
        vec![party.to_string(), share, word(said), said.map_or_else(|| NONE.to_owned(), |said| said.on.to_string())]
    };
    let rows: Vec<_> = cohort.parties().map(row).collect();
    console.table(&head, rows)
}

/// Who began with whom.
fn placed(console: &mut Console<'_>, figures: &ClassFigures) -> Result<(), Failure> {
    let number = |count: Option<u32>| count.map_or_else(|| NONE.to_owned(), |count| count.to_string());
    let [enrolled, unplaced, others] =
        console.say(["在册", "未报就业", "其他单位"], ["enrolled", "no start told", "others"]);
    console.line(format!("{enrolled}: {}", number(figures.enrolled)))?;
    if figures.placed.is_empty() {
        return Ok(());
    }
    let head = console.say(
        ["单位", "入职", "满6个月在岗", "6个月内离职", "未知"],
        ["with", "began", "there after 6 months", "left before", "not known yet"],
    );
    let row = |PlacedPeople { enterprise, began, stayed, left, open }: &PlacedPeople| {
        let with = enterprise.as_ref().map_or_else(|| others.to_owned(), ToString::to_string);
        vec![with, number(*began), number(*stayed), number(*left), number(*open)]
    };
    let rows: Vec<_> = figures.placed.iter().map(row).collect();
    console.table(&head, rows)?;
    console.line(format!("{unplaced}: {}", number(figures.unplaced)))
}

pub(super) fn reminders(console: &mut Console<'_>, asked: &Reminders) -> Result<(), Failure> {
    let as_of = asked.as_of.map_or_else(clock::today, Ok)?;
    let opened = Opened::existing(&asked.data.place())?;
    let found = opened.wait(cohort_life::reminders(&*opened.store(), as_of, asked.days, Some));
    opened.close();
    let found = found?;
    if console.for_programs() {
        return console.json(&found);
    }
    let head = console.say(
        ["开班", "剩余天数", "班级", "名称", "院校", "状态", "尚缺", "待确认"],
        ["start", "days left", "class", "name", "college", "status", "lacks", "waits for"],
    );
    let rows: Vec<_> = found.iter().map(|reminder| reminded(console, reminder)).collect();
    console.table(&head, rows)
}

fn reminded(console: &Console<'_>, reminder: &CohortReminder) -> Vec<String> {
    let waits: Vec<&str> = reminder.waits_for.iter().map(|party| party.as_str()).collect();
    let lacks = match reminder.lacks {
        CohortLack::Agreement => console.say("确认", "agreement"),
        CohortLack::Enrolment => console.say("招生", "enrolment"),
        CohortLack::People => console.say("人数", "people"),
    };
    vec![
        reminder.start.to_string(),
        reminder.days_left.to_string(),
        reminder.id.to_string(),
        console.language.of(&reminder.name).to_owned(),
        reminder.college.to_string(),
        reminder.status.to_string(),
        lacks.to_owned(),
        if waits.is_empty() { NONE.to_owned() } else { waits.join(", ") },
    ]
}
