//! A ranking for people to read: who, how well, of which parts, and what was found and what was not.

use bole_engine::fit::{Evidence, Fit, GateOutcome, Part};
use bole_engine::matching::{Candidate, Excluded, Ranking, Relaxation};
use bole_engine::model::{Demand, Hardness, Order, PayBasis};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Label, Naming};
use owo_colors::Style;

use super::Failure;
use super::bars;
use super::console::{Console, broken, fit};

/// Sentences under each candidate.
const SENTENCES: usize = 3;
/// Lines that they may take.
const SAID_LINES: usize = 3;
/// Columns beside the bar: rank, name, id, score, confidence, gate and the gaps between them.
const BESIDE_BAR: usize = 50;

/// Prints an order: what, for whom, and what is asked.
pub(super) fn order(console: &mut Console<'_>, order: &Order, reference: &Reference) -> Result<(), Failure> {
    let l = console.language;
    let (title, firm) = (l.of(&order.demand.title).to_owned(), l.of(&order.enterprise.name).to_owned());
    let (label, seats) = (console.say("订单", "Order"), order.seats);
    let seats = match l {
        wording::Language::Zh => format!("{seats}人"),
        wording::Language::En => format!("{seats} seat(s)"),
    };
    let head = format!("{label} {}  {} · {seats} · {firm}", order.id, console.bold(title));
    console.line(head)?;
    demand(console, &order.demand, reference)
}

/// Prints what a demand asks and offers.
fn demand(console: &mut Console<'_>, demand: &Demand, reference: &Reference) -> Result<(), Failure> {
    let l = console.language;
    let mut facts = vec![demand.category.label(l).to_owned()];
    facts.extend(demand.nodes.first().and_then(|node| reference.node(node.as_str(), l)).map(str::to_owned));
    facts.extend(demand.regions.first().and_then(|region| reference.region(region.as_str(), l)).map(str::to_owned));
    facts.extend(demand.pay.map(|pay| {
        let basis = if pay.basis == PayBasis::Base { console.say("（基本）", " base") } else { "" };
        match l {
            wording::Language::Zh => format!("年薪{}–{}万元{basis}", pay.min, pay.max),
            wording::Language::En => format!("{}–{} × 10,000 CNY a year{basis}", pay.min, pay.max),
        }
    }));
    facts.extend(demand.due.map(|due| format!("{}{due}", console.say("到岗 ", "due "))));
    let facts = console.dim(format!("  {}", facts.join(" · ")));
    console.line(facts)?;
    for hardness in [Hardness::Legal, Hardness::Must, Hardness::Preferred] {
        let asked = demand.requirements.iter().filter(|asked| asked.hardness == hardness);
        let asked: Vec<String> = asked.map(|asked| wording::requirement(asked, l, reference)).collect();
        if !asked.is_empty() {
            let label = console.bold(fit(hardness.label(l), 10));
            wrapped(console, &format!("  {label}"), 12, &asked)?;
        }
    }
    Ok(())
}

/// Prints items in lines of the console's width, later lines indented.
fn wrapped(console: &mut Console<'_>, head: &str, indent: usize, items: &[String]) -> Result<(), Failure> {
    use unicode_width::UnicodeWidthStr;
    let gap = console.say("、", ", ");
    let (mut text, mut used) = (head.to_owned(), indent);
    for (i, item) in items.iter().enumerate() {
        if used > indent && used + item.width() + 2 > console.columns {
            console.line(text.trim_end())?;
            (text, used) = (" ".repeat(indent), indent);
        }
        text.push_str(item);
        used += item.width() + 2;
        if i + 1 < items.len() {
            text.push_str(gap);
        }
    }
    console.line(text)
}

