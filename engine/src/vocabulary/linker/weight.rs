//! How much of a title's meaning each character carries.
//!
//! General knowledge of how titles are built, in two languages: a word of level says how high, a Chinese
//! role ending says that it is a post at all; what the post is about stands in the rest. an English role
//! noun is the head of its title: `operator` and `engineer` are different work.

use crate::text::{Script, Token};

/// A level says little about the occupation, yet `assistant` is not nothing.
const LEVEL: f32 = 0.7;
/// 员, 经理, 专员 …: the same work is advertised under many of them.
const ROLE: f32 = 0.7;

/// The head noun of an English title says what kind of work it is; as letters it is like any other word.
const HEAD: f32 = 1.4;

/// English nouns that head titles of many fields.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "manager", "director", "supervisor", "coordinator", "specialist", "officer", "analyst", "consultant",
    "adviser", "advisor", "technician", "engineer", "representative", "agent", "assistant", "administrator",
    "clerk", "operator", "worker", "expert", "professional", "practitioner", "leader", "executive", "planner",
    "technologist", "inspector", "attendant", "operative", "aide", "helper", "foreman", "superintendent",
    "organizer", "organiser", "president", "strategist", "handler", "scientist", "teacher", "designer",
    "developer", "mechanic", "installer", "repairer",
];

/// English words of level, rank and standing.
const LEVELS: &[&str] = &[
    "senior",
    "sr",
    "junior",
    "jr",
    "chief",
    "head",
    "lead",
    "leading",
    "principal",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "trainee",
    "apprentice",
    "intern",
    "executive",
    "general",
    "staff",
    "entry",
    "level",
    "experienced",
    "certified",
    "licensed",
    "registered",
    "qualified",
    "regional",
    "national",
    "international",
    "global",
    "corporate",
    "group",
    "first",
    "second",
    "i",
    "ii",
    "iii",
    "iv",
    "1",
    "2",
    "3",
    "freelance",
    "temporary",
    "independent",
    "field",
];

/// Chinese beginnings of level, rank and standing; the longest that fits counts.
const HAN_LEVELS: &[&str] = &[
    "高级", "资深", "初级", "中级", "首席", "副", "助理", "实习", "见习", "主任", "主管", "总", "特级", "一级", "二级",
    "三级", "注册", "持证", "执业", "区域", "地区", "国家", "国际", "全球", "企业", "集团", "兼职", "临时", "独立",
    "现场",
];

/// Chinese role endings; the longest that fits counts.
const HAN_ROLES: &[&str] = &[
    "工程技术人员",
    "专业技术人员",
    "专业人员",
    "技术人员",
    "服务人员",
    "管理人员",
    "操作人员",
    "工作人员",
    "开发人员",
    "人员",
    "工程师",
    "技术员",
    "技师",
    "操作工",
    "操作员",
    "协调员",
    "管理员",
    "服务员",
    "办事员",
    "分析师",
    "设计师",
    "规划师",
    "咨询师",
    "负责人",
    "总经理",
    "副经理",
    "经理",
    "主管",
    "总监",
    "副总监",
    "专员",
    "助理",
    "顾问",
    "代表",
    "主任",
    "专家",
    "代理",
    "组长",
    "队长",
    "部长",
    "处长",
    "科长",
    "校长",
    "监督员",
    "检查员",
    "干事",
    "官员",
    "工人",
    "技工",
    "学徒",
    "实习生",
    "员",
    "师",
    "工",
    "者",
    "家",
    "手",
    "岗",
];

/// How much more a folded Latin word weighs as a word than its letters do.
pub(super) fn emphasis(word: &str) -> f32 {
    if HEADS.contains(&word.strip_suffix('s').unwrap_or(word)) { HEAD } else { 1.0 }
}

/// The weight of each character of a folded token, 1 for what carries the meaning. A text that is all
/// level or all role keeps its weight: there is nothing else to go by.
pub(super) fn weights(token: &Token<'_>, out: &mut Vec<f32>) {
    out.clear();
    let count = token.end - token.start;
    match token.script {
        Script::Han => {
            out.resize(count, 1.0);
            let chars = |part: &&str| part.chars().count();
            let fitting = HAN_ROLES.iter().filter(|role| token.text.ends_with(*role));
            if let Some(role) = fitting.map(chars).max().filter(|&n| n < count) {
                out[count - role..].fill(ROLE);
            }
            let fitting = HAN_LEVELS.iter().filter(|level| token.text.starts_with(*level));
            if let Some(level) = fitting.map(chars).max().filter(|&n| n < count) {
                out[..level].fill(LEVEL);
            }
        }
        Script::Latin | Script::Number => {
            let singular = token.text.strip_suffix('s').unwrap_or(token.text);
            out.resize(count, if LEVELS.contains(&singular) { LEVEL } else { 1.0 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn weighed(text: &str) -> Vec<f32> {
        let mut out = Vec::new();
        tokens(text)
            .flat_map(|token| {
                weights(&token, &mut out);
                out.clone()
            })
            .collect()
    }

    #[test]
    fn the_subject_weighs_most() {
        assert_eq!(weighed("高级焊接工程师"), [0.7, 0.7, 1.0, 1.0, 0.7, 0.7, 0.7]);
        assert_eq!(weighed("jr cook"), [0.7, 0.7, 1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn head_nouns_are_emphasised() {
        assert_eq!((emphasis("operators"), emphasis("crane")), (1.4, 1.0));
    }

    #[test]
    fn a_role_alone_keeps_its_weight() {
        assert_eq!(weighed("工程师"), [1.0, 1.0, 1.0]);
    }
}
