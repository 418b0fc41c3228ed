//! The tables of a synthetic city: every workbook says what its tables say, these say what the engine answered, and no name
//! of a person stands in any of them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use bole_engine::alignment::{Alignment, CollegeAlignment, GuardedAlignment, within_reach};
use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::map::{
    ClassFigures, MovedMap, PlacedPeople, SeenCohort, SeenMap, SeenPooling, SharedCohort, Sources, TalentMap,
};
use bole_engine::model::{
    Agreement, Cohort, CohortStatus, Order, Organisation, OrganisationId, PoolReader, Profile, RefusalReason,
};
use bole_engine::plan::seating::{Mechanism, Offer, SeatPlan};
use bole_engine::plan::{Opening, Pooling, Training};
use bole_engine::reference::Reference;
use bole_engine::sample::City;
use bole_engine::wording::Language;
use calamine::{Data, DataType as _, Reader as _};

use super::*;
use crate::table::Cell;
use crate::tests::sheets_agree;
use crate::{Cover, Table, Tables, as_csv};

struct Made {
    reference: Arc<Reference>,
    people: Vec<Profile>,
    organisations: Vec<Organisation>,
    sources: Sources,
}

static CITY: LazyLock<Made> = LazyLock::new(|| {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    let reference = Arc::new(Reference::new(catalog.vocabulary, edition, method));
    let city = City::new(&reference.edition, &reference.vocabulary, 7);
    let (people, orders): (Vec<Profile>, Vec<Order>) = (city.profiles(400).collect(), city.orders(400));
    let (programmes, cohorts, as_of) = (city.programmes(), city.cohorts(), reference.edition.as_of);
    let outcomes = city.outcomes(400, 400).collect();
    let sources = Sources::read(Arc::clone(&reference), as_of, people.clone(), orders, programmes, cohorts, outcomes);
    Made { reference, people, organisations: city.organisations(), sources }
});

impl Made {
    fn names(&self) -> Names<'_> {
        let Sources { orders, programmes, cohorts, .. } = &self.sources;
        Names::new(&self.reference)
            .organisations(&self.organisations)
            .programmes(programmes)
            .cohorts(cohorts)
            .orders(orders)
    }

    fn cover(&self) -> Cover {
        Cover::of(&self.reference, ("专业对接", "Programmes against demand"), self.sources.as_of)
    }

    fn alignment(&self) -> Alignment {
        Alignment::of(&self.sources, None)
    }

    fn of_college(&self) -> CollegeAlignment {
        let college = &self.sources.programmes[0].college;
        GuardedAlignment::of(&self.sources).for_college(&self.reference, college)
    }

    fn seats(&self, mechanism: Mechanism) -> SeatPlan {
        let Sources { orders, programmes, cohorts, as_of, .. } = &self.sources;
        // Every second class enrols, and every second of them is held for whoever comes: some students find a seat, others none.
        let held = |(number, class): (usize, &Cohort)| {
            let seats_min = if number % 4 == 0 { 1 } else { class.seats_min };
            let status = if number % 2 == 0 { CohortStatus::Enrolling } else { CohortStatus::Proposed };
            Cohort { status, seats_min, ..class.clone() }
        };
        let (cohorts, organisations): (Vec<Cohort>, _) =
            (cohorts.iter().enumerate().map(held).collect(), &self.organisations);
        let offer =
            Offer { cohorts: &cohorts, programmes, orders, organisations, college: None, only: &[], seated: None };
        // Nobody has a seat yet, so that all of them are given.
        let people = self.people.iter().map(|person| Profile { cohort: None, ..person.clone() });
        SeatPlan::make(&self.reference, &offer, *as_of, mechanism, 11, people)
    }
}

/// Writes a workbook in both languages and reads it back. The named tables have rows, or the test would show nothing.
fn checked(tables: &Tables, full: &[&str]) {
    for language in Language::ALL {
        let mut book = sheets_agree(&CITY.cover(), tables, language);
        let texts: BTreeSet<String> = book
            .worksheets()
            .iter()
            .flat_map(|(_, sheet)| sheet.cells().filter_map(|(.., cell)| cell.as_string()).collect::<Vec<_>>())
            .collect();
        // Names of two characters may be words by chance.
        let names = CITY.people.iter().filter_map(|person| person.name.as_deref());
        for person in names.filter(|name| name.chars().count() > 2) {
            assert!(!texts.iter().any(|text| text.contains(person)), "{person}");
        }
    }
    for name in full {
        assert!(!tables.named(name).unwrap().rows.is_empty(), "{name}");
    }
    let files = as_csv(tables);
    assert_eq!(files.len(), tables.all().len() + 1);
}

