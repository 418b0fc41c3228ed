//! A seat plan: classes, who is placed, who is not, seats that stay empty, and who would rather have another.

use bole_engine::model::{CohortId, TalentId};
use bole_engine::plan::seating::{
    BlockingPair, Placement, SeatPlan, SeatedClass, SharePlaced, ShortClass, UnfilledSeats, UnheardWish,
    UnplacedStudent, WishFate,
};
use bole_engine::wording::{short_class, wish_outcome};

use super::names::{Names, said};
use super::{COHORT, COHORT_NAME, ENTERPRISE, ENTERPRISE_NAME, FIT, LEAST, MOST, ORDER, STATUS, WHY};
use crate::Tables;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Field, Kind, Table, Unit, field};

columns! {
    STUDENT "student" Kind::Id; "学生", "student"; "学生的人才编号", "Talent id of the student"
    HELD "held" Kind::Word; "开班", "held"; "是否开班", "Whether the class is held"
    SEATED "seated" Kind::Whole(Unit::People); "原有人数", "seated before"; "安排前已在班的人数", "People who had a seat before the plan"
    WISHED "wished" Kind::Whole(Unit::People); "填报人数", "wish for it"; "志愿中填报该班的学生", "Students who wish for it, anywhere in their lists"
    FIRST "first" Kind::Whole(Unit::People); "首选人数", "wish for it most"; "首选该班的学生", "Students who wish for it most"
    PLACED "placed" Kind::Whole(Unit::People); "录取人数", "placed"; "安排入班的学生", "Students whom the plan places in it"
    FREE "unfilled" Kind::Whole(Unit::Seats); "空余席位", "unfilled"; "没有学生的席位", "Seats that nobody takes"
    WISH "wish" Kind::Whole(Unit::Plain); "志愿序", "wish"; "该班在志愿中的位次，1为首选；一所院校的安排只计本校各班", "Place of the class in the list, 1 for the dearest; in a plan of one college, among its own classes"
    PRIORITY "priority" Kind::Word; "优先组", "priority"; "据以优先的类别", "The priority group that the student came by"
    BY "by" Kind::Word; "理由", "by"; "班级更愿接收该学生的理由", "Why the class would rather have the student"
    ACCEPTED "accepted" Kind::Whole(Unit::People); "可接收人数", "could take"; "其中班级可以接收的学生", "Of those who wish for it, those whom it can take"
    HAD "had" Kind::Whole(Unit::People); "关闭时人数", "had"; "不开班前可安排的学生", "How many it would have placed when it was closed"
    STUDENTS "students" Kind::Whole(Unit::People); "学生数", "students"; "学生人数", "How many students"
}

/// All of a seat plan, placed, unplaced and unfilled side by side.
#[must_use]
pub fn seat_plan(plan: &SeatPlan, names: &Names<'_>) -> Tables {
    Tables(vec![
        classes(plan, names),
        shares(plan, names),
        placed(plan, names),
        ranks(plan),
        unplaced(plan),
        wishes(plan, names),
        unfilled(plan, names),
        blocking(plan, names),
        short(plan, names),
        missed(plan, names),
        unheard(plan, names),
    ])
}

