//! Majors against demand in words: how far a skill is taught, what to add, why a major is warned of, what a person can reach.

use super::label::{Label, labels};
use super::sentence::{counted, say};
use super::{Language, Naming};
use crate::alignment::{
    Coverage, NearestTeaching, PositionInReach, ServedBy, Share, SkillPart, SkillToAdd, Warning, WarningLevel,
};
use crate::map::IndicatorState;
use crate::vocabulary::MajorLevel;

labels! {
    WarningLevel {
        None: "无预警", "no warning";
        Yellow: "黄色预警", "yellow";
        Orange: "橙色预警", "orange";
        Red: "红色预警", "red";
    }
    MajorLevel {
        Postgraduate: "研究生学科", "postgraduate";
        Undergraduate: "本科专业", "undergraduate";
        VocationalCollege: "高职专业", "vocational college";
        VocationalSecondary: "中职专业", "vocational secondary";
    }
}

/// Says how far a programme teaches a skill that is asked for.
#[must_use]
pub fn coverage(part: &SkillPart, language: Language) -> String {
    let (l, name, asked) = (language, language.of(&part.name), part.asked);
    match &part.coverage {
        Coverage::Covered { taught } => {
            say!(l, "{name}：要求{asked}级，教到{taught}级", "{name}: level {asked} asked, taught to {taught}")
        }
        Coverage::TooLow { taught } => {
            say!(l, "{name}：要求{asked}级，只教到{taught}级", "{name}: level {asked} asked, taught to {taught} only")
        }
        Coverage::Related { through_name, taught, .. } => {
            let through = l.of(through_name);
            say!(
                l,
                "{name}：要求{asked}级，未教；教相近的{through}到{taught}级",
                "{name}: level {asked} asked, not taught; the related {through} is, to level {taught}"
            )
        }
        Coverage::Missing {} => say!(l, "{name}：要求{asked}级，未教", "{name}: level {asked} asked, not taught"),
    }
}

/// Says why a programme serves a position.
#[must_use]
pub fn served_by(by: &ServedBy, language: Language, names: &impl Naming) -> String {
    let l = language;
    match by {
        ServedBy::Major { asked } => {
            let major = super::naming::named(names.major(asked.as_str(), l), asked.as_str());
            say!(l, "要求专业：{major}", "asks for the major {major}")
        }
        ServedBy::Class {} => say!(l, "为该岗位开班", "a class is held for it"),
        ServedBy::Skills {} => say!(l, "技能相符", "teaches enough of its skills"),
    }
}

/// Says what adding a skill would bring.
#[must_use]
pub fn skill_to_add(skill: &SkillToAdd, language: Language) -> String {
    let (l, name) = (language, language.of(&skill.name));
    let SkillToAdd { from, to, hours, seats, positions, .. } = *skill;
    let unlocks = skill.unlocks.len();
    let about = if skill.estimated { l.pick("约", "about ") } else { "" };
    let lesson = match from {
        0 => say!(l, "{name}新开至{to}级，{about}{hours}学时", "{name} to level {to} in {about}{hours} hours"),
        _ => say!(
            l,
            "{name}从{from}级教到{to}级，{about}{hours}学时",
            "{name} from level {from} to {to} in {about}{hours} hours"
        ),
    };
    let (open, of) = (counted(seats, "seat", "seats"), counted(unlocks as u64, "position", "positions"));
    let asking = counted(positions, "position asks", "positions ask");
    match unlocks {
        0 => say!(
            l,
            "{lesson}，单独尚打不开岗位；{positions}个岗位要求这项技能",
            "{lesson} opens no position by itself; {asking} for it"
        ),
        _ => say!(
            l,
            "{lesson}，可打开{unlocks}个岗位的{seats}个席位；{positions}个岗位要求这项技能",
            "{lesson} opens {open} of {of}; {asking} for it"
        ),
    }
}

