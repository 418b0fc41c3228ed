//! What one person can reach. Showing it is recorded, as every ranking is.

use bole_engine::alignment::PositionInReach;
use bole_engine::matching::Places;
use bole_engine::model::{Date, Profile, TalentId};
use bole_engine::wording;
use bole_report::Names;

use crate::cli::args::{Align, Shared};
use crate::cli::console::Console;
use crate::cli::{Failure, load, recorded};
use crate::decisions::Seer;
use crate::handlers::Form;
use crate::handlers::reach::{ReachAnswer, ReachParams, Stood, reached};
use crate::mask::mask;
use crate::opened::Opened;

pub(super) fn run(
    console: &mut Console<'_>,
    shared: &Shared,
    opened: &Opened,
    (id, as_of, asked): (&TalentId, Date, &Align),
) -> Result<(), Failure> {
    let service = load::service(console, shared, opened)?;
    let missing = console.say("没有这个人", "no such person");
    let found = opened.wait(opened.store().find::<Profile>(id.as_str()))?;
    let found = found.ok_or_else(|| Failure::Usage(format!("--person {id}: {missing}")))?;
    let person = (found.record, found.version);
    let at = service.live.reached();
    let stood = opened.wait(Stood::at(&*opened.store(), at))?;
    let top = Places::try_from(asked.top)?;
    let params = ReachParams { as_of: Some(as_of), top, language: console.language, format: Form::Json };
    let made = reached(&service, &Seer::operator()?, &person, &params, (as_of, at), &stood).map_err(Failure::work)?;
    let mut answer = made.answer;
    answer.decision = recorded::written(opened, made.kept)?;
    told(console, &answer, &person.0, as_of)?;
    asked.written.write(console, || {
        let organisations = load::all(opened)?;
        let names = Names::new(&service.reference).organisations(&organisations);
        Ok(answer.book(&names).at(at))
    })
}

fn told(console: &mut Console<'_>, answer: &ReachAnswer, person: &Profile, as_of: Date) -> Result<(), Failure> {
    if console.for_programs() {
        return console.json(answer);
    }
    let name = person.name.as_deref().map_or_else(|| "—".into(), mask);
    let line = format!("{} {}  {}", console.bold(name), person.id, console.dim(as_of));
    console.line(line)?;
    if answer.items.is_empty() {
        console.line(console.say("目前没有够得着的岗位", "no position within reach"))?;
    }
    answer.items.iter().try_for_each(|item| position(console, &item.reach, &item.sentence))?;
    recorded::foot(console, answer.decision.as_ref())
}

fn position(console: &mut Console<'_>, found: &PositionInReach, sentence: &str) -> Result<(), Failure> {
    let l = console.language;
    let title = console.bold(format!("{} {}", found.position.as_str(), l.of(&found.title)));
    console.line(title)?;
    console.note(&format!("  {sentence}"))?;
    for place in &found.nearest {
        console.note(&format!("    {}", wording::nearest(place, found, l)))?;
    }
    Ok(())
}
