//! Taking a person out of what was decided: a pseudonym stands for them, and what told of them goes. The others' places
//! stay as they were.

use bole_engine::model::{Decision, DecisionKind, Objection, TalentId};
use serde_json::Value;

/// What stands where somebody's words stood.
const REMOVED: &str = "（已删除 erased）";

/// Takes a person out of a decision's record; the result goes through [`result`].
pub(super) fn decision(decision: &mut Decision, talent: &TalentId, stand_in: &TalentId) {
    for subject in decision.subjects.iter_mut().filter(|subject| subject.talent == *talent) {
        subject.talent = stand_in.clone();
    }
    decision.pseudonymised = true;
}

/// Takes a person out of an objection. Who reviewed it and how it ended stays.
pub(super) fn objection(objection: &mut Objection, stand_in: &TalentId) {
    objection.talent = stand_in.clone();
    objection.statement = REMOVED.into();
    if let Some(review) = &mut objection.review {
        review.reason = REMOVED.into();
    }
}

/// Takes a person out of a result.
pub(super) fn result(kind: DecisionKind, result: &mut Value, talent: &TalentId, stand_in: &TalentId) {
    match kind {
        DecisionKind::Candidates => candidates(result, talent.as_str(), stand_in.as_str()),
        DecisionKind::Positions => each(result, "items", without_evidence),
        DecisionKind::Classification => classification(result),
        DecisionKind::Reach => reached(result, stand_in.as_str()),
        DecisionKind::Seats => seats(result, talent.as_str(), stand_in.as_str()),
    }
}

fn each(of: &mut Value, field: &str, change: impl FnMut(&mut Value)) {
    if let Some(list) = of.get_mut(field).and_then(Value::as_array_mut) {
        list.iter_mut().for_each(change);
    }
}

fn candidates(result: &mut Value, talent: &str, stand_in: &str) {
    each(result, "items", |item| {
        if item["id"] == talent {
            item["id"] = stand_in.into();
            without_evidence(item);
        }
    });
    let Some(excluded) = result.get_mut("excluded") else { return };
    each(excluded, "by_requirement", |by| {
        each(by, "ids", |id| {
            if *id == talent {
                *id = stand_in.into();
            }
        });
    });
}

/// Positions without what the person lacks for them.
fn reached(result: &mut Value, stand_in: &str) {
    result["talent"] = stand_in.into();
    each(result, "items", |item| {
        if let Some(fields) = item.as_object_mut() {
            ["missing", "nearest", "sentence"].iter().for_each(|field| {
                fields.remove(*field);
            });
        }
    });
}

/// A place without the name, and without what it was that counted; what it counted stays.
fn without_evidence(item: &mut Value) {
    // A position keeps its title; it is nobody's name.
    if item["id"].is_string()
        && let Some(fields) = item.as_object_mut()
    {
        fields.remove("name");
    }
    for list in ["parts", "gates"] {
        each(item, list, |part| {
            if let Some(fields) = part.as_object_mut() {
                fields.remove("evidence");
            }
        });
    }
}

/// Seats stay as they were given, with the fit. What the person wished for goes: the list and the place of the seat in it,
/// the group that the person came by, and every class that the person would rather have had.
fn seats(result: &mut Value, talent: &str, stand_in: &str) {
    for list in ["placed", "unplaced"] {
        each(result, list, |told| {
            if told["student"] == talent {
                told["student"] = stand_in.into();
                if told.get("wishes").is_some() {
                    told["wishes"] = Value::Array(Vec::new());
                }
                if let Some(fields) = told.as_object_mut() {
                    ["wish", "priority"].iter().for_each(|field| drop(fields.remove(*field)));
                }
            }
        });
    }
    without(result, "blocking", |pair| pair["student"] == talent);
    each(result, "short", |short| without(short, "missed", |id| *id == talent));
}

fn without(of: &mut Value, field: &str, gone: impl Fn(&Value) -> bool) {
    if let Some(list) = of.get_mut(field).and_then(Value::as_array_mut) {
        list.retain(|item| !gone(item));
    }
}

