//! The city's colleges: which majors they teach to which level, and the classes that enterprises order from them.

use std::collections::BTreeMap;

use crate::model::{
    Agreement, Bilingual, Category, Cohort, CohortForm, CohortId, CohortShare, CohortStatus, College, Date,
    GraduatesAt, MajorId, Month, Organisation, OrganisationId, OrganisationKind, PriorityGroup, Programme, ProgrammeId,
    SkillLevel, TaughtSkill,
};

use super::accents::{UNASKED, accented, is_asked, unasked};
use super::curriculum::Curriculum;
use super::dice::{Dice, Stream};
use super::firm::Firm;
use super::position::Position;
use super::town::Town;

/// What the name of a college says about its fields: the first two digits of vocational majors.
const FIELDS: [(&str, [&str; 3]); 8] = [
    ("交通", ["46", "50", "51"]),
    ("科贸", ["41", "49", "53"]),
    ("建设", ["44", "46", "43"]),
    ("工程", ["46", "51", "43"]),
    ("财贸", ["53", "51", "49"]),
    ("工商", ["41", "43", "48"]),
    ("清远", ["46", "47", "49"]),
    ("碧桂园", ["46", "48", "44"]),
];
/// Most skills of a programme.
const MAX_SKILLS: usize = 12;
/// Majors of a college that gets none by its name.
const FEWEST: usize = 3;
/// Hours that a step of a skill's level takes in a timetable.
const HOURS_A_LEVEL: u16 = 28;
/// Classes that graduated and are told.
const PAST: i32 = 5;
/// Classes to come that are told.
const COMING: i32 = 2;

/// A college as the organisation that it is here.
pub(super) fn organisation(town: &Town, college: &College) -> Option<Organisation> {
    Some(Organisation {
        id: OrganisationId::new(college.id.as_str()).ok()?,
        kind: OrganisationKind::College,
        name: college.name.clone(),
        uscc: None,
        college: Some(college.id.clone()),
        region: Some(town.city.clone()),
        synthetic: true,
    })
}

/// The programmes of all colleges, college by college; then those that nobody asks for.
pub(super) fn programmes(town: &Town, seed: u64) -> Vec<Programme> {
    let unasked = UNASKED.iter().filter_map(|unasked| unasked_programme(town, seed, unasked));
    let named = asked(town, seed).into_iter().chain(unasked).enumerate();
    named.filter_map(|(number, programme)| with_courses(town, seed, number as u64, programme)).collect()
}

/// A programme with its college's accent and its courses.
fn with_courses(town: &Town, seed: u64, number: u64, mut programme: Programme) -> Option<Programme> {
    let mut dice = Dice::new(seed, Stream::Courses(number));
    let mut taught = std::mem::take(&mut programme.skills);
    if is_asked(town, programme.major.as_ref()) {
        taught = accented(town, taught, MAX_SKILLS, &mut dice);
    }
    let major = programme.major.as_ref().map_or("", MajorId::as_str);
    programme.courses = Curriculum { words: &town.words, major, taught: &taught }.courses(&mut dice);
    programme.checked().ok()
}

/// The programmes that positions ask for.
fn asked(town: &Town, seed: u64) -> Vec<Programme> {
    let demanded = demanded(town);
    let dealt = dealt(town, &demanded);
    let colleges = town.colleges.iter().zip(dealt).enumerate();
    let of = |(number, (college, majors)): (usize, (&College, Vec<&MajorId>))| {
        let mut dice = Dice::new(seed, Stream::College(number as u64));
        let taught =
            majors.into_iter().filter_map(|major| programme(town, college, major, &demanded[major], &mut dice));
        taught.collect::<Vec<_>>()
    };
    colleges.flat_map(of).collect()
}

