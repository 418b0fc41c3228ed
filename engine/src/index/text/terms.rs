//! Text as terms: stems of Latin words, numbers, and single characters and pairs of Han runs, so that a part of a Chinese
//! word finds the whole. Sound is kept apart from words.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{Script, fold, pinyin, stem, tokens};

/// Name under which [`Words`] is known to an index.
pub(super) const WORDS: &str = "words";
/// Name under which [`Sounds`] is known to an index.
pub(super) const SOUNDS: &str = "sounds";
/// Most syllables that are spelt together (`shukongjichuang`).
const MOST_SYLLABLES: usize = 4;

/// Terms of a text that is searched.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms = Vec::new();
    for token in tokens(&folded) {
        match token.script {
            Script::Latin => terms.push(stem(token.text).into_owned()),
            Script::Number => terms.push(token.text.to_owned()),
            Script::Han => {
                terms.extend(pieces(token.text, 1));
                terms.extend(pieces(token.text, 2));
            }
        }
    }
    terms
}

/// Terms of a text that is searched for, one group a word or Han run: a run of one character is that character, a longer
/// run its pairs.
pub(super) fn wanted(text: &str) -> Vec<Vec<String>> {
    let folded = fold(text);
    let group = |token: crate::text::Token<'_>| match token.script {
        Script::Latin => vec![stem(token.text).into_owned()],
        Script::Number => vec![token.text.to_owned()],
        Script::Han => {
            let pairs: Vec<String> = pieces(token.text, 2).collect();
            if pairs.is_empty() { vec![token.text.to_owned()] } else { pairs }
        }
    };
    tokens(&folded).map(group).collect()
}

/// Sounds of a text that is searched: two to [`MOST_SYLLABLES`] syllables on end.
pub(super) fn sounds(text: &str) -> Vec<String> {
    let folded = fold(text);
    let runs = tokens(&folded).filter(|token| token.script == Script::Han);
    runs.flat_map(|run| {
        let syllables = syllables(run.text);
        (2..=MOST_SYLLABLES)
            .flat_map(|n| syllables.windows(n).map(<[String]>::concat).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Sounds of a text that is searched for, one group a word or Han run; all of a group must be heard.
pub(super) fn wanted_sounds(text: &str) -> Vec<Vec<String>> {
    let folded = fold(text);
    let group = |token: crate::text::Token<'_>| match token.script {
        Script::Latin => vec![token.text.to_owned()],
        Script::Number => Vec::new(),
        Script::Han => syllables(token.text).windows(2).map(<[String]>::concat).collect(),
    };
    tokens(&folded).map(group).filter(|group| !group.is_empty()).collect()
}

fn syllables(run: &str) -> Vec<String> {
    pinyin(run).split_whitespace().map(str::to_owned).collect()
}

/// All stretches of `n` characters.
fn pieces(run: &str, n: usize) -> impl Iterator<Item = String> + '_ {
    let chars: Vec<char> = run.chars().collect();
    (0..(chars.len() + 1).saturating_sub(n)).map(move |at| chars[at..at + n].iter().collect())
}

/// [`words`] for an index.
#[derive(Clone)]
pub(super) struct Words;

/// [`sounds`] for an index.
#[derive(Clone)]
pub(super) struct Sounds;

/// Terms on their way into an index.
pub(super) struct Terms {
    left: std::vec::IntoIter<String>,
    token: Token,
}

impl Terms {
    fn of(terms: Vec<String>) -> Self {
        Self { left: terms.into_iter(), token: Token::default() }
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Terms;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::of(words(text))
    }
}

impl Tokenizer for Sounds {
    type TokenStream<'a> = Terms;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::of(sounds(text))
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        let Some(text) = self.left.next() else { return false };
        self.token.text = text;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_word_is_a_term_of_the_whole() {
        let whole = words("多工序数控机床操作调整工");
        assert!(wanted("数控").concat().iter().all(|term| whole.contains(term)));
        assert_eq!(words("CNC Engineers"), ["cnc", "engin"]);
        assert_eq!(wanted("數控機床"), [["数控", "控机", "机床"]]);
        assert_eq!(wanted("茶"), [["茶"]]);
    }

    #[test]
    fn sounds_are_spelt_together() {
        assert!(sounds("数控机床").contains(&"shukongjichuang".to_owned()));
        assert_eq!(wanted_sounds("注塑"), wanted_sounds("铸塑"));
        assert_eq!(wanted_sounds("shukong 3"), [["shukong"]]);
    }
}
