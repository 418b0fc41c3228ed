//! Tokens: words, numbers and runs of Han characters, with their places.

use super::fold::{fold, is_han};

/// What a token is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// A word of letters, with digits or the marks of a name (`c++`, `.net`, `6s`).
    Latin,
    /// Digits alone, with an inner point (`2020`, `3.5`).
    Number,
    /// A run of Han characters, not cut into words.
    Han,
}

/// A piece of folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The folded characters.
    pub text: &'a str,
    /// The first character's number in the text, from 0.
    pub start: usize,
    /// The number behind the last character.
    pub end: usize,
    /// What it is written in.
    pub script: Script,
}

/// File and platform endings that belong to a name when a point stands before them.
const POINT_NAMES: &[&str] = &["net", "js", "io", "ai", "py", "ts"];

/// Iterates over the tokens of a text that [`fold`] has folded. Allocates nothing.
#[must_use]
pub fn tokens(folded: &str) -> Tokens<'_> {
    Tokens { text: folded, byte: 0, char: 0, last: ' ' }
}

/// The iterator of [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    byte: usize,
    char: usize,
    last: char,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.text[self.byte..];
            let first = rest.chars().next()?;
            let found = match first {
                c if is_han(c) => Some(han_run(rest)),
                c if c.is_alphanumeric() => Some(word(rest)),
                '.' if !self.last.is_alphanumeric() => point_name(rest),
                _ => None,
            };
            let (bytes, script) = found.unwrap_or((first.len_utf8(), Script::Han));
            let text = &rest[..bytes];
            let start = self.char;
            self.byte += bytes;
            self.char += text.chars().count();
            self.last = text.chars().next_back().unwrap_or(' ');
            if found.is_some() {
                return Some(Token { text, start, end: self.char, script });
            }
        }
    }
}

fn han_run(rest: &str) -> (usize, Script) {
    (rest.find(|c| !is_han(c)).unwrap_or(rest.len()), Script::Han)
}

/// `.net` at the beginning of a word, in bytes.
fn point_name(rest: &str) -> Option<(usize, Script)> {
    let (length, script) = rest[1..].starts_with(|c: char| c.is_alphabetic()).then(|| word(&rest[1..]))?;
    POINT_NAMES.contains(&&rest[1..=length]).then_some((length + 1, script))
}

/// The bytes of the word at the beginning of `rest`.
fn word(rest: &str) -> (usize, Script) {
    let mut end = letters(rest);
    while let Some(more) = continuation(rest, end) {
        end += more;
    }
    let digits = rest[..end].bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let script = if digits { Script::Number } else { Script::Latin };
    (end + marks(&rest[..end], &rest[end..]), script)
}

fn letters(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() || is_han(c)).unwrap_or(rest.len())
}

/// How many bytes more belong to the word: an apostrophe with letters, `r&d`, a point in a number or
/// before the ending of a name.
fn continuation(rest: &str, end: usize) -> Option<usize> {
    let tail = &rest[end..];
    let joint = tail.chars().next().filter(|c| matches!(c, '\'' | '&' | '.'))?;
    let more = letters(&tail[1..]);
    let next = &tail[1..=more];
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let joins = match joint {
        // Not behind a point: dropping the apostrophe would make another word of what the point joins.
        '\'' => !next.is_empty() && !digits(next) && !rest[..end].contains('.'),
        '&' => end == 1 && next.chars().count() == 1,
        _ => digits(next) && digits(&rest[..end]) || POINT_NAMES.contains(&next),
    };
    joins.then_some(1 + more)
}

/// The bytes of `+`, `++` or `#` behind a short name: `c++`, `c#`, `notepad++`, not `3+` nor `a+b`.
fn marks(word: &str, tail: &str) -> usize {
    let plus = tail.bytes().take_while(|&b| b == b'+').count();
    let sharp = usize::from(tail.starts_with('#'));
    let free = |bytes: usize| !tail[bytes..].starts_with(|c: char| c.is_alphanumeric() && !is_han(c));
    match word.bytes().all(|b| b.is_ascii_lowercase()) {
        true if plus == 2 && free(2) => 2,
        true if sharp == 1 && word.len() == 1 && free(1) => 1,
        _ => 0,
    }
}

/// The key by which two texts are equal: folded, marks dropped, Latin words and numbers apart by one
/// space, no space beside Han characters (`PLC 编程` and `plc编程` are equal).
#[must_use]
pub fn normalise(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    let mut last = Script::Han;
    for token in tokens(&folded) {
        if last != Script::Han && token.script != Script::Han {
            key.push(' ');
        }
        key.extend(token.text.chars().filter(|&c| c != '\''));
        last = token.script;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(&fold(text)).map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn names_of_tools_stay_whole() {
        assert_eq!(words("C++、C#, .NET/Node.js; R&D"), ["c++", "c#", ".net", "node.js", "r&d"]);
        assert_eq!(words("SolidWorks 2020, ASP.NET 4.5"), ["solidworks", "2020", "asp.net", "4.5"]);
        assert_eq!(words("精通PLC编程和C++开发"), ["精通", "plc", "编程和", "c++", "开发"]);
    }

    #[test]
    fn sentences_end_and_marks_part() {
        assert_eq!(
            words("I know Java. Then UI/UX, 5+ years."),
            ["i", "know", "java", "then", "ui", "ux", "5", "years"]
        );
        assert_eq!(words("co-ordinator (m/f) a+b"), ["co", "ordinator", "m", "f", "a", "b"]);
        assert_eq!(words("..., 、"), Vec::<String>::new());
    }

    #[test]
    fn places_refer_to_the_original() {
        let original = "會　ＰＬＣ編程";
        let folded = fold(original);
        let chars: Vec<char> = original.chars().collect();
        let found: Vec<String> = tokens(&folded).map(|t| chars[t.start..t.end].iter().collect()).collect();
        assert_eq!(found, ["會", "ＰＬＣ", "編程"]);
    }

    #[test]
    fn equal_texts_have_one_key() {
        for (a, b) in [
            ("PLC 编程", "plc编程"),
            ("數控機床", "数控机床"),
            ("ＣＮＣ　Operator", "cnc operator"),
            ("Driver's  licence", "drivers licence"),
            ("e-mail（邮件）", "E mail邮件"),
        ] {
            assert_eq!(normalise(a), normalise(b));
        }
        assert_ne!(normalise("c++"), normalise("c"));
        assert_ne!(normalise("c#"), normalise("c"));
        assert_ne!(normalise("node js"), normalise("nodejs"));
    }
}
