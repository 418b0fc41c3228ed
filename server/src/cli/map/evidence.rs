//! The evidence behind a figure: pain points with the facts that they were counted from, and the parts of a shortage.

use bole_engine::map::{PainPoint, Shortage, ShortageKind, ShortagePart};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Label, Language};

use super::Drawn;
use crate::cli::Failure;
use crate::cli::console::Console;

/// Facts shown of a pain point.
const FACTS: usize = 3;

/// One pain point with its counts; `place` says where, if that is not plain.
pub(super) fn line(
    console: &mut Console<'_>,
    point: &PainPoint,
    reference: &Reference,
    place: &str,
) -> Result<(), Failure> {
    let l = console.language;
    let cause = wording::pain(&point.cause, l, reference);
    let (people, openings, seats) = (point.people, point.openings, point.seats);
    let counts = match l {
        Language::Zh => format!("{people} 人 · {openings} 项需求 · 空缺 {seats} 席"),
        Language::En => format!("{people} people · {openings} openings · {seats} seats open"),
    };
    let counts = console.bold(counts);
    let place = if place.is_empty() { String::new() } else { console.dim(format!("  {place}")) };
    console.line(format!("  {}  {cause}  {counts}{place}", point.stage.label(l)))
}

/// The first facts behind a pain point, people masked.
pub(super) fn facts(console: &mut Console<'_>, point: &PainPoint, drawn: &Drawn<'_>) -> Result<(), Failure> {
    for fact in point.facts.iter().take(FACTS) {
        let name = (drawn.name)(&fact.talent).unwrap_or_else(|| "—".into());
        let fit = console.say("适配", "fit");
        let fact = format!("        {name} {} · {fit} {:.1} → {}", fact.talent, fact.fit, fact.position.as_str());
        let fact = console.dim(fact);
        console.line(fact)?;
    }
    let more = (point.people as usize).saturating_sub(point.facts.len().min(FACTS));
    if more == 0 {
        return Ok(());
    }
    let text = match console.language {
        Language::Zh => format!("        还有 {more} 人"),
        Language::En => format!("        and {more} more"),
    };
    let text = console.dim(text);
    console.line(text)
}

/// `★★★☆☆`, or a dash where too little is known.
pub(super) fn stars(shortage: &Shortage) -> String {
    shortage.stars.map_or_else(
        || "–".into(),
        |stars| {
            let full = usize::from(stars.get());
            "★".repeat(full) + &"☆".repeat(5 - full)
        },
    )
}

/// The parts that a shortage was summed from: measure, value, weight.
pub(super) fn parts(shortage: &Shortage, language: Language) -> String {
    let part = |part: &ShortagePart| {
        let (label, weight) = (part.kind.label(language), part.weight);
        match part.value {
            Some(value) => format!("{label} {} → {value:.2} × {weight}", measured(part, language)),
            None => format!("{label} {}", language.pick("无数据", "no data")),
        }
    };
    shortage.parts.iter().map(part).collect::<Vec<_>>().join(" · ")
}

fn measured(part: &ShortagePart, language: Language) -> String {
    let Some(measured) = part.measured else { return language.pick("无人", "nobody").into() };
    match part.kind {
        ShortageKind::Ratio => format!("{measured:.2}"),
        ShortageKind::Gap => format!("{:.0}%", measured * 100.0),
        ShortageKind::TimeToFill => format!("{measured:.0}{}", language.pick("天", " days")),
        ShortageKind::PayPremium => format!("{:+.0}%", measured * 100.0),
        ShortageKind::Rarity => format!("≈{measured:.0}{}", language.pick("人", " people")),
    }
}
