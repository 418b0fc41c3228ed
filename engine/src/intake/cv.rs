//! Plain-text CVs, English and Chinese → profiles. Sections, posts with dates, education, and skills that the vocabulary
//! finds in the text; the rest is kept as text. No name, contact, link or private fact is kept.

use super::cv_clean::clean;
use super::cv_lines::{Line, Section, lines};
use super::cv_posts::{CvPost, dated_lines, posts};
use super::cv_schooling::schooling;
use super::lexicon::{ConceptKind, Lexicon, Linking, SkillMention};
use super::post_words::{looks_like_title, post_words};
use super::{Import, RejectCode, Rejected, WarningCode, cv_titles, period, words};
use crate::model::{
    Date, HeldGrade, HeldLicence, HeldSkill, HeldTitle, LicenceId, MAX_LIST, MAX_TEXT_CHARS, Month, OccupationCode,
    Post, Profile, RegionCode, SkillGrade, SkillId, SkillSource, TalentId, TitleLevel,
};

/// Most years of work that a CV is believed to mean.
const MAX_YEARS: u8 = 50;
/// How many lines of the head may hold the headline.
const HEADLINE_LINES: usize = 6;
/// How far a denial reaches when no sentence mark ends it, in characters.
const DENIAL_CHARS: usize = 160;
/// Words of a denial: what follows is not held.
const DENIALS: &str = "don't have experience|do not have experience|no experience|would like to develop|want to learn|don't want|\
    do not want|not familiar|willing to learn|没有经验|不会|想学|希望学习";

/// Reads one CV. `as_of` turns "5 years of experience" into a first month where no post is dated.
///
/// # Errors
/// `Rejected` when the text holds nothing that a profile could hold.
pub fn import_cv(id: TalentId, text: &str, as_of: Date, lexicon: &dyn Lexicon) -> Import<Profile> {
    let mut linking = Linking::new(lexicon);
    let outcome = read(id, text, as_of, &mut linking);
    let mut import = Import::default();
    import.push(outcome);
    (import.unlinked, import.warnings) = linking.into_notes();
    import
}

fn read(id: TalentId, text: &str, as_of: Date, linking: &mut Linking<'_>) -> Result<Profile, Rejected> {
    let (kept, personal_number) = clean(text);
    if personal_number {
        linking.warn(0, "", WarningCode::PersonalNumberRemoved, "");
    }
    let lines = lines(&kept);
    if lines.is_empty() {
        return Err(Rejected::new(0, "", "", RejectCode::Missing, "a CV with some text"));
    }
    let mut profile = Profile::empty(id);
    profile.posts = told_posts(&lines, &kept, as_of, linking);
    profile.schooling = schooling(&lines, linking);
    profile.skills = skills(&kept, linking.lexicon);
    facts(&mut profile, &lines, linking);
    profile.text = Some(cut(&kept, linking));
    profile.checked().map_err(|e| Rejected::invalid(0, RejectCode::NotAllowed, e))
}

fn cut(text: &str, linking: &mut Linking<'_>) -> String {
    let filled: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = filled.join("\n");
    match text.char_indices().nth(MAX_TEXT_CHARS) {
        Some((end, _)) => {
            linking.warn(0, "text", WarningCode::TextCut, format!("at {MAX_TEXT_CHARS} characters"));
            text[..end].to_owned()
        }
        None => text,
    }
}

fn told_posts(lines: &[Line], text: &str, as_of: Date, linking: &mut Linking<'_>) -> Vec<Post> {
    let told = posts(lines, &dated_lines(lines));
    let headline = headline(lines);
    let told = told.into_iter().filter(|post| post.start <= as_of.month());
    let mut posts: Vec<Post> = told.map(|told| post(told, headline.as_deref(), linking)).collect();
    if posts.is_empty()
        && let Some(title) = headline
    {
        let years = period::years_named(text, MAX_YEARS);
        let start = years.map(|years| as_of.month().plus(-12 * i32::from(years)));
        posts.push(linked_post(title, None, start, None, linking));
    }
    posts.truncate(MAX_LIST);
    posts
}

/// A post that names an employer alone was held under the title that stands over the CV.
fn post(told: CvPost, headline: Option<&str>, linking: &mut Linking<'_>) -> Post {
    let title =
        told.title.or_else(|| headline.map(str::to_owned)).or_else(|| told.employer.clone()).unwrap_or_default();
    let employer = told.employer.filter(|employer| *employer != title);
    linked_post(title, employer, Some(told.start), told.end, linking)
}

