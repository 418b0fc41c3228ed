//! A vocabulary of a dozen words for the tests of this room.

use super::lexicon::{ConceptKind, Lexicon, SkillMention};

pub(super) struct TestLexicon;

const WORDS: &[(ConceptKind, &str, &[&str])] = &[
    (ConceptKind::Skill, "plc", &["PLC编程", "PLC programming", "PLC"]),
    (ConceptKind::Skill, "cnc", &["数控加工", "CNC machining", "CNC"]),
    (ConceptKind::Skill, "java", &["Java"]),
    (ConceptKind::Skill, "sql", &["SQL", "MySQL"]),
    (ConceptKind::Occupation, "6-18-04-01", &["模具工", "die maker"]),
    (ConceptKind::Occupation, "2-02-07-01", &["机械设计工程师", "mechanical engineer"]),
    (ConceptKind::Occupation, "15-1252.00", &["software developer"]),
    (ConceptKind::Occupation, "15-1254.00", &["web developer"]),
    (ConceptKind::Major, "v460301", &["机电一体化技术", "mechatronics"]),
    (ConceptKind::Region, "441800", &["清远", "清远市", "Qingyuan"]),
    (ConceptKind::Licence, "electrician_lv", &["电工证", "低压电工证"]),
    (ConceptKind::Title, "412", &["高级工程师", "高工"]),
    (ConceptKind::Title, "420", &["工程师"]),
    (ConceptKind::Grade, "4", &["技师"]),
    (ConceptKind::Education, "11", &["博士", "PhD", "doctor"]),
    (ConceptKind::Education, "14", &["硕士", "master's degree", "master", "MSc"]),
    (ConceptKind::Education, "21", &["本科", "bachelor's degree", "bachelor", "BSc"]),
    (ConceptKind::Education, "31", &["大专", "专科"]),
    (ConceptKind::Node, "NFM-M1", &["挤压", "extrusion"]),
];

impl Lexicon for TestLexicon {
    fn knows(&self, kind: ConceptKind, id: &str) -> bool {
        WORDS.iter().any(|(k, known, _)| *k == kind && *known == id)
    }

    fn link(&self, kind: ConceptKind, words: &str) -> Option<String> {
        let same = |name: &&str| name.eq_ignore_ascii_case(words);
        let found = WORDS.iter().find(|(k, id, names)| *k == kind && (*id == words || names.iter().any(same)));
        found.map(|(_, id, _)| (*id).to_owned())
    }

    fn nearest(&self, kind: ConceptKind, words: &str) -> Option<String> {
        let found = WORDS.iter().find(|(k, id, _)| *k == kind && words.starts_with(id));
        found.map(|(_, id, names)| format!("{id} {}", names[0]))
    }

    fn mentions(&self, text: &str) -> Vec<SkillMention> {
        let skills = WORDS.iter().filter(|(k, ..)| *k == ConceptKind::Skill);
        let mut found: Vec<_> = skills
            .flat_map(|(_, id, names)| {
                names.iter().take(1).flat_map(|name| text.match_indices(*name)).map(|(start, name)| SkillMention {
                    skill: (*id).to_owned(),
                    start,
                    end: start + name.len(),
                })
            })
            .collect();
        found.sort_by_key(|m| (m.start, m.end));
        found
    }

    fn basis(&self, _licence: &str) -> Option<String> {
        Some("安全生产法".to_owned())
    }
}
