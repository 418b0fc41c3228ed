//! Profiles and orders from any of the table formats: JSON in the model's own form, CSV and XLSX under known heads.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;

use super::flat_profile::Cells;
use super::heads::{Head, OrderColumn, ProfileColumn, order_head, profile_head};
use super::json_error::read_record;
use super::lexicon::{Lexicon, Linking};
use super::privacy::{cell_without_personal_numbers, json_without_personal_numbers};
use super::{
    Import, JsonRecord, JsonRecords, RejectCode, Rejected, Row, TableFormat, TableRows, Unlinked, Warning, WarningCode,
    flat_order, flat_profile, known,
};
use crate::model::{Order, Profile};

/// What can be imported as records.
pub trait Record: Sized {
    /// The key, for telling duplicates.
    fn key(&self) -> &str;
    #[doc(hidden)]
    fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected>;
    #[doc(hidden)]
    fn of_row(row: &Row, notes: &mut Notes<'_>) -> Result<Self, Rejected>;
}

/// The memory of one import, opaque to callers.
#[doc(hidden)]
pub struct Notes<'a> {
    linking: Linking<'a>,
    heads_told: BTreeSet<String>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(lexicon: &'a dyn Lexicon) -> Self {
        Self { linking: Linking::new(lexicon), heads_told: BTreeSet::new() }
    }

    /// What was kept as text and what a person should look at.
    pub(super) fn into_told(self) -> (Vec<Unlinked>, Vec<Warning>) {
        self.linking.into_notes()
    }

    /// What was linked so far.
    pub(super) fn linking(&mut self) -> &mut Linking<'a> {
        &mut self.linking
    }

    /// Reads a record of the model's own form.
    pub(super) fn read<T: DeserializeOwned>(&mut self, record: &JsonRecord) -> Result<T, Rejected> {
        let Some(text) = json_without_personal_numbers(&record.text) else { return read_record(record) };
        self.linking.warn(record.line, "", WarningCode::PersonalNumberRemoved, "");
        read_record(&JsonRecord { line: record.line, text })
    }

    /// Puts cells under the columns they mean; tells each unknown or private head once.
    pub(super) fn cells<C: Copy + Ord>(&mut self, row: &Row, head_of: fn(&str) -> Head<C>) -> Cells<C> {
        let mut cells = BTreeMap::new();
        for (head, cell) in &row.cells {
            if let Head::Column(column) = head_of(head) {
                let clean = cell_without_personal_numbers(cell);
                if clean.is_some() {
                    self.linking.warn(row.line, head, WarningCode::PersonalNumberRemoved, "");
                }
                cells.entry(column).or_insert_with(|| clean.unwrap_or_else(|| cell.clone()));
            } else if self.heads_told.insert(head.to_string()) {
                self.linking.warn(row.line, head, WarningCode::ColumnIgnored, head);
            }
        }
        cells
    }
}

impl Record for Profile {
    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        let read: Self = notes.read(record)?;
        let mut profile = read.checked().map_err(|e| Rejected::invalid(record.line, RejectCode::NotAllowed, e))?;
        known::profile(record.line, &mut profile, &mut notes.linking)?;
        Ok(profile)
    }

    fn of_row(row: &Row, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        let cells: Cells<ProfileColumn> = notes.cells(row, profile_head);
        flat_profile::profile(row.line, &cells, &mut notes.linking)
    }
}

impl Record for Order {
    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        let mut order: Self = notes.read(record)?;
        check_credit_code(record.line, &order, &mut notes.linking)?;
        known::order(record.line, &mut order, &mut notes.linking)?;
        Ok(order)
    }

    fn of_row(row: &Row, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        let cells: Cells<OrderColumn> = notes.cells(row, order_head);
        flat_order::order(row.line, &cells, &mut notes.linking)
    }
}

/// A wrong form is refused; a failed check digit is told, since some early codes are legal and fail.
fn check_credit_code(line: u64, order: &Order, linking: &mut Linking<'_>) -> Result<(), Rejected> {
    let Some(code) = &order.enterprise.uscc else { return Ok(()) };
    let fits = crate::model::uscc_check(code)
        .map_err(|e| Rejected::invalid(line, RejectCode::NotAllowed, e.within("enterprise")))?;
    if !fits {
        linking.warn(line, "enterprise.uscc", WarningCode::CheckDigit, code);
    }
    Ok(())
}

