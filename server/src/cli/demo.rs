//! `bole demo`: a synthetic city, one order and its ten best, the talent map down to one node, then the service on loopback.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bole_engine::matching::{Places, Question};
use bole_engine::model::{Category, Order};
use bole_engine::sample::City;
use bole_engine::store::Kind;
use bole_engine::wording::Language;

use super::args::{Demo, Shared};
use super::console::{Console, progress, spinner};
use super::{Failure, city, load, map, ranking, serve};
use crate::answer::RankingAnswer;
use crate::auth::Doors;
use crate::config::{Config, Flags};
use crate::editions::{By, Unwatched};
use crate::opened::{Opened, Place};
use crate::service::Service;

/// Places shown.
const TOP: usize = 10;
/// Orders of the demonstration city.
const ORDERS: usize = 2000;

/// A temporary folder that goes when the demonstration ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("bole-demo-{}", std::process::id())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind at worst; the system clears its temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Demo) -> Result<(), Failure> {
    let started = Instant::now();
    let reference = Arc::new(load::reference(shared)?);
    let scratch = Scratch::new();
    let path = asked.data.as_ref().unwrap_or(&scratch.0);
    let opened = Opened::filling(&Place::Folder(path.clone()))?;
    opened.keep_edition(&reference.edition)?;
    let city = City::new(&reference.edition, &reference.vocabulary, asked.seed);
    let orders = city::keep(console, &city, asked.profiles as usize, ORDERS, &opened)?;
    let bar = progress(u64::from(asked.profiles), console.say("建立索引", "indexing"));
    let service = Service::open(Arc::clone(&reference), &opened, &|| bar.inc(1));
    let service = service.map_err(Failure::work)?;
    bar.finish_and_clear();
    let took = started.elapsed();
    if console.for_programs() {
        print(console, &service, &opened, &orders)?;
    } else {
        headline(console, &service, &opened, took)?;
        chosen(&orders).map_or(Ok(()), |order| show(console, &service, order))?;
        map::demo(console, &service, &reference, &opened)?;
    }
    // What is kept or served has something to be compared with.
    if asked.data.is_some() || !asked.once {
        let turning = spinner(console.say("编制上一年目录", "making the edition of the year before"));
        opened.desk(reference).make_past(&By::operator(), &Unwatched)?;
        turning.finish_and_clear();
    }
    if asked.once {
        return Ok(());
    }
    let flags = Flags { port: Some(asked.port), ..Flags::default() };
    let config = Config::load(None, std::env::vars().collect(), flags)?;
    serve::serve(console, service, Doors::Open, opened, &config)
}

/// An order that shows most: for a master technician, with a gate, and with many requirements.
fn chosen(orders: &[Order]) -> Option<&Order> {
    let gates = |order: &Order| order.demand.requirements.iter().filter(|asked| asked.hardness.gates()).count();
    let telling = |order: &&Order| order.demand.category == Category::MasterTechnician && gates(order) > 0;
    orders.iter().find(telling).or(orders.first())
}

fn headline(console: &mut Console<'_>, service: &Service, opened: &Opened, took: Duration) -> Result<(), Failure> {
    let edition = &service.reference.edition;
    let title = console.bold(format!("伯乐 Bole · {}", console.language.of(&edition.title)));
    console.line(title)?;
    let note = console.say(
        "人员与企业均为合成示例，不指向任何真实个人或单位。",
        "All people and firms are synthetic; no real person or firm is meant.",
    );
    if let Some(own) = &edition.note {
        let own = console.language.of(own).to_owned();
        console.note(&own)?;
    }
    console.note(note)?;
    let (people, entries, nodes, orders) =
        (opened.count(Kind::Profile)?, edition.entries.len(), edition.nodes.len(), opened.count(Kind::Order)?);
    let seconds = took.as_secs_f64();
    let counts = match console.language {
        Language::Zh => {
            format!("{people} 人 · {entries} 个岗位 · {nodes} 个节点 · {orders} 份订单 · 用时 {seconds:.1} 秒")
        }
        Language::En => {
            format!("{people} people · {entries} entries · {nodes} nodes · {orders} orders · ready in {seconds:.1} s")
        }
    };
    console.line(counts)?;
    console.line("")
}

/// The ten best with their reasons, and who is not among them.
fn question(service: &Service) -> Result<Question, Failure> {
    let day = service.reference.edition.as_of;
    Ok(Question { top: Places::try_from(TOP)?, explain: true, count: true, ..Question::new(day) })
}

/// The same for programs.
fn print(console: &mut Console<'_>, service: &Service, opened: &Opened, orders: &[Order]) -> Result<(), Failure> {
    let question = question(service)?;
    let order = chosen(orders);
    let found = order.map(|order| service.matcher().candidates(&order.demand, &question));
    let ranking = found.map(|found| RankingAnswer::new(&found, &question, service, console.language));
    console.json(&serde_json::json!({ "people": opened.count(Kind::Profile)?, "order": order, "ranking": ranking }))?;
    console.flush()
}

fn show(console: &mut Console<'_>, service: &Service, order: &Order) -> Result<(), Failure> {
    let reference = &*service.reference;
    let question = question(service)?;
    ranking::order(console, order, reference)?;
    console.line("")?;
    let matcher = service.matcher();
    let started = Instant::now();
    let found = matcher.candidates(&order.demand, &question);
    let took = started.elapsed().as_secs_f64() * 1e3;
    ranking::ranking(console, &found, reference, &|id| service.masked(id))?;
    console.line("")?;
    if let Some(excluded) = &found.excluded {
        ranking::excluded(console, &order.demand, excluded, reference)?;
    }
    let relaxations = matcher.what_if(&order.demand, &question);
    ranking::relaxations(console, &order.demand, &relaxations, 1, reference)?;
    let method = &found.method;
    let foot = match console.language {
        Language::Zh => format!("{} 人中细看 {} 人，{took:.1} 毫秒 · 方法 {method}", found.total, found.examined),
        Language::En => {
            format!("looked at {} of {} people in {took:.1} ms · method {method}", found.examined, found.total)
        }
    };
    let foot = console.dim(foot);
    console.line(foot)?;
    console.flush()
}
