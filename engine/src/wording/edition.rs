//! Drafts in words: what is proposed, why, and where it stands.

use super::label::{Label, labels};
use super::language::Language;
use crate::model::{ProposalKind, ProposalReason, ProposalState, ShortageStars};

labels! {
    ProposalKind {
        Came: "新增", "comes";
        Went: "调出", "goes";
        Changed: "调整", "changes";
    }
    ProposalState {
        Proposed: "待审", "waits for review";
        Accepted: "接受", "accepted";
        Dropped: "撤回", "dropped";
        Edited: "改写", "edited";
    }
}

/// Stars as they are shown; a dash for none.
#[must_use]
pub fn stars(stars: Option<ShortageStars>) -> String {
    stars.map_or_else(|| "–".to_owned(), |stars| "★".repeat(usize::from(stars.get())))
}

/// Why a change of a draft is proposed, as a sentence.
#[must_use]
pub fn proposal(reason: &ProposalReason, language: Language) -> String {
    match (reason, language) {
        (ProposalReason::Demanded { orders, enterprises, seats, before }, Language::Zh) => {
            format!("{enterprises} 家企业的 {orders} 份有效订单共需 {seats} 席，原为 {before} 席")
        }
        (ProposalReason::Demanded { orders, enterprises, seats, before }, Language::En) => {
            format!("{orders} orders in force of {enterprises} enterprises ask for {seats} seats; it had {before}")
        }
        (ProposalReason::Unlisted { orders, enterprises, seats, .. }, Language::Zh) => {
            format!("目录中没有的岗位：{enterprises} 家企业的 {orders} 份有效订单共需 {seats} 席")
        }
        (ProposalReason::Unlisted { orders, enterprises, seats, .. }, Language::En) => {
            format!("not listed yet: {orders} orders in force of {enterprises} enterprises ask for {seats} seats")
        }
        (ProposalReason::Quiet { since, days, allowed }, Language::Zh) => {
            format!("自 {since} 起 {days} 天没有订单，超过 {allowed} 天")
        }
        (ProposalReason::Quiet { since, days, allowed }, Language::En) => {
            format!("no order for {days} days since {since}; {allowed} are allowed")
        }
        (ProposalReason::Shortage { index, before, after, .. }, _) => {
            let word = language.pick("紧缺指数", "shortage index");
            format!("{word} {index:.2}: {} → {}", stars(*before), stars(Some(*after)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_tells_its_figures_in_both_languages() {
        let reason = ProposalReason::Demanded { orders: 2, enterprises: 1, seats: 7, before: 10 };
        for language in Language::ALL {
            let told = proposal(&reason, language);
            assert!(["2", "1", "7", "10"].iter().all(|figure| told.contains(figure)), "{told}");
        }
        let three = ShortageStars::try_from(3).unwrap();
        let reason = ProposalReason::Shortage { index: 0.625, confidence: 0.9, before: None, after: three };
        assert_eq!(proposal(&reason, Language::En), "shortage index 0.62: – → ★★★");
    }
}