/// Says why a major is warned of, or why not.
#[must_use]
pub fn warning(warning: &Warning, language: Language) -> String {
    let l = language;
    let Warning { graduates, demanded, .. } = *warning;
    let head = match (demanded, warning.per_graduate) {
        (0, _) => say!(l, "没有岗位需要，年毕业{graduates}人", "no position asks for it; {graduates} graduate a year"),
        (_, Some(seats)) => say!(
            l,
            "所对应岗位需{demanded}席，年毕业{graduates}人，每名毕业生对应{seats:.2}席",
            "{demanded} seats of the positions it serves, {graduates} graduates a year: {seats:.2} seats for each"
        ),
        (_, None) => say!(l, "所对应岗位需{demanded}席，尚无毕业生", "{demanded} seats, and nobody graduates yet"),
    };
    let local = warning.raised_by_local.then(|| {
        let share = share(&warning.local, l);
        say!(l, "毕业生本地就业率{share}", "local employment of graduates {share}")
    });
    let figure = warning.figure.filter(|_| warning.raised_by_figure).map(|figure| {
        let percent = figure * 100.0;
        say!(l, "岗位所需技能只教{percent:.0}%", "only {percent:.0}% of what is asked is taught")
    });
    let parts: Vec<String> = [Some(head), local, figure].into_iter().flatten().collect();
    parts.join(l.pick("；", "; "))
}

/// A share as it is shown; what is not told in words.
#[must_use]
pub fn share(share: &Share, language: Language) -> String {
    match (share.state, share.value) {
        (IndicatorState::Known | IndicatorState::Censored, Some(value)) => format!("{:.0}%", value * 100.0),
        (state, _) => state.label(language).to_owned(),
    }
}

/// Says how a person gets to a position.
#[must_use]
pub fn reach(found: &PositionInReach, language: Language) -> String {
    let (l, fit) = (language, found.fit);
    if found.ready {
        return say!(l, "现在即可胜任，匹配度{fit:.1}", "ready now, fit {fit:.1}");
    }
    let skill = |missing: &crate::alignment::MissingSkill| {
        let (name, from, to) = (l.of(&missing.name), missing.from, missing.to);
        say!(l, "{name}（{from}→{to}级）", "{name} (level {from} to {to})")
    };
    let skills: Vec<String> = found.missing.iter().map(skill).collect();
    let (skills, after) = (skills.join(l.pick("、", ", ")), found.after);
    match found.by {
        Some(by) if found.in_time => say!(
            l,
            "补学{skills}后可胜任，匹配度{fit:.1}→{after:.1}，最早{by}",
            "ready after {skills}: fit {fit:.1} to {after:.1}, by {by}"
        ),
        Some(by) => say!(
            l,
            "补学{skills}后可胜任，但最早{by}，晚于到岗日期{due}",
            "ready after {skills}, but not before {by}, after the due date {due}",
            due = found.due,
        ),
        None => say!(
            l,
            "还缺{skills}，其中有技能无专业教到所需水平",
            "lacks {skills}, of which no programme teaches all far enough"
        ),
    }
}

/// Says where what a person lacks is taught.
#[must_use]
pub fn nearest(place: &NearestTeaching, found: &PositionInReach, language: Language) -> String {
    let (l, name, ready, seats) = (language, language.of(&place.name), place.ready, place.seats);
    let (some, all) = (place.teaches.len(), found.missing.len());
    match place.start {
        Some(start) => say!(
            l,
            "{name}：教其中{some}/{all}项，{seats}个名额，{start}开班，{ready}结业",
            "{name}: teaches {some} of {all}, {seats} seats, begins {start}, over {ready}"
        ),
        None => say!(
            l,
            "{name}：教其中{some}/{all}项，{seats}个名额，下一届约{ready}毕业",
            "{name}: teaches {some} of {all}, {seats} seats, the next intake is over about {ready}"
        ),
    }
}
