//! Mentions: every form found in running text.
//!
//! The text is read once, from left to right; at each place the longest form wins, and reading goes on
//! behind it. A form is a row of units: a Latin word, a number, one Han character. Units may be parted by
//! spaces and joiners, never by a sentence mark or a new line.

use rustc_hash::FxHashMap;

use super::Form;
use super::evidence::{Caution, caution};
use crate::text::{Script, fold, tokens};

/// A form found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The first character's number in the original text, from 0 (characters, not bytes).
    pub start: usize,
    /// The number behind the last character.
    pub end: usize,
    /// The concept whose form stands there.
    pub concept: u32,
    /// The form, as an index into the forms that the linker was built from.
    pub form: u32,
}

/// One Han character says too little in running text (焊 stands in 焊工, 电焊, 焊条).
const SHORTEST_HAN: usize = 2;
/// What may stand between two words of one name.
const JOINERS: &[char] = &[' ', '-', '_', '/', '·', '&', '\''];

/// All forms as rows of units, in a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    /// State and unit → state; 0 is the root.
    steps: FxHashMap<(u32, String), u32>,
    /// What ends at a state.
    ends: FxHashMap<u32, End>,
}

/// The forms that end at one state.
#[derive(Clone, Debug)]
struct End {
    /// Form and concept, one a concept, concepts in order.
    forms: Vec<(u32, u32)>,
    caution: Caution,
}

/// A unit of a text, with its place.
pub(super) struct Unit<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) script: Script,
}

/// A row of units that spells forms.
struct Hit<'p> {
    first: usize,
    behind: usize,
    end: &'p End,
}

impl Phrases {
    pub(super) fn build(forms: &[Form]) -> Phrases {
        let mut phrases = Phrases::default();
        let mut states = 1;
        for (index, form) in (0..).zip(forms) {
            let folded = fold(&form.text);
            let units = units(&folded);
            let han = units.iter().all(|unit| unit.script == Script::Han);
            let number = units.iter().all(|unit| unit.script == Script::Number);
            if units.is_empty() || number || han && units.len() < SHORTEST_HAN {
                continue;
            }
            let exact: Vec<&str> = units.iter().map(|unit| unit.text).collect();
            phrases.insert(&exact, &mut states, index, form, caution(form, &units));
            let singular: Vec<&str> = exact.iter().map(|unit| singular(unit)).collect();
            if units.len() > 1 && singular != exact {
                phrases.insert(&singular, &mut states, index, form, Caution::None);
            }
        }
        phrases
    }

    fn insert(&mut self, row: &[&str], states: &mut u32, index: u32, form: &Form, caution: Caution) {
        let mut state = 0;
        for unit in row {
            state = *self.steps.entry((state, (*unit).to_owned())).or_insert(*states);
            *states = (*states).max(state + 1);
        }
        let end = self.ends.entry(state).or_insert_with(|| End { forms: Vec::new(), caution });
        end.caution = end.caution.min(caution);
        let place = end.forms.partition_point(|&(_, concept)| concept < form.concept);
        if end.forms.get(place).is_none_or(|&(_, concept)| concept != form.concept) {
            end.forms.insert(place, (index, form.concept));
        }
    }