/// Prints the best, one block each.
pub(super) fn ranking(
    console: &mut Console<'_>,
    ranking: &Ranking,
    reference: &Reference,
    name: &dyn Fn(&bole_engine::model::TalentId) -> Option<String>,
) -> Result<(), Failure> {
    let bar = console.columns.saturating_sub(BESIDE_BAR);
    let head = [
        fit(" #", 4),
        fit(console.say("人才", "talent"), 17),
        fit(console.say("总分", "score"), 7),
        fit(console.say("可信度", "known"), 8),
        fit(console.say("构成", "parts"), bar + 2),
        console.say("资格", "gates").to_owned(),
    ];
    let head = console.bold(head.concat());
    console.line(head)?;
    for (place, candidate) in ranking.items.iter().enumerate() {
        let name = name(&candidate.id).unwrap_or_else(|| "—".into());
        self::candidate(console, place + 1, &name, candidate, bar, reference)?;
    }
    let legend = console.dim("    ") + &bars::legend(console.language, console.colour);
    console.line(legend)
}

fn candidate(
    console: &mut Console<'_>,
    place: usize,
    name: &str,
    candidate: &Candidate,
    bar: usize,
    reference: &Reference,
) -> Result<(), Failure> {
    let l = console.language;
    let gate = match candidate.gate {
        GateOutcome::Pass => console.style("✓", Style::new().green()),
        GateOutcome::ToVerify => console.style(format!("? {}", candidate.gate.label(l)), Style::new().yellow()),
        GateOutcome::Fail => console.style("✗", Style::new().red()),
    };
    let line = [
        format!("{place:>2}  "),
        console.bold(fit(name, 6)),
        console.dim(fit(candidate.id.as_str(), 11)),
        console.bold(format!("{:>5.1}  ", candidate.score)),
        format!("{:>4.0}%   ", candidate.fit.confidence * 100.0),
        bars::bar(&candidate.fit.parts, bar, console.colour),
        format!("  {gate}"),
    ];
    console.line(line.concat())?;
    let told = telling(&candidate.fit);
    let said = told.iter().map(|(mark, evidence)| format!("{mark} {}", wording::sentence(evidence, l, reference)));
    let said: Vec<String> = said.collect();
    for line in broken(&said.join(console.say("；", "; ")), console.columns - 7).iter().take(SAID_LINES) {
        let line = console.dim(format!("     {}", line.trim_end()));
        console.line(line)?;
    }
    Ok(())
}

/// What says most: the first word of the parts that earned most, and the first thing that is missing.
fn telling<'a>(fit: &'a Fit) -> Vec<(&'static str, &'a Evidence)> {
    let mut parts: Vec<&'a Part> = fit.parts.iter().filter(|part| part.known).collect();
    parts.sort_by(|a, b| b.points.total_cmp(&a.points));
    // A skill that is held says more than one that stands in for it.
    let found =
        |evidence: &&Evidence| lack(evidence) == 0 && !matches!(evidence, Evidence::NotAsked | Evidence::Floor { .. });
    let direct = |evidence: &&Evidence| found(evidence) && !matches!(evidence, Evidence::SkillRelated { .. });
    let best = |part: &&'a Part| part.evidence.iter().find(direct).or_else(|| part.evidence.iter().find(found));
    let mut told: Vec<_> = parts.iter().filter_map(best).map(|evidence| ("+", evidence)).collect();
    let lacking = parts.iter().flat_map(|part| &part.evidence).filter(|evidence| lack(evidence) > 0);
    let missing = lacking.rev().max_by_key(|evidence| lack(evidence));
    told.truncate(SENTENCES - usize::from(missing.is_some()));
    told.extend(missing.map(|evidence| (if lack(evidence) == 1 { "?" } else { "−" }, evidence)));
    told
}

