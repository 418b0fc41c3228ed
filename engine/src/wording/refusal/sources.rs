//! Looks through the sources for refusals without Chinese. A refusal is what is given for a parameter, a field or a name
//! `allowed` or `why`, the text of an error, and what fails a command or the store: there its template stands as a literal,
//! or the search stops and says where none does.

mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenTree};

use super::fitting;
use tokens::{Call, Found, calls, ends, is_word, literals, of_file, parameters};

/// Where refusals arise.
const ROOTS: [&str; 3] = ["src", "report/src", "../server/src"];
/// Names of parameters, fields and values that hold what is allowed, or why something failed.
const NAMES: [&str; 2] = ["allowed", "why"];
/// Calls that fail with a text.
const FAILING: [(&str, &str); 6] = [
    ("Failure", "Usage"),
    ("Failure", "Work"),
    ("Failure", "work"),
    ("StoreError", "Dump"),
    ("StoreError", "Newer"),
    ("StoreError", "Older"),
];

/// What takes a refusal.
#[derive(Default)]
struct Takers {
    /// By the type that a call names, or else by its name alone.
    known: BTreeMap<(Option<String>, String), Taker>,
    /// The types that the file implements.
    types: BTreeSet<String>,
}

#[derive(Clone, Copy)]
struct Taker {
    /// Which argument it is.
    index: usize,
    /// Whether nothing else has the name.
    sure: bool,
}

#[test]
fn every_refusal_has_words_in_chinese() {
    let files = sources();
    let mut public = Takers::default();
    for (_, trees) in &files {
        public.learn(trees, None, true);
    }
    for (kind, name) in FAILING {
        public.known.insert((Some(kind.to_owned()), name.to_owned()), Taker { index: 0, sure: true });
    }
    let mut missing = Vec::new();
    let mut told = 0;
    for (path, trees) in &files {
        let mut takers = Takers { known: public.known.clone(), types: BTreeSet::new() };
        takers.learn(trees, None, false);
        for Found { line, text } in takers.refusals(trees) {
            told += 1;
            if !is_worded(&text) {
                missing.push(format!("{}:{line}: {text:?}", path.display()));
            }
        }
    }
    assert!(told > 400, "only {told} refusals are found");
    assert!(missing.is_empty(), "no row of `wording/refusal` fits:\n{}", missing.join("\n"));
}

fn sources() -> Vec<(PathBuf, Vec<TokenTree>)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ROOTS.iter().for_each(|root| list(&here.join(root), &mut files));
    files.sort();
    files.into_iter().map(|path| (path.clone(), of_file(&path))).collect()
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                list(&path, files);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") && name != "tests" {
            files.push(path);
        }
    }
}

/// Whether a template has Chinese, says nothing in English (codes, options and values), or is nothing but a place for another.
fn is_worded(template: &str) -> bool {
    let codes = |text: &str| text.trim().split(", ").all(|code| !code.contains(' '));
    ["7", "order"].iter().any(|first| {
        let text = told(template, first);
        !has_words(template) || codes(&text) || fitting(&text).is_some()
    })
}

/// The template with something in its holes, as a sentence is told.
fn told(template: &str, first: &str) -> String {
    let (mut text, mut hole) = (String::new(), first);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        text += before;
        text += hole;
        (hole, rest) = ("7", behind.split_once('}').map_or("", |(_, behind)| behind));
    }
    text + rest
}

fn is_name(tree: &TokenTree) -> bool {
    NAMES.iter().any(|name| is_word(tree, name))
}

fn has_words(template: &str) -> bool {
    let plain = told(template, "7");
    let words = plain.split_whitespace().filter(|word| !word.starts_with("--"));
    words.flat_map(|word| word.split(|c: char| !c.is_ascii_alphabetic())).any(|word| word.len() > 1)
}

