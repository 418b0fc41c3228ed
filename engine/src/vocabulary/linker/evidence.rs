//! Evidence: when a name that is also a common word or a letter may be taken for the name.

use std::ops::Range;

use super::Form;
use super::mention::Unit;
use crate::text::Script;

/// What a form asks for before it counts as mentioned; less careful is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Caution {
    /// It counts wherever it stands.
    None,
    /// It counts in capitals (`IT`, `AI`, not `it`).
    Capitals,
    /// It counts beside another mention in a list, or beside a word that speaks of it.
    Evidence,
}

/// Names of languages and tools that are everyday English words.
const COMMON: &[&str] = &[
    "go",
    "swift",
    "rust",
    "scratch",
    "excel",
    "access",
    "word",
    "spark",
    "chef",
    "puppet",
    "ruby",
    "shell",
    "scheme",
    "dart",
    "julia",
    "processing",
    "make",
    "ant",
    "flash",
    "maya",
    "rhino",
    "office",
    "project",
    "teams",
    "outlook",
    "basic",
    "lean",
    "flux",
    "oracle",
    "eclipse",
    "express",
    "react",
    "bash",
    "scala",
    "elm",
    "crystal",
    "perl",
    "unity",
    "blender",
    "inventor",
    "creo",
    "delta",
    "fusion",
    "hive",
    "pig",
];
/// English words that, within [`REACH`] units, say that a language or tool is meant.
const CUES: &[&str] = &[
    "language",
    "languages",
    "programming",
    "program",
    "programmer",
    "code",
    "coding",
    "coded",
    "developer",
    "developers",
    "development",
    "software",
    "script",
    "scripts",
    "scripting",
    "framework",
    "api",
    "sdk",
    "microsoft",
    "ms",
    "apache",
    "autodesk",
    "tool",
    "tools",
    "database",
    "compiler",
    "library",
    "libraries",
    "app",
    "apps",
    "365",
    "spreadsheet",
    "spreadsheets",
    "version",
];
/// Chinese words that say it right before or behind the name.
const HAN_CUES: &[&str] = &[
    "语言",
    "编程",
    "程序",
    "代码",
    "开发",
    "脚本",
    "软件",
    "工具",
    "框架",
    "精通",
    "熟悉",
    "掌握",
    "熟练",
    "使用",
    "操作",
    "表格",
    "语法",
    "后端",
    "前端",
    "数据库",
    "了解",
    "学习",
];
/// How far a cue reaches, in units.
const REACH: usize = 2;

/// What a form asks for.
pub(super) fn caution(form: &Form, units: &[Unit<'_>]) -> Caution {
    let [unit] = units else { return Caution::None };
    let letters = unit.text.bytes().all(|b| b.is_ascii_lowercase());
    match unit.text.len() {
        _ if unit.script != Script::Latin || !letters => Caution::None,
        1 => Caution::Evidence,
        _ if COMMON.contains(&unit.text) => Caution::Evidence,
        2..=3 if form.text.trim().bytes().all(|b| b.is_ascii_uppercase()) => Caution::Capitals,
        2 => Caution::Evidence,
        _ => Caution::None,
    }
}

impl Caution {
    /// Whether a hit over the units of `hit` counts; `listed` says that it stands in a list beside a mention.
    pub(super) fn allows(self, units: &[Unit<'_>], hit: Range<usize>, original: &[char], listed: bool) -> bool {
        let (start, end) = (units[hit.start].start, units[hit.end - 1].end);
        let capital = |c: char| !c.is_lowercase();
        match self {
            Caution::None => true,
            Caution::Capitals => original[start..end].iter().all(|&c| capital(c)),
            Caution::Evidence if end - start == 1 && !capital(original[start]) => false,
            Caution::Evidence => listed || cued(units, hit),
        }
    }
}

fn cued(units: &[Unit<'_>], hit: Range<usize>) -> bool {
    let before = &units[hit.start.saturating_sub(REACH)..hit.start];
    let behind = &units[hit.end..(hit.end + REACH).min(units.len())];
    let english = before.iter().chain(behind).any(|unit| CUES.contains(&unit.text));
    let spelled = |side: &[Unit<'_>]| side.iter().map(|unit| unit.text).collect::<String>();
    let (before, behind) = (spelled(before), spelled(behind));
    english || HAN_CUES.iter().any(|cue| before.ends_with(cue) || behind.starts_with(cue))
}