fn linked_post(
    title: String,
    employer: Option<String>,
    start: Option<Month>,
    end: Option<Month>,
    linking: &mut Linking<'_>,
) -> Post {
    let code = cv_titles::occupation(&title, linking);
    let occupation = code.and_then(|code| OccupationCode::new(code).ok());
    Post { title, occupation, node: None, employer, region: None, start, end }
}

/// The title that stands over a CV.
fn headline(lines: &[Line]) -> Option<String> {
    let head = lines.iter().filter(|line| line.section == Section::Head).take(HEADLINE_LINES);
    let mut titles = head.filter_map(|line| post_words(&line.text).title.filter(|title| looks_like_title(title)));
    titles.next()
}

/// Skills that the text speaks of, each once, but not what it denies.
fn skills(text: &str, lexicon: &dyn Lexicon) -> Vec<HeldSkill> {
    let denied = denials(text);
    let mut seen = std::collections::BTreeSet::new();
    let mut mentions = lexicon.mentions(text);
    mentions.retain(|m| !is_label(text, m) && !denied.iter().any(|range| range.contains(&m.start)));
    // A form that several skills share says no more than one of them.
    mentions.dedup_by_key(|m| (m.start, m.end));
    let held = mentions.into_iter().filter_map(|mention| {
        let skill = SkillId::new(mention.skill.clone()).ok()?;
        let words = text.get(mention.start..mention.end)?.to_owned();
        let new = seen.insert(mention.skill);
        new.then_some(HeldSkill { skill: Some(skill), text: Some(words), level: None, source: SkillSource::Text })
    });
    held.take(MAX_LIST).collect()
}

/// Whether a mention is the label of a list (`Operating systems: …`) rather than a skill.
fn is_label(text: &str, mention: &SkillMention) -> bool {
    let begins = text[..mention.start].chars().next_back().is_none_or(|c| c == '\n')
        || text[..mention.start].trim_end_matches([' ', '\t', '•', '-', '\u{f0b7}']).ends_with('\n');
    let words = &text[mention.start..mention.end];
    begins && (words.contains(' ') || words.ends_with('s')) && text[mention.end..].trim_start().starts_with([':', '：'])
}

/// Byte ranges of sentences that say what is not held.
fn denials(text: &str) -> Vec<std::ops::Range<usize>> {
    let lower = text.to_ascii_lowercase().replace('’', "'");
    let same_length = lower.len() == text.len();
    let lower = if same_length { lower } else { text.to_ascii_lowercase() };
    let starts = DENIALS.split('|').flat_map(|words| lower.match_indices(words));
    let range = |(start, _): (usize, &str)| {
        let rest = &lower[start..];
        let mark = [". ", ".\n", ";", "。", "；", "!", "\n\n", " but "].iter().filter_map(|mark| {
            // "no experience but would like …" goes on denying; a plain "but" ends it.
            rest.find(mark).filter(|at| *mark != " but " || !rest[at + 5..].starts_with("would"))
        });
        let limit = rest.char_indices().nth(DENIAL_CHARS).map_or(rest.len(), |(at, _)| at);
        start..start + mark.min().unwrap_or(limit).min(limit)
    };
    starts.map(range).collect()
}

/// Lines of the form `职称：高级工程师`, `Location: Qingyuan`, and the sections of certificates and achievements.
fn facts(profile: &mut Profile, lines: &[Line], linking: &mut Linking<'_>) {
    for line in lines {
        if let Some((head, value)) = line.text.split_once([':', '：']) {
            named_fact(profile, &head.trim().to_lowercase(), value.trim(), linking);
        }
        match line.section {
            Section::Certificates => certificate(profile, &line.text, linking),
            Section::Achievements => profile.achievements.extend(words::achievement(&line.text)),
            Section::Head | Section::Experience | Section::Education | Section::Skills | Section::Other => {}
        }
    }
    profile.achievements.truncate(MAX_LIST);
}

