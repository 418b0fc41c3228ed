//! A row of what an organisation reports → the model's own form, which is then checked like any other record. Words are put
//! into codes, lists are parted; what is missing or wrong is left for that check to name.

use serde_json::{Map, Value, json};

use super::flat_profile::{Cells, said, says_none, split_more};
use super::lexicon::{ConceptKind, Linking};
use super::report_heads::{CohortColumn, OutcomeColumn, ProgrammeColumn};
use super::{Cell, RejectCode, Rejected, words};

/// Words of closed lists that sheets write in Chinese; codes are taken as they are.
type Codes = &'static [(&'static str, &'static [&'static str])];

const EVENTS: Codes = &[
    ("offered", &["录用", "发放录用", "录用通知"]),
    ("started", &["入职", "到岗", "上岗"]),
    ("left", &["离职", "离开"]),
    ("state", &["跟踪", "状态", "回访"]),
];
const REASONS: Codes = &[
    ("pay", &["薪酬", "薪资", "待遇"]),
    ("growth", &["发展", "发展空间", "晋升"]),
    ("housing", &["住房"]),
    ("family", &["家庭", "家庭原因"]),
    ("schooling_of_children", &["子女入学", "子女教育"]),
    ("commute", &["通勤", "交通"]),
    ("management", &["管理", "企业管理"]),
    ("skill_mismatch", &["技能不符", "能力不匹配"]),
    ("contract_end", &["合同到期", "合同期满"]),
    ("further_study", &["升学", "深造"]),
    ("other", &["其他", "其它"]),
];
const STAGES: Codes = &[
    ("attraction", &["引", "引才"]),
    ("cultivation", &["育", "育才"]),
    ("retention", &["留", "留才"]),
    ("utilization", &["用", "用才"]),
];
const BASES: Codes = &[("base", &["基本", "基本工资", "底薪"]), ("total", &["总额", "总收入"])];
const FORMS: Codes = &[
    ("order_class", &["订单班", "定制班"]),
    ("modern_apprenticeship", &["现代学徒制", "中国特色学徒制"]),
    ("new_type_apprenticeship", &["企业新型学徒制", "新型学徒制"]),
    ("industry_college", &["产业学院"]),
];
const STATUSES: Codes = &[
    ("proposed", &["拟议", "提议"]),
    ("agreed", &["已商定", "已签约"]),
    ("enrolling", &["招生中", "招生"]),
    ("running", &["在读", "培养中"]),
    ("graduated", &["已毕业", "毕业"]),
    ("placed", &["已就业", "已上岗"]),
];

/// A row under its columns.
pub(super) struct Flat<'r, 'l, C> {
    pub(super) line: u64,
    pub(super) cells: &'r Cells<C>,
    pub(super) linking: &'r mut Linking<'l>,
}

/// An outcome in its own form.
pub(super) fn outcome(row: &mut Flat<'_, '_, OutcomeColumn>) -> Result<Value, Rejected> {
    use OutcomeColumn as C;
    let mut event = Map::new();
    row.code(&mut event, "kind", "event", C::Event, EVENTS)?;
    row.code(&mut event, "reason", "event.reason", C::Reason, REASONS)?;
    row.boolean(&mut event, "accepted", C::Accepted);
    row.boolean(&mut event, "employed_here", C::Employed);
    row.number(&mut event, "months", C::Months);
    event.extend(row.pay()?.map(|pay| ("pay".to_owned(), pay)));
    let mut answer = Map::new();
    row.code(&mut answer, "stage", "satisfaction.stage", C::Stage, STAGES)?;
    row.number(&mut answer, "score", C::Score);
    let mut outcome = row.texts([
        ("id", C::Id),
        ("talent", C::Talent),
        ("organisation", C::Organisation),
        ("order", C::Order),
        ("entry", C::Entry),
    ]);
    row.date(&mut outcome, "date", C::Date);
    outcome.insert("event".to_owned(), event.into());
    if !answer.is_empty() {
        outcome.insert("satisfaction".to_owned(), answer.into());
    }
    Ok(outcome.into())
}