fn classification(result: &mut Value) {
    each(result, "scores", |score| score["reasons"] = Value::Array(Vec::new()));
    result["overridden"] = Value::Null;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn id(text: &str) -> TalentId {
        TalentId::new(text).unwrap()
    }

    #[test]
    fn one_place_is_emptied_and_the_others_stay() {
        let place = |id: &str| {
            json!({"id": id, "name": "张*", "score": 80.5,
            "parts": [{"criterion": "skills", "points": 30.0, "evidence": [{"sentence": "MARK"}]}],
            "gates": [{"requirement": 0, "evidence": []}]})
        };
        let mut told = json!({"items": [place("T-1"), place("T-2")],
            "excluded": {"total": 2, "by_requirement": [{"requirement": 0, "ids": ["T-1", "T-3"]}]}});
        result(DecisionKind::Candidates, &mut told, &id("T-1"), &id("erased-1"));
        assert_eq!(
            told["items"][0],
            json!({"id": "erased-1", "score": 80.5,
            "parts": [{"criterion": "skills", "points": 30.0}], "gates": [{"requirement": 0}]})
        );
        assert_eq!(told["items"][1], place("T-2"));
        assert_eq!(told["excluded"]["by_requirement"][0]["ids"], json!(["erased-1", "T-3"]));
    }

    #[test]
    fn a_seat_plan_keeps_its_seats_and_forgets_the_wishes_of_one() {
        let unplaced = |id: &str| json!({"student": id, "why": "full", "wishes": [{"cohort": "K-1", "wish": 1}]});
        let placed = json!({"student": "T-1", "cohort": "K-1", "wish": 3, "fit": 80.0, "priority": "college"});
        let mut told = json!({"placed": [placed], "unplaced": [unplaced("T-1"), unplaced("T-2")],
            "blocking": [{"student": "T-1", "cohort": "K-2", "wish": 1}, {"student": "T-2", "cohort": "K-2", "wish": 1}],
            "short": [{"cohort": "K-3", "missed": ["T-1", "T-2"]}]});
        result(DecisionKind::Seats, &mut told, &id("T-1"), &id("erased-1"));
        let seat = json!({"student": "erased-1", "cohort": "K-1", "fit": 80.0});
        assert_eq!((&told["placed"][0], &told["unplaced"][0]["wishes"]), (&seat, &json!([])));
        assert_eq!(told["unplaced"][1], unplaced("T-2"));
        let others = json!([{"student": "T-2", "cohort": "K-2", "wish": 1}]);
        assert_eq!((&told["blocking"], &told["short"][0]["missed"]), (&others, &json!(["T-2"])));
    }

    #[test]
    fn what_is_all_about_one_person_loses_all_evidence() {
        let mut told = json!({"items": [{"id": {"kind": "entry", "id": "P"}, "name": "焊工",
            "parts": [{"evidence": ["MARK"]}], "gates": []}]});
        result(DecisionKind::Positions, &mut told, &id("T-1"), &id("erased-1"));
        assert!(!told.to_string().contains("MARK") && told.to_string().contains("焊工"));
        let mut told = json!({"primary": "engineer", "overridden": {"by": "MARK", "reason": "MARK"},
            "scores": [{"points": 3.0, "reasons": [{"sentence": "MARK"}]}]});
        result(DecisionKind::Classification, &mut told, &id("T-1"), &id("erased-1"));
        assert!(!told.to_string().contains("MARK") && told["primary"] == "engineer");
        let mut told = json!({"talent": "T-1", "items": [{"position": {"kind": "entry", "id": "P"}, "fit": 61.0,
            "missing": [{"skill": "MARK"}], "nearest": [{"teaches": ["MARK"]}], "sentence": "MARK"}]});
        result(DecisionKind::Reach, &mut told, &id("T-1"), &id("erased-1"));
        let left = json!({"talent": "erased-1", "items": [{"position": {"kind": "entry", "id": "P"}, "fit": 61.0}]});
        assert_eq!(told, left);
    }
}
