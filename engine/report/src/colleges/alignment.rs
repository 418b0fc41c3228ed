//! Programmes against demand.

use std::collections::BTreeMap;

use bole_engine::alignment::{
    Alignment, Cell as Held, ClassOutcome, CollegeAlignment, Field as MajorField, FieldFit, FitIndicators, NodeCell,
    NodeDemand, OtherColleges, Position, ProgrammeAlignment, Share, SkillPart, SkillToAdd, Surplus,
};
use bole_engine::map::IndicatorState;
use bole_engine::matching::PositionId;
use bole_engine::model::NodeId;
use bole_engine::wording::{coverage, served_by, warning};

use super::names::{Names, said};
use super::{
    COHORT, COHORT_NAME, COLLEGE, COLLEGE_NAME, FIT, FROM, HOURS, POSITION, POSITION_NAME, PROGRAMME, PROGRAMME_NAME,
    SKILL, SKILL_NAME, TO, counted,
};
use crate::Tables;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Column, Field, Kind, Table, Unit, field};

columns! {
    MAJOR "major" Kind::Id; "专业目录代码", "major"; "词库中的专业代码", "Id of the major in the vocabulary"
    FIGURE "figure" Kind::Share; "对接度", "figure"; "所服务岗位要求的技能中已教授的比例，按席位与紧迫度加权", "Share of what is asked that is taught, weighted by seats and urgency"
    INTAKE "seats_a_year" Kind::Whole(Unit::Seats); "年招生席位", "seats a year"; "每年招生席位", "A year's intake"
    GRADUATES "graduates" Kind::Whole(Unit::People); "年毕业生", "graduates a year"; "一年的毕业生人数", "Graduates of a year"
    SHARED "shared" Kind::Number(Unit::Seats); "分摊需求", "shared demand"; "所服务席位按毕业生在各专业间分摊后的份额；会泄露他校情况时为空", "Its part of the seats it serves, shared by graduates; empty where it would tell of another college"
    SEEKERS "seekers" Kind::Whole(Unit::People); "求职者", "seekers"; "本地求职且学过本专业类的人数；过少或专业不明为空", "People here who look for work and studied the major's class; empty where too few"
    PER_DEMANDED "seats_per_100_demanded" Kind::Number(Unit::Plain); "每百席需求的招生", "seats per 100 demanded"; "招生席位×100÷需求席位", "Seats a year × 100 ÷ seats demanded"
    PER_SEEKERS "seats_per_100_seekers" Kind::Number(Unit::Plain); "每百名求职者的招生", "seats per 100 seekers"; "招生席位×100÷求职者", "Seats a year × 100 ÷ seekers"
    WARNING "warning" Kind::Word; "预警", "warning"; "无、黄、橙、红", "None, yellow, orange or red"
    EVIDENCE "evidence" Kind::Name; "依据", "evidence"; "预警的依据", "What the warning rests on"
    LOCAL "local" Kind::Share; "本地就业率", "work here"; "工作地点已知的在岗毕业生中在本市工作的比例", "Of graduates at work whose place is known, those who work here"
    PLACED "placed" Kind::Share; "按期就业率", "placed"; "毕业后规定月数内入职的比例", "Of graduates, those who began to work within the method's months"
    RELEVANT "relevant" Kind::Share; "对口率", "relevant work"; "入职岗位为本专业所服务岗位的比例", "Of those whose position is told, those at a position that the programme serves"
    LEFT_EARLY "left_early" Kind::Share; "半年离职率", "left within six months"; "入职半年内离职的比例", "Of those of whom it is known, those who left within six months"
    STARTING_PAY "starting_pay" Kind::Number(Unit::Pay); "起薪中位数", "median starting pay"; "起薪中位数；人数过少为空", "Median starting pay; empty where too few tell it"
    PASSES "passes" Kind::Whole(Unit::Seats); "可报席位", "seats open"; "毕业生不被硬性要求挡住的席位", "Seats at which no requirement stops a graduate"
    SERVED "served_by" Kind::Name; "服务依据", "served because"; "专业服务该岗位的依据；不服务为空", "Why the programme serves the position; empty where it does not"
    POINTS "points" Kind::Number(Unit::Plain); "得分", "points"; "计入上一级对接度的分值", "What it adds to the figure above"
    ASKED "asked_level" Kind::Whole(Unit::Plain); "要求水平", "level asked"; "要求的技能等级", "The level asked, 1 to 5"
    REQUIRED "required" Kind::Word; "必备", "required"; "是否必备；否为优先", "Whether it is required; else preferred"
    COVERAGE "coverage" Kind::Name; "教授情况", "coverage"; "达标、水平不足、相关技能或未教授", "Covered, too low, through a related skill, or missing"
    WEIGHT "weight" Kind::Share; "权重", "weight"; "在所求技能中的权重", "Its share of what is asked"
    UNLOCKED "seats_unlocked" Kind::Whole(Unit::Seats); "可打开席位", "seats opened"; "教到目标水平后向毕业生打开的席位", "Seats that it would open to graduates"
    UNLOCKS "positions_unlocked" Kind::Id; "可打开岗位", "positions opened"; "这些席位的岗位", "The positions of those seats"
    GAIN "gain" Kind::Share; "对接度提升", "gain"; "专业对接度的提升", "What the figure of the programme would rise by"
    ESTIMATED "hours_estimated" Kind::Word; "学时为估算", "hours estimated"; "学时是否按评价方法估算", "Whether the hours are the method's estimate"
    ASKING "positions_asking" Kind::Whole(Unit::Items); "需求岗位数", "positions asking"; "要求该技能的岗位数", "Positions that ask for the skill"
    ENTERPRISES "enterprises" Kind::Whole(Unit::Items); "企业数", "enterprises"; "订单要求该技能的企业数；下单企业不可告知时不公布", "Enterprises whose orders ask for it; withheld where it is not told who orders"
    CHAINS "chains" Kind::Whole(Unit::Items); "产业链数", "chains"; "要求该技能的产业链数", "Chains in which it is asked for"
    ELSEWHERE "asked_elsewhere" Kind::Word; "别处需要", "asked elsewhere"; "是否有其他岗位需要该技能", "Whether some other position asks for it"
    FIELD "field" Kind::Id; "专业大类", "field"; "专业目录与前两位代码；总计为空", "Catalogue of majors and first two digits; empty for all"
    GRADUATES_SHARE "graduates_share" Kind::Share; "毕业生占比", "share of graduates"; "占全部毕业生的比例", "Share of all graduates"
    DEMANDED_SHARE "demanded_share" Kind::Share; "需求占比", "share of demand"; "占全部需求席位的比例", "Share of all demanded seats"
    SPECIFIC "specific" Kind::Number(Unit::Plain); "专项适配度", "specific fit"; "毕业生占比÷需求占比；1为相当", "Share of graduates ÷ share of demand; 1 is even"
    DEVIATION "deviation" Kind::Number(Unit::Plain); "结构偏离度", "structural deviation"; "需求占比÷毕业生占比−1；正为供不应求", "Share of demand ÷ share of graduates − 1; above 0 demand outruns teaching"
    OVERALL "overall" Kind::Share; "总体适配度", "overall fit"; "各大类两占比较小者之和", "Sum over fields of the smaller of the two shares"
    COLLEGES "colleges" Kind::Whole(Unit::Items); "院校数", "colleges"; "合计的院校数，不少于三所", "Colleges summed, three or more"
    PROGRAMMES "programmes" Kind::Whole(Unit::Items); "专业数", "programmes"; "合计的专业数", "Programmes summed"
    WITH_SHARES "with_shares" Kind::Share; "进入订班企业", "with ordering enterprises"; "入职者中进入订班企业的比例", "Of those who began, those with an enterprise that has a share"
}

