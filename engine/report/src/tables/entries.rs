//! The catalog of positions with their seats and their shortage, part by part.

use bole_engine::map::{EntryMap, ShortagePart};
use bole_engine::model::{Bilingual, Entry, Need, ShortageStars};
use bole_engine::wording::{Language, requirement};

use super::counts;
use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};
use crate::words;

columns! {
    REACHABLE "reachable" Kind::Whole(Unit::People); "可及人才", "reachable"; "经任一途径能补上其席位的人数", "People who could fill a seat of it by some route"
    CONFIDENCE "confidence" Kind::Share; "数据可信度", "confidence"; "有数据的分项所占权重", "Share of the weight that rests on data"
    STATED "stated_stars" Kind::Whole(Unit::Plain); "目录星级", "stars as stated"; "目录本身所列的星级", "Stars as the edition states them"
    PAY_MIN "pay_min" Kind::Number(Unit::Pay); "年薪下限", "pay from"; "所列年薪的下限", "Lower end of the pay"
    PAY_MAX "pay_max" Kind::Number(Unit::Pay); "年薪上限", "pay to"; "所列年薪的上限", "Upper end of the pay"
    MODES "modes" Kind::Id; "引进方式", "modes"; "full_time全职、flexible柔性、enclave飞地", "full_time, flexible, enclave"
    EDUCATION "education" Kind::Name; "学历", "education"; "所列学历，仅作优先条件", "Education as listed; preferred, gates nobody"
    SKILLS "skills" Kind::Name; "必备技能", "required skills"; "必备技能与等级（1至5）", "Required skills with level, 1 to 5"
    PART "part" Kind::Word; "分项", "part"; "紧缺指数的分项", "Part of the shortage index"
    WEIGHT "weight" Kind::Number(Unit::Plain); "权重", "weight"; "评价方法规定的权重", "Weight by the method"
    MEASURED "measured" Kind::Number(Unit::Plain); "实测", "measured"; "实测值，单位依分项；无数据为空", "What was measured, in the part's own unit; empty without data"
    VALUE "value" Kind::Number(Unit::Plain); "取值", "value"; "计入的值，0至1", "The value that counts, 0 to 1"
}

/// An entry as the map sees it and as the edition states it.
type Both<'r> = (&'r EntryMap, Option<&'r Entry>);

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![entries(report), parts(report)]
}

fn entries(report: &Report<'_>) -> Table {
    let stated = |map: &EntryMap| report.reference.edition.entries.iter().find(|entry| entry.id == map.id);
    let records = report.map.entries.iter().map(|map| (map, stated(map)));
    let stars = |stars: ShortageStars| Cell::whole(stars.get());
    let pay = |(_, entry): &Both<'_>| entry.and_then(|entry| entry.demand.pay);
    let mut fields = vec![
        field(c::ENTRY, |(map, _): &Both<'_>| Cell::id(&map.id)),
        field(c::TITLE, |(map, _): &Both<'_>| Cell::Name(map.title.clone())),
        field(c::NODE, |(map, _): &Both<'_>| Cell::maybe(map.node.as_ref(), Cell::id)),
        field(c::CATEGORY, |(map, _): &Both<'_>| Cell::word(map.category)),
        field(c::STARS, move |(map, _): &Both<'_>| Cell::maybe(map.shortage.stars, stars)),
        field(c::INDEX, |(map, _): &Both<'_>| Cell::maybe(map.shortage.index, Cell::number)),
        field(CONFIDENCE, |(map, _): &Both<'_>| Cell::number(map.shortage.confidence)),
        field(REACHABLE, |(map, _): &Both<'_>| report.people(map.reachable)),
    ];
    fields.extend(counts::fields(|(map, _): &Both<'_>| map.count));
    fields.extend([
        field(STATED, move |(_, entry): &Both<'_>| Cell::maybe(entry.and_then(|entry| entry.shortage_stars), stars)),
        field(PAY_MIN, move |both: &Both<'_>| Cell::maybe(pay(both), |pay| Cell::number(pay.min))),
        field(PAY_MAX, move |both: &Both<'_>| Cell::maybe(pay(both), |pay| Cell::number(pay.max))),
        field(MODES, |(_, entry): &Both<'_>| {
            Cell::maybe(*entry, |entry| Cell::ids(entry.demand.modes.iter().map(words::data)))
        }),
        field(EDUCATION, |(_, entry): &Both<'_>| {
            Cell::maybe(entry.and_then(|entry| needs(report, entry, false)), Cell::Name)
        }),
        field(SKILLS, |(_, entry): &Both<'_>| {
            Cell::maybe(entry.and_then(|entry| needs(report, entry, true)), Cell::Name)
        }),
    ]);
    Table::of("entries", ("人才需求目录", "Catalog of positions"), records, fields)
}

/// The required skills of an entry, or its education, in both languages.
fn needs(report: &Report<'_>, entry: &Entry, skills: bool) -> Option<Bilingual> {
    let wanted = |need: &Need| match need {
        Need::Skill { .. } => skills,
        Need::Education { .. } => !skills,
        Need::Major { .. }
        | Need::Title { .. }
        | Need::Grade { .. }
        | Need::Experience { .. }
        | Need::Licence { .. } => false,
    };
    let asked =
        entry.demand.requirements.iter().filter(|asked| wanted(&asked.need) && (!skills || asked.hardness.gates()));
    let asked: Vec<_> = asked.collect();
    let said = |language: Language| {
        let all: Vec<String> = asked.iter().map(|asked| requirement(asked, language, report.reference)).collect();
        all.join(language.pick("、", ", "))
    };
    words::name(said(Language::Zh), said(Language::En))
}

fn parts(report: &Report<'_>) -> Table {
    let records =
        report.map.entries.iter().flat_map(|entry| entry.shortage.parts.iter().map(move |part| (entry, *part)));
    let fields = vec![
        field(c::ENTRY, |(entry, _): &(&EntryMap, ShortagePart)| Cell::id(&entry.id)),
        field(PART, |(_, part): &(&EntryMap, ShortagePart)| Cell::word(part.kind)),
        field(WEIGHT, |(_, part): &(&EntryMap, ShortagePart)| Cell::number(part.weight)),
        field(MEASURED, |(_, part): &(&EntryMap, ShortagePart)| Cell::maybe(part.measured, Cell::number)),
        field(VALUE, |(_, part): &(&EntryMap, ShortagePart)| Cell::maybe(part.value, Cell::number)),
    ];
    Table::of("shortage_parts", ("紧缺指数分项", "Parts of the shortage index"), records, fields)
}
