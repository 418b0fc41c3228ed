//! Classes as they stand: who takes how many seats, who gave which word when, what is taught beyond the programme, and what
//! became of the people of one.

use bole_engine::map::{ClassFigures, PlacedPeople, SeenCohort, SharedCohort};
use bole_engine::model::{Agreement, Cohort, CohortShare, CohortStatus, OrganisationId, TaughtSkill};

use super::names::Names;
use super::{
    COHORT, COHORT_NAME, COLLEGE, COLLEGE_NAME, ENTERPRISE, ENTERPRISE_NAME, FORM, HOURS, LEAST, MOST, ORDER,
    PROGRAMME, PROGRAMME_NAME, READY, SKILL, SKILL_NAME, START, STATUS, TO, counted,
};
use crate::Tables;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    POSITIONS "positions" Kind::Id; "目录岗位", "positions"; "为哪些目录岗位培养", "The catalog's positions that it is taught for"
    SHARED "seats_shared" Kind::Whole(Unit::Seats); "企业份额席位", "seats in shares"; "企业认领的席位；企业只见自己的份额", "Seats that enterprises take; an enterprise sees its own"
    WAITS "waits_for" Kind::Id; "待确认方", "waits for"; "尚未同意的各方；不在待确认状态为空", "Parties whose yes is missing; empty where the class is no longer proposed"
    SYNTHETIC "synthetic" Kind::Word; "示例", "synthetic"; "是否为示例数据", "Whether it was made up for demonstration"
    PARTY "party" Kind::Id; "参与方代码", "party id"; "院校或认领份额的企业", "The college, or an enterprise with a share"
    PARTY_NAME "party_name" Kind::Name; "参与方", "party"; "参与方名称", "Name of the party"
    WORD "word" Kind::Word; "意见", "word"; "同意、不同意或待确认", "Yes, no, or awaited"
    REFUSAL "refusal" Kind::Word; "不同意的原因", "refusal"; "不同意的原因", "Why it is a no"
    ON "on" Kind::Day; "表态日期", "given on"; "表态的日期", "The day on which the word was given"
    BEGAN "began" Kind::Whole(Unit::People); "入职", "began"; "在该单位入职的人数", "People who began there"
    STAYED "stayed" Kind::Whole(Unit::People); "满六个月在岗", "there after six months"; "入职满六个月仍在岗的人数", "Of them, those who were there after six months"
    LEFT "left" Kind::Whole(Unit::People); "六个月内离职", "left before"; "入职六个月内离职的人数", "Of them, those who left within six months"
    OPENED "not_known" Kind::Whole(Unit::People); "尚未可知", "not known yet"; "入职不满六个月且未离职的人数", "Of them, those of whom it is not known yet"
    ENROLLED "enrolled" Kind::Whole(Unit::People); "在册", "enrolled"; "在班人数；过少时不公布", "People with a seat in it; withheld where they are few"
    UNPLACED "unplaced" Kind::Whole(Unit::People); "未报就业", "no start told"; "毕业后未报入职的人数；未毕业为空", "People of whom no start is told; empty before the class has graduated"
}

/// A class, and its most seats where these are told.
struct Listed {
    class: Cohort,
    most: Option<u16>,
}

impl From<SeenCohort> for Listed {
    fn from(seen: SeenCohort) -> Self {
        match seen {
            SeenCohort::Whole(class) => Self { most: Some(class.seats_max), class },
            SeenCohort::Shared(shared) => Self::shared(shared),
        }
    }
}

impl Listed {
    /// A class as an enterprise with a share is told it; where its most seats are not, the fewest stand in their place and
    /// are not shown.
    fn shared(shared: SharedCohort) -> Self {
        let SharedCohort { id, programme, college, name, form, positions, shares, modules, .. } = shared;
        let SharedCohort {
            agreements, priorities, seats_min, seats_max: most, start, ready, status, synthetic, ..
        } = shared;
        let seats_max = most.unwrap_or(seats_min);
        let class = Cohort {
            id,
            programme,
            college,
            name,
            form,
            positions,
            shares,
            modules,
            agreements,
            priorities,
            seats_min,
            seats_max,
            start,
            ready,
            status,
            synthetic,
        };
        Self { class, most }
    }
}