/// A programme whose major no position asks for, at the first college with the word in its name; it has no partners.
fn unasked_programme(town: &Town, seed: u64, (major, word, skills): &(&str, &str, &[&str])) -> Option<Programme> {
    let major = MajorId::new(*major).ok().filter(|major| !is_asked(town, Some(major)))?;
    let name = town.words.majors.get(&major)?;
    let number = town.colleges.iter().position(|college| college.name.zh.contains(word))?;
    let college = &town.colleges[number];
    let mut dice = Dice::new(seed, Stream::Courses(u64::from(u32::MAX) + number as u64));
    let seats = u16::try_from(dice.between(8, 16) * 5).ok()?;
    Some(Programme {
        id: ProgrammeId::new(format!("PRG-{}-{major}", college.id)).ok()?,
        college: OrganisationId::new(college.id.as_str()).ok()?,
        name: name.clone(),
        skills: unasked(town, skills, &mut dice),
        courses: Vec::new(),
        seats,
        graduates: graduates(town, seats, &mut dice),
        partners: Vec::new(),
        synthetic: true,
        major: Some(major),
    })
}

/// Majors that positions ask for, with those positions.
fn demanded(town: &Town) -> BTreeMap<&MajorId, Vec<&Position>> {
    let mut demanded: BTreeMap<&MajorId, Vec<&Position>> = BTreeMap::new();
    for position in &town.positions {
        for major in position.majors.iter().filter(|major| town.words.majors.contains_key(*major)) {
            demanded.entry(major).or_default().push(position);
        }
    }
    demanded
}

/// Deals the majors out: vocational ones to the colleges whose name speaks of their field, in turn; undergraduate ones to
/// the universities. A college that gets too few takes of those that most positions ask for.
fn dealt<'t>(town: &Town, demanded: &BTreeMap<&'t MajorId, Vec<&Position>>) -> Vec<Vec<&'t MajorId>> {
    let mut dealt = vec![Vec::new(); town.colleges.len()];
    for (turn, major) in demanded.keys().enumerate() {
        let near: Vec<usize> = (0..dealt.len()).filter(|&at| teaches(&town.colleges[at], major, true)).collect();
        let able: Vec<usize> = (0..dealt.len()).filter(|&at| teaches(&town.colleges[at], major, false)).collect();
        let among = if near.is_empty() { able } else { near };
        if let Some(&at) = among.get(turn % among.len().max(1)) {
            dealt[at].push(*major);
        }
    }
    for (at, majors) in dealt.iter_mut().enumerate() {
        let mut wanted: Vec<_> =
            demanded.iter().filter(|(major, _)| teaches(&town.colleges[at], major, false)).collect();
        wanted.sort_by_key(|(major, positions)| (std::cmp::Reverse(positions.len()), **major));
        let more = wanted.into_iter().map(|(major, _)| *major).filter(|major| !majors.contains(major));
        let more: Vec<&MajorId> = more.take(FEWEST.saturating_sub(majors.len())).collect();
        majors.extend(more);
        majors.truncate(FEWEST * 3);
    }
    dealt
}

/// Whether a college may teach a major at all, or whether its name speaks of it.
fn teaches(college: &College, major: &MajorId, by_name: bool) -> bool {
    let university = college.name.zh.contains("大学") || college.name.zh.contains("金融学院");
    let ladder = if university { 'b' } else { 'v' };
    let field = major.as_str().get(1..3).unwrap_or_default();
    let named = || FIELDS.iter().any(|(word, fields)| college.name.zh.contains(word) && fields.contains(&field));
    major.as_str().starts_with(ladder) && (!by_name || named())
}

fn programme(
    town: &Town,
    college: &College,
    major: &MajorId,
    positions: &[&Position],
    dice: &mut Dice,
) -> Option<Programme> {
    let seats = u16::try_from(dice.between(8, 26) * 5).ok()?;
    Some(Programme {
        id: ProgrammeId::new(format!("PRG-{}-{}", college.id, major)).ok()?,
        college: OrganisationId::new(college.id.as_str()).ok()?,
        name: town.words.majors.get(major)?.clone(),
        major: Some(major.clone()),
        skills: taught(town, positions, dice),
        courses: Vec::new(),
        seats,
        graduates: graduates(town, seats, dice),
        partners: partners(town, positions, dice).into_iter().map(|firm| firm.enterprise.id.clone()).collect(),
        synthetic: true,
    })
}

