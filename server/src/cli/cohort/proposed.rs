//! Proposed classes in tables and words.

use bole_engine::map::Sources;
use bole_engine::model::{Order, Programme};
use bole_engine::plan::{CohortProposal, Pooling, Unpooled};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Label, Language};

use crate::cli::Failure;
use crate::cli::console::Console;

/// Orders named of a class.
const ORDERS: usize = 6;

/// What proposals speak of.
pub(in crate::cli) struct Named<'n> {
    pub(in crate::cli) reference: &'n Reference,
    pub(in crate::cli) sources: &'n Sources,
}

impl<'n> Named<'n> {
    fn programme(&self, proposal: &CohortProposal) -> Option<&'n Programme> {
        self.sources.programmes.iter().find(|held| held.id == proposal.cohort.programme)
    }

    /// The name of who teaches; the id where the edition does not name it.
    fn college<'c>(&'c self, proposal: &'c CohortProposal, language: Language) -> &'c str {
        let id = proposal.cohort.college.as_str();
        let found = self.reference.edition.colleges.iter().find(|college| college.id.as_str() == id);
        found.map_or(id, |college| language.of(&college.name))
    }

    fn order(&self, id: &str) -> Option<&'n Order> {
        self.sources.orders.iter().find(|order| order.id.as_str() == id)
    }
}

/// Classes, those of most value first, and orders that fit none, most seats first.
pub(super) fn pooling(
    console: &mut Console<'_>,
    named: &Named<'_>,
    pooling: &Pooling,
    top: usize,
) -> Result<(), Failure> {
    let rows: Vec<_> = pooling.proposals.iter().take(top).map(|proposal| row(console, named, proposal)).collect();
    let head = console.say(
        ["班", "专业", "形式", "席位", "企业", "增设学时", "开班", "结业", "价值"],
        ["class", "programme", "form", "seats", "enterprises", "added hours", "start", "ready", "value"],
    );
    console.table(&head, rows)?;
    let (classes, value, bound) = (pooling.proposals.len(), pooling.value, pooling.bound);
    console.note(&match console.language {
        Language::Zh => format!("共 {classes} 个班。全部组班价值 {value:.1}，任何组班不超过 {bound:.1}"),
        Language::En => format!("{classes} classes; all pooling is worth {value:.1}, and none can pass {bound:.1}"),
    })?;
    for proposal in pooling.proposals.iter().take(top) {
        console.line("")?;
        class(console, named, proposal)?;
    }
    unpooled(console, named, &pooling.unpooled, top)
}

fn row(console: &Console<'_>, named: &Named<'_>, proposal: &CohortProposal) -> Vec<String> {
    let (l, cohort) = (console.language, &proposal.cohort);
    vec![
        cohort.id.to_string(),
        named.programme(proposal).map_or("–", |programme| l.of(&programme.name)).to_owned(),
        cohort.form.label(l).to_owned(),
        format!("{}–{}", cohort.seats_min, cohort.seats_max),
        proposal.enterprises().to_string(),
        proposal.hours.to_string(),
        cohort.start.to_string(),
        cohort.ready.to_string(),
        format!("{:.1}", proposal.value),
    ]
}

/// One class in words: who orders how many, what is added, from when to when, and how far beyond one firm it leads.
pub(super) fn class(console: &mut Console<'_>, named: &Named<'_>, proposal: &CohortProposal) -> Result<(), Failure> {
    let (l, cohort, reference) = (console.language, &proposal.cohort, named.reference);
    let title = console.bold(format!("{} · {} · {}", l.of(&cohort.name), cohort.form.label(l), cohort.id));
    console.line(title)?;
    console.note(&wording::proposed_class(proposal, named.college(proposal, l), l))?;
    for served in proposal.serves.iter().take(ORDERS) {
        let order = named.order(served.order.as_str());
        let (firm, title) = order.map_or(("–", "–"), |o| (l.of(&o.enterprise.name), l.of(&o.demand.title)));
        let (id, said) = (&served.order, wording::served_order(served, l));
        console.line(match l {
            Language::Zh => format!("  {id} {firm} {title} {said}"),
            Language::En => format!("  {id} {firm}, {title}: {said}"),
        })?;
    }
    if proposal.serves.len() > ORDERS {
        let more = proposal.serves.len() - ORDERS;
        console.note(&match l {
            Language::Zh => format!("  另有 {more} 份订单"),
            Language::En if more == 1 => "  and 1 more order".to_owned(),
            Language::En => format!("  and {more} more orders"),
        })?;
    }
    console.note(&wording::modules(proposal, l, reference))?;
    console.note(&wording::transferability(&proposal.transfer, l, reference))
}

fn unpooled(console: &mut Console<'_>, named: &Named<'_>, orders: &[Unpooled], top: usize) -> Result<(), Failure> {
    let mut most: Vec<&Unpooled> = orders.iter().collect();
    most.sort_by_key(|order| std::cmp::Reverse(order.seats));
    if most.is_empty() {
        return Ok(());
    }
    console.line("")?;
    let l = console.language;
    let row = |unpooled: &&Unpooled| {
        let order = named.order(unpooled.order.as_str())?;
        let why = wording::unsuited(&unpooled.why, &order.demand, &named.sources.programmes, l, named.reference);
        let title = l.of(&order.demand.title).to_owned();
        Some(vec![unpooled.order.to_string(), title, unpooled.seats.to_string(), why])
    };
    let rows: Vec<_> = most.iter().take(top).filter_map(row).collect();
    let head = console.say(["未入班订单", "岗位", "席位", "原因"], ["fits no class", "position", "seats", "why"]);
    console.table(&head, rows)
}
