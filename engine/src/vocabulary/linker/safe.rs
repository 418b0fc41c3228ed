//! Safe links: the concept that a text certainly means, or none.
//!
//! In this order, and the first that finds anything decides: equal after normalisation (score 1); equal up
//! to inflection and order of words; equal when what people write around a name is taken off; one
//! slip of the keyboard in a long Latin name. A likeness alone is never enough: `inspect pumps` is very like
//! `install pumps`.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::features::{bag, is_stop};
use super::{Form, Link, Linker};
use crate::text::{Script, Token, fold, normalise, tokens};

/// The score of a form that differs in inflection or order of words.
const INFLECTED: f64 = 0.97;
/// The score of a form found in what remains of a text.
const STRIPPED: f64 = 0.95;
/// The score of a form one letter away.
const SLIPPED: f64 = 0.9;
/// Shorter names have true neighbours one letter away (`java`, `lava`).
const LONG_ENOUGH: usize = 8;
/// The candidates that are compared letter by letter.
const CANDIDATES: usize = 5;

/// What people write before a name without changing it. Longer ones first.
const BEFORE: &[&str] = &[
    "熟练掌握",
    "熟练使用",
    "熟练运用",
    "熟练操作",
    "能够使用",
    "具备",
    "掌握",
    "精通",
    "熟悉",
    "熟练",
    "了解",
    "擅长",
    "会用",
    "使用",
    "a good knowledge of ",
    "good knowledge of ",
    "basic knowledge of ",
    "knowledge of ",
    "working knowledge of ",
    "experience with ",
    "experience in ",
    "experience of ",
    "proficient in ",
    "proficiency in ",
    "familiar with ",
    "familiarity with ",
    "skilled in ",
    "expert in ",
    "understanding of ",
    "ability to ",
    "able to ",
    "use of ",
    "using ",
];
/// What people write behind a name without changing it.
const BEHIND: &[&str] = &[
    "操作技能",
    "基础知识",
    "技术",
    "技能",
    "能力",
    "知识",
    "经验",
    "基础",
    "软件",
    "语言",
    "等",
    "相关",
    " programming language",
    " skills",
    " skill",
    " experience",
    " knowledge",
    " software",
    " language",
];
/// Levels that may be taken off a title, if at least [`TITLE_LEFT`] characters remain: 高级工程师 is a title of
/// its own, 高级焊接工程师 is a 焊接工程师.
const LEVELS: &[&str] =
    &["高级", "资深", "中级", "初级", "首席", "senior ", "sr ", "junior ", "jr ", "lead ", "principal "];
/// Characters that a title must keep when its level is taken off.
const TITLE_LEFT: usize = 4;

/// Forms by what stays the same when words are inflected and moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Bags(FxHashMap<u64, Vec<u32>>);

impl Bags {
    pub(super) fn build(forms: &[Form]) -> Bags {
        let mut bags: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (index, form) in (0..).zip(forms) {
            if let Some(bag) = bag(&form.text) {
                bags.entry(bag).or_default().push(index);
            }
        }
        Bags(bags)
    }

    fn get(&self, text: &str) -> &[u32] {
        bag(text).and_then(|bag| self.0.get(&bag)).map_or(&[], Vec::as_slice)
    }
}

impl Linker {
    /// The concept that a text means, if that is safe; what is not safe stays unlinked, and
    /// [`Linker::rank`] gives candidates.
    ///
    /// Where several concepts have an equal form, the one that [`Linker::rank`] puts first is taken; where
    /// several have a form that is equal only up to inflection, none is.
    #[must_use]
    pub fn link(&self, text: &str) -> Option<Link> {
        match self.exact(text) {
            [] => {}
            [form] => return Some(self.link_to(*form, 1.0)),
            _ => return self.rank(text, 1).first().copied(),
        }
        self.one(self.bags.get(text), INFLECTED).or_else(|| self.stripped(text)).or_else(|| self.slipped(text))
    }

    fn link_to(&self, form: u32, score: f64) -> Link {
        Link { concept: self.concept(form), score, form }
    }

    /// The first of the forms, if all of them are of one concept.
    fn one(&self, forms: &[u32], score: f64) -> Option<Link> {
        let first = *forms.first()?;
        let same = forms.iter().all(|&form| self.concept(form) == self.concept(first));
        same.then(|| self.link_to(first, score))
    }

    fn stripped(&self, text: &str) -> Option<Link> {
        let cores = cores(text);
        let equal = cores.iter().find_map(|core| self.one(self.exact(core), STRIPPED));
        equal.or_else(|| cores.iter().find_map(|core| self.one(self.bags.get(core), STRIPPED)))
    }

    fn slipped(&self, text: &str) -> Option<Link> {
        let key = normalise(text);
        if key.len() < LONG_ENOUGH || !key.is_ascii() {
            return None;
        }
        let candidates = self.rank(text, CANDIDATES);
        let near: Vec<&Link> =
            candidates.iter().filter(|link| one_slip(&key, &self.keys[link.form as usize])).collect();
        match near[..] {
            [link] => Some(Link { score: SLIPPED, ..*link }),
            _ => None,
        }
    }
}