/// What positions ask of the major's graduates: to the level of the young ones, a step below what the others ask, and no
/// further than the middle of the scale, which work has to add to.
fn taught(town: &Town, positions: &[&Position], dice: &mut Dice) -> Vec<TaughtSkill> {
    let mut levels: BTreeMap<u32, (i32, i32)> = BTreeMap::new();
    for position in positions {
        let young = position.entry.demand.category == Category::Youth;
        for &(skill, level) in position.required.iter().chain(&position.preferred) {
            let (times, highest) = levels.entry(skill).or_default();
            *times += 1;
            *highest = (*highest).max(if young { level } else { (level - 1).clamp(1, 3) });
        }
    }
    let mut skills: Vec<(u32, (i32, i32))> = levels.into_iter().collect();
    skills.sort_by_key(|&(skill, (times, _))| (-times, skill));
    let lesson = |(skill, (_, level)): (u32, (i32, i32))| {
        let level = SkillLevel::try_from(u8::try_from(level).ok()?).ok()?;
        let hours = u16::from(level.get()) * HOURS_A_LEVEL + dice.below(4) as u16 * 4;
        Some(TaughtSkill { skill: town.words.skills[skill as usize].id.clone(), level, hours: Some(hours) })
    };
    skills.into_iter().take(MAX_SKILLS).filter_map(lesson).collect()
}

fn graduates(town: &Town, seats: u16, dice: &mut Dice) -> Vec<GraduatesAt> {
    let this_year = town.month.year();
    let class = |year: i32| {
        let count = u32::from(seats) * dice.between(84, 98) as u32 / 100;
        Some(GraduatesAt { month: Month::new(year, 6).ok()?, count })
    };
    (this_year - PAST..=this_year + COMING).filter_map(class).collect()
}

/// One to three local firms where the positions are.
fn partners<'t>(town: &'t Town, positions: &[&Position], dice: &mut Dice) -> Vec<&'t Firm> {
    let mut partners: Vec<&Firm> = Vec::new();
    for _ in 0..dice.between(1, 3) {
        let node = dice.pick(positions).and_then(|position| dice.pick(&position.nodes).copied());
        let firm = node.and_then(|node| dice.pick(&town.nodes[node].firms));
        partners.extend(firm.filter(|firm| partners.iter().all(|p| p.enterprise.id != firm.enterprise.id)));
    }
    partners
}

/// When a class starts and is ready, in years from the edition's and by half-years, with where it stands.
const TERMS: [(CohortStatus, i32, i32, u32); 7] = [
    (CohortStatus::Placed, -4, 6, 10),
    (CohortStatus::Graduated, -3, 6, 15),
    (CohortStatus::Running, -2, 6, 20),
    (CohortStatus::Running, -1, 4, 20),
    (CohortStatus::Enrolling, 0, 3, 10),
    (CohortStatus::Agreed, 0, 3, 15),
    (CohortStatus::Proposed, 1, 4, 10),
];

/// The classes of all programmes: about every second one has one.
pub(super) fn cohorts(town: &Town, seed: u64) -> Vec<Cohort> {
    let demanded = demanded(town);
    let of = |(number, programme): (usize, &Programme)| {
        // Streams of classes follow those of the colleges.
        let mut dice = Dice::new(seed, Stream::College((town.colleges.len() + number) as u64));
        let positions = demanded.get(programme.major.as_ref()?)?;
        dice.chance(560).then(|| cohort(town, programme, positions, &mut dice)).flatten()
    };
    programmes(town, seed).iter().enumerate().filter_map(of).collect()
}