enum Source<R: Read> {
    Json(JsonRecords<R>),
    Rows { rows: TableRows<R>, nested: bool },
}

/// Records of one input, one at a time, in memory that does not grow with the input but for 16 bytes a key seen.
/// Wrap `input` in a counting reader to draw a progress bar.
pub struct Records<'a, R: Read, T: Record> {
    source: Source<R>,
    notes: Notes<'a>,
    /// Sums of the keys seen: 16 bytes each, whatever their length.
    keys: FxHashSet<u128>,
    line: u64,
    kind: std::marker::PhantomData<T>,
}

impl<'a, R: Read, T: Record> Records<'a, R, T> {
    /// Opens an input.
    pub fn open(input: R, format: TableFormat, lexicon: &'a dyn Lexicon) -> Self {
        let source = match format {
            TableFormat::Json => Source::Json(JsonRecords::array(input)),
            TableFormat::Ndjson => Source::Json(JsonRecords::lines(input)),
            TableFormat::Yaml => Source::Rows { rows: TableRows::open(input, format), nested: true },
            TableFormat::Csv | TableFormat::Xlsx => {
                Source::Rows { rows: TableRows::open(input, format), nested: false }
            }
        };
        let notes = Notes::new(lexicon);
        Self { source, notes, keys: FxHashSet::default(), line: 0, kind: std::marker::PhantomData }
    }

    /// The line of the last record, from 1; 0 before the first.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What was kept as text and what a person should look at, after the last record.
    #[must_use]
    pub fn into_notes(self) -> Import<T> {
        let (unlinked, warnings) = self.notes.into_told();
        Import { unlinked, warnings, ..Import::default() }
    }

    fn read(&mut self) -> Option<(u64, Result<T, Rejected>)> {
        Some(match &mut self.source {
            Source::Json(records) => match records.next()? {
                Ok(record) => (record.line, T::of_json(&record, &mut self.notes)),
                Err(rejected) => (rejected.line, Err(rejected)),
            },
            Source::Rows { rows, nested } => match rows.next()? {
                Ok(row) if *nested => {
                    let record = JsonRecord { line: row.line, text: row.to_json().to_string() };
                    (row.line, T::of_json(&record, &mut self.notes))
                }
                Ok(row) => (row.line, T::of_row(&row, &mut self.notes)),
                Err(rejected) => (rejected.line, Err(rejected)),
            },
        })
    }
}

impl<R: Read, T: Record> Iterator for Records<'_, R, T> {
    type Item = Result<T, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, outcome) = self.read()?;
        self.line = line;
        Some(outcome.and_then(|record| {
            if self.keys.insert(sum(record.key())) {
                return Ok(record);
            }
            let allowed = "each id once in an input; the first was taken";
            Err(Rejected::new(line, "id", record.key(), RejectCode::Duplicate, allowed))
        }))
    }
}

/// A sum of a key that no two keys share.
fn sum(key: &str) -> u128 {
    let whole = blake3::hash(key.as_bytes());
    u128::from_le_bytes(whole.as_bytes().first_chunk().copied().unwrap_or_default())
}

fn import<T: Record>(input: impl Read, format: TableFormat, lexicon: &dyn Lexicon) -> Import<T> {
    let mut records = Records::open(input, format, lexicon);
    let mut taken = Import::default();
    for outcome in &mut records {
        taken.push(outcome);
    }
    taken.append(records.into_notes());
    taken
}

/// Reads profiles: JSON, NDJSON and YAML in the form of [`Profile`], CSV and XLSX under Chinese or English heads.
#[must_use]
pub fn import_profiles(input: impl Read, format: TableFormat, lexicon: &dyn Lexicon) -> Import<Profile> {
    import(input, format, lexicon)
}