/// A programme in its own form: skills as `skill:level:hours`, graduates as `month:count`. A list without items is not said.
pub(super) fn programme(row: &mut Flat<'_, '_, ProgrammeColumn>) -> Result<Value, Rejected> {
    use ProgrammeColumn as C;
    let mut programme = row.texts([("id", C::Id), ("college", C::College)]);
    programme.insert("name".to_owned(), row.name(C::NameZh, C::NameEn));
    programme.extend(row.linked(ConceptKind::Major, C::Major, "major").map(|id| ("major".to_owned(), id)));
    row.number(&mut programme, "seats", C::Seats);
    let skills = row.items(C::Skills).iter().map(|item| row.lesson(item)).collect::<Result<Vec<Value>, _>>()?;
    let classes = row.items(C::Graduates);
    let classes =
        classes.iter().map(|item| row.pair("graduates", item, "2027-06:41")).collect::<Result<Vec<_>, _>>()?;
    let month = |written: &str| written.replace('年', "-").replace('月', "");
    let classes = classes.into_iter().map(|(at, count)| json!({"month": month(at), "count": count}));
    let partners: Vec<Value> = row.items(C::Partners).into_iter().map(Value::from).collect();
    for (name, items) in [("skills", skills), ("graduates", classes.collect()), ("partners", partners)] {
        if !items.is_empty() {
            programme.insert(name.to_owned(), items.into());
        }
    }
    Ok(programme.into())
}

/// A cohort in its own form: shares as `enterprise:seats` or `enterprise@order:seats`.
pub(super) fn cohort(row: &mut Flat<'_, '_, CohortColumn>) -> Result<Value, Rejected> {
    use CohortColumn as C;
    let mut cohort = row.texts([("id", C::Id), ("programme", C::Programme), ("college", C::College)]);
    cohort.insert("name".to_owned(), row.name(C::NameZh, C::NameEn));
    row.code(&mut cohort, "form", "form", C::Form, FORMS)?;
    row.code(&mut cohort, "status", "status", C::Status, STATUSES)?;
    row.number(&mut cohort, "seats_min", C::SeatsMin);
    row.number(&mut cohort, "seats_max", C::SeatsMax);
    row.date(&mut cohort, "start", C::Start);
    row.date(&mut cohort, "ready", C::Ready);
    cohort.insert("positions".to_owned(), row.items(C::Positions).into());
    let shares = row.items(C::Shares);
    let share = |item: &String| {
        let (who, seats) = row.pair("shares", item, "E-1:10 or E-1@O-1:10")?;
        let (enterprise, order) = who.split_once('@').map_or((who, None), |(who, order)| (who, Some(order)));
        Ok(order.map_or_else(
            || json!({"enterprise": enterprise, "seats": seats}),
            |order| json!({"enterprise": enterprise, "order": order, "seats": seats}),
        ))
    };
    cohort.insert("shares".to_owned(), shares.iter().map(share).collect::<Result<Vec<Value>, Rejected>>()?.into());
    Ok(cohort.into())
}

impl<C: Copy + Ord> Flat<'_, '_, C> {
    fn text(&self, column: C) -> Option<String> {
        said(self.cells, column)
    }

    fn items(&self, column: C) -> Vec<String> {
        let items = self.cells.get(&column).map(Cell::items).unwrap_or_default();
        let items: Vec<String> = items.into_iter().map(std::borrow::Cow::into_owned).collect();
        split_more(&items).into_iter().filter(|item| !says_none(item)).collect()
    }

    fn refuse(&self, field: &str, value: &str, allowed: impl Into<String>) -> Rejected {
        Rejected::new(self.line, field, value, RejectCode::NotAllowed, allowed.into())
    }

    fn texts<const N: usize>(&self, fields: [(&str, C); N]) -> Map<String, Value> {
        let told = fields.into_iter().filter_map(|(name, column)| Some((name.to_owned(), self.text(column)?.into())));
        told.collect()
    }

    /// A name in both languages; one language stands for both.
    fn name(&self, zh: C, en: C) -> Value {
        let (zh, en) = (self.text(zh), self.text(en));
        let either = zh.clone().or_else(|| en.clone()).unwrap_or_default();
        json!({"zh": zh.unwrap_or_else(|| either.clone()), "en": en.unwrap_or(either)})
    }