fn cohort(town: &Town, programme: &Programme, positions: &[&Position], dice: &mut Dice) -> Option<Cohort> {
    // Classes are ordered for hands and beginners; engineers come from elsewhere.
    let hands =
        |position: &&&Position| matches!(position.entry.demand.category, Category::Youth | Category::MasterTechnician);
    let positions: Vec<&Position> = positions.iter().filter(hands).take(3).copied().collect();
    let (status, from, halves, _) = TERMS[dice.weighted(&TERMS.map(|(_, _, _, weight)| weight))];
    let year = town.as_of.year() + i16::try_from(from).ok()?;
    // Coming classes begin in spring, when those of the year are full.
    let start = if from == 0 { Date::new(year + 1, 3, 1) } else { Date::new(year, 9, 1) }.ok()?;
    let ready = Date::new(start.plus_days(halves * 182).year(), 7, 1).ok().filter(|ready| *ready > start)?;
    let seats_min = u16::try_from(dice.between(3, 6) * 5).ok()?;
    let seats_max = seats_min + u16::try_from(dice.between(1, 4) * 5).ok()?;
    if positions.is_empty() {
        return None;
    }
    let id = format!("COH-{}", programme.id.as_str().trim_start_matches("PRG-"));
    let (form, shares) = (form(dice), shares(town, &positions, seats_max, dice));
    Some(Cohort {
        id: CohortId::new(id).ok()?,
        programme: programme.id.clone(),
        college: programme.college.clone(),
        name: name(&programme.name, start.year())?,
        form,
        positions: positions.iter().map(|position| position.entry.id.clone()).collect(),
        agreements: agreements(town, programme, &shares, start, status),
        shares,
        modules: Vec::new(),
        priorities: priorities(form),
        seats_min,
        seats_max,
        start,
        ready,
        status,
        synthetic: true,
    })
}

/// The word of the college and then of the firms, some months before the class begins; a firm takes a week longer than the
/// one before it. Of a proposed class nobody has given one.
fn agreements(
    town: &Town,
    programme: &Programme,
    shares: &[CohortShare],
    start: Date,
    status: CohortStatus,
) -> Vec<Agreement> {
    if status == CohortStatus::Proposed {
        return Vec::new();
    }
    let parties = std::iter::once(&programme.college).chain(shares.iter().map(|share| &share.enterprise));
    let latest = |turn: i32| town.as_of.plus_days(-60 + 7 * turn);
    let given = |turn: i32| start.plus_days(-150 + 7 * turn).min(latest(turn));
    parties.zip(0..).map(|(party, turn)| Agreement::yes(party.clone(), given(turn))).collect()
}

fn name(major: &Bilingual, year: i16) -> Option<Bilingual> {
    Bilingual::new(format!("{}定制班（{year}级）", major.zh), format!("{}: customised class of {year}", major.en)).ok()
}

fn form(dice: &mut Dice) -> CohortForm {
    let forms = [CohortForm::OrderClass, CohortForm::ModernApprenticeship, CohortForm::IndustryCollege];
    forms[dice.weighted(&[55, 30, 15])]
}

/// Who comes first: an order class is for its own pupils, an apprenticeship for those of the college too.
fn priorities(form: CohortForm) -> Vec<PriorityGroup> {
    match form {
        CohortForm::OrderClass => vec![PriorityGroup::Programme],
        CohortForm::ModernApprenticeship => vec![PriorityGroup::Programme, PriorityGroup::College],
        CohortForm::NewTypeApprenticeship => vec![PriorityGroup::Employees],
        CohortForm::IndustryCollege => Vec::new(),
    }
}

/// One to three firms that take the class between them, or most of it.
fn shares(town: &Town, positions: &[&Position], seats: u16, dice: &mut Dice) -> Vec<CohortShare> {
    let firms = partners(town, positions, dice);
    let each = seats / u16::try_from(firms.len().max(1)).unwrap_or(1);
    let share = |firm: &Firm| CohortShare { enterprise: firm.enterprise.id.clone(), order: None, seats: each };
    firms.into_iter().map(share).collect()
}
