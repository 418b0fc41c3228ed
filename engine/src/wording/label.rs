//! Labels of the closed lists, both languages side by side.

use super::Language;
use crate::fit::{Aspect, CodeClass, GateOutcome, Kinship, LicenceState, Nearness};
use crate::intake::RejectCode;
use crate::model::{
    AchievementKind, AchievementReach, Category, CohortStatus, Criterion, EditionStatus, EngagementMode, Hardness,
    NodeStatus, RefusalReason, Segment, ShortageType, SkillGrade, SkillSource, Stage, TitleLevel,
};

/// A word of a closed list that has a label in both languages.
pub trait Label: Copy {
    /// Chinese and English.
    fn labels(self) -> (&'static str, &'static str);

    /// The label in one language.
    fn label(self, language: Language) -> &'static str {
        let (zh, en) = self.labels();
        language.pick(zh, en)
    }
}

macro_rules! labels {
    ($($kind:ident { $($word:ident: $zh:literal, $en:literal;)+ })+) => {$(
        impl Label for $kind {
            fn labels(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$word => ($zh, $en),)+
                }
            }
        }
    )+};
}

pub(super) use labels;

labels! {
    RejectCode {
        Unreadable: "读不出来", "cannot be read";
        Encoding: "文字编码不明", "unknown encoding";
        Malformed: "格式损坏", "broken format";
        TooLarge: "超过大小限制", "too large";
        Missing: "缺少必填值", "a needed value is missing";
        NotAllowed: "值不合要求", "value not allowed";
        UnknownField: "没有这个字段", "no such field";
        UnknownId: "找不到这个编号", "no such id";
        Duplicate: "与前面的行重复", "a row before has this id";
        Erased: "此人已要求删除", "this person was erased";
    }
    Criterion {
        Skills: "技能", "skills";
        Occupation: "职业", "occupation";
        Chain: "产业链", "chain";
        Achievement: "业绩", "achievement";
        Qualification: "资质", "qualification";
        Experience: "年限", "experience";
        Place: "地点", "place";
        Terms: "待遇", "terms";
    }
    Category {
        Scientist: "科学家", "scientist";
        Engineer: "工程师", "engineer";
        MasterTechnician: "能工巧匠", "master technician";
        Youth: "青年人才", "youth";
    }
    Stage {
        Attraction: "引才", "attraction";
        Cultivation: "育才", "cultivation";
        Retention: "留才", "retention";
        Utilization: "用才", "utilization";
    }
    Segment {
        Upstream: "上游", "upstream";
        Midstream: "中游", "midstream";
        Downstream: "下游", "downstream";
    }
    NodeStatus {
        Strong: "强链", "strong";
        Weak: "弱链", "weak";
        Missing: "缺链", "missing";
    }
    EngagementMode {
        FullTime: "全职", "full time";
        Flexible: "柔性引才", "flexible";
        Enclave: "飞地引才", "enclave";
    }
    Hardness {
        Legal: "法定", "legal";
        Must: "必备", "must";
        Preferred: "优先", "preferred";
    }
    ShortageType {
        Quantity: "数量紧缺", "quantity";
        Capability: "能力紧缺", "capability";
        Supply: "供给紧缺", "supply";
        Dynamic: "动态紧缺", "dynamic";
    }
    EditionStatus {
        Draft: "编制中", "draft";
        Published: "已发布", "published";
        Superseded: "已更替", "superseded";
    }
    CohortStatus {
        Proposed: "待确认", "proposed";
        Agreed: "已商定", "agreed";
        Enrolling: "招生中", "enrolling";
        Running: "教学中", "running";
        Graduated: "已毕业", "graduated";
        Placed: "已就业", "placed";
        Cancelled: "已取消", "cancelled";
    }
    RefusalReason {
        Seats: "席位数不合适", "too many or too few seats";
        Dates: "时间不合适", "the dates";
        Curriculum: "教学内容不合适", "what is taught";
        Cost: "成本过高", "the cost";
        NoDemand: "不再需要人", "people are no longer needed";
        Other: "其他", "another reason";
    }
    GateOutcome {
        Pass: "符合", "pass";
        ToVerify: "待核实", "to verify";
        Fail: "不符合", "fail";
    }
    SkillSource {
        Declared: "自述", "declared";
        Certified: "证书", "certified";
        Employer: "单位评价", "employer";
        Course: "课程", "course";
        Text: "文本识别", "read from text";
    }
    TitleLevel {
        Technician: "员级", "technician level";
        Assistant: "助理级（初级）", "assistant level";
        Intermediate: "中级", "intermediate level";
        AssociateSenior: "副高级", "associate senior level";
        Senior: "正高级", "senior level";
    }
    AchievementKind {
        RepresentativeWork: "代表作", "representative work";
        PeerReview: "同行评价", "peer review";
        LongProject: "长周期项目", "long project";
        ProjectResult: "项目成果", "project result";
        ProcessInnovation: "工艺革新", "process innovation";
        PatentGranted: "授权专利", "patent granted";
        PatentConverted: "转化专利", "patent converted";
        Contest: "技能竞赛获奖", "skills contest prize";
        WorkshopLead: "领办工作室", "workshop led";
        ApprenticesTrained: "带徒", "apprentice trained";
        Internship: "实习", "internship";
        Certificate: "职业技能等级证书", "vocational certificate";
        Standard: "制定标准", "standard written";
    }
    AchievementReach {
        Organisation: "单位级", "within the organisation";
        City: "市级", "city";
        Province: "省级", "provincial";
        National: "国家级", "national";
        International: "国际级", "international";
    }
    CodeClass {
        None: "无共同类别", "nothing in common";
        Major: "同大类", "same major class";
        Middle: "同中类", "same middle class";
        Small: "同小类", "same small class";
        Same: "同一职业", "same occupation";
    }
    Kinship {
        Same: "同一节点", "same node";
        Feeds: "上游配套", "feeds it";
        FedBy: "下游衔接", "is fed by it";
        Linked: "链上相连", "linked";
        Segment: "同链同环节", "same segment";
        Chain: "同一产业链", "same chain";
        Division: "同行业大类", "same industry division";
        None: "不相关", "unrelated";
    }
    Nearness {
        Elsewhere: "省外或不相邻", "elsewhere";
        Province: "同省", "same province";
        Neighbour: "相邻城市", "neighbouring city";
        City: "同城", "same city";
        District: "同区县", "same district";
    }
    Aspect {
        Place: "地点", "place";
        Pay: "薪酬", "pay";
        Mode: "方式", "mode";
        Occupation: "职业", "occupation";
        Chain: "产业链", "chain";
    }
    LicenceState {
        Valid: "有效", "valid";
        Expired: "已过期", "expired";
        NotHeld: "未持有", "not held";
        Unknown: "未知", "unknown";
    }
}