/// Classes as their reader sees them: their shares, their parties' words and their modules.
#[must_use]
pub fn cohorts(found: impl IntoIterator<Item = SeenCohort>, names: &Names<'_>) -> Tables {
    let listed: Vec<Listed> = found.into_iter().map(Listed::from).collect();
    let held: Vec<&Cohort> = listed.iter().map(|one| &one.class).collect();
    Tables(vec![classes(&listed, names), shares(&held, names), parties(&held, names), modules(&held, names)])
}

/// One class, and what became of its people.
#[must_use]
pub fn cohort(found: &Cohort, figures: &ClassFigures, names: &Names<'_>) -> Tables {
    let Tables(mut sheets) = cohorts([SeenCohort::Whole(found.clone())], names);
    sheets.extend(class_figures(figures, names).0);
    Tables(sheets)
}

/// How many people a class has, and what became of them.
#[must_use]
pub fn class_figures(figures: &ClassFigures, names: &Names<'_>) -> Tables {
    Tables(vec![people(figures), placed(figures, names)])
}

fn classes(found: &[Listed], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r Cohort, Option<u16>);
    let fields = vec![
        field(COHORT, |(row, _): &Row<'_>| Cell::id(&row.id)),
        field(COHORT_NAME, |(row, _): &Row<'_>| Cell::Name(row.name.clone())),
        field(STATUS, |(row, _): &Row<'_>| Cell::word(row.status)),
        field(FORM, |(row, _): &Row<'_>| Cell::word(row.form)),
        field(COLLEGE, |(row, _): &Row<'_>| Cell::id(&row.college)),
        field(COLLEGE_NAME, |(row, _): &Row<'_>| names.organisation(&row.college)),
        field(PROGRAMME, |(row, _): &Row<'_>| Cell::id(&row.programme)),
        field(PROGRAMME_NAME, |(row, _): &Row<'_>| names.programme(&row.programme)),
        field(POSITIONS, |(row, _): &Row<'_>| Cell::ids(&row.positions)),
        field(LEAST, |(row, _): &Row<'_>| Cell::whole(row.seats_min)),
        field(MOST, |(_, most): &Row<'_>| most.map_or(Cell::Withheld, Cell::whole)),
        field(SHARED, |(row, _): &Row<'_>| {
            Cell::whole(row.shares.iter().map(|share| i64::from(share.seats)).sum::<i64>())
        }),
        field(WAITS, |(row, _): &Row<'_>| Cell::ids(row.waits_for().filter(|_| is_open(row)))),
        field(START, |(row, _): &Row<'_>| Cell::Day(row.start)),
        field(READY, |(row, _): &Row<'_>| Cell::Day(row.ready)),
        field(SYNTHETIC, |(row, _): &Row<'_>| Cell::yes(row.synthetic)),
    ];
    let rows = found.iter().map(|one| (&one.class, one.most));
    Table::of("cohorts", ("班级", "Classes"), rows, fields)
}

/// Whether words are still awaited.
fn is_open(class: &Cohort) -> bool {
    class.status == CohortStatus::Proposed
}

fn shares(found: &[&Cohort], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r Cohort, &'r CohortShare);
    let rows = found.iter().flat_map(|&class| class.shares.iter().map(move |share| (class, share)));
    let fields = vec![
        field(COHORT, |(class, _): &Row<'_>| Cell::id(&class.id)),
        field(COHORT_NAME, |(class, _): &Row<'_>| Cell::Name(class.name.clone())),
        field(ENTERPRISE, |(_, share): &Row<'_>| Cell::id(&share.enterprise)),
        field(ENTERPRISE_NAME, |(_, share): &Row<'_>| names.organisation(&share.enterprise)),
        field(ORDER, |(_, share): &Row<'_>| Cell::maybe(share.order.as_ref(), Cell::id)),
        field(c::SEATS.called("seats", ("席位", "seats")), |(_, share): &Row<'_>| Cell::whole(share.seats)),
    ];
    Table::of("cohort_shares", ("企业份额", "Shares"), rows, fields)
}

fn parties(found: &[&Cohort], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r Cohort, &'r OrganisationId, Option<&'r Agreement>);
    let rows = found.iter().flat_map(|&class| {
        class.parties().map(move |party| {
            let said = class.agreements.iter().find(|word| word.organisation == *party);
            (class, party, said)
        })
    });
    let fields = vec![
        field(COHORT, |(class, ..): &Row<'_>| Cell::id(&class.id)),
        field(COHORT_NAME, |(class, ..): &Row<'_>| Cell::Name(class.name.clone())),
        field(PARTY, |(_, party, _): &Row<'_>| Cell::id(party)),
        field(PARTY_NAME, |(_, party, _): &Row<'_>| names.organisation(party)),
        field(WORD, |(class, _, said): &Row<'_>| word(class, *said)),
        field(REFUSAL, |(.., said): &Row<'_>| Cell::maybe(said.and_then(|said| said.refusal), Cell::word)),
        field(ON, |(.., said): &Row<'_>| Cell::maybe(*said, |said| Cell::Day(said.on))),
    ];
    Table::of("cohort_parties", ("各方意见", "Words of the parties"), rows, fields)
}

/// What a party said; empty where nobody waits for it any more.
fn word(class: &Cohort, said: Option<&Agreement>) -> Cell {
    let (data, zh, en) = match said {
        Some(Agreement { refusal: None, .. }) => ("yes", "同意", "yes"),
        Some(_) => ("no", "不同意", "no"),
        None if is_open(class) => ("awaited", "待确认", "awaited"),
        None => return Cell::Absent,
    };
    Cell::Word(data.to_owned(), zh, en)
}

fn modules(found: &[&Cohort], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r Cohort, &'r TaughtSkill);
    let rows = found.iter().flat_map(|&class| class.modules.iter().map(move |taught| (class, taught)));
    let fields = vec![
        field(COHORT, |(class, _): &Row<'_>| Cell::id(&class.id)),
        field(COHORT_NAME, |(class, _): &Row<'_>| Cell::Name(class.name.clone())),
        field(SKILL, |(_, taught): &Row<'_>| Cell::id(&taught.skill)),
        field(SKILL_NAME, |(_, taught): &Row<'_>| names.skill(&taught.skill)),
        field(TO, |(_, taught): &Row<'_>| Cell::whole(taught.level.get())),
        field(HOURS, |(_, taught): &Row<'_>| Cell::maybe(taught.hours, Cell::whole)),
    ];
    Table::of("cohort_modules", ("增设课程", "Modules"), rows, fields)
}

fn people(figures: &ClassFigures) -> Table {
    let fields = vec![
        field(COHORT, |row: &&ClassFigures| Cell::id(&row.cohort)),
        field(ENROLLED, |row: &&ClassFigures| counted(row.enrolled)),
        field(UNPLACED, |row: &&ClassFigures| if row.placed.is_empty() { Cell::Absent } else { counted(row.unplaced) }),
    ];
    Table::of("cohort_people", ("班级人数", "People of the class"), [figures], fields)
}

fn placed(figures: &ClassFigures, names: &Names<'_>) -> Table {
    type Row<'r> = &'r PlacedPeople;
    let with = ENTERPRISE.called("with", ("单位代码", "with"));
    let fields = vec![
        field(COHORT, |_: &Row<'_>| Cell::id(&figures.cohort)),
        field(with, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), Cell::id)),
        field(ENTERPRISE_NAME, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), |id| names.organisation(id))),
        field(BEGAN, |row: &Row<'_>| counted(row.began)),
        field(STAYED, |row: &Row<'_>| counted(row.stayed)),
        field(LEFT, |row: &Row<'_>| counted(row.left)),
        field(OPENED, |row: &Row<'_>| counted(row.open)),
    ];
    Table::of("cohort_placements", ("毕业去向", "Where they began"), &figures.placed, fields)
}