/// Reads orders: JSON, NDJSON and YAML in the form of [`Order`], CSV and XLSX under Chinese or English heads.
#[must_use]
pub fn import_orders(input: impl Read, format: TableFormat, lexicon: &dyn Lexicon) -> Import<Order> {
    import(input, format, lexicon)
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;
    use crate::model::{Hardness, Need, SkillId};

    fn profiles(text: &str, format: TableFormat) -> Import<Profile> {
        import_profiles(text.as_bytes(), format, &TestLexicon)
    }

    const PEOPLE: &str = "编号,姓名,技能,职称,技能等级,学历,专业,毕业时间,工作经历,现居地,期望薪资,性别,星座\n\
        T1,张三,PLC编程:4;数控加工,高级工程师,技师,大专,机电一体化技术,2015年6月,2015.07-2019.12 甲铝业有限公司 模具工;2020年1月至今 乙机械厂 工程师,清远,13-22万,男,白羊\n\
        T2,李四,打太极,,,,,,,,面议,女,\n\
        T1,王五,,,,,,,,,,,\n";

    #[test]
    fn a_chinese_table_becomes_linked_profiles() {
        let import = profiles(PEOPLE, TableFormat::Csv);
        assert_eq!(import.records.len(), 2);
        let zhang = &import.records[0];
        assert_eq!(zhang.skills[0].skill, Some(SkillId::new("plc").unwrap()));
        assert_eq!(zhang.skills[0].level.unwrap().get(), 4);
        assert_eq!(zhang.titles[0].level.code(), "412");
        assert_eq!(zhang.grades[0].grade.get(), 4);
        assert_eq!(zhang.schooling[0].level.as_ref().unwrap().as_str(), "31");
        assert_eq!(zhang.schooling[0].graduation.unwrap().to_string(), "2015-06");
        let posts: Vec<_> =
            zhang.posts.iter().map(|p| (p.title.as_str(), p.employer.as_deref(), p.end.is_some())).collect();
        assert_eq!(posts, [("模具工", Some("甲铝业有限公司"), true), ("工程师", Some("乙机械厂"), false)]);
        assert_eq!(zhang.residence.as_ref().unwrap().as_str(), "441800");
        assert_eq!(zhang.preferences.pay.unwrap().max, 22.0);
    }

    #[test]
    fn a_day_is_read_as_people_write_it_or_told() {
        let import = profiles("编号,到岗时间\nT1,2026年3月1日\nT2,随时\nT3,无\n", TableFormat::Csv);
        let days = import.records.iter().map(|person| person.preferences.available_from.map(|day| day.to_string()));
        assert_eq!(days.collect::<Vec<_>>(), [Some("2026-03-01".to_owned()), None, None]);
        let [told] = &import.warnings[..] else { panic!("{:?}", import.warnings) };
        assert_eq!((told.line, told.code, told.value.as_str()), (3, WarningCode::ValueIgnored, "随时"));
    }

    #[test]
    fn what_is_not_taken_is_told() {
        let import = profiles(PEOPLE, TableFormat::Csv);
        assert_eq!((import.rejected[0].line, import.rejected[0].reason), (4, RejectCode::Duplicate));
        assert!(import.unlinked.iter().any(|u| u.text == "打太极" && u.line == 3 && u.count == 1));
        assert_eq!(import.records[1].skills[0].text.as_deref(), Some("打太极"));
        let ignored: Vec<_> = import.warnings.iter().filter(|w| w.code == WarningCode::ColumnIgnored).collect();
        assert_eq!(ignored.len(), 2);
        assert!(!format!("{import:?}").contains('男'));
    }

    #[test]
    fn a_level_outside_the_scale_rejects_its_row_and_a_column_of_years_is_told() {
        let import = profiles("编号,技能,工作年限\nT1,PLC编程:9,12\nT2,PLC编程:5,3\n", TableFormat::Csv);
        let rejected = &import.rejected[0];
        assert_eq!((rejected.line, rejected.field.as_str(), rejected.value.as_str()), (2, "skills", "PLC编程:9"));
        assert!(rejected.allowed.contains("1 to 5"), "{rejected}");
        assert_eq!(import.records.len(), 1);
        let told: Vec<_> = import.warnings.iter().map(|w| (w.code, w.value.as_str())).collect();
        assert_eq!(told, [(WarningCode::ColumnIgnored, "工作年限")]);
    }

    #[test]
    fn gb18030_tables_read_the_same() {
        let gb = super::super::table_text::gb18030(PEOPLE);
        assert_eq!(import_profiles(&*gb, TableFormat::Csv, &TestLexicon), profiles(PEOPLE, TableFormat::Csv));
    }

    #[test]
    fn a_citizen_id_never_comes_through() {
        let number = "11010519491231002X";
        let table = format!("编号,姓名,备注\nA1,张三,身份证{number}\n{number},李四,\n");
        let json = format!("{{\"id\":\"A1\",\"name\":\"{number}\"}}\n{{\"id\":\"{number}\"}}\n{{\"id\":{number}\n");
        for import in [profiles(&table, TableFormat::Csv), profiles(&json, TableFormat::Ndjson)] {
            assert!(!format!("{import:?}").contains("1949123"), "{import:?}");
            assert!(import.warnings.iter().any(|w| w.code == WarningCode::PersonalNumberRemoved));
            assert_eq!(import.records[0].id.as_str(), "A1");
        }
    }

    #[test]
    fn the_models_own_form_goes_round() {
        let import = profiles(PEOPLE, TableFormat::Csv);
        let lines: Vec<_> = import.records.iter().map(|p| serde_json::to_string(p).unwrap()).collect();
        assert_eq!(profiles(&lines.join("\n"), TableFormat::Ndjson).records, import.records);
        assert_eq!(profiles(&format!("[{}]", lines.join(",\n")), TableFormat::Json).records, import.records);
        let yaml: Vec<_> = lines.iter().map(|line| format!("- {line}")).collect();
        assert_eq!(profiles(&yaml.join("\n"), TableFormat::Yaml).records, import.records);
    }

    #[test]
    fn an_unknown_id_is_rejected_with_the_nearest() {
        let import = profiles("{\"id\":\"a\",\"skills\":[{\"skill\":\"plcc\"}]}", TableFormat::Ndjson);
        let rejected = &import.rejected[0];
        assert_eq!(
            (rejected.field.as_str(), rejected.value.as_str(), rejected.reason),
            ("skills[0].skill", "plcc", RejectCode::UnknownId)
        );
        assert!(rejected.allowed.contains("plc PLC编程"), "{rejected}");
    }

    const ORDERS: &str = "企业名称,统一社会信用代码,岗位名称,类别,产业节点,需求人数,技能要求,优先技能,学历要求,专业要求,薪资下限,薪资上限,引进方式,用人地点,到岗时间,持证要求,经验要求\n\
        甲铝业,91441800MA0000007D,模具工,高技能人才,挤压,3人,PLC编程:4,数控加工,大专及以上,机电一体化技术,13,22,全职;柔性,清远,2026年12月1日,电工证,3年以上\n\
        乙厂,91441800MA0000007X,工程师,工程师,,2,PLC编程,,,,,,,,,,\n\
        丙厂,9144,工程师,工程师,,2,,,,,,,,,,,\n\
        丁厂,,工程师,厨师,,2,,,,,,,,,,,\n\
        戊厂,,工程师,工程师,,0,,,,,,,,,,,\n\
        己厂,,工程师,工程师,,1,,,,,22,13,,,,,\n";

    #[test]
    fn a_table_becomes_orders_or_complaints() {
        let import = import_orders(ORDERS.as_bytes(), TableFormat::Csv, &TestLexicon);
        assert_eq!(import.records.len(), 2);
        let order = &import.records[0];
        assert_eq!((order.seats, order.demand.modes.len(), order.demand.nodes.len()), (3, 2, 1));
        let kinds: Vec<_> = order.demand.requirements.iter().map(|r| (r.need.kind(), r.hardness)).collect();
        let wish = Hardness::Preferred;
        assert_eq!(
            kinds,
            [
                ("skill", Hardness::Must),
                ("skill", wish),
                ("education", wish),
                ("major", wish),
                ("experience", wish),
                ("licence", Hardness::Legal)
            ]
        );
        assert!(matches!(order.demand.requirements[4].need, Need::Experience { years: 3 }));
        assert_eq!(order.demand.due.unwrap().to_string(), "2026-12-01");
        let fields: Vec<_> = import.rejected.iter().map(|r| (r.line, r.field.as_str())).collect();
        assert_eq!(fields, [(4, "uscc"), (5, "category"), (6, "seats"), (7, "pay")]);
        assert!(import.warnings.iter().any(|w| w.code == WarningCode::CheckDigit && w.line == 3));
    }

    #[test]
    fn orders_go_round_as_json() {
        let import = import_orders(ORDERS.as_bytes(), TableFormat::Csv, &TestLexicon);
        let lines: Vec<_> = import.records.iter().map(|o| serde_json::to_string(o).unwrap()).collect();
        let again = import_orders(lines.join("\n").as_bytes(), TableFormat::Ndjson, &TestLexicon);
        assert_eq!(again.records, import.records);
    }
}