/// How much a piece of evidence says of something missing: 0 for nothing.
const fn lack(evidence: &Evidence) -> u8 {
    match evidence {
        Evidence::SkillNotFound { .. } => 4,
        Evidence::SkillLevelLow { .. } => 3,
        Evidence::ModesApart => 2,
        Evidence::SkillLevelUnknown { .. } => 1,
        Evidence::SkillMet { .. }
        | Evidence::SkillRelated { .. }
        | Evidence::OccupationCode { .. }
        | Evidence::OccupationTitle { .. }
        | Evidence::ChainNode { .. }
        | Evidence::Achieved { .. }
        | Evidence::AchievedGrade { .. }
        | Evidence::AchievedStudies { .. }
        | Evidence::Education { .. }
        | Evidence::Major { .. }
        | Evidence::Title { .. }
        | Evidence::Grade { .. }
        | Evidence::Licence { .. }
        | Evidence::Experience { .. }
        | Evidence::Residence { .. }
        | Evidence::PlaceWished { .. }
        | Evidence::PlaceFlexible
        | Evidence::Pay { .. }
        | Evidence::Start { .. }
        | Evidence::OccupationWished { .. }
        | Evidence::NodeWished { .. }
        | Evidence::NotAsked
        | Evidence::Floor { .. } => 0,
    }
}

/// Prints who is not ranked, by requirement.
pub(super) fn excluded(
    console: &mut Console<'_>,
    demand: &Demand,
    excluded: &Excluded,
    reference: &Reference,
) -> Result<(), Failure> {
    let l = console.language;
    let total = excluded.total;
    let head = match l {
        wording::Language::Zh => format!("未入围 {total} 人："),
        wording::Language::En => format!("Not ranked, {total}: "),
    };
    let reasons = excluded.by_requirement.iter().filter_map(|by| {
        let asked = wording::requirement(demand.requirements.get(by.requirement)?, l, reference);
        Some(match l {
            wording::Language::Zh => format!("{asked} {}人（仅此一项{}人）", by.count, by.alone),
            wording::Language::En => format!("{asked}: {} ({} by it alone)", by.count, by.alone),
        })
    });
    let reasons: Vec<String> = reasons.collect();
    let head = console.bold(head);
    wrapped(console, &head, 12, &reasons)?;
    for by in excluded.by_requirement.iter().filter(|by| !by.ids.is_empty()) {
        let Some(asked) = demand.requirements.get(by.requirement) else { continue };
        let ids: Vec<&str> = by.ids.iter().map(|id| id.as_str()).collect();
        let line = console.dim(format!("  {}: {}", wording::requirement(asked, l, reference), ids.join(" ")));
        console.line(line)?;
    }
    Ok(())
}

/// Prints what relaxing requirements would bring, at most `most`.
pub(super) fn relaxations(
    console: &mut Console<'_>,
    demand: &Demand,
    found: &[Relaxation],
    most: usize,
    reference: &Reference,
) -> Result<(), Failure> {
    if found.is_empty() {
        let line = console.say("放宽任何要求都不会增加人选。", "Relaxing a requirement would bring nothing.");
        return console.line(line);
    }
    for relaxation in found.iter().take(most) {
        let Some(asked) = demand.requirements.get(relaxation.requirement) else { continue };
        let line = relaxed(console, &wording::requirement(asked, console.language, reference), relaxation);
        let head = console.bold(console.say("若放宽", "Without"));
        console.line(format!("{head} {line}"))?;
    }
    Ok(())
}

fn relaxed(console: &Console<'_>, asked: &str, relaxation: &Relaxation) -> String {
    let gained = match (relaxation.candidates_gained, console.language) {
        (0, _) => None,
        (gained, wording::Language::Zh) => Some(format!("+{gained} 人选")),
        (gained, wording::Language::En) => Some(format!("+{gained} candidates")),
    };
    let gained = gained.map(|text| console.style(text, Style::new().green().bold()));
    let scores = relaxation.kth_score_before.zip(relaxation.kth_score_after);
    let last = match (scores, console.language) {
        (Some((before, after)), _) if (after - before).abs() < 0.05 => None,
        (Some((before, after)), wording::Language::Zh) => Some(format!("末位得分 {before:.1} → {after:.1}")),
        (Some((before, after)), wording::Language::En) => Some(format!("last place {before:.1} → {after:.1}")),
        (None, _) => None,
    };
    let brought: Vec<String> = gained.into_iter().chain(last).collect();
    let brought = brought.join(console.say("，", ", "));
    let quoted = console.say(("「", "」:"), ("\"", "\": "));
    format!("{}{asked}{}{brought}", quoted.0, quoted.1)
}
