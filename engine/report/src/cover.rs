//! What the first sheet of a workbook says of all the others.

use bole_engine::model::{Bilingual, Date};
use bole_engine::reference::Reference;
use bole_engine::wording::Language;

use crate::words;

/// What a workbook is about, and what its figures rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Its title.
    pub title: Bilingual,
    /// The day of the figures; it stands for the day of writing, so that the same tables give the same bytes.
    pub as_of: Date,
    /// The edition: its id.
    pub edition: String,
    /// The method, by id.
    pub method: String,
    /// The seed of the lots, where some were drawn.
    pub seed: Option<u64>,
    /// The number of the change log at which the records were read, where it is known.
    pub sequence: Option<u64>,
    /// The id of the decision under which it is on record.
    pub decision: Option<String>,
    /// The person of whom it tells, by id.
    pub person: Option<String>,
    /// Whether demand of fewer than three enterprises and other colleges one by one are left out.
    pub guarded: bool,
    /// Whether people stand in it: by id, without their names.
    pub people: bool,
    /// Whether anything was made up for demonstration.
    pub illustrative: bool,
}

impl Cover {
    /// Of figures that were made of reference data for a day, under a title in Chinese and English.
    #[must_use]
    pub fn of(reference: &Reference, title: (&str, &str), as_of: Date) -> Self {
        let edition = &reference.edition;
        Self {
            title: words::name(title.0, title.1).unwrap_or_else(|| edition.title.clone()),
            as_of,
            edition: edition.id.to_string(),
            method: reference.method.id().to_owned(),
            seed: None,
            sequence: None,
            decision: None,
            person: None,
            guarded: false,
            people: false,
            illustrative: edition.illustrative,
        }
    }

    /// What it says, a label and a value a line; a line without a value is a sentence.
    pub(crate) fn lines(&self, language: Language) -> Vec<(&'static str, String)> {
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let told = [
            (("数据日期", "day of the figures"), Some(self.as_of.to_string())),
            (("目录版次", "edition"), Some(self.edition.clone())),
            (("评价方法", "method"), Some(self.method.clone())),
            (("抽签种子", "seed of the lots"), number(self.seed)),
            (("变更日志序号", "number of the change log"), number(self.sequence)),
            (("决策编号", "decision"), self.decision.clone()),
            (("人才编号", "talent id"), self.person.clone()),
        ];
        let noted = [
            (self.guarded, GUARDED),
            (self.people || self.person.is_some(), MASKED),
            (self.illustrative, ILLUSTRATIVE),
        ];
        let told = told.into_iter().filter_map(|(label, value)| Some((label, value?)));
        let noted = noted.into_iter().filter(|(is, _)| *is).map(|(_, note)| (note, String::new()));
        told.chain(noted).map(|((zh, en), value)| (language.pick(zh, en), value)).collect()
    }
}

const GUARDED: (&str, &str) = (
    "不足三家企业的需求不计入，其他院校只列合计",
    "Demand of fewer than three enterprises is left out; other colleges stand in sum only",
);
const MASKED: (&str, &str) = ("人员只列编号，不列姓名", "People stand by id, without their names");
const ILLUSTRATIVE: (&str, &str) = ("示例数据，不是统计数据", "Illustrative (synthetic), not statistics");