fn ids(table: &Table, key: &str) -> Vec<String> {
    let place = table.column(key).unwrap();
    let id = |row: &Vec<Cell>| {
        let (Cell::Id(id) | Cell::Word(id, ..)) = &row[place] else { panic!("{key}: {:?}", row[place]) };
        id.clone()
    };
    table.rows.iter().map(id).collect()
}

fn sum(table: &Table, key: &str) -> f64 {
    (0..table.rows.len()).map(|row| table.figure(row, key)).sum()
}

#[test]
fn alignment_is_told_as_it_was_judged() {
    let alignment = CITY.alignment();
    let tables = super::alignment(&alignment, &CITY.names());
    let full =
        ["programmes", "programme_positions", "programme_nodes", "skills_to_add", "surplus_skills", "fit_indicators"];
    checked(&tables, &full);
    let overview = tables.named("programmes").unwrap();
    assert_eq!(overview.rows.len(), alignment.programmes.len());
    for (row, told) in alignment.programmes.iter().enumerate() {
        assert_eq!(overview.id(row, "programme"), Some(told.programme.as_str()));
        assert_eq!(overview.cell(row, "figure"), Some(&Cell::maybe(told.figure, Cell::number)));
        assert_eq!(overview.cell(row, "warning"), Some(&Cell::word(told.warning.level)));
        assert_eq!(overview.cell(row, "seekers"), Some(&Cell::maybe(told.balance.seekers, Cell::whole)));
        assert_eq!(overview.cell(row, "people"), Some(&told.placements.people.map_or(Cell::Withheld, Cell::whole)));
    }
    let cells = tables.named("programme_positions").unwrap();
    assert_eq!(cells.rows.len(), alignment.programmes.len() * alignment.positions.len());
    let passes: u32 = alignment.programmes.iter().flat_map(|row| &row.cells).map(|cell| cell.passes).sum();
    assert_eq!(sum(cells, "passes"), f64::from(passes));
    let gains: usize = alignment.programmes.iter().map(|row| row.add.len()).sum();
    assert_eq!(tables.named("skills_to_add").unwrap().rows.len(), gains);
    let fit = tables.named("fit_indicators").unwrap();
    let overall = Cell::maybe(alignment.indicators.overall, Cell::number);
    assert_eq!(fit.cell(alignment.indicators.fields.len(), "overall"), Some(&overall));
}

#[test]
fn a_programme_shows_the_skills_behind_its_positions_and_the_points_sum_to_the_cell() {
    let alignment = CITY.alignment();
    let row = alignment.programmes.iter().find(|row| row.figure.is_some() && !row.surplus.is_empty()).unwrap();
    let tables = programme_alignment(row, &alignment.positions, &alignment.nodes, &CITY.names());
    checked(&tables, &["programme_skills", "surplus_skills"]);
    let skills = tables.named("programme_skills").unwrap();
    let cell = row.cells.iter().find(|cell| !cell.served.is_empty() && cell.figure.is_some()).unwrap();
    let own = skills.of_id("position", cell.position.as_str());
    assert!((sum(&own, "points") - cell.figure.unwrap()).abs() < 1e-3 && own.rows.len() == cell.skills.len());
}

#[test]
fn a_college_reads_its_own_programmes_and_the_others_in_sum() {
    let alignment = CITY.of_college();
    let tables = college_alignment(&alignment, &CITY.names());
    for language in Language::ALL {
        sheets_agree(&CITY.cover(), &tables, language);
    }
    let college = CITY.sources.programmes[0].college.as_str();
    let overview = tables.named("programmes").unwrap();
    assert!(ids(overview, "college").iter().all(|id| id == college) && !overview.rows.is_empty());
    let others = tables.named("other_colleges").unwrap();
    assert!(!others.rows.is_empty());
    assert!((0..others.rows.len()).all(|row| others.figure(row, "colleges") >= 3.0));
}