impl Label for SkillGrade {
    fn labels(self) -> (&'static str, &'static str) {
        match self.get() {
            0 => ("学徒工", "apprentice"),
            1 => ("初级工", "junior worker"),
            2 => ("中级工", "intermediate worker"),
            3 => ("高级工", "senior worker"),
            4 => ("技师", "technician"),
            5 => ("高级技师", "senior technician"),
            6 => ("特级技师", "special-grade technician"),
            _ => ("首席技师", "chief technician"),
        }
    }
}

/// The label of a title by its rank, 1 (lowest) to 5.
#[must_use]
pub fn title_rank(rank: u8, language: Language) -> &'static str {
    TitleLevel::ALL.into_iter().find(|level| level.rank() == rank).map_or("—", |level| level.label(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eight_criteria_and_all_grades_are_told_apart_in_both_languages() {
        for language in Language::ALL {
            let criteria: std::collections::BTreeSet<_> = Criterion::ALL.iter().map(|c| c.label(language)).collect();
            assert_eq!(criteria.len(), Criterion::ALL.len());
            let grades = (0..=SkillGrade::MAX.get()).map(|g| SkillGrade::try_from(g).unwrap().label(language));
            assert_eq!(grades.collect::<std::collections::BTreeSet<_>>().len(), 8);
        }
    }

    #[test]
    fn chinese_labels_are_chinese_and_english_ones_are_ascii() {
        for kind in AchievementKind::ALL {
            let (zh, en) = kind.labels();
            assert!(!zh.is_ascii() && en.is_ascii(), "{kind:?}");
        }
    }
}