fn named_fact(profile: &mut Profile, head: &str, value: &str, linking: &mut Linking<'_>) {
    match head {
        "职称" | "专业技术职称" | "professional title" => {
            let level =
                linking.link(ConceptKind::Title, 0, "titles", value).and_then(|c| TitleLevel::from_code(&c).ok());
            profile.titles.extend(level.map(|level| HeldTitle {
                level,
                name: Some(value.to_owned()),
                awarded_in: None,
            }));
        }
        "技能等级" | "职业技能等级" | "职业资格" | "skill grade" => {
            let grade = linking.link(ConceptKind::Grade, 0, "grades", value).and_then(|ordinal| ordinal.parse().ok());
            let grade = grade.and_then(|ordinal: u8| SkillGrade::try_from(ordinal).ok());
            profile.grades.extend(grade.map(|grade| HeldGrade { grade, occupation: None, awarded: None }));
        }
        "现居地" | "居住地" | "所在地" | "现居住地" | "location" | "residence" | "city of residence" => {
            let code = linking.link(ConceptKind::Region, 0, "residence", value);
            profile.residence = profile.residence.take().or(code.and_then(|code| RegionCode::new(code).ok()));
        }
        "期望薪资" | "期望年薪" | "expected salary" => profile.preferences.pay = words::pay(value),
        _ => {}
    }
}

fn certificate(profile: &mut Profile, text: &str, linking: &mut Linking<'_>) {
    for words in text.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|words| !words.is_empty()) {
        let id = linking.look_up(ConceptKind::Licence, words).and_then(|id| LicenceId::new(id).ok());
        profile.licences.extend(id.map(|licence| HeldLicence { licence, valid_until: None }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;
    use proptest::prelude::*;

    fn read_one(text: &str) -> Import<Profile> {
        import_cv(TalentId::new("cv-1").unwrap(), text, Date::new(2026, 11, 20).unwrap(), &TestLexicon)
    }

    const ENGLISH: &str = "Jo Sample\nMechanical engineer\nPhone: 0763 123 4567  jo@example.org\nLocation: Qingyuan\n\
        SKILLS\nPLC programming, PLC编程, Java. No experience with SQL.\n\
        EXPERIENCE\n03/2018 - present  Mechanical engineer, Acme Ltd\n- Built lines with 数控加工.\n\
        EDUCATION\n2013 - 2017 Town University, bachelor's degree in mechatronics\n";

    #[test]
    fn an_english_cv_becomes_a_profile() {
        let import = read_one(ENGLISH);
        let profile = &import.records[0];
        assert_eq!(profile.posts[0].occupation.as_ref().unwrap().as_str(), "2-02-07-01");
        assert_eq!(profile.posts[0].start.unwrap().to_string(), "2018-03");
        assert_eq!(profile.schooling[0].level.as_ref().unwrap().as_str(), "21");
        assert_eq!(profile.schooling[0].major.as_ref().unwrap().as_str(), "v460301");
        assert_eq!(profile.residence.as_ref().unwrap().as_str(), "441800");
        let skills: Vec<_> = profile.skills.iter().filter_map(|s| s.skill.as_ref()).map(SkillId::as_str).collect();
        assert_eq!(skills, ["plc", "java", "cnc"]);
        let text = profile.text.as_ref().unwrap();
        assert!(!text.contains("0763") && !text.contains('@') && text.contains("Built lines"));
        assert!(profile.name.is_none());
    }

    #[test]
    fn a_chinese_cv_becomes_a_profile() {
        let import = read_one(
            "张某\n性别：男\n现居地：清远市\n职称：高级工程师\n期望薪资：13-22万\n专业技能\nPLC编程、数控加工\n工作经历\n\
             2017年3月至今 甲铝业有限公司 模具工\n教育背景\n2012.09-2015.06 某职业技术学院 机电一体化技术 大专\n证书\n低压电工证",
        );
        let profile = &import.records[0];
        assert_eq!((profile.posts[0].title.as_str(), profile.skills.len()), ("模具工", 2));
        assert_eq!(profile.titles[0].level.code(), "412");
        assert_eq!(profile.licences[0].licence.as_str(), "electrician_lv");
        assert_eq!(profile.preferences.pay.unwrap().min, 13.0);
        assert!(!profile.text.as_ref().unwrap().contains('男'));
    }

    #[test]
    fn years_alone_give_a_first_month() {
        let import = read_one("Die maker\n5+ years of experience with PLC编程");
        let post = &import.records[0].posts[0];
        assert_eq!((post.title.as_str(), post.start.unwrap().to_string()), ("Die maker", "2021-11".to_owned()));
    }

    #[test]
    fn an_empty_text_is_rejected() {
        assert_eq!(read_one(" \n\n").rejected[0].reason, RejectCode::Missing);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,200}", mixed in "[0-9a-z年月至今到\\-–./:,;()（）\n A-Z工程师公司]{0,300}") {
            read_one(&text);
            read_one(&mixed);
            super::super::vacancy::demand_of_vacancy("x", &mixed, &TestLexicon).unwrap();
        }
    }
}
