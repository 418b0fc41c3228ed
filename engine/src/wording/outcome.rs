//! What became of a person, in a line.

use super::{Label, Language};
use crate::model::{OutcomeEvent, Pay};

/// An event in words, e.g. `入职(6–7 万元/年)`.
#[must_use]
pub fn outcome_event(event: &OutcomeEvent, language: Language) -> String {
    let say = |zh: &str, en: &str| language.pick(zh, en).to_owned();
    match event {
        OutcomeEvent::Shortlisted { considered: true } => say("列入候选名单", "shortlisted"),
        OutcomeEvent::Shortlisted { considered: false } => say("移出候选名单", "taken off the shortlist"),
        OutcomeEvent::Offered { accepted: None } => say("录用通知", "offered"),
        OutcomeEvent::Offered { accepted: Some(true) } => say("录用通知，已接受", "offered, accepted"),
        OutcomeEvent::Offered { accepted: Some(false) } => say("录用通知，已婉拒", "offered, declined"),
        OutcomeEvent::Started { pay } => format!("{}{}", say("入职", "started"), paid(pay.as_ref(), language)),
        OutcomeEvent::Left { reason } => format!("{}{}", say("离职：", "left: "), reason.label(language)),
        OutcomeEvent::State { months, employed_here, pay } => {
            let stands =
                if *employed_here { say("在岗", "employed here") } else { say("已不在岗", "not employed here") };
            let after = match language {
                Language::Zh => format!("满 {} 个月", months.get()),
                Language::En => format!("after {} months: ", months.get()),
            };
            format!("{after}{stands}{}", paid(pay.as_ref(), language))
        }
    }
}

fn paid(pay: Option<&Pay>, language: Language) -> String {
    let Some(pay) = pay else { return String::new() };
    match language {
        Language::Zh => format!("（{}–{} 万元/年）", pay.min, pay.max),
        Language::En => format!(" ({}–{} 10,000 CNY a year)", pay.min, pay.max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> [String; 2] {
        let event: OutcomeEvent = serde_json::from_str(json).unwrap();
        [Language::Zh, Language::En].map(|language| outcome_event(&event, language))
    }

    #[test]
    fn events_are_told_in_both_languages() {
        let pay = r#""pay":{"min":6.0,"max":7.5,"basis":"base"}"#;
        assert_eq!(
            said(&format!(r#"{{"kind":"started",{pay}}}"#)),
            ["入职（6–7.5 万元/年）", "started (6–7.5 10,000 CNY a year)"]
        );
        let state = said(r#"{"kind":"state","months":12,"employed_here":false}"#);
        assert_eq!(state, ["满 12 个月已不在岗", "after 12 months: not employed here"]);
        assert!(said(r#"{"kind":"left","reason":"pay"}"#)[1].starts_with("left: "));
    }
}