    /// A code by its own word or a Chinese one.
    fn code(
        &self,
        into: &mut Map<String, Value>,
        name: &str,
        field: &str,
        column: C,
        codes: Codes,
    ) -> Result<(), Rejected> {
        let Some(written) = self.text(column) else { return Ok(()) };
        let word = written.trim().to_lowercase();
        let found = codes.iter().find(|(code, words)| *code == word || words.contains(&word.as_str()));
        let allowed = || codes.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ");
        let (code, _) = found.ok_or_else(|| self.refuse(field, &written, allowed()))?;
        into.insert(name.to_owned(), (*code).into());
        Ok(())
    }

    fn number(&self, into: &mut Map<String, Value>, name: &str, column: C) {
        self.read(into, name, column, |cell| cell.integer().map(Value::from));
    }

    fn boolean(&self, into: &mut Map<String, Value>, name: &str, column: C) {
        self.read(into, name, column, |cell| cell.boolean().map(Value::from));
    }

    fn date(&self, into: &mut Map<String, Value>, name: &str, column: C) {
        self.read(into, name, column, |cell| cell.date().map(|date| date.to_string().into()));
    }

    /// What a cell is read as; what is none of that goes through as it stands, so that it is refused by its field.
    fn read(&self, into: &mut Map<String, Value>, name: &str, column: C, read: fn(&Cell) -> Option<Value>) {
        let value = self.cells.get(&column).and_then(read);
        into.extend(value.or_else(|| self.text(column).map(Value::from)).map(|value| (name.to_owned(), value)));
    }

    fn linked(&mut self, kind: ConceptKind, column: C, field: &str) -> Option<Value> {
        let words = self.text(column)?;
        self.linking.link(kind, self.line, field, &words).map(Value::from)
    }

    /// What stands before the last colon, and the number behind it.
    fn pair<'i>(&self, field: &str, item: &'i str, example: &str) -> Result<(&'i str, u64), Rejected> {
        let parted = item.rsplit_once([':', '：']);
        let read = parted.and_then(|(what, count)| Some((what.trim(), count.trim().parse().ok()?)));
        read.ok_or_else(|| self.refuse(field, item, format!("items such as {example}")))
    }
}

impl Flat<'_, '_, OutcomeColumn> {
    fn pay(&self) -> Result<Option<Value>, Rejected> {
        use OutcomeColumn as C;
        let (whole, min, max) = (self.text(C::Pay), self.text(C::PayMin), self.text(C::PayMax));
        let read = match (&whole, &min, &max) {
            (None, None, None) => return Ok(None),
            (Some(words), ..) => words::pay(words),
            (None, ..) => words::pay_ends(min.as_deref(), max.as_deref()),
        };
        let written = whole.unwrap_or_else(|| format!("{}–{}", min.unwrap_or_default(), max.unwrap_or_default()));
        let pay = read.ok_or_else(|| self.refuse("event.pay", &written, "0 ≤ min ≤ max, in 万元 a year"))?;
        let mut pay_json = Map::from_iter([("min".to_owned(), pay.min.into()), ("max".to_owned(), pay.max.into())]);
        self.code(&mut pay_json, "basis", "event.pay.basis", C::PayBasis, BASES)?;
        Ok(Some(pay_json.into()))
    }
}

impl Flat<'_, '_, ProgrammeColumn> {
    /// A skill that is taught: its id or name, the level, and hours where they are told.
    fn lesson(&mut self, item: &str) -> Result<Value, Rejected> {
        let parts: Vec<&str> = item.split([':', '：']).map(str::trim).collect();
        let (words, level, hours) = match parts.as_slice() {
            [words, level] => (*words, level.parse::<u8>().ok(), None),
            [words, level, hours] => (*words, level.parse::<u8>().ok(), Some(hours.parse::<u16>().ok())),
            _ => (item, None, None),
        };
        let (Some(level), false) = (level, hours == Some(None)) else {
            return Err(self.refuse("skills", item, "items such as plc:3 or plc:3:64 (skill:level:hours)"));
        };
        let linked = self.linking.link(ConceptKind::Skill, self.line, "skills", words);
        let mut lesson = json!({"skill": linked.unwrap_or_else(|| words.to_owned()), "level": level});
        if let Some(hours) = hours.flatten() {
            lesson["hours"] = hours.into();
        }
        Ok(lesson)
    }
}