#[test]
fn pooling_is_told_with_what_it_serves_adds_and_moves() {
    let sources = &CITY.sources;
    let plan = sources.plan();
    let found: Pooling = sources.pool(&plan);
    let before = TalentMap::draw(sources, &plan);
    let moved = MovedMap::between(&before, &sources.map_with(&found.agreed(&sources.cohorts)));
    let tables = pooling(&found, Some(&moved), &CITY.names());
    checked(&tables, &["cohort_proposals", "proposal_orders", "unpooled_orders", "map_with_classes"]);
    let proposals = tables.named("cohort_proposals").unwrap();
    let wanted: Vec<&str> = found.proposals.iter().map(|proposal| proposal.cohort.id.as_str()).collect();
    assert_eq!(ids(proposals, "cohort"), wanted);
    let seats: u32 = found.proposals.iter().map(|proposal| proposal.seats()).sum();
    assert_eq!(sum(proposals, "seats"), f64::from(seats));
    let served = sum(tables.named("proposal_orders").unwrap(), "seats");
    let beyond = sum(tables.named("proposal_catalog").unwrap(), "seats");
    assert_eq!(served + beyond, f64::from(seats));
    assert_eq!(sum(tables.named("proposal_modules").unwrap(), "hours"), sum(proposals, "hours"));
    let left = tables.named("unpooled_orders").unwrap();
    assert_eq!(left.rows.len(), found.unpooled.len());
    assert!((0..left.rows.len()).all(|row| matches!(left.cell(row, "why"), Some(Cell::Name(_)))));
    let closed = sum(tables.named("map_with_classes").unwrap(), "closed");
    let nodes = moved.nodes.iter().map(|node| f64::from(node.before.open()) - f64::from(node.after.open()));
    assert!(closed > 0.0);
    assert_eq!(closed, nodes.sum::<f64>());
    assert_eq!(pooling(&found, None, &CITY.names()).named("map_with_classes"), None);
}

#[test]
fn a_reader_of_pooling_finds_its_answer_and_nobody_elses_orders() {
    let sources = &CITY.sources;
    let plan = sources.plan();
    let mut found: Pooling = sources.pool(&plan);
    // One class of a single enterprise's orders, of which its college is not told.
    let few = &mut found.proposals[0];
    let own = few.serves[0].enterprise.clone();
    few.serves.retain(|served| served.enterprise == own);
    let few = few.clone();
    let readers =
        [PoolReader::College(few.cohort.college.clone()), PoolReader::Enterprise(few.serves[0].enterprise.clone())];
    for reader in readers {
        let seen = SeenPooling::of(sources, &found, &reader);
        let moved = SeenMap::of(sources, &plan, &found, &reader);
        let tables = seen_pooling(&seen, &moved, &CITY.names());
        checked(&tables, &["cohort_proposals"]);
        let table = |name: &str| tables.named(name).unwrap();
        let (proposals, served) = (table("cohort_proposals"), table("proposal_orders"));
        for (row, told) in seen.proposals.iter().enumerate() {
            assert_eq!(proposals.id(row, "cohort"), Some(told.id.as_str()));
            let others = told.others.map_or(Cell::Withheld, |others| Cell::whole(others.seats));
            assert_eq!(proposals.cell(row, "seats_others"), Some(&others));
            let firms = told.transfer.enterprises.map_or(Cell::Withheld, Cell::whole);
            assert_eq!(proposals.cell(row, "enterprises_suited"), Some(&firms));
        }
        assert!(seen.proposals.iter().any(|told| told.others.is_none()), "{reader:?}: nothing is withheld");
        assert_eq!(sum(proposals, "seats_own"), sum(served, "seats"));
        assert_eq!(served.rows.is_empty(), matches!(reader, PoolReader::College(_)));
        assert_eq!(table("unpooled_orders").rows.len(), seen.unpooled.len());
        assert_eq!(ids(table("map_with_classes"), "node").len(), moved.nodes.len());
        let cells = tables.all().iter().flat_map(|table| table.rows.iter().flatten());
        let told: BTreeSet<&str> =
            cells.filter_map(|cell| if let Cell::Id(id) = cell { Some(&**id) } else { None }).collect();
        for order in sources.orders.iter().filter(|order| !reader.is(&order.enterprise.id)) {
            assert!(!told.contains(order.id.as_str()) && !told.contains(order.enterprise.id.as_str()));
        }
    }
}