/// Whether two names of one beginning differ by one letter added, dropped, changed or swapped; a digit is no
/// letter, and the first letter is never wrong (`typical`, `atypical`).
fn one_slip(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    b.len() >= LONG_ENOUGH
        && b.is_ascii()
        && a.as_bytes()[0] == b.as_bytes()[0]
        && a.len().abs_diff(b.len()) <= 1
        && digits(a) == digits(b)
        && a.split(' ').count() == b.split(' ').count()
        && strsim::osa_distance(a, b) == 1
}

/// The text without brackets, what stands around a name, a level, a version; each once, the least taken
/// off first.
fn cores(text: &str) -> Vec<String> {
    let folded = fold(text);
    let plain = outside_brackets(&folded);
    let mut seen = BTreeSet::from([normalise(text)]);
    let mut cores: Vec<String> = vec![plain.clone()];
    cores.extend(without_version(&plain));
    for core in cores.clone() {
        let bare = without_frame(core.trim());
        cores.extend(without_level(bare).map(str::to_owned));
        cores.push(bare.to_owned());
    }
    cores.retain(|core| {
        let key = normalise(core);
        says_something(core) && seen.insert(key)
    });
    cores
}

fn says_something(core: &str) -> bool {
    core.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && tokens(core).any(|token| !is_stop(token.text))
}

fn outside_brackets(folded: &str) -> String {
    let mut depth = 0_i32;
    let outside = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(-1),
            _ => return depth <= 0,
        }
        depth = depth.max(0);
        false
    };
    folded.chars().filter(outside).collect()
}

/// `solidworks` of `solidworks 2020`: a number at the end, behind a word.
fn without_version(plain: &str) -> Option<String> {
    let all: Vec<Token<'_>> = tokens(plain).collect();
    let (last, rest) = all.split_last()?;
    let number = last.script == Script::Number && rest.last().is_some_and(|token| token.script == Script::Latin);
    let end = rest.last()?.end;
    number.then(|| plain.chars().take(end).collect())
}

fn without_frame(core: &str) -> &str {
    let core = BEFORE.iter().find_map(|frame| core.strip_prefix(frame)).unwrap_or(core).trim();
    BEHIND.iter().find_map(|frame| core.strip_suffix(frame)).unwrap_or(core).trim()
}

fn without_level(core: &str) -> Option<&str> {
    let title = LEVELS.iter().find_map(|level| core.strip_prefix(level))?.trim();
    (title.chars().count() >= TITLE_LEFT).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::super::tests::linker;

    fn linked(forms: &[(u32, &str)], text: &str) -> Option<u32> {
        linker(forms).link(text).map(|link| link.concept)
    }

    #[test]
    fn equal_inflected_and_moved_words_are_linked() {
        let forms = [(1, "test wind turbine blades"), (2, "數控編程"), (3, "organise events")];
        for (text, concept) in [
            ("Test wind turbine blades", 1),
            ("testing wind-turbine blade", 1),
            ("数控编程", 2),
            ("organizing of events", 3),
        ] {
            assert_eq!(linked(&forms, text), Some(concept), "{text}");
        }
    }

    #[test]
    fn an_agent_is_not_an_action() {
        let forms = [(1, "project management"), (2, "operate cranes"), (3, "software engineering")];
        for text in ["project manager", "crane operator", "software engineer"] {
            assert_eq!(linked(&forms, text), None, "{text}");
        }
    }

    #[test]
    fn frames_levels_and_versions_come_off() {
        let forms = [(1, "SolidWorks"), (2, "PLC编程"), (3, "焊接工程师"), (4, "工程师")];
        for (text, concept) in [
            ("SolidWorks 2020", Some(1)),
            ("熟练使用SolidWorks", Some(1)),
            ("Experience with SolidWorks", Some(1)),
            ("掌握 PLC 编程技术", Some(2)),
            ("PLC编程（西门子）", Some(2)),
            ("高级焊接工程师", Some(3)),
            ("高级工程师", None),
        ] {
            assert_eq!(linked(&forms, text), concept, "{text}");
        }
    }

    #[test]
    fn one_slip_in_a_long_latin_name_is_forgiven() {
        let forms = [(1, "solidworks"), (2, "organic chemistry"), (3, "java"), (4, "iso 9001 audits")];
        assert_eq!(linked(&forms, "solidwroks"), Some(1));
        for text in ["inorganic chemistry", "lava", "iso 9002 audits"] {
            assert_eq!(linked(&forms, text), None, "{text}");
        }
    }

    #[test]
    fn likeness_and_sound_are_not_enough() {
        let forms = [(1, "install pumps"), (2, "数控铣工"), (3, "智能制造")];
        for text in ["inspect pumps", "数控镗工", "职能制造", "智能制造工程", "pumps"] {
            assert_eq!(linked(&forms, text), None, "{text}");
        }
    }

    #[test]
    fn an_inflected_form_of_two_concepts_stays_unlinked() {
        assert_eq!(linked(&[(1, "pump repair"), (2, "repair pumps")], "repairing pump"), None);
    }
}
