//! One programme: the positions that it serves, what to add, what is surplus, its balance and what became of graduates.

use bole_engine::alignment::{Placements, PositionPart, ProgrammeAlignment, SkillPart};
use bole_engine::wording::{self, Label};

use super::{Told, number, percent};
use crate::cli::Failure;
use crate::cli::console::Console;
use crate::round::rounded;

pub(super) fn programme(
    console: &mut Console<'_>,
    told: &Told<'_>,
    row: &ProgrammeAlignment,
    top: usize,
) -> Result<(), Failure> {
    let l = console.language;
    let figure = format!("  {} {}", console.say("对接度", "aligned"), percent(row.figure));
    let line = format!("{}{}", console.bold(format!("{} {}", row.programme, l.of(&row.name))), console.dim(figure));
    console.line(line)?;
    let level = row.warning.level.label(l);
    console.note(&format!("{level}{}{}", l.pick(":", ": "), wording::warning(&row.warning, l)))?;
    positions(console, told, row, top)?;
    section(console, "可增设的技能", "skills to add")?;
    for skill in row.add.iter().take(top) {
        console.note(&format!("  {}", wording::skill_to_add(skill, l)))?;
    }
    section(console, "所对应岗位不要求的技能", "taught, and asked by no position that it serves")?;
    let surplus: Vec<String> = row.surplus.iter().map(|skill| l.of(&skill.name).to_owned()).collect();
    let none = console.say("无", "none").to_owned();
    let surplus = if surplus.is_empty() { none } else { surplus.join(l.pick("、", ", ")) };
    console.note(&format!("  {surplus}"))?;
    balance(console, row)?;
    placements(console, &row.placements)
}

fn section(console: &mut Console<'_>, zh: &str, en: &str) -> Result<(), Failure> {
    let title = console.bold(console.say(zh, en));
    console.line(title)
}

/// The positions that weigh most.
fn positions(console: &mut Console<'_>, told: &Told<'_>, row: &ProgrammeAlignment, top: usize) -> Result<(), Failure> {
    let mut parts: Vec<&PositionPart> = row.parts.iter().collect();
    parts.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.position.cmp(&b.position)));
    let heads = [
        console.say("岗位", "position"),
        console.say("名称", "title"),
        console.say("席位", "seats"),
        console.say("权重", "weight"),
        console.say("对接度", "aligned"),
        console.say("计入", "points"),
    ];
    let of = |part: &&PositionPart| {
        let title = told.positions.iter().find(|position| position.id == part.position);
        vec![
            part.position.as_str().to_owned(),
            title.map_or("", |position| console.language.of(&position.title)).to_owned(),
            part.seats.to_string(),
            percent(Some(part.weight)),
            percent(Some(part.value)),
            format!("{:.3}", part.points),
        ]
    };
    let rows: Vec<_> = parts.iter().take(top).map(of).collect();
    console.table(&heads, rows)
}

fn balance(console: &mut Console<'_>, row: &ProgrammeAlignment) -> Result<(), Failure> {
    let balance = &row.balance;
    section(console, "供需", "balance")?;
    let seekers = balance.seekers.map_or_else(|| "–".to_owned(), |seekers| seekers.to_string());
    let (demanded, seats) = (balance.demanded, balance.seats);
    let (hundred, hundred_seekers) = (number(balance.per_100_demanded), number(balance.per_100_seekers));
    let text = if console.language.pick(true, false) {
        format!(
            "  年招生 {seats}，对应席位 {demanded}，每百席 {hundred}；求职者 {seekers}，每百求职者 {hundred_seekers}"
        )
    } else {
        format!(
            "  {seats} seats a year, {demanded} asked for, {hundred} per 100; {seekers} seekers, {hundred_seekers} per 100"
        )
    };
    console.note(&text)
}

fn placements(console: &mut Console<'_>, told: &Placements) -> Result<(), Failure> {
    let l = console.language;
    section(console, "毕业生去向", "graduates")?;
    let people = told.people.map_or_else(|| "–".to_owned(), |people| people.to_string());
    let shares = [
        (console.say("人数", "people"), people),
        (console.say("本地就业", "work here"), wording::share(&told.local, l)),
        (console.say("一年内就业", "began within a year"), wording::share(&told.placed, l)),
        (console.say("岗位对口", "at a position it serves"), wording::share(&told.relevant, l)),
        (console.say("半年内离职", "left within half a year"), wording::share(&told.left_early, l)),
        (console.say("起薪中位数", "median starting pay"), number(told.starting_pay)),
    ];
    let parts: Vec<String> = shares.iter().map(|(name, value)| format!("{name} {value}")).collect();
    console.note(&format!("  {}", parts.join("  ")))
}

/// Each skill asked at one position or node.
pub(super) fn skills(console: &mut Console<'_>, row: &ProgrammeAlignment, skills: &[SkillPart]) -> Result<(), Failure> {
    if console.for_programs() {
        return console.json(&rounded(serde_json::to_value(skills)?));
    }
    let l = console.language;
    let title = console.bold(format!("{} {}", row.programme, l.of(&row.name)));
    console.line(title)?;
    let heads = [
        console.say("技能", "skill"),
        console.say("要求", "asked as"),
        console.say("权重", "weight"),
        console.say("计入", "points"),
    ];
    let (required, preferred) = (console.say("必备", "required"), console.say("优先", "preferred"));
    let rows = skills.iter().map(|part| {
        let kind = if part.required { required } else { preferred };
        vec![wording::coverage(part, l), kind.to_owned(), percent(Some(part.weight)), format!("{:.3}", part.points)]
    });
    let rows: Vec<_> = rows.collect();
    console.table(&heads, rows)
}