#[test]
fn a_seat_plan_is_told_person_by_person_and_class_by_class() {
    for mechanism in [Mechanism::Stable, Mechanism::Optimal] {
        let plan = CITY.seats(mechanism);
        let counts = (plan.students, plan.placed.len(), plan.unplaced.len());
        assert!(counts.1 > 0 && counts.2 > 0, "the city shows nothing: {counts:?}");
        let tables = seat_plan(&plan, &CITY.names());
        for language in Language::ALL {
            sheets_agree(&CITY.cover(), &tables, language);
        }
        let table = |name: &str| tables.named(name).unwrap();
        let students = |name: &str| ids(table(name), "student");
        assert_eq!(students("seat_placements"), plan.placed.iter().map(|p| p.student.to_string()).collect::<Vec<_>>());
        assert_eq!(students("seat_unplaced"), plan.unplaced.iter().map(|p| p.student.to_string()).collect::<Vec<_>>());
        assert_eq!(table("seat_placements").rows.len() + table("seat_unplaced").rows.len(), plan.students as usize);
        let seats: u32 = plan.unfilled.iter().map(|unfilled| unfilled.seats).sum();
        assert_eq!(sum(table("seat_unfilled"), "unfilled"), f64::from(seats));
        assert_eq!(sum(table("seat_ranks"), "students"), plan.placed.len() as f64);
        assert_eq!(sum(table("seat_classes"), "placed"), plan.placed.len() as f64);
        let shares: usize = plan.classes.iter().map(|class| class.shares.len()).sum();
        assert_eq!(table("seat_shares").rows.len(), shares);
        assert_eq!(ids(table("seat_short"), "cohort").len(), plan.short.len());
        let missed: usize = plan.short.iter().map(|class| class.missed.len()).sum();
        assert_eq!(table("seat_missed").rows.len(), missed);
        assert_eq!(table("seat_blocking").rows.len(), plan.blocking.len());
        let wishes: usize = plan.unplaced.iter().map(|student| student.wishes.len()).sum();
        assert_eq!(table("seat_wishes").rows.len(), wishes);
    }
}

#[test]
fn reach_is_told_with_where_it_is_taught() {
    let Sources { orders, programmes, cohorts, as_of, .. } = &CITY.sources;
    let openings = Opening::of(&CITY.reference.edition, orders, *as_of);
    let training = Training { programmes, cohorts };
    let of = |person: &Profile| within_reach(person, &CITY.reference, *as_of, &openings, &training, 10);
    let found = CITY.people.iter().map(of).find(|found| found.iter().any(|row| !row.nearest.is_empty())).unwrap();
    let rows: Vec<_> = found.iter().collect();
    let tables = reach(&rows, &CITY.names());
    checked(&tables, &["positions_in_reach", "nearest_teaching"]);
    let positions = tables.named("positions_in_reach").unwrap();
    assert_eq!(ids(positions, "position"), found.iter().map(|row| row.position.as_str()).collect::<Vec<_>>());
    assert_eq!(positions.figure(0, "fit"), (found[0].fit * 1e4).round() / 1e4);
    let places: usize = found.iter().map(|row| row.nearest.len()).sum();
    assert_eq!(tables.named("nearest_teaching").unwrap().rows.len(), places);
}

fn seen() -> impl Iterator<Item = SeenCohort> {
    CITY.sources.cohorts.iter().cloned().map(SeenCohort::Whole)
}

fn shared() -> Cohort {
    let shared = CITY.sources.cohorts.iter().find(|class| class.parties().count() > 1).unwrap().clone();
    let firm = shared.shares[0].enterprise.clone();
    let no = Agreement { refusal: Some(RefusalReason::Dates), ..Agreement::yes(firm, shared.start) };
    Cohort { status: CohortStatus::Proposed, agreements: vec![no], ..shared }
}

