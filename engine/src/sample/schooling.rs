//! Education: what fits the calling and the position, past for most, under way for students.

use crate::model::{Category, EducationCode, MajorId, Month, Schooling};

use super::dice::Dice;
use super::ordinary::WORK;
use super::persona::{Group, Persona};
use super::position::Position;
use super::town::Town;

const DOCTOR: &str = "11";
const MASTER: &str = "14";
const BACHELOR: &str = "21";
const COLLEGE: &str = "31";
const SECONDARY: &str = "41";
const TECHNICIAN_SCHOOL: &str = "47";
const HIGH_SCHOOL: &str = "61";
const MIDDLE_SCHOOL: &str = "71";

/// Schools of people who did not study at the city's colleges; invented.
const OTHER_SCHOOLS: [&str; 8] = [
    "岭南示例大学",
    "珠江示例理工大学",
    "粤北示例学院",
    "南方示例农业大学",
    "示例工业大学",
    "华南示例工学院",
    "示例职业技术学院",
    "珠三角示例职业学院",
];
const TECHNICIAN_SCHOOLS: [&str; 4] =
    ["清远示例技师学院", "示例市高级技工学校", "粤北示例中等职业学校", "示例机电技工学校"];

/// The courses of a life: the highest, with an earlier one now and then.
pub(super) fn courses(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<Schooling> {
    if persona.studies() {
        return vec![enrolled(town, persona, dice)];
    }
    // Some records say nothing of school.
    if dice.chance(90) {
        return Vec::new();
    }
    let level = level(persona, dice);
    let graduation = june_before(town.month.plus(-persona.months));
    let mut courses = vec![course(town, persona, level, graduation, dice)];
    if matches!(level, DOCTOR | MASTER) && dice.chance(700) {
        courses.push(course(town, persona, BACHELOR, graduation.plus(-if level == DOCTOR { 72 } else { 36 }), dice));
    }
    courses
}

/// Classes graduate in June.
fn june_before(month: Month) -> Month {
    let in_year = month.number().rem_euclid(12);
    month.plus(5 - in_year - if in_year < 5 { 12 } else { 0 })
}

fn level(persona: &Persona, dice: &mut Dice) -> &'static str {
    match (persona.group, persona.calling) {
        (Group::Scholar, _) => DOCTOR,
        (_, Some(Category::Scientist)) => [DOCTOR, MASTER, BACHELOR][dice.weighted(&[80, 15, 5])],
        (_, Some(Category::Engineer)) => {
            [DOCTOR, MASTER, BACHELOR, COLLEGE, TECHNICIAN_SCHOOL][dice.weighted(&[2, 11, 62, 21, 4])]
        }
        (_, Some(Category::MasterTechnician)) => {
            let levels = [BACHELOR, COLLEGE, TECHNICIAN_SCHOOL, SECONDARY, HIGH_SCHOOL, MIDDLE_SCHOOL];
            levels[dice.weighted(&[3, 20, 28, 19, 12, 18])]
        }
        (_, Some(Category::Youth)) => [BACHELOR, COLLEGE, TECHNICIAN_SCHOOL][dice.weighted(&[18, 66, 16])],
        (_, None) if dice.chance(700) => WORK[persona.ordinary].level,
        (_, None) => [COLLEGE, SECONDARY, HIGH_SCHOOL, MIDDLE_SCHOOL][dice.below(4)],
    }
}

fn course(town: &Town, persona: &Persona, level: &'static str, graduation: Month, dice: &mut Dice) -> Schooling {
    let years = match level {
        DOCTOR | BACHELOR => 4,
        _ => 3,
    };
    let (major, major_text) = major(town, persona, level, dice);
    let dated = dice.chance(820);
    Schooling {
        level: EducationCode::new(level).ok().filter(|_| dice.chance(900)),
        major,
        major_text,
        school: dice.chance(780).then(|| school(town, level, dice).to_owned()),
        start: Some(graduation.plus(-years * 12 + 3)).filter(|_| dated && dice.chance(700)),
        graduation: Some(graduation).filter(|_| dated),
    }
}

fn school<'a>(town: &'a Town, level: &str, dice: &mut Dice) -> &'a str {
    match (level, dice.pick(&town.colleges)) {
        (COLLEGE, Some(college)) if dice.chance(700) => &college.name.zh,
        (TECHNICIAN_SCHOOL | SECONDARY, _) => dice.one(&TECHNICIAN_SCHOOLS),
        (HIGH_SCHOOL | MIDDLE_SCHOOL, _) => "示例中学",
        _ => dice.one(&OTHER_SCHOOLS),
    }
}

/// The major, linked or as written. Ids of majors begin with the ladder: `g` postgraduate, `b` bachelor, `v` vocational.
fn major(town: &Town, persona: &Persona, level: &str, dice: &mut Dice) -> (Option<MajorId>, Option<String>) {
    let Some(position) = persona.position.and_then(|index| town.positions.get(index)) else {
        let text = if persona.group == Group::Scholar {
            dice.one(&["中国史", "应用经济学", "新闻传播学", "教育学", "法学理论", "社会学"])
        } else {
            WORK[persona.ordinary].major
        };
        return (None, Some(text.to_owned()).filter(|text| !text.is_empty()));
    };
    let ladder = match level {
        DOCTOR | MASTER => 'g',
        BACHELOR => 'b',
        COLLEGE | TECHNICIAN_SCHOOL | SECONDARY => 'v',
        _ => return (None, None),
    };
    match dice.weighted(&[600, 180, 100, 120]) {
        0 => (studied(position, ladder, dice), None),
        1 => (on_ladder(&position.chain_majors, ladder, dice), None),
        2 => (None, Some(dice.one(&["机电", "计算机", "工商管理", "会计", "市场营销", "物流", "英语"]).to_owned())),
        _ => (None, None),
    }
}

fn studied(position: &Position, ladder: char, dice: &mut Dice) -> Option<MajorId> {
    on_ladder(&position.majors, ladder, dice).or_else(|| on_ladder(&position.chain_majors, ladder, dice))
}

fn on_ladder(majors: &[MajorId], ladder: char, dice: &mut Dice) -> Option<MajorId> {
    let fits = |major: &&MajorId| major.as_str().starts_with(ladder);
    let at = dice.below(majors.iter().filter(fits).count());
    majors.iter().filter(fits).nth(at).cloned()
}

/// A course under way: three classes are enrolled, the oldest graduates next summer.
fn enrolled(town: &Town, persona: &Persona, dice: &mut Dice) -> Schooling {
    // A class begins in September; before that month the newest one began last year.
    let in_year = town.month.number().rem_euclid(12);
    let september = town.month.plus(8 - in_year - if in_year < 8 { 12 } else { 0 });
    let start = september.plus(-12 * persona.class);
    let (major, major_text) = major(town, persona, COLLEGE, dice);
    Schooling {
        level: EducationCode::new(COLLEGE).ok(),
        major,
        major_text,
        school: dice.pick(&town.colleges).map(|college| college.name.zh.clone()),
        start: Some(start).filter(|_| dice.chance(950)),
        graduation: Some(start.plus(33)),
    }
}