fn class<'f, T: 'f>(names: &'f Names<'f>, of: impl Fn(&T) -> &CohortId + Copy + 'f) -> Vec<Field<'f, T>> {
    vec![field(COHORT, move |row| Cell::id(of(row))), field(COHORT_NAME, move |row| names.cohort(of(row)))]
}

fn classes(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r SeatedClass;
    let mut all = class(names, |row: &Row<'_>| &row.cohort);
    all.extend([
        field(HELD, |row: &Row<'_>| Cell::yes(row.held)),
        field(LEAST, |row: &Row<'_>| Cell::whole(row.seats_min)),
        field(MOST, |row: &Row<'_>| Cell::whole(row.seats_max)),
        field(SEATED, |row: &Row<'_>| Cell::whole(row.seated)),
        field(WISHED, |row: &Row<'_>| Cell::whole(row.wished)),
        field(FIRST, |row: &Row<'_>| Cell::whole(row.first)),
        field(PLACED, |row: &Row<'_>| Cell::whole(row.placed)),
    ]);
    Table::of("seat_classes", ("班级", "Classes"), &plan.classes, all)
}

fn shares(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = (&'r SeatedClass, &'r SharePlaced);
    let rows = plan.classes.iter().flat_map(|class| class.shares.iter().map(move |share| (class, share)));
    let mut all = class(names, |(class, _): &Row<'_>| &class.cohort);
    all.extend([
        field(ENTERPRISE, |(_, share): &Row<'_>| Cell::maybe(share.enterprise.as_ref(), Cell::id)),
        field(ENTERPRISE_NAME, |(_, share): &Row<'_>| {
            Cell::maybe(share.enterprise.as_ref(), |id| names.organisation(id))
        }),
        field(ORDER, |(_, share): &Row<'_>| Cell::maybe(share.order.as_ref(), Cell::id)),
        field(c::SEATS.called("seats", ("席位", "seats")), |(_, share): &Row<'_>| Cell::whole(share.seats)),
        field(PLACED, |(_, share): &Row<'_>| Cell::whole(share.placed)),
    ]);
    Table::of("seat_shares", ("企业份额", "Shares"), rows, all)
}

fn placed(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r Placement;
    let mut all = vec![field(STUDENT, |row: &Row<'_>| Cell::id(&row.student))];
    all.extend(class(names, |row: &Row<'_>| &row.cohort));
    all.extend([
        field(ENTERPRISE, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), Cell::id)),
        field(ENTERPRISE_NAME, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), |id| names.organisation(id))),
        field(ORDER, |row: &Row<'_>| Cell::maybe(row.order.as_ref(), Cell::id)),
        field(WISH, |row: &Row<'_>| Cell::whole(row.wish)),
        field(FIT, |row: &Row<'_>| Cell::number(row.fit)),
        field(PRIORITY, |row: &Row<'_>| Cell::maybe(row.priority, Cell::word)),
    ]);
    Table::of("seat_placements", ("录取名单", "Placed students"), &plan.placed, all)
}

fn ranks(plan: &SeatPlan) -> Table {
    let fields = vec![
        field(WISH, |(wish, _): &(usize, &u32)| Cell::whole(*wish as i64 + 1)),
        field(STUDENTS, |(_, students): &(usize, &u32)| Cell::whole(**students)),
    ];
    Table::of("seat_ranks", ("志愿满足情况", "Wishes that came true"), plan.ranks.iter().enumerate(), fields)
}

fn unplaced(plan: &SeatPlan) -> Table {
    type Row<'r> = &'r UnplacedStudent;
    let fields = vec![
        field(STUDENT, |row: &Row<'_>| Cell::id(&row.student)),
        field(BY.called("reason", ("原因", "reason")), |row: &Row<'_>| Cell::word(row.why)),
    ];
    Table::of("seat_unplaced", ("未录取学生", "Unplaced students"), &plan.unplaced, fields)
}

fn wishes(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = (&'r UnplacedStudent, &'r WishFate);
    let rows = plan.unplaced.iter().flat_map(|student| student.wishes.iter().map(move |wish| (student, wish)));
    let mut all = vec![field(STUDENT, |(student, _): &Row<'_>| Cell::id(&student.student))];
    all.extend(class(names, |(_, wish): &Row<'_>| &wish.cohort));
    all.extend([
        field(WISH, |(_, wish): &Row<'_>| Cell::whole(wish.wish)),
        field(WHY, |(_, wish): &Row<'_>| said(|language| wish_outcome(&wish.fate, language, names.reference))),
    ]);
    Table::of("seat_wishes", ("未录取学生的志愿", "Wishes of the unplaced"), rows, all)
}

fn unfilled(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r UnfilledSeats;
    let mut all = class(names, |row: &Row<'_>| &row.cohort);
    all.extend([
        field(ENTERPRISE, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), Cell::id)),
        field(ENTERPRISE_NAME, |row: &Row<'_>| Cell::maybe(row.enterprise.as_ref(), |id| names.organisation(id))),
        field(ORDER, |row: &Row<'_>| Cell::maybe(row.order.as_ref(), Cell::id)),
        field(FREE, |row: &Row<'_>| Cell::whole(row.seats)),
    ]);
    Table::of("seat_unfilled", ("空余席位", "Unfilled seats"), &plan.unfilled, all)
}

fn blocking(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r BlockingPair;
    let mut all = vec![field(STUDENT, |row: &Row<'_>| Cell::id(&row.student))];
    all.extend(class(names, |row: &Row<'_>| &row.cohort));
    all.extend([field(WISH, |row: &Row<'_>| Cell::whole(row.wish)), field(BY, |row: &Row<'_>| Cell::word(row.by))]);
    Table::of("seat_blocking", ("阻塞对", "Blocking pairs"), &plan.blocking, all)
}

fn short(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r ShortClass;
    let mut all = class(names, |row: &Row<'_>| &row.cohort);
    all.extend([
        field(LEAST, |row: &Row<'_>| Cell::whole(row.seats_min)),
        field(SEATED, |row: &Row<'_>| Cell::whole(row.seated)),
        field(WISHED, |row: &Row<'_>| Cell::whole(row.wished)),
        field(ACCEPTED, |row: &Row<'_>| Cell::whole(row.accepted)),
        field(HAD, |row: &Row<'_>| Cell::whole(row.had)),
        field(WHY, |row: &Row<'_>| said(|language| short_class(row, language))),
    ]);
    Table::of("seat_short", ("未达开班人数的班", "Classes under their minimum"), &plan.short, all)
}

/// Students who would rather be in a class that is not held.
fn missed(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = (&'r ShortClass, &'r TalentId);
    let rows = plan.short.iter().flat_map(|class| class.missed.iter().map(move |student| (class, student)));
    let mut all = class(names, |(class, _): &Row<'_>| &class.cohort);
    all.push(field(STUDENT, |(_, student): &Row<'_>| Cell::id(student)));
    Table::of("seat_missed", ("更愿在未开班班级的学生", "Would rather be in one not held"), rows, all)
}

fn unheard(plan: &SeatPlan, names: &Names<'_>) -> Table {
    type Row<'r> = &'r UnheardWish;
    let mut all = class(names, |row: &Row<'_>| &row.cohort);
    all.extend([
        field(STATUS, |row: &Row<'_>| Cell::maybe(row.status, Cell::word)),
        field(STUDENTS, |row: &Row<'_>| Cell::whole(row.students)),
    ]);
    Table::of("seat_unheard", ("无法安排的志愿", "Wishes for other classes"), &plan.unheard, all)
}
