//! Answers of the colleges' side as workbooks, for both faces. A workbook is written from what its reader is answered, and
//! names only what the reader may see; tables and files are `bole_report`'s.

use bole_engine::alignment::{Alignment, CollegeAlignment, NodeDemand, Position, PositionInReach, ProgrammeAlignment};
use bole_engine::map::{ClassFigures, MovedMap, SeenCohort, SeenMap, SeenPooling};
use bole_engine::model::{Cohort, Date, Decision, EditionId, Order, Organisation, Programme, TalentId};
use bole_engine::plan::Pooling;
use bole_engine::plan::seating::SeatPlan;
use bole_engine::reference::Reference;
use bole_engine::store::{Record, StoreError};
use bole_engine::wording::Language;
use bole_report::{Cover, Names, ReportError, Tables, workbook};

use crate::auth::Caller;
use crate::cohort_life;
use crate::service::Service;

const ALIGNMENT: (&str, &str) = ("专业对接", "Programmes against demand");
const PROGRAMME: (&str, &str) = ("专业对接:一个专业", "One programme against demand");
const REACH: (&str, &str) = ("可及岗位", "Positions within reach");
const POOLING: (&str, &str) = ("组班建议", "Proposed classes");
const SEATS: (&str, &str) = ("席位安排", "Seat plan");
const COHORTS: (&str, &str) = ("班级一览", "Classes");
const PLACEMENTS: (&str, &str) = ("毕业去向", "What became of a class");

/// Tables, and what the first sheet says of them.
pub(crate) struct Book {
    pub(crate) cover: Cover,
    pub(crate) tables: Tables,
}

impl Book {
    fn new(names: &Names<'_>, title: (&str, &str), as_of: Date, tables: Tables) -> Self {
        Self { cover: Cover::of(names.reference(), title, as_of), tables }
    }

    /// All programmes against all demand.
    pub(crate) fn city(alignment: &Alignment, names: &Names<'_>) -> Self {
        Self::new(names, ALIGNMENT, alignment.as_of, bole_report::alignment(alignment, names))
            .guarded(alignment.guarded)
    }

    /// The same as one college sees it.
    pub(crate) fn college(alignment: &CollegeAlignment, names: &Names<'_>) -> Self {
        let tables = bole_report::college_alignment(alignment, names);
        Self::new(names, ALIGNMENT, alignment.as_of, tables).guarded(alignment.guarded)
    }

    /// One programme, with the skills behind its positions.
    pub(crate) fn programme(
        row: &ProgrammeAlignment,
        (positions, nodes): (&[Position], &[NodeDemand]),
        as_of: Date,
        names: &Names<'_>,
    ) -> Self {
        Self::new(names, PROGRAMME, as_of, bole_report::programme_alignment(row, positions, nodes, names))
    }

    /// What a person can reach.
    pub(crate) fn reach(person: &TalentId, found: &[&PositionInReach], as_of: Date, names: &Names<'_>) -> Self {
        let mut book = Self::new(names, REACH, as_of, bole_report::reach(found, names));
        book.cover.person = Some(person.to_string());
        book
    }

    /// Proposed classes, and what they move on the map where that is asked.
    pub(crate) fn pooling(pooling: &Pooling, moved: Option<&MovedMap>, names: &Names<'_>) -> Self {
        Self::new(names, POOLING, pooling.as_of, bole_report::pooling(pooling, moved, names))
    }

    /// The same as a college or an enterprise is told it.
    pub(crate) fn seen_pooling(pooling: &SeenPooling, moved: &SeenMap, names: &Names<'_>) -> Self {
        Self::new(names, POOLING, pooling.as_of, bole_report::seen_pooling(pooling, moved, names))
    }

    /// Who gets which seat.
    pub(crate) fn seats(plan: &SeatPlan, names: &Names<'_>) -> Self {
        let mut book = Self::new(names, SEATS, plan.as_of, bole_report::seat_plan(plan, names));
        (book.cover.seed, book.cover.people) = (Some(plan.seed), true);
        book
    }

