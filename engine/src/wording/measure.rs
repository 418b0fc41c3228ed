//! What could be done about a cause, and who would have to: the measure and the departments behind each kind of cause, in
//! the words of the policy papers. A recommendation is a row of this table with the count that speaks for it.

use super::label::{Label, labels};
use super::naming::named;
use super::sentence::say;
use super::{Language, Naming};
use crate::map::PainCause;
use crate::model::LeavingReason;

/// A department of the city, or who acts beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// The Organisation Department: talent policy as a whole, flexible introduction.
    Organisation,
    /// Human Resources and Social Security.
    HumanResources,
    /// Education.
    Education,
    /// Industry and Information Technology.
    Industry,
    /// Science and Technology.
    Science,
    /// Housing and Urban-Rural Development.
    Housing,
    /// Parks' management committees.
    Parks,
}

impl Department {
    /// All, in the order in which a report names them.
    pub const ALL: [Self; 7] = [
        Self::Organisation,
        Self::HumanResources,
        Self::Education,
        Self::Industry,
        Self::Science,
        Self::Housing,
        Self::Parks,
    ];
}

labels! {
    Department {
        Organisation: "市委组织部", "Organisation Department";
        HumanResources: "市人力资源和社会保障局", "Human Resources and Social Security Bureau";
        Education: "市教育局", "Education Bureau";
        Industry: "市工业和信息化局", "Industry and Information Technology Bureau";
        Science: "市科学技术局", "Science and Technology Bureau";
        Housing: "市住房和城乡建设局", "Housing and Urban-Rural Development Bureau";
        Parks: "园区管理委员会", "Park Management Committees";
    }
}

/// Who would have to act on a cause; `None`: seats that nobody is near enough for.
#[must_use]
pub const fn department(cause: Option<&PainCause>) -> Department {
    use Department as D;
    match cause {
        Some(
            PainCause::Skill { .. }
            | PainCause::Licence { .. }
            | PainCause::Education { .. }
            | PainCause::Title { .. }
            | PainCause::Grade { .. }
            | PainCause::Experience { .. }
            | PainCause::Bound {},
        ) => D::HumanResources,
        Some(PainCause::Major { .. } | PainCause::Untaught { .. } | PainCause::TooLate {}) => D::Education,
        Some(PainCause::Left { reason }) => leaving(*reason),
        Some(PainCause::Pay {}) => D::Industry,
        Some(PainCause::Mode {} | PainCause::Place {}) => D::Organisation,
        None => D::Science,
    }
}

const fn leaving(reason: Option<LeavingReason>) -> Department {
    use LeavingReason as R;
    match reason {
        Some(R::Housing) => Department::Housing,
        Some(R::SchoolingOfChildren | R::FurtherStudy) => Department::Education,
        Some(R::Commute) => Department::Parks,
        Some(R::Pay | R::Growth | R::Management | R::SkillMismatch | R::ContractEnd) => Department::Industry,
        Some(R::Family | R::Other) | None => Department::Organisation,
    }
}

