//! The seat plan in words: why a wish did not come true, and why a class is not held.

use super::label::labels;
use super::requirement::need_kind;
use super::sentence::say;
use super::{Label, Language, Naming, requirement};
use crate::model::{CohortStatus, PriorityGroup};
use crate::plan::seating::{BlockedBy, Mechanism, ShortClass, ShortWhy, UnplacedWhy, WishOutcome};

labels! {
    Mechanism {
        Stable: "稳定匹配（对学生最优）", "stable, best for students";
        Optimal: "整体最优", "best in sum";
    }
    UnplacedWhy {
        Consent: "本人不同意程序排序", "does not allow being ranked";
        NoWish: "所填志愿均不在本次招生", "no wish that the plan can hear";
        Refused: "所填班级均不接收", "refused by every class wished for";
        Closed: "可录取的班级未开班", "a class that would have taken them is not held";
        Full: "所填班级均已满", "every class wished for is full";
    }
    BlockedBy {
        FreeSeat: "有空位", "a free seat";
        Priority: "优先", "priority";
        Fit: "匹配度更高", "a better fit";
        Lot: "抽签在前", "the lot";
    }
    ShortWhy {
        FewWishes: "填报人数不足开班人数", "fewer wish for it than it needs";
        Refusals: "企业不接收的人数过多", "its enterprises accept too few of those who wish for it";
        Elsewhere: "多数人被更靠前的志愿录取，或名额属于他人", "they got what they wish for more, or its seats are for others";
    }
    PriorityGroup {
        Programme: "本专业在读学生", "pupils of the programme";
        College: "本校在读学生", "pupils of the college";
        Employees: "参与企业的职工", "employees of an enterprise with a share";
    }
}

/// Says why a wish did not come true.
#[must_use]
pub fn wish_outcome(outcome: &WishOutcome, language: Language, names: &impl Naming) -> String {
    let l = language;
    match outcome {
        WishOutcome::Unknown {} => say!(l, "没有这个班级", "there is no such class"),
        WishOutcome::NotTaking { status: CohortStatus::Proposed | CohortStatus::Agreed } => {
            say!(l, "该班级尚未开始招生", "the class does not take in yet")
        }
        WishOutcome::NotTaking { .. } => say!(l, "该班级不在招生", "the class does not take in"),
        WishOutcome::NotAsked {} => say!(l, "该班级不在本次安排之内", "the plan is not about that class"),
        WishOutcome::Refused { kinds, requirements, .. } => {
            let failed: Vec<String> = requirements.iter().map(|asked| requirement(asked, l, names)).collect();
            let kinds: Vec<String> = kinds.iter().map(|kind| need_kind(kind, l).to_owned()).collect();
            let failed = if failed.is_empty() { kinds } else { failed }.join(l.pick("、", ", "));
            say!(l, "不接收：不符合{failed}，班级也不教授", "refused: fails {failed}, which the class does not teach")
        }
        WishOutcome::Closed {} => say!(l, "该班级人数不足，未开班", "the class is too small to be held"),
        WishOutcome::Full { by: Some(by) } => {
            let by = by.label(l);
            say!(l, "已满，录取者依据：{by}", "full; those placed come before by {by}")
        }
        WishOutcome::Full { by: None } => say!(l, "已满", "full"),
    }
}

/// Says why a class is not held.
#[must_use]
pub fn short_class(short: &ShortClass, language: Language) -> String {
    let (l, why) = (language, short.why.label(language));
    let (wished, had, least) = (short.wished, short.had + short.seated, short.seats_min);
    say!(
        l,
        "开班至少{least}人，填报{wished}人，可得{had}人：{why}",
        "needs {least}, {wished} wish for it, it would have {had}: {why}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{must, reference, skill};
    use crate::matching::PositionId;
    use crate::model::{CohortId, OrderId};

    #[test]
    fn every_outcome_is_said_in_both_languages() {
        let refused = |requirements| WishOutcome::Refused {
            position: PositionId::Order(OrderId::new("O-1").unwrap()),
            kinds: vec!["skill".into()],
            requirements,
        };
        let hidden = wish_outcome(&refused(Vec::new()), Language::En, &reference());
        assert_eq!(hidden, "refused: fails skills, which the class does not teach");
        let outcomes = [
            WishOutcome::Unknown {},
            WishOutcome::NotTaking { status: CohortStatus::Running },
            WishOutcome::NotTaking { status: CohortStatus::Agreed },
            WishOutcome::NotAsked {},
            refused(vec![must(skill("plc", 3))]),
            refused(Vec::new()),
            WishOutcome::Closed {},
            WishOutcome::Full { by: Some(BlockedBy::Lot) },
            WishOutcome::Full { by: None },
        ];
        for said in outcomes {
            let [zh, en] = Language::ALL.map(|l| wish_outcome(&said, l, &reference()));
            assert!(!zh.is_ascii() && en.is_ascii(), "{zh} / {en}");
        }
        let short = ShortClass {
            cohort: CohortId::new("K-1").unwrap(),
            seats_min: 20,
            seated: 1,
            wished: 12,
            accepted: 12,
            had: 9,
            why: ShortWhy::FewWishes,
            missed: Vec::new(),
        };
        let said = short_class(&short, Language::En);
        assert_eq!(said, "needs 20, 12 wish for it, it would have 10: fewer wish for it than it needs");
    }
}