    /// Classes as they stand.
    pub(crate) fn cohorts(found: Vec<SeenCohort>, as_of: Date, names: &Names<'_>) -> Self {
        let made_up = |seen: &SeenCohort| match seen {
            SeenCohort::Whole(class) => class.synthetic,
            SeenCohort::Shared(class) => class.synthetic,
        };
        let synthetic = found.iter().any(made_up);
        let mut book = Self::new(names, COHORTS, as_of, bole_report::cohorts(found, names));
        book.cover.illustrative |= synthetic;
        book
    }

    /// One class, and what became of its people.
    pub(crate) fn cohort(found: &Cohort, figures: &ClassFigures, names: &Names<'_>) -> Self {
        let mut book = Self::new(names, COHORTS, figures.as_of, bole_report::cohort(found, figures, names));
        book.cover.illustrative |= found.synthetic;
        book
    }

    /// What became of the people of a class, which was made up for demonstration or not.
    pub(crate) fn placements(figures: &ClassFigures, synthetic: bool, names: &Names<'_>) -> Self {
        let mut book = Self::new(names, PLACEMENTS, figures.as_of, bole_report::class_figures(figures, names));
        book.cover.illustrative |= synthetic;
        book
    }

    /// Of an edition that need not be the one in force.
    pub(crate) fn of_edition(mut self, edition: &EditionId) -> Self {
        self.cover.edition = edition.to_string();
        self
    }

    /// Whether demand that would tell of an enterprise is left out.
    pub(crate) const fn guarded(mut self, guarded: bool) -> Self {
        self.cover.guarded = guarded;
        self
    }

    /// Made of the records as they stood at a number of the change log.
    pub(crate) const fn at(mut self, sequence: u64) -> Self {
        self.cover.sequence = Some(sequence);
        self
    }

    /// On record as a decision, by whose edition and method it was judged.
    pub(crate) fn decided(mut self, decision: &Decision) -> Self {
        (self.cover.edition, self.cover.method) = (decision.edition.to_string(), decision.method.clone());
        (self.cover.as_of, self.cover.decision) = (decision.as_of, Some(decision.id.to_string()));
        self.at(decision.sequence)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// [`ReportError::Workbook`].
    pub(crate) fn bytes(&self, language: Language) -> Result<Vec<u8>, ReportError> {
        workbook(&self.cover, &self.tables, language)
    }
}

/// Records that give names to ids, as far as their reader may see them.
pub(crate) struct Known {
    organisations: Vec<Organisation>,
    programmes: Vec<Programme>,
    cohorts: Vec<Cohort>,
    orders: Vec<Order>,
}

impl Known {
    /// Those that an address shows a caller.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn to(caller: &Caller, service: &Service) -> Result<Self, StoreError> {
        let own = |order: &&Order| caller.may_see(&order.enterprise.id);
        Ok(Self {
            organisations: seen(service, |held: &Organisation| caller.may_see(&held.id)).await?,
            programmes: seen(service, |held: &Programme| caller.may_see(&held.college)).await?,
            cohorts: seen(service, |held: &Cohort| caller.may_see(&held.college)).await?,
            orders: service.live.with_orders(|orders| orders.filter(own).cloned().collect()),
        })
    }

    /// Them as names.
    pub(crate) fn names<'k>(&'k self, reference: &'k Reference) -> Names<'k> {
        let Self { organisations, programmes, cohorts, orders } = self;
        Names::new(reference).organisations(organisations).programmes(programmes).cohorts(cohorts).orders(orders)
    }
}

async fn seen<T: Record>(service: &Service, may: impl Fn(&T) -> bool) -> Result<Vec<T>, StoreError> {
    let all = cohort_life::all::<T>(&*service.store, Vec::new()).await?;
    Ok(all.into_iter().map(|stored| stored.record).filter(may).collect())
}
