//! All programmes of the city, or of a college: figures, balance, warnings, the matrix, and the three fit indicators.

use bole_engine::alignment::{Alignment, CollegeAlignment, Field, FitIndicators, ProgrammeAlignment, WarningLevel};
use bole_engine::wording::{self, Label};

use super::{Told, heat, number, percent};
use crate::cli::Failure;
use crate::cli::console::Console;

pub(super) fn city(console: &mut Console<'_>, told: &Told<'_>, alignment: &Alignment) -> Result<(), Failure> {
    head(console, told)?;
    programmes(console, told)?;
    warnings(console, told)?;
    heat::matrix(console, told)?;
    indicators(console, &alignment.indicators)
}

pub(super) fn college(console: &mut Console<'_>, told: &Told<'_>, alignment: &CollegeAlignment) -> Result<(), Failure> {
    head(console, told)?;
    programmes(console, told)?;
    warnings(console, told)?;
    heat::matrix(console, told)?;
    indicators(console, &alignment.indicators)?;
    let heads = [
        console.say("其他院校", "other colleges"),
        console.say("院校", "colleges"),
        console.say("专业", "programmes"),
        console.say("招生", "seats"),
        console.say("年毕业", "graduates"),
        console.say("对接度", "aligned"),
    ];
    let all = console.say("合计", "all");
    let rows = alignment.others_by_field.iter().chain(&alignment.others).map(|others| {
        vec![
            others.field.as_ref().map_or_else(|| all.to_owned(), |field| named(console, field)),
            others.colleges.to_string(),
            others.programmes.to_string(),
            others.seats.to_string(),
            others.graduates.to_string(),
            percent(others.figure),
        ]
    });
    let rows: Vec<_> = rows.collect();
    console.table(&heads, rows)
}

fn head(console: &mut Console<'_>, told: &Told<'_>) -> Result<(), Failure> {
    let title = console.language.of(&told.sources.reference().edition.title).to_owned();
    let head = format!("{} {title}  {}", console.say("专业对接", "Alignment"), console.dim(told.sources.as_of));
    console.line(head)
}

fn programmes(console: &mut Console<'_>, told: &Told<'_>) -> Result<(), Failure> {
    let heads = [
        console.say("专业", "programme"),
        console.say("名称", "name"),
        console.say("院校", "college"),
        console.say("对接度", "aligned"),
        console.say("对应席位", "seats asked"),
        console.say("招生", "seats"),
        console.say("每百席", "per 100 asked"),
        console.say("每百求职", "per 100 seekers"),
        console.say("预警", "warning"),
    ];
    let row = |row: &ProgrammeAlignment| {
        vec![
            row.programme.to_string(),
            console.language.of(&row.name).to_owned(),
            row.college.to_string(),
            percent(row.figure),
            row.balance.demanded.to_string(),
            row.balance.seats.to_string(),
            number(row.balance.per_100_demanded),
            number(row.balance.per_100_seekers),
            row.warning.level.label(console.language).to_owned(),
        ]
    };
    let rows: Vec<_> = told.programmes.iter().map(row).collect();
    console.table(&heads, rows)
}

/// Each warning with its evidence, the highest first.
fn warnings(console: &mut Console<'_>, told: &Told<'_>) -> Result<(), Failure> {
    let l = console.language;
    for level in WarningLevel::ALL.into_iter().rev().filter(|level| *level != WarningLevel::None) {
        for row in told.programmes.iter().filter(|row| row.warning.level == level) {
            let line = format!("{}  {} {}", console.bold(level.label(l)), row.programme, l.of(&row.name));
            console.line(line)?;
            console.note(&format!("  {}", wording::warning(&row.warning, l)))?;
        }
    }
    Ok(())
}

fn named(console: &Console<'_>, field: &Field) -> String {
    format!("{} {}", field.level.label(console.language), field.digits)
}

/// The three indicators.
pub(super) fn indicators(console: &mut Console<'_>, told: &FitIndicators) -> Result<(), Failure> {
    let heads = [
        console.say("专业大类", "field"),
        console.say("年毕业", "graduates"),
        console.say("需求席位", "seats asked"),
        console.say("毕业占比", "share taught"),
        console.say("需求占比", "share asked"),
        console.say("专项匹配", "specific fit"),
        console.say("结构偏离", "deviation"),
    ];
    let two = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    let rows = told.fields.iter().map(|field| {
        vec![
            named(console, &field.field),
            field.graduates.to_string(),
            format!("{:.0}", field.demanded),
            percent(field.graduates_share),
            percent(field.demanded_share),
            two(field.specific),
            two(field.deviation),
        ]
    });
    let rows: Vec<_> = rows.collect();
    console.table(&heads, rows)?;
    let overall = percent(told.overall);
    let (graduates, demanded, rest) = (told.graduates, told.demanded, told.unattributed);
    let text = if console.language.pick(true, false) {
        format!("总体匹配 {overall}（年毕业 {graduates} 人，计入大类的需求 {demanded} 席，未计入 {rest} 席）")
    } else {
        format!("overall fit {overall} ({graduates} graduates a year, {demanded} seats of a field, {rest} of none)")
    };
    console.line(text)
}