/// What could be done about a cause; `None`: seats that nobody is near enough for.
#[must_use]
pub fn measure(cause: Option<&PainCause>, language: Language, names: &impl Naming) -> String {
    let l = language;
    let skill_name = |id| named(names.skill(id, l), id);
    match cause {
        Some(PainCause::Skill { skill }) => {
            let name = skill_name(skill.as_str());
            say!(
                l,
                "面向本地人才开设“{name}”短期提升班，以技能评价代替证书要求",
                "run short courses in \"{name}\" for people here and assess the skill itself"
            )
        }
        Some(PainCause::Licence { licence }) => {
            let name = named(names.licence(licence.as_str(), l), licence.as_str());
            say!(
                l,
                "增加“{name}”考培场次，承认异地有效资格",
                "add courses and examinations for \"{name}\" and recognise it from other cities"
            )
        }
        Some(PainCause::Education { .. } | PainCause::Title { .. } | PainCause::Grade { .. }) => {
            say!(
                l,
                "会同用人单位复核门槛，以业绩、技能等级贯通评价，打破“五唯”",
                "review the bar with the enterprises; let results and skill grades count for it"
            )
        }
        Some(PainCause::Major { .. }) => {
            say!(l, "按相近专业放宽报名，对接院校调整专业设置", "admit near majors and align what the colleges teach")
        }
        Some(PainCause::Experience { .. }) => {
            say!(
                l,
                "推广师带徒与岗位见习，以实绩抵年限",
                "promote mentoring and trainee posts; let results stand for years"
            )
        }
        Some(PainCause::Bound {}) => {
            say!(
                l,
                "推行人才共享与兼职兼薪，盘活本地在岗人才",
                "let enterprises share people and allow paid second posts"
            )
        }
        Some(PainCause::Left { reason }) => left(*reason, l),
        Some(PainCause::Untaught { skill }) => {
            let name = skill_name(skill.as_str());
            say!(
                l,
                "推动职教城院校开设“{name}”课程，组建订单班",
                "have the vocational colleges teach \"{name}\" and form ordered classes"
            )
        }
        Some(PainCause::TooLate {}) => {
            say!(
                l,
                "提前下达订单，采用弹性学制与现代学徒制",
                "place orders earlier; use flexible terms and modern apprenticeship"
            )
        }
        Some(PainCause::Pay {}) => {
            say!(
                l,
                "引导企业对标市场定薪，对紧缺岗位给予薪酬补贴",
                "guide enterprises to market pay and subsidise pay of short positions"
            )
        }
        Some(PainCause::Mode {}) => {
            say!(
                l,
                "设立候鸟人才工作站，以周末专家等柔性方式引才",
                "open workstations for weekend experts and other flexible engagement"
            )
        }
        Some(PainCause::Place {}) => {
            say!(
                l,
                "用好广州、深圳反向飞地，实行异地研发、本地转化",
                "use reverse enclaves: research there, production here"
            )
        }
        None => say!(
            l,
            "列入重点引才与联合培养清单，开展产学研攻关",
            "put on the list for targeted search and joint training with research institutes"
        ),
    }
}

fn left(reason: Option<LeavingReason>, l: Language) -> String {
    use LeavingReason as R;
    match reason {
        Some(R::Housing) => {
            say!(l, "扩大人才住房与公积金互通", "widen talent housing and let housing funds move between cities")
        }
        Some(R::SchoolingOfChildren) => say!(l, "落实人才子女入学安排", "secure school places for the children"),
        Some(R::FurtherStudy) => {
            say!(l, "与院校共办在职学历提升，约定学成返岗", "offer degrees beside the job with a way back")
        }
        Some(R::Commute) => say!(l, "开通园区通勤专线", "run commuter lines to the parks"),
        Some(R::Pay) => say!(
            l,
            "按贡献兑现薪酬激励，缩小与周边城市差距",
            "pay by contribution and narrow the distance to neighbouring cities"
        ),
        Some(R::Growth) => {
            say!(l, "畅通职称与技能等级晋升，设首席岗位", "open ways up by title and grade; create chief posts")
        }
        Some(R::Management) => {
            say!(l, "开展企业用才辅导与满意度回访", "advise enterprises on leading people and ask those who work there")
        }
        Some(R::SkillMismatch) => {
            say!(l, "入职前做技能对标，按差距安排培训", "compare skills before the start and train for what is missing")
        }
        Some(R::ContractEnd) => say!(
            l,
            "到期前三个月提醒续约，提供转岗匹配",
            "remind of renewal three months ahead and match to other posts"
        ),
        Some(R::Family | R::Other) | None => {
            say!(l, "由一站式服务专员回访，逐人解决困难", "have the one-stop service call back and help case by case")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_department_has_a_cause_that_it_answers_for() {
        let left = |reason| PainCause::Left { reason: Some(reason) };
        for (cause, answers) in [
            (Some(PainCause::Mode {}), Department::Organisation),
            (Some(PainCause::Bound {}), Department::HumanResources),
            (Some(PainCause::TooLate {}), Department::Education),
            (Some(PainCause::Pay {}), Department::Industry),
            (None, Department::Science),
            (Some(left(LeavingReason::Housing)), Department::Housing),
            (Some(left(LeavingReason::Commute)), Department::Parks),
        ] {
            assert_eq!(department(cause.as_ref()), answers, "{cause:?}");
        }
    }
}
