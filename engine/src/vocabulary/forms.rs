//! Which concept of a short list a text names: by an equal form, or by the longest form inside it. Fuzzy linking of long
//! lists is the linker's.

use std::collections::BTreeMap;

use super::Concept;
use super::concept::Concepts;
use crate::text::normalise;

/// Forms of one kind of concept, normalised.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    exact: BTreeMap<String, Vec<u32>>,
}

impl Forms {
    pub(super) fn new<T: Concept>(concepts: &Concepts<T>) -> Self {
        let mut exact: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (number, concept) in concepts.all().iter().enumerate() {
            for form in std::iter::once(concept.id()).chain(concept.forms()) {
                let numbers = exact.entry(normalise(form)).or_default();
                if numbers.last() != Some(&(number as u32)) {
                    numbers.push(number as u32);
                }
            }
        }
        exact.remove("");
        Self { exact }
    }

    /// Concepts with a form equal to the text, by number.
    pub(super) fn equal(&self, text: &str) -> &[u32] {
        self.exact.get(&normalise(text)).map_or(&[], Vec::as_slice)
    }

    /// The concept whose form is equal to the text, or is the longest inside it; of equally long ones the later, since in
    /// Chinese what comes last is the kind: 电气高级工程师 is a 高级工程师.
    pub(super) fn inside(&self, text: &str) -> Option<u32> {
        if let Some(&number) = self.equal(text).first() {
            return Some(number);
        }
        let text = normalise(text);
        let found = self.exact.iter().filter(|(form, _)| form.chars().count() >= MIN_INSIDE);
        let found =
            found.filter_map(|(form, numbers)| Some((form.chars().count(), place(&text, form)?, *numbers.first()?)));
        found.max_by_key(|&(length, at, number)| (length, at, std::cmp::Reverse(number))).map(|(.., number)| number)
    }

    /// All forms with their concepts, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.exact.iter().flat_map(|(form, numbers)| numbers.iter().map(|&number| (form.as_str(), number)))
    }
}

/// Shortest form that is looked for inside a text: single letters and digits are printed codes and stand alone.
const MIN_INSIDE: usize = 2;

/// The last place of a form in a text. A form that begins or ends with a Latin letter or digit needs a word's edge there.
fn place(text: &str, form: &str) -> Option<usize> {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let clear = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + form.len()..].chars().next();
        let cut = |outside, edge| word(outside) && word(edge);
        !cut(before, form.chars().next()) && !cut(after, form.chars().next_back())
    };
    text.rmatch_indices(form).map(|(at, _)| at).find(|&at| clear(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bilingual, TitleLevel};
    use crate::vocabulary::Title;

    fn forms() -> Forms {
        let title = |code: &str, zh: &str, en: &str, aliases: &[&str]| Title {
            code: code.to_owned(),
            level: TitleLevel::Intermediate,
            series: "engineering".to_owned(),
            name: Bilingual::new(zh, en).unwrap(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
        };
        Forms::new(&Concepts::new([
            title("082", "高级工程师", "Senior engineer", &["高工"]),
            title("083", "工程师", "Engineer", &[]),
            title("611", "研究员", "Professor", &["MSc"]),
        ]))
    }

    #[test]
    fn the_longest_form_inside_wins() {
        assert_eq!(forms().inside("电气高级工程师"), Some(0));
        assert_eq!(forms().inside("工程师(电气)"), Some(1));
        assert_eq!(forms().inside("高工"), Some(0));
        assert_eq!(forms().inside("经济师"), None);
    }

    #[test]
    fn latin_forms_need_word_edges() {
        assert_eq!(forms().inside("an MSc in physics"), Some(2));
        assert_eq!(forms().inside("mscone"), None);
        assert_eq!(forms().inside("engineering"), None);
    }

    #[test]
    fn a_code_is_a_form() {
        assert_eq!(forms().equal("083"), [1]);
    }
}
