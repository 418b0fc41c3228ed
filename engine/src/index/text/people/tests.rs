//! What is found, and by whom.

use super::*;
use crate::index::Audience;
use crate::model::{HeldSkill, Post, SkillSource};

pub(super) fn person(id: &str, title: &str, skill: &str) -> Profile {
    let mut profile = Profile::empty(TalentId::new(id).unwrap());
    profile.posts.push(Post {
        title: title.into(),
        occupation: None,
        node: None,
        employer: None,
        region: None,
        start: None,
        end: None,
    });
    let skill = crate::model::SkillId::new(skill).ok();
    profile.skills.push(HeldSkill { skill, text: None, level: None, source: SkillSource::Declared });
    profile
}

pub(super) fn found(people: &PeopleText, text: &str, concepts: &[&str]) -> Vec<String> {
    hits(people, text, concepts, Audience::Insiders).into_iter().map(|hit| hit.id.to_string()).collect()
}

fn hits(people: &PeopleText, text: &str, concepts: &[&str], audience: Audience) -> Vec<TextHit> {
    let concepts: Vec<String> = concepts.iter().map(|c| (*c).to_owned()).collect();
    people.reader().search(text, &concepts, audience, 2).unwrap()
}

#[test]
fn people_are_found_by_words_and_concepts_with_ties_by_id() {
    let city: Vec<_> = ["c", "a", "d", "b"].iter().map(|id| person(id, "数控机床操作工", "plc")).collect();
    let people = PeopleText::build(&city).unwrap();
    assert_eq!(found(&people, "数控", &[]), ["a", "b"]);
    assert_eq!(found(&people, "", &["plc"]), ["a", "b"]);
    assert!(found(&people, "", &[]).is_empty());
}

#[test]
fn a_change_is_visible_after_a_commit() {
    let mut people = PeopleText::build(&[person("a", "数控机床操作工", "plc")]).unwrap();
    let reader = people.reader();
    people.upsert(&person("a", "茶艺师", "tea")).unwrap();
    people.upsert(&person("b", "焊工", "weld")).unwrap();
    assert_eq!((people.reached(), reader.len()), (0, 1));
    people.commit(7).unwrap();
    assert_eq!((people.reached(), reader.len()), (7, 2));
    assert!(found(&people, "数控", &["plc"]).is_empty());
    assert_eq!(found(&people, "茶艺", &[]), ["a"]);
    people.delete(&TalentId::new("b").unwrap());
    people.commit(8).unwrap();
    assert_eq!((reader.len(), found(&people, "焊工", &[])), (1, Vec::new()));
}

#[test]
fn a_person_is_there_once_however_often_they_came() {
    let twice = [person("a", "焊工", "weld"), person("a", "茶艺师", "tea")];
    let mut people = PeopleText::build(&twice).unwrap();
    assert_eq!((people.reader().len(), found(&people, "茶艺", &["weld"])), (1, vec!["a".to_owned()]));
    for title in ["焊工", "钳工", "车工"] {
        people.upsert(&person("b", title, "x")).unwrap();
    }
    people.commit(1).unwrap();
    assert_eq!(people.reader().len(), 2);
    assert_eq!((found(&people, "车工", &[]), found(&people, "钳", &[])), (vec!["b".to_owned()], Vec::new()));
    let mut shy = person("b", "车工", "x");
    shy.consent.ranking = false;
    people.upsert(&shy).unwrap();
    people.commit(2).unwrap();
    assert_eq!(people.reader().len(), 1);
}

#[test]
fn whom_enterprises_may_not_see_they_do_not_find() {
    let mut hidden = person("a", "数控机床操作工", "plc");
    hidden.consent.visible = false;
    let seen = [person("b", "数控机床操作工", "plc"), person("c", "数控车工", "tea")];
    let people = PeopleText::build(std::iter::once(&hidden).chain(&seen)).unwrap();
    let without = PeopleText::build(&seen).unwrap();
    assert_eq!(found(&people, "数控机床", &[]), ["a", "b"]);
    for (text, concepts) in [("数控机床", &[][..]), ("数控", &["plc"]), ("", &["plc", "tea"])] {
        let shown = hits(&people, text, concepts, Audience::Enterprises);
        assert_eq!(shown, hits(&without, text, concepts, Audience::Insiders), "{text}");
        assert!(!shown.is_empty());
    }
}

#[test]
fn an_index_that_followed_changes_scores_like_one_made_anew() {
    let city: Vec<_> = (0..40).map(|i| person(&format!("p{i}"), "数控机床操作工", "plc")).collect();
    let mut followed = PeopleText::build(&city).unwrap();
    let last = [person("p3", "数控车工", "tea"), person("p4", "茶艺师 数控", "plc")];
    city.iter().for_each(|profile| followed.delete(&profile.id));
    last.iter().for_each(|profile| followed.upsert(profile).unwrap());
    followed.commit(1).unwrap();
    let anew = PeopleText::build(&last).unwrap();
    assert_eq!(
        hits(&followed, "数控车工", &["plc"], Audience::Insiders),
        hits(&anew, "数控车工", &["plc"], Audience::Insiders)
    );
}

#[test]
fn words_of_who_was_taken_out_leave_the_disk_when_asked_to() {
    let folder = std::env::temp_dir().join(format!("bole-text-scrub-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let (mut people, _) = PeopleText::open(&folder).unwrap();
    // Many others, since a segment that holds nobody else goes as a whole.
    for number in 0..400 {
        people.add(&person(&format!("p{number}"), "焊工", "weld")).unwrap();
    }
    for id in ["a", "b", "c"] {
        people.add(&person(id, if id == "b" { "xylograph" } else { "数控机床操作工" }, "plc")).unwrap();
    }
    for number in 400..800 {
        people.add(&person(&format!("p{number}"), "焊工", "weld")).unwrap();
    }
    people.commit(3).unwrap();
    let held = |people: &PeopleText| {
        let searcher = people.writer.index().reader().unwrap().searcher();
        let inside = |segment: &tantivy::SegmentReader| {
            segment.inverted_index(people.fields.words).unwrap().terms().term_ord(b"xylograph").unwrap().is_some()
        };
        searcher.segment_readers().iter().any(inside)
    };
    people.delete(&TalentId::new("b").unwrap());
    people.commit(3).unwrap();
    assert!(held(&people) && found(&people, "xylograph", &[]).is_empty());
    people.scrub().unwrap();
    people.commit(4).unwrap();
    assert!(!held(&people));
    assert_eq!((found(&people, "数控", &[]), people.reader().len()), (vec!["a".to_owned(), "c".to_owned()], 802));
    drop(people);
    assert_eq!(PeopleText::open(&folder).unwrap().1, Opened { reached: 4, rebuilt: None });
    std::fs::remove_dir_all(&folder).unwrap();
}
