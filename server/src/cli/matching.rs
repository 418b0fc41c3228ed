//! `bole match`: candidates for one order or for many.

use std::path::Path;

use bole_engine::intake::{Import, TableFormat, import_orders, import_vacancies};
use bole_engine::matching::{Places, Question, Ranking, Relaxation};
use bole_engine::model::Order;
use bole_engine::wording::Language;

use super::args::{Match, Shared};
use super::console::Console;
use super::{Failure, import, load, ranking, recorded};
use crate::answer::{CandidatesAnswer, Explain, RankingAnswer};
use crate::decisions::{Asked, Seen, Seer};
use crate::opened::Opened;
use crate::service::Service;

/// Excluded people named for each requirement.
const EXCLUDED: usize = 10;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Match) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let service = load::service(console, shared, &opened)?;
    let path = asked.orders.order.as_ref().or(asked.orders.orders.as_ref());
    let path = path.ok_or_else(|| Failure::Usage("name a file of orders".into()))?;
    let orders = orders(path, &service)?;
    let today = || crate::clock::today().map_err(Failure::work);
    let question = Question {
        top: Places::try_from(asked.top)?,
        sort: asked.sort,
        exhaustive: asked.exhaustive,
        explain: true,
        count: asked.excluded,
        excluded: if asked.excluded { EXCLUDED } else { 0 },
        ..Question::new(asked.as_of.map_or_else(today, Ok)?)
    };
    let demands: Vec<_> = orders.iter().map(|order| order.demand.clone()).collect();
    let recorder = Recorder { opened: &opened, service: &service, asked, question: &question, seer: Seer::operator()? };
    let matcher = service.matcher();
    let rankings = matcher.candidates_many(&demands, &question);
    for (order, found) in orders.iter().zip(&rankings) {
        let relaxations = if asked.what_if { matcher.what_if(&order.demand, &question) } else { Vec::new() };
        let told = Told { order, found, relaxations: asked.what_if.then_some(&relaxations) };
        tell(console, &recorder, &told)?;
    }
    Ok(())
}

/// Puts on record what is shown.
struct Recorder<'r> {
    opened: &'r Opened,
    service: &'r Service,
    asked: &'r Match,
    question: &'r Question,
    seer: Seer,
}

impl Recorder<'_> {
    /// The ranking as it is told to programs, with the id of the decision. Beside a program that writes nothing is recorded.
    fn record(&self, order: &Order, found: &Ranking, language: Language) -> Result<CandidatesAnswer, Failure> {
        let mut answer = RankingAnswer::new(found, self.question, self.service, language);
        let asked = Asked {
            demand: Some(order.demand.clone()),
            top: self.question.top,
            sort: self.question.sort,
            audience: self.question.audience,
            explain: Explain::Full,
            language,
            excluded: self.asked.excluded,
            seats: None,
        };
        let seen = Seen::of(self.service, found);
        let run = seen.run(Some(order.id.clone()), None, &order.demand, &asked, self.question.as_of);
        let kept = run.kept(&self.seer, self.service, &answer)?;
        answer.decision = recorded::written(self.opened, kept)?;
        Ok(answer)
    }
}

/// What is told of one order.
struct Told<'t> {
    order: &'t Order,
    found: &'t Ranking,
    relaxations: Option<&'t Vec<Relaxation>>,
}

/// Reads the orders of a file; one that cannot be taken fails the work, since its ranking would be missed.
fn orders(path: &Path, service: &Service) -> Result<Vec<Order>, Failure> {
    let name = path.display().to_string();
    let format = TableFormat::of_name(&name).ok_or_else(|| {
        Failure::Usage(format!("{name}: a file of orders ends in .ndjson, .json, .csv, .xlsx or .yaml"))
    })?;
    let bytes = load::bytes(path)?;
    let reference = &*service.reference;
    let read: Import<Order> = if import::are_vacancies(path) {
        import_vacancies(&bytes[..], format, reference)
    } else {
        import_orders(&bytes[..], format, reference)
    };
    match (read.rejected.first(), read.records.is_empty()) {
        (Some(rejected), _) => Err(Failure::Work(format!("{name}: {rejected}"))),
        (None, true) => Err(Failure::Work(format!("{name}: no orders"))),
        (None, false) => Ok(read.records),
    }
}

fn tell(console: &mut Console<'_>, recorder: &Recorder<'_>, told: &Told<'_>) -> Result<(), Failure> {
    let (Recorder { service, .. }, Told { order, found, relaxations }) = (recorder, told);
    let reference = &*service.reference;
    let answer = recorder.record(order, found, console.language)?;
    if console.for_programs() {
        let line = serde_json::json!({ "order": order.id, "ranking": answer, "what_if": relaxations });
        // One object a line: many orders make a stream that a program can follow.
        return console.line(line);
    }
    ranking::order(console, order, reference)?;
    ranking::ranking(console, found, reference, &|id| service.masked(id))?;
    if let Some(excluded) = &found.excluded {
        ranking::excluded(console, &order.demand, excluded, reference)?;
    }
    if let Some(relaxations) = relaxations {
        ranking::relaxations(console, &order.demand, relaxations, usize::MAX, reference)?;
    }
    let foot = console.dim(format!(
        "{} {} · {} {} · {}",
        console.say("总人数", "people"),
        found.total,
        console.say("细看", "examined"),
        found.examined,
        found.method
    ));
    console.line(foot)?;
    recorded::foot(console, answer.decision.as_ref())?;
    console.line("")
}
