//! What the search needs to know of Rust: calls and their arguments, parameters, literals; tests are left out.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A text of the sources.
pub(super) struct Found {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A call of something by its name.
pub(super) struct Call {
    /// The type before `::`.
    pub(super) owner: Option<String>,
    pub(super) name: String,
    pub(super) arguments: Vec<Vec<TokenTree>>,
    pub(super) line: usize,
}

/// The tokens of a file without those of its tests.
pub(super) fn of_file(path: &Path) -> Vec<TokenTree> {
    let text = std::fs::read_to_string(path).unwrap();
    let trees: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
    let test = trees.iter().position(|tree| matches!(tree, TokenTree::Group(group) if is_test(group.stream())));
    trees[..test.unwrap_or(trees.len())].to_vec()
}

/// `cfg(test)`, behind which a file holds tests alone.
fn is_test(attribute: TokenStream) -> bool {
    attribute.to_string().replace(' ', "") == "cfg(test)"
}

pub(super) fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

fn is_mark(tree: Option<&TokenTree>, mark: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn group(tree: Option<&TokenTree>, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match tree {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream().into_iter().collect()),
        _ => None,
    }
}

/// The names in it, at any depth.
pub(super) fn words(trees: &[TokenTree]) -> Vec<String> {
    let inner = |tree: &TokenTree| match tree {
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Group(group) => words(&group.stream().into_iter().collect::<Vec<_>>()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
    };
    trees.iter().flat_map(inner).collect()
}

/// How many tokens stand before a mark, or before the end.
pub(super) fn ends(trees: &[TokenTree], mark: char) -> usize {
    trees.iter().position(|tree| is_mark(Some(tree), mark)).unwrap_or(trees.len())
}

fn parted(trees: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    let parts = trees.split(|tree| is_mark(Some(tree), ','));
    parts.map(<[TokenTree]>::to_vec).filter(|part| !part.is_empty()).collect()
}

/// The calls among these tokens, not those within them.
pub(super) fn calls(trees: &[TokenTree]) -> Vec<Call> {
    let call = |at: usize| {
        let TokenTree::Ident(name) = &trees[at] else { return None };
        let arguments = group(trees.get(at + 1), Delimiter::Parenthesis)?;
        if at > 0 && is_word(&trees[at - 1], "fn") {
            return None;
        }
        let path = at >= 3 && is_mark(trees.get(at - 1), ':') && is_mark(trees.get(at - 2), ':');
        let owner = path.then(|| trees[at - 3].to_string());
        let line = name.span().start().line;
        Some(Call { owner, name: name.to_string(), arguments: parted(&arguments), line })
    };
    (0..trees.len()).filter_map(call).collect()
}

/// A function, or a closure with a name, that begins here: its name, its parameters without `self`, and whether others see it.
pub(super) fn parameters(trees: &[TokenTree], at: usize) -> Option<(String, Vec<String>, bool)> {
    let name = trees.get(at + 1)?.to_string();
    if is_word(&trees[at], "fn") {
        let list = trees[at..].iter().find_map(|tree| group(Some(tree), Delimiter::Parenthesis))?;
        let before = &trees[at.saturating_sub(3)..at];
        let public = before.iter().any(|tree| is_word(tree, "pub"));
        let names = parted(&list).iter().map(|part| named(part)).filter(|name| name != "self").collect();
        return Some((name, names, public));
    }
    let closure = is_word(&trees[at], "let") && is_mark(trees.get(at + 2), '=') && is_mark(trees.get(at + 3), '|');
    let list = closure.then(|| &trees[at + 4..at + 4 + ends(&trees[at + 4..], '|')])?;
    Some((name, parted(list).iter().map(|part| named(part)).collect(), false))
}

/// The name of a parameter; none of a pattern.
fn named(part: &[TokenTree]) -> String {
    let mut names = part[..ends(part, ':')].iter().filter_map(|tree| match tree {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    });
    names.next_back().unwrap_or_default()
}

/// The type whose `impl` ends with these tokens.
pub(super) fn implemented(before: &[TokenTree]) -> Option<String> {
    let start = before.iter().rposition(|tree| is_word(tree, "impl"))?;
    let head = &before[start + 1..];
    if head.iter().any(|tree| is_mark(Some(tree), ';') || group(Some(tree), Delimiter::Brace).is_some()) {
        return None;
    }
    let of = head.iter().position(|tree| is_word(tree, "for")).map_or(head, |at| &head[at + 1..]);
    of.iter().find(|tree| matches!(tree, TokenTree::Ident(_))).map(ToString::to_string)
}

/// How many tokens behind a name `allowed` are its value: of a `let` or a field.
pub(super) fn bound(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    if before.last().is_some_and(|tree| is_word(tree, "let")) {
        return Some(ends(rest, ';'));
    }
    let field = is_mark(rest.first(), ':') && !is_mark(rest.get(1), ':');
    field.then(|| ends(rest, ','))
}

/// The text of an error: `#[error("…")]`.
pub(super) fn error(before: &[TokenTree], attribute: &[TokenTree]) -> Option<Found> {
    let told = is_mark(before.last(), '#') && attribute.first().is_some_and(|tree| is_word(tree, "error"));
    literals(told.then_some(attribute)?).into_iter().next()
}

/// The texts of constants of these names.
pub(super) fn constants(trees: &[TokenTree], names: &BTreeSet<String>, found: &mut Vec<Found>) {
    for (at, tree) in trees.iter().enumerate() {
        if let TokenTree::Group(group) = tree {
            constants(&group.stream().into_iter().collect::<Vec<_>>(), names, found);
        }
        if is_word(tree, "const") && trees.get(at + 1).is_some_and(|name| names.contains(&name.to_string())) {
            found.extend(literals(&trees[at..at + ends(&trees[at..], ';')]));
        }
    }
}

/// The texts in it, at any depth; not what joins or parts others, and not what is said in both languages.
pub(super) fn literals(trees: &[TokenTree]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        let apart = at > 0 && ["join", "say", "split", "ends_with"].iter().any(|word| is_word(&trees[at - 1], word));
        match tree {
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                found.extend(text(&literal.to_string()).map(|text| Found { line, text }));
            }
            TokenTree::Group(group) if !apart => {
                found.extend(literals(&group.stream().into_iter().collect::<Vec<_>>()));
            }
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

/// A string without its quotes and escapes.
fn text(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut marks = inner.chars().peekable();
    while let Some(mark) = marks.next() {
        match mark {
            '\\' => match marks.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\n' => while marks.next_if(|mark| mark.is_whitespace()).is_some() {},
                other => text.push(other),
            },
            mark => text.push(mark),
        }
    }
    Some(text)
}