/// All programmes against all demand, without the skills behind each position.
#[must_use]
pub fn alignment(alignment: &Alignment, names: &Names<'_>) -> Tables {
    let Alignment { programmes, positions, nodes, indicators, .. } = alignment;
    let mut sheets = sheets(programmes, positions, nodes, names);
    sheets.push(fields(indicators));
    Tables(sheets)
}

/// One programme against all demand, with the skills behind each position that it serves.
#[must_use]
pub fn programme_alignment(
    programme: &ProgrammeAlignment,
    positions: &[Position],
    nodes: &[NodeDemand],
    names: &Names<'_>,
) -> Tables {
    let programmes = std::slice::from_ref(programme);
    let mut sheets = sheets(programmes, positions, nodes, names);
    sheets.push(skills(programmes, positions));
    Tables(sheets)
}

/// The same as one college sees it, with the others in sum.
#[must_use]
pub fn college_alignment(alignment: &CollegeAlignment, names: &Names<'_>) -> Tables {
    let CollegeAlignment { programmes, positions, nodes, indicators, .. } = alignment;
    let mut sheets = sheets(programmes, positions, nodes, names);
    sheets.push(fields(indicators));
    sheets.push(others(alignment.others.iter().chain(&alignment.others_by_field)));
    Tables(sheets)
}

