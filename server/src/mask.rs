//! What outsiders see of people: the surname and a star, no text that may name somebody, and no personal number in any
//! complaint. A company's unified social credit code is public and stays.

use std::borrow::Cow;

use bole_engine::model::Profile;
use bole_engine::model::without_personal_numbers;

/// Surnames of two characters that are common enough to be kept whole.
const COMPOUND: [&str; 12] =
    ["欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯"];
/// Digits of a mobile number, and how many of them are shown at either end.
const PHONE: (usize, usize, usize) = (11, 3, 4);

/// `张三丰` → `张*`, `欧阳修` → `欧阳*`, `Ann Lee` → `A*`. How long the rest is stays hidden too.
#[must_use]
pub fn mask(name: &str) -> String {
    let name = name.trim();
    let compound = COMPOUND.iter().find(|surname| name.starts_with(**surname) && name.len() > surname.len());
    match compound {
        Some(surname) => format!("{surname}*"),
        None => name.chars().take(1).chain(['*']).collect(),
    }
}

/// The record as outsiders see it: no full name, employers, schools, classes, free text, notes, or names of officials;
/// skills only as concepts, since words that no vocabulary knows may name anything.
#[must_use]
pub fn masked(mut profile: Profile) -> Profile {
    profile.name = profile.name.as_deref().map(mask);
    profile.text = None;
    profile.skills.retain(|held| held.skill.is_some());
    profile.skills.iter_mut().for_each(|held| held.text = None);
    profile.posts.iter_mut().for_each(|post| post.employer = None);
    profile.schooling.iter_mut().for_each(|course| (course.school, course.major_text) = (None, None));
    // A class names the college, as a school does, and whom the person would like to work for.
    profile.cohort = None;
    profile.former_cohorts.clear();
    profile.preferences.cohorts.clear();
    profile.achievements.iter_mut().for_each(|achievement| achievement.note = None);
    profile.events.iter_mut().for_each(|event| event.note = None);
    if let Some(set) = &mut profile.category {
        (set.by, set.reason) = ("*".into(), "*".into());
    }
    profile
}

/// A refused value as it may be told: `11010519491231002X` → `******************`, `13812348000` → `138****8000`,
/// `ann@example.com` → `a***@example.com`.
#[must_use]
pub fn told(value: &str) -> Cow<'_, str> {
    let clean = without_personal_numbers(value).map_or(Cow::Borrowed(value), Cow::Owned);
    let phones = phones(&clean).map_or(clean, Cow::Owned);
    addresses(&phones).map_or(phones, Cow::Owned)
}

/// The text with mobile numbers masked; `None` when it has none. Digits beside an ASCII letter belong to a longer code, such
/// as an id that the service made itself.
fn phones(text: &str) -> Option<String> {
    let (length, head, tail) = PHONE;
    let mut clean = String::new();
    let (mut rest, mut found) = (text, false);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = rest[at..].split_at(run);
        let letter = |c: char| c.is_ascii_alphabetic();
        let alone = !rest[..at].ends_with(letter) && !after.starts_with(letter);
        clean.push_str(&rest[..at]);
        if alone && run == length && digits.starts_with('1') {
            let hidden = "*".repeat(length - head - tail);
            clean.push_str(&format!("{}{hidden}{}", &digits[..head], &digits[length - tail..]));
            found = true;
        } else {
            clean.push_str(digits);
        }
        rest = after;
    }
    found.then(|| clean + rest)
}

/// The text with e-mail addresses masked; `None` when it has none.
fn addresses(text: &str) -> Option<String> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let mut clean = String::new();
    let (mut rest, mut found) = (text, false);
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let start =
            before.rfind(|c| !of_name(c)).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let (head, name) = before.split_at(start);
        let host = after[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
        clean.push_str(head);
        if !name.is_empty() && host {
            clean.push_str(&format!("{}***@", &name[..1]));
            found = true;
        } else {
            clean.push_str(name);
            clean.push('@');
        }
        rest = &after[1..];
    }
    found.then(|| clean + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_surname_stays() {
        for (name, masked) in [("张三", "张*"), ("欧阳修远", "欧阳*"), ("欧阳", "欧*"), ("Ann Lee", "A*"), ("", "*")]
        {
            assert_eq!(mask(name), masked);
        }
    }

    #[test]
    fn no_text_of_a_record_gets_out() {
        let marked = r#"{"id":"T-1","name":"张MARK","text":"MARK","skills":[{"text":"MARK"},{"skill":"S1","text":"MARK"}],
            "posts":[{"title":"焊工","employer":"MARK"}],"schooling":[{"school":"MARK","major_text":"MARK"}],
            "achievements":[{"kind":"apprentices_trained","note":"MARK"}],
            "events":[{"kind":"inflow","date":"2026-01-01","note":"MARK"}],
            "category":{"category":"engineer","by":"MARK","reason":"MARK"},"cohort":"MARK",
            "former_cohorts":["MARK-2"],
            "preferences":{"cohorts":["MARK"]}}"#;
        let shown = serde_json::to_string(&masked(serde_json::from_str(marked).unwrap())).unwrap();
        assert!(!shown.contains("MARK"), "{shown}");
        for kept in ["张*", "S1", "焊工", "apprentices_trained", "inflow", "engineer"] {
            assert!(shown.contains(kept), "{kept}: {shown}");
        }
    }

    #[test]
    fn a_refused_value_keeps_its_shape_and_loses_the_person() {
        for (value, shown) in [
            ("11010519491231002X", "******************"),
            ("id 11010519491231002X!", "id ******************!"),
            ("13812348000", "138****8000"),
            ("电话13812348000转1", "电话138****8000转1"),
            ("写信到ann.lee@example.com。", "写信到a***@example.com。"),
            ("91350100M000100Y43", "91350100M000100Y43"),
            ("no-such-skill", "no-such-skill"),
            ("D-1a1fe9f12112344743ca3be4e7e", "D-1a1fe9f12112344743ca3be4e7e"),
            ("@", "@"),
            ("2026-11-21", "2026-11-21"),
        ] {
            assert_eq!(told(value), shown);
        }
    }
}