    /// All mentions in order of place, then concept.
    pub(super) fn find(&self, text: &str) -> Vec<Mention> {
        let folded = fold(text);
        let original: Vec<char> = text.chars().collect();
        let simple: Vec<char> = folded.chars().collect();
        let units = units(&folded);
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut first = 0;
        while first < units.len() {
            let hit = self.longest(&units, &simple, first);
            first = hit.as_ref().map_or(first + 1, |hit| hit.behind);
            hits.extend(hit);
        }
        let sure = |place: usize| {
            let hit = &hits[place];
            let neighbour =
                |other: Option<&Hit<'_>>| other.is_some_and(|other| self.listed(hit, other, &units, &simple));
            let listed = neighbour(place.checked_sub(1).map(|p| &hits[p])) || neighbour(hits.get(place + 1));
            hit.end.caution.allows(&units, hit.first..hit.behind, &original, listed)
        };
        let kept = (0..hits.len()).filter(|&place| sure(place)).map(|place| &hits[place]);
        let mention = |hit: &Hit<'_>, (form, concept): (u32, u32)| Mention {
            start: units[hit.first].start,
            end: units[hit.behind - 1].end,
            concept,
            form,
        };
        kept.flat_map(|hit| hit.end.forms.iter().map(move |&form| (hit, form))).map(|(h, f)| mention(h, f)).collect()
    }

    /// The longest form that begins at a unit.
    fn longest<'p>(&'p self, units: &[Unit<'_>], simple: &[char], first: usize) -> Option<Hit<'p>> {
        let mut states = vec![0];
        let mut found = None;
        for (place, unit) in units.iter().enumerate().skip(first) {
            if place > first && !joined(&simple[units[place - 1].end..unit.start]) {
                break;
            }
            let mut next: Vec<u32> = Vec::new();
            for &state in &states {
                for word in [unit.text, singular(unit.text), without_year(unit.text)] {
                    let step = self.steps.get(&(state, word.to_owned())).copied();
                    next.extend(step.filter(|step| !next.contains(step)));
                }
            }
            let end = next.iter().find_map(|state| self.ends.get(state));
            found = end.map(|end| Hit { first, behind: place + 1, end }).or(found);
            if next.is_empty() {
                break;
            }
            states = next;
        }
        found
    }

    /// Whether two hits stand side by side in a list (`Python, R`; `C/C++`) and the other needs no evidence
    /// itself.
    fn listed(&self, hit: &Hit<'_>, other: &Hit<'_>, units: &[Unit<'_>], simple: &[char]) -> bool {
        let (left, right) = if hit.first < other.first { (hit, other) } else { (other, hit) };
        let between = &simple[units[left.behind - 1].end..units[right.first].start];
        let marks: Vec<&char> = between.iter().filter(|c| !c.is_whitespace()).collect();
        other.end.caution != Caution::Evidence && matches!(marks[..], [',' | '/' | ';' | '|' | '+' | '&'])
    }
}

/// Cuts folded text into units.
fn units(folded: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    for token in tokens(folded) {
        match token.script {
            Script::Han => {
                let chars = (token.start..).zip(token.text.char_indices());
                units.extend(chars.map(|(start, (byte, c))| Unit {
                    text: &token.text[byte..byte + c.len_utf8()],
                    start,
                    end: start + 1,
                    script: Script::Han,
                }));
            }
            Script::Latin | Script::Number => {
                units.push(Unit { text: token.text, start: token.start, end: token.end, script: token.script });
            }
        }
    }
    units
}

fn joined(between: &[char]) -> bool {
    between.iter().all(|c| JOINERS.contains(c))
}

/// A Latin word without its plural `s`. `windows` in a text may be a window; a `window` is never Windows,
/// since only the text is taken down, not the form of one word.
fn singular(word: &str) -> &str {
    let plain = word.strip_suffix("'s").unwrap_or(word);
    match plain.strip_suffix('s') {
        Some(one) if one.len() >= 3 && !one.ends_with(['s', 'u', 'i']) && one.is_ascii() => one,
        _ => plain,
    }
}

/// `solidworks` of `solidworks2020`: four digits behind at least three letters.
fn without_year(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if word.len() == letters.len() + 4 && letters.len() >= 3 { letters } else { word }
}

impl super::Linker {
    /// Every form found in running text: a CV, a vacancy, a training plan. In order of place; a form of
    /// several concepts gives one mention for each, concepts in order.
    ///
    /// The longest form wins (`数控机床操作` before `数控机床`), Latin words are whole (`java` is not in
    /// `javascript`), and a name that is also a word or a letter (`Go`, `R`, `C`, `Swift`) counts only where
    /// the words around it speak of it: in a list beside another mention, or beside `language`, 编程 and the like.
    #[must_use]
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.phrases.find(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::linker;

    const FORMS: &[(u32, &str)] = &[
        (0, "Java"),
        (1, "JavaScript"),
        (2, "Go"),
        (3, "R"),
        (4, "C"),
        (5, "C++"),
        (6, "Python"),
        (7, "数控机床"),
        (8, "数控机床操作"),
        (9, "welding robot"),
        (10, "SolidWorks"),
        (11, "Excel"),
        (12, ".NET"),
        (13, "IT"),
        (14, "data analysis"),
    ];

    fn found(text: &str) -> Vec<(u32, String)> {
        let chars: Vec<char> = text.chars().collect();
        let part = |start: usize, end: usize| chars[start..end].iter().collect();
        linker(FORMS).mentions(text).iter().map(|m| (m.concept, part(m.start, m.end))).collect()
    }

    fn concepts(text: &str) -> Vec<u32> {
        found(text).into_iter().map(|(concept, _)| concept).collect()
    }

    #[test]
    fn the_longest_form_wins_and_places_are_the_originals() {
        assert_eq!(found("會數控機床操作，數控機床。"), [(8, "數控機床操作".into()), (7, "數控機床".into())]);
        assert_eq!(found("精通ＳｏｌｉｄＷｏｒｋｓ"), [(10, "ＳｏｌｉｄＷｏｒｋｓ".into())]);
    }

    #[test]
    fn a_year_behind_a_name_is_a_version() {
        assert_eq!(concepts("SolidWorks2020, SolidWorks 2020"), [10, 10]);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(concepts("JavaScript developer"), [1]);
        assert_eq!(concepts("javas and Java's"), [0, 0]);
        assert_eq!(concepts("excellent"), Vec::<u32>::new());
        assert_eq!(concepts("ASP.NET"), Vec::<u32>::new());
        assert_eq!(concepts(".NET 开发"), [12]);
    }

    #[test]
    fn letters_and_common_words_need_evidence() {
        for text in ["I go to work", "plan C", "vitamin C, R. Smith", "Go ahead", "it is", "excel at work"] {
            assert_eq!(concepts(text), Vec::<u32>::new(), "{text}");
        }
        assert_eq!(concepts("Python, R, Java"), [6, 3, 0]);
        assert_eq!(concepts("C/C++"), [4, 5]);
        assert_eq!(concepts("C语言编程"), [4]);
        assert_eq!(concepts("programming in Go"), [2]);
        assert_eq!(concepts("熟悉Go开发"), [2]);
        assert_eq!(concepts("IT support"), [13]);
        assert_eq!(concepts("Microsoft Excel"), [11]);
    }

    #[test]
    fn plurals_and_joiners_are_found_and_sentences_part() {
        assert_eq!(concepts("welding-robots"), [9]);
        assert_eq!(concepts("welding. Robot"), Vec::<u32>::new());
        assert_eq!(concepts("data\nanalysis"), Vec::<u32>::new());
    }

    #[test]
    fn one_form_of_two_concepts_gives_two_mentions() {
        let linker = linker(&[(5, "焊工"), (2, "焊工"), (2, "焊 工")]);
        let found: Vec<(u32, u32)> = linker.mentions("招焊工").iter().map(|m| (m.concept, m.form)).collect();
        assert_eq!(found, [(2, 1), (5, 0)]);
    }
}