impl Takers {
    /// Learns of functions with a parameter `allowed`: public ones, or those of a file alone, closures among them.
    fn learn(&mut self, trees: &[TokenTree], owner: Option<&str>, public: bool) {
        for (at, tree) in trees.iter().enumerate() {
            if let TokenTree::Group(group) = tree {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let block = group.delimiter() == Delimiter::Brace;
                let of = block.then(|| tokens::implemented(&trees[..at])).flatten();
                self.types.extend(of.clone());
                self.learn(&inner, of.as_deref().or(owner), public);
            }
            let Some((name, names, is_public)) = parameters(trees, at) else { continue };
            let index = names.iter().position(|name| NAMES.contains(&name.as_str()));
            let Some(index) = index.filter(|_| is_public == public) else { continue };
            let taker = Taker { index, sure: owner.is_some() || !public };
            self.known.insert((owner.map(str::to_owned), name.clone()), taker);
            if name != "new" && owner.is_some() {
                self.known.insert((None, name), Taker { index, sure: !public });
            }
        }
    }

    fn taken(&self, call: &Call) -> Option<Taker> {
        let named = |owner: Option<&str>| self.known.get(&(owner.map(str::to_owned), call.name.clone())).copied();
        if call.owner.as_deref() != Some("Self") {
            return named(call.owner.as_deref());
        }
        let own = |((owner, name), _): &(&(Option<String>, String), &Taker)| {
            let of_file = |owner: &String| self.types.contains(owner) && FAILING.iter().all(|(kind, _)| kind != owner);
            *name == call.name && owner.as_ref().is_some_and(of_file)
        };
        self.known.iter().find(own).map(|(_, taker)| *taker)
    }

    /// All refusals of a file.
    fn refusals(&self, trees: &[TokenTree]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut constants = BTreeSet::new();
        self.collect(trees, &mut found, &mut constants);
        tokens::constants(trees, &constants, &mut found);
        found
    }

    fn collect(&self, trees: &[TokenTree], found: &mut Vec<Found>, constants: &mut BTreeSet<String>) {
        for call in calls(trees) {
            let Some(taker) = self.taken(&call) else { continue };
            let Some(argument) = call.arguments.get(taker.index) else { continue };
            take(argument, (call.line, taker.sure), found, constants);
        }
        for at in 0..trees.len() {
            if let TokenTree::Group(group) = &trees[at] {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.collect(&inner, found, constants);
                found.extend(tokens::error(&trees[..at], &inner));
            }
            if is_name(&trees[at]) {
                // `let allowed = …;` and `allowed: …,`; a parameter has a type there.
                let rest = &trees[at + 1..];
                let bound = tokens::bound(&trees[..at], rest);
                found.extend(literals(&rest[..bound.unwrap_or_default()]));
            }
            if is_word(&trees[at], "let")
                && let Some(TokenTree::Group(pattern)) = trees.get(at + 1)
                && pattern.stream().into_iter().any(|tree| is_name(&tree))
            {
                found.extend(literals(&trees[at + 2..at + 2 + ends(&trees[at + 2..], ';')]));
            }
        }
    }
}

/// What is given for a refusal: a template, the name of one, or what somebody else says.
fn take(argument: &[TokenTree], (line, sure): (usize, bool), found: &mut Vec<Found>, constants: &mut BTreeSet<String>) {
    const ELSEWHERE: [&str; 10] =
        ["allowed", "why", "e", "error", "cause", "rejected", "wrong", "to_string", "to_owned", "say"];
    let told = literals(argument);
    let words = tokens::words(argument);
    let is_constant = |word: &&String| word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    constants.extend(words.iter().filter(is_constant).cloned());
    let named = |word: &String| ELSEWHERE.contains(&word.as_str()) || constants.contains(word);
    if sure && told.is_empty() && !words.iter().any(named) {
        let text = format!("what is allowed must stand here, or as `allowed`: {}", words.join(" "));
        found.push(Found { line, text });
    }
    found.extend(told);
}