fn sheets(
    programmes: &[ProgrammeAlignment],
    positions: &[Position],
    nodes: &[NodeDemand],
    names: &Names<'_>,
) -> Vec<Table> {
    vec![
        overview(programmes, names),
        by_position(programmes, positions, names),
        by_node(programmes, nodes, names),
        to_add(programmes),
        surplus(programmes),
        classes(programmes, names),
    ]
}

fn share(share: Share) -> Cell {
    match share.state {
        IndicatorState::Withheld => Cell::Withheld,
        IndicatorState::Known | IndicatorState::NotAvailable | IndicatorState::Censored => {
            Cell::maybe(share.value, Cell::number)
        }
    }
}

fn programme<'f, T: 'f>(of: impl Fn(&T) -> &ProgrammeAlignment + Copy + 'f) -> Vec<Field<'f, T>> {
    vec![
        field(PROGRAMME, move |row| Cell::id(&of(row).programme)),
        field(PROGRAMME_NAME, move |row| Cell::Name(of(row).name.clone())),
    ]
}

fn overview(programmes: &[ProgrammeAlignment], names: &Names<'_>) -> Table {
    type Row<'r> = &'r ProgrammeAlignment;
    let mut all = programme(|row: &Row<'_>| row);
    let number = |column: Column, of: fn(&ProgrammeAlignment) -> Option<f64>| {
        field(column, move |row: &Row<'_>| Cell::maybe(of(row), Cell::number))
    };
    let told =
        |column: Column, of: fn(&ProgrammeAlignment) -> Share| field(column, move |row: &Row<'_>| share(of(row)));
    all.extend([
        field(COLLEGE, |row: &Row<'_>| Cell::id(&row.college)),
        field(COLLEGE_NAME, |row: &Row<'_>| names.organisation(&row.college)),
        field(MAJOR, |row: &Row<'_>| Cell::maybe(row.major.as_ref(), Cell::id)),
        number(FIGURE, |row| row.figure),
        field(WARNING, |row: &Row<'_>| Cell::word(row.warning.level)),
        field(EVIDENCE, |row: &Row<'_>| said(|language| warning(&row.warning, language))),
        field(INTAKE, |row: &Row<'_>| Cell::whole(row.balance.seats)),
        field(GRADUATES, |row: &Row<'_>| Cell::whole(row.balance.graduates)),
        field(c::DEMANDED, |row: &Row<'_>| Cell::whole(row.balance.demanded)),
        number(SHARED, |row| row.balance.shared),
        field(SEEKERS, |row: &Row<'_>| Cell::maybe(row.balance.seekers, Cell::whole)),
        number(PER_DEMANDED, |row| row.balance.per_100_demanded),
        number(PER_SEEKERS, |row| row.balance.per_100_seekers),
        field(c::PEOPLE, |row: &Row<'_>| counted(row.placements.people)),
        told(LOCAL, |row| row.placements.local),
        told(PLACED, |row| row.placements.placed),
        told(RELEVANT, |row| row.placements.relevant),
        told(LEFT_EARLY, |row| row.placements.left_early),
        number(STARTING_PAY, |row| row.placements.starting_pay),
    ]);
    Table::of("programmes", ("专业总览", "Programmes"), programmes, all)
}

fn by_position(programmes: &[ProgrammeAlignment], positions: &[Position], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r Held);
    let titles: BTreeMap<&PositionId, &Position> = positions.iter().map(|position| (&position.id, position)).collect();
    let rows = programmes.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(POSITION, |(_, cell): &Row<'_>| Cell::id(cell.position.as_str())),
        field(POSITION_NAME, |(_, cell): &Row<'_>| {
            Cell::maybe(titles.get(&cell.position), |position| Cell::Name(position.title.clone()))
        }),
        field(c::CATEGORY, |(_, cell): &Row<'_>| {
            Cell::maybe(titles.get(&cell.position), |position| Cell::word(position.category))
        }),
        field(c::DEMANDED, |(_, cell): &Row<'_>| {
            Cell::maybe(titles.get(&cell.position), |position| Cell::whole(position.seats))
        }),
        field(FIGURE, |(_, cell): &Row<'_>| Cell::maybe(cell.figure, Cell::number)),
        field(FIT, |(_, cell): &Row<'_>| Cell::number(cell.fit)),
        field(PASSES, |(_, cell): &Row<'_>| Cell::whole(cell.passes)),
        field(SERVED, |(_, cell): &Row<'_>| {
            said(|language| {
                let why: Vec<String> = cell.served.iter().map(|by| served_by(by, language, names.reference)).collect();
                why.join(language.pick("、", ", "))
            })
        }),
    ]);
    Table::of("programme_positions", ("专业与岗位", "Programmes by position"), rows, all)
}

fn by_node(programmes: &[ProgrammeAlignment], nodes: &[NodeDemand], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r NodeCell);
    let known: BTreeMap<&NodeId, &NodeDemand> = nodes.iter().map(|node| (&node.node, node)).collect();
    let rows = programmes.iter().flat_map(|row| row.nodes.iter().map(move |cell| (row, cell)));
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(c::NODE, |(_, cell): &Row<'_>| Cell::id(&cell.node)),
        field(c::NODE_NAME, |(_, cell): &Row<'_>| names.node(&cell.node)),
        field(c::DEMANDED, |(_, cell): &Row<'_>| Cell::maybe(known.get(&cell.node), |node| Cell::whole(node.seats))),
        field(c::SEATS.called("seats_served", ("所服务席位", "seats served")), |(_, cell): &Row<'_>| {
            Cell::whole(cell.served)
        }),
        field(FIGURE, |(_, cell): &Row<'_>| Cell::maybe(cell.figure, Cell::number)),
    ]);
    Table::of("programme_nodes", ("专业与节点", "Programmes by node"), rows, all)
}

/// The skills of positions that programmes serve.
fn skills(programmes: &[ProgrammeAlignment], positions: &[Position]) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r PositionId, &'r SkillPart);
    let titles: BTreeMap<&PositionId, &Position> = positions.iter().map(|position| (&position.id, position)).collect();
    let rows = programmes.iter().flat_map(|row| {
        let served = row.cells.iter().filter(|cell| !cell.served.is_empty());
        served.flat_map(move |cell| cell.skills.iter().map(move |part| (row, &cell.position, part)))
    });
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(POSITION, |(_, position, _): &Row<'_>| Cell::id(position.as_str())),
        field(POSITION_NAME, |(_, position, _): &Row<'_>| {
            Cell::maybe(titles.get(position), |position| Cell::Name(position.title.clone()))
        }),
        field(SKILL, |(.., part): &Row<'_>| Cell::maybe(part.skill.as_ref(), Cell::id)),
        field(SKILL_NAME, |(.., part): &Row<'_>| Cell::Name(part.name.clone())),
        field(ASKED, |(.., part): &Row<'_>| Cell::whole(part.asked)),
        field(REQUIRED, |(.., part): &Row<'_>| Cell::yes(part.required)),
        field(COVERAGE, |(.., part): &Row<'_>| said(|language| coverage(part, language))),
        field(WEIGHT, |(.., part): &Row<'_>| Cell::number(part.weight)),
        field(POINTS, |(.., part): &Row<'_>| Cell::number(part.points)),
    ]);
    Table::of("programme_skills", ("岗位技能覆盖", "Skills by position"), rows, all)
}

fn to_add(programmes: &[ProgrammeAlignment]) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r SkillToAdd);
    let rows = programmes.iter().flat_map(|row| row.add.iter().map(move |skill| (row, skill)));
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(SKILL, |(_, skill): &Row<'_>| Cell::id(&skill.skill)),
        field(SKILL_NAME, |(_, skill): &Row<'_>| Cell::Name(skill.name.clone())),
        field(FROM, |(_, skill): &Row<'_>| Cell::whole(skill.from)),
        field(TO, |(_, skill): &Row<'_>| Cell::whole(skill.to)),
        field(HOURS, |(_, skill): &Row<'_>| Cell::whole(skill.hours)),
        field(ESTIMATED, |(_, skill): &Row<'_>| Cell::yes(skill.estimated)),
        field(UNLOCKED, |(_, skill): &Row<'_>| Cell::whole(skill.seats)),
        field(UNLOCKS, |(_, skill): &Row<'_>| Cell::ids(skill.unlocks.iter().map(PositionId::as_str))),
        field(GAIN, |(_, skill): &Row<'_>| Cell::number(skill.gain)),
        field(ASKING, |(_, skill): &Row<'_>| Cell::whole(skill.positions)),
        field(ENTERPRISES, |(_, skill): &Row<'_>| counted(skill.enterprises)),
        field(CHAINS, |(_, skill): &Row<'_>| Cell::whole(skill.chains)),
    ]);
    Table::of("skills_to_add", ("建议增设的技能", "Skills to add"), rows, all)
}

fn surplus(programmes: &[ProgrammeAlignment]) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r Surplus);
    let rows = programmes.iter().flat_map(|row| row.surplus.iter().map(move |skill| (row, skill)));
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(SKILL, |(_, skill): &Row<'_>| Cell::id(&skill.skill)),
        field(SKILL_NAME, |(_, skill): &Row<'_>| Cell::Name(skill.name.clone())),
        field(TO.called("level", ("教授水平", "level taught")), |(_, skill): &Row<'_>| Cell::whole(skill.level)),
        field(HOURS, |(_, skill): &Row<'_>| Cell::maybe(skill.hours, Cell::whole)),
        field(ELSEWHERE, |(_, skill): &Row<'_>| Cell::yes(skill.asked_elsewhere)),
    ]);
    Table::of("surplus_skills", ("富余技能", "Surplus skills"), rows, all)
}

fn classes(programmes: &[ProgrammeAlignment], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r ProgrammeAlignment, &'r ClassOutcome);
    let rows = programmes.iter().flat_map(|row| row.classes.iter().map(move |class| (row, class)));
    let mut all = programme(|row: &Row<'_>| row.0);
    all.extend([
        field(COHORT, |(_, class): &Row<'_>| Cell::id(&class.cohort)),
        field(COHORT_NAME, |(_, class): &Row<'_>| names.cohort(&class.cohort)),
        field(c::PEOPLE, |(_, class): &Row<'_>| counted(class.people)),
        field(PLACED, |(_, class): &Row<'_>| share(class.placed)),
        field(WITH_SHARES, |(_, class): &Row<'_>| share(class.with_shares)),
        field(LEFT_EARLY, |(_, class): &Row<'_>| share(class.left_early)),
    ]);
    Table::of("class_outcomes", ("班级去向", "Outcomes of classes"), rows, all)
}

/// The fields, and under them all together with the overall fit.
fn fields(indicators: &FitIndicators) -> Table {
    type Row<'r> = Option<&'r FieldFit>;
    let number = |column: Column, of: fn(&FieldFit) -> Option<f64>| {
        field(column, move |row: &Row<'_>| Cell::maybe(row.and_then(of), Cell::number))
    };
    let all = vec![
        field(FIELD, |row: &Row<'_>| Cell::maybe(*row, |fit| Cell::id(code(&fit.field)))),
        field(GRADUATES, |row: &Row<'_>| Cell::whole(row.map_or(indicators.graduates, |fit| fit.graduates))),
        field(c::DEMANDED.called("demanded_parts", ("需求", "demanded")), |row: &Row<'_>| {
            Cell::number(row.map_or(f64::from(indicators.demanded), |fit| fit.demanded))
        }),
        number(GRADUATES_SHARE, |fit| fit.graduates_share),
        number(DEMANDED_SHARE, |fit| fit.demanded_share),
        number(SPECIFIC, |fit| fit.specific),
        number(DEVIATION, |fit| fit.deviation),
        field(OVERALL, |row: &Row<'_>| Cell::maybe(indicators.overall.filter(|_| row.is_none()), Cell::number)),
    ];
    let rows = indicators.fields.iter().map(Some).chain([None]);
    Table::of("fit_indicators", ("适配指标", "Fit indicators"), rows, all)
}

fn others<'o>(rows: impl Iterator<Item = &'o OtherColleges>) -> Table {
    type Row<'r> = &'r OtherColleges;
    let all = vec![
        field(FIELD, |row: &Row<'_>| Cell::maybe(row.field.as_ref(), |found| Cell::id(code(found)))),
        field(COLLEGES, |row: &Row<'_>| Cell::whole(row.colleges as i64)),
        field(PROGRAMMES, |row: &Row<'_>| Cell::whole(row.programmes)),
        field(INTAKE, |row: &Row<'_>| Cell::whole(row.seats)),
        field(GRADUATES, |row: &Row<'_>| Cell::whole(row.graduates)),
        field(FIGURE, |row: &Row<'_>| Cell::maybe(row.figure, Cell::number)),
    ];
    Table::of("other_colleges", ("其他院校合计", "Other colleges in sum"), rows, all)
}

/// The code of a field: catalogue, edition, digits.
fn code(found: &MajorField) -> String {
    format!("{}/{}/{}", crate::words::data(found.level), found.edition, found.digits)
}