#[test]
fn a_list_of_classes_tells_each_partys_word() {
    let class = shared();
    let tables = cohorts([SeenCohort::Whole(class.clone())], &CITY.names());
    let parties = tables.named("cohort_parties").unwrap();
    let of = |party: &OrganisationId| parties.of_id("party", party.as_str());
    let firm = of(&class.shares[0].enterprise);
    assert_eq!((firm.id(0, "word"), firm.id(0, "refusal")), (Some("no"), Some("dates")));
    assert_eq!(firm.cell(0, "on"), Some(&Cell::Day(class.start)));
    assert_eq!(of(&class.college).id(0, "word"), Some("awaited"));
    let waits: Vec<&str> = class.waits_for().map(OrganisationId::as_str).collect();
    assert_eq!(tables.named("cohorts").unwrap().id(0, "waits_for"), Some(waits.join(";").as_str()));
    let running = Cohort { status: CohortStatus::Running, agreements: Vec::new(), ..class };
    let tables = cohorts([SeenCohort::Whole(running)], &CITY.names());
    assert_eq!(tables.named("cohorts").unwrap().cell(0, "waits_for"), Some(&Cell::Absent));
    assert_eq!(tables.named("cohort_parties").unwrap().cell(0, "word"), Some(&Cell::Absent));
    let all = cohorts(seen(), &CITY.names());
    checked(&all, &["cohorts", "cohort_shares", "cohort_parties"]);
}

#[test]
fn an_enterprise_reads_its_own_share_and_no_size_that_tells_of_others() {
    let class = shared();
    let firm = &class.shares[0].enterprise;
    let one = SharedCohort { seats_max: None, ..SharedCohort::of(class.clone(), firm).unwrap() };
    let tables = cohorts([SeenCohort::Shared(one)], &CITY.names());
    checked(&tables, &["cohorts", "cohort_shares", "cohort_parties"]);
    assert_eq!(tables.named("cohorts").unwrap().cell(0, "seats_max"), Some(&Cell::Withheld));
    assert!(ids(tables.named("cohort_shares").unwrap(), "enterprise").iter().all(|id| id == firm.as_str()));
}

#[test]
fn few_people_of_a_class_are_withheld_and_those_of_none_are_absent() {
    let class = shared();
    let placed = PlacedPeople { enterprise: None, began: None, stayed: Some(7), left: Some(0), open: Some(9) };
    let figures = |placed: Vec<PlacedPeople>, unplaced| {
        let (cohort, as_of) = (class.id.clone(), class.start);
        ClassFigures { cohort, as_of, enrolled: Some(21), placed, unplaced, withheld: true }
    };
    let graduated = cohort(&class, &figures(vec![placed], None), &CITY.names());
    assert_eq!(graduated.named("cohort_placements").unwrap().cell(0, "began"), Some(&Cell::Withheld));
    assert_eq!(graduated.named("cohort_placements").unwrap().figure(0, "stayed"), 7.0);
    assert_eq!(graduated.named("cohort_people").unwrap().cell(0, "unplaced"), Some(&Cell::Withheld));
    let running = cohort(&class, &figures(Vec::new(), None), &CITY.names());
    assert_eq!(running.named("cohort_people").unwrap().cell(0, "unplaced"), Some(&Cell::Absent));
}

#[test]
fn the_cover_says_what_the_figures_rest_on() {
    let cover = Cover {
        seed: Some(11),
        sequence: Some(42),
        decision: Some("D-1".into()),
        guarded: true,
        people: true,
        ..CITY.cover()
    };
    let tables = cohorts(seen(), &CITY.names());
    let mut book = sheets_agree(&cover, &tables, Language::En);
    let first = book.worksheet_range_at(0).unwrap().unwrap();
    let lines: Vec<(String, String)> =
        first.rows().map(|row| (row[0].to_string(), row.get(1).map(ToString::to_string).unwrap_or_default())).collect();
    let has = |label: &str, value: &str| assert!(lines.contains(&(label.into(), value.into())), "{label}: {lines:?}");
    has("Programmes against demand", "");
    has("day of the figures", &CITY.sources.as_of.to_string());
    has("edition", CITY.reference.edition.id.as_str());
    has("method", CITY.reference.method.id());
    has("seed of the lots", "11");
    has("number of the change log", "42");
    has("decision", "D-1");
    has("People stand by id, without their names", "");
    has("Illustrative (synthetic), not statistics", "");
    has("Classes", &CITY.sources.cohorts.len().to_string());
    assert!(lines.iter().any(|(label, _)| label.starts_with("Demand of fewer than three enterprises")));
    let plain = sheets_agree(&CITY.cover(), &tables, Language::En).worksheet_range_at(0).unwrap().unwrap();
    assert!(!plain.cells().any(|(.., cell)| *cell == Data::String("seed of the lots".into())));
}
