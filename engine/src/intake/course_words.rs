//! What the words of a training plan say beside skills: how far something is taught, which courses are everybody's, and
//! which phrases speak of a skill. Linking is left to `course_skills`.

use std::ops::Range;

/// Phrases that say how far the skills after them are taught, up to the next such phrase or the end of the sentence; of two
/// that begin together the longer stands first. The levels are those of [`words::skill_level`](super::words::skill_level).
const LEVELS: [(&str, u8); 26] = [
    ("精通", 5),
    ("熟练掌握", 4),
    ("熟练运用", 4),
    ("熟练使用", 4),
    ("熟练", 4),
    ("独立完成", 4),
    ("独立进行", 4),
    ("掌握", 3),
    ("能够运用", 3),
    ("学会运用", 3),
    ("具备", 3),
    ("能够", 3),
    ("初步掌握", 2),
    ("基本掌握", 2),
    ("熟悉", 2),
    ("理解", 2),
    ("学会", 2),
    ("初步了解", 1),
    ("了解", 1),
    ("认识", 1),
    ("expert in", 5),
    ("proficient in", 3),
    ("competent in", 3),
    ("familiar with", 2),
    ("understand", 1),
    ("introduction to", 1),
];
/// The level of a course that says nothing of levels: one works with it under guidance.
const PLAIN: u8 = 2;
/// Names of courses that only open a field, and the level they teach to.
const OPENING: ([&str; 7], u8) = (["导论", "概论", "入门", "认识实习", "认知实习", "introduction", "survey of"], 1);
/// Names of courses that put to use what others began, and the level they teach to.
const APPLYING: ([&str; 14], u8) = (
    [
        "实训",
        "实习",
        "课程设计",
        "毕业设计",
        "综合",
        "项目",
        "进阶",
        "高级",
        "practice",
        "practicum",
        "internship",
        "project",
        "advanced",
        "workshop",
    ],
    3,
);

/// Courses that everybody takes, whatever the major: no skills of it. Names that begin so.
const PUBLIC: [&str; 46] = [
    "思想",
    "思政",
    "马克思",
    "毛泽东",
    "习近平",
    "中国特色社会主义",
    "形势与政策",
    "中共党史",
    "党史",
    "四史",
    "军事",
    "军训",
    "体育",
    "大学体育",
    "大学英语",
    "公共英语",
    "高职英语",
    "实用英语",
    "基础英语",
    "英语",
    "大学语文",
    "高等数学",
    "应用数学",
    "大学数学",
    "大学物理",
    "心理健康",
    "大学生",
    "职业生涯",
    "职业发展",
    "就业指导",
    "创新创业",
    "劳动教育",
    "劳动实践",
    "国家安全",
    "入学教育",
    "毕业教育",
    "健康教育",
    "美育",
    "艺术",
    "中华优秀传统文化",
    "中国传统文化",
    "公共选修",
    "college english",
    "physical education",
    "military",
    "ideolog",
];
/// Names of public courses that are no beginning but the whole, numbers and signs aside.
const WHOLE: [&str; 2] = ["英语", "艺术"];

/// Phrases that end so speak of something one can do.
const DOING: [&str; 52] = [
    "编程", "设计", "调试", "维护", "维修", "检修", "保养", "操作", "加工", "检测", "检验", "测试", "试验", "化验",
    "分析", "安装", "装配", "装调", "拆装", "制作", "制造", "制图", "绘图", "识图", "测量", "测绘", "管理", "运营",
    "营销", "控制", "开发", "建模", "仿真", "工艺", "技术", "应用", "配置", "部署", "选型", "组态", "排故", "诊断",
    "运维", "施工", "养殖", "栽培", "配方", "核算", "剪辑", "拍摄", "焊接", "铸造",
];
/// Phrases with such a word are about a subject, not a skill.
const SUBJECT: [&str; 26] = [
    "概念",
    "原理",
    "理论",
    "基础知识",
    "素养",
    "意识",
    "精神",
    "概述",
    "绪论",
    "历史",
    "意义",
    "作用",
    "道德",
    "法律",
    "法规",
    "政策",
    "文化",
    "现状",
    "趋势",
    "特点",
    "分类",
    "定义",
    "定律",
    "团队",
    "沟通",
    "习惯",
];
/// What is said around a skill and is none of its name.
const BEFORE: [&str; 14] =
    ["的", "常用", "常见", "典型", "相关", "基本", "简单", "主要", "进行", "运用", "使用", "利用", "完成", "课程"];
const BEHIND: [&str; 16] = [
    "的能力",
    "能力",
    "的方法",
    "方法",
    "的知识",
    "知识",
    "的技能",
    "技能",
    "的过程",
    "过程",
    "的步骤",
    "步骤",
    "要点",
    "等",
    "的",
    "流程",
];
/// Shortest and longest phrase in characters that is told as one that speaks of a skill.
const PHRASE: Range<usize> = 3..17;

/// Whether a course is everybody's: by its name, or by what its sheet says of its kind.
pub(super) fn is_public(name: &str, kind: Option<&str>) -> bool {
    let name = name.trim().to_lowercase();
    let bare = name.trim_end_matches(|c: char| !c.is_alphabetic() || "ⅠⅡⅢⅣ一二三四i".contains(c));
    let begins = PUBLIC.iter().any(|word| if WHOLE.contains(word) { bare == *word } else { name.starts_with(word) });
    begins || kind.is_some_and(|kind| kind.contains("公共") || kind.contains("思政"))
}

/// The level of what a course teaches where its text says none.
pub(super) fn level_by_name(name: &str) -> u8 {
    let name = name.to_lowercase();
    let says = |(words, level): (&[&str], u8)| words.iter().any(|word| name.contains(word)).then_some(level);
    says((&OPENING.0, OPENING.1)).or_else(|| says((&APPLYING.0, APPLYING.1))).unwrap_or(PLAIN)
}

/// Sentences of a text, each with its first byte.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '\n', '！', '？'])
        .flat_map(|part| part.split(". "))
        .filter(|part| !part.trim().is_empty())
}

/// The levels that a sentence speaks of: which bytes say so, and the level.
pub(super) fn levels(sentence: &str) -> Vec<(Range<usize>, u8)> {
    let lower = sentence.to_ascii_lowercase();
    let (mut found, mut behind) = (Vec::new(), 0);
    for (at, _) in lower.char_indices() {
        let word = LEVELS.iter().filter(|(word, _)| at >= behind && lower[at..].starts_with(word));
        if let Some((word, level)) = word.max_by_key(|(word, _)| word.len()) {
            behind = at + word.len();
            found.push((at..behind, *level));
        }
    }
    found
}

/// Phrases of a sentence that speak of a skill: each with its bytes, without the words around it.
pub(super) fn phrases(sentence: &str) -> Vec<Range<usize>> {
    let levels = levels(sentence);
    let mut cuts: Vec<Range<usize>> = sentence
        .match_indices(['，', ',', '、', '：', ':', '（', '）', '(', ')', '/', '与', '和', '及'])
        .map(|(at, sign)| at..at + sign.len())
        .chain(levels.into_iter().map(|(said, _)| said))
        .chain(std::iter::once(sentence.len()..sentence.len()))
        .collect();
    cuts.sort_by_key(|cut| cut.start);
    let mut begin = 0;
    let mut phrases = Vec::new();
    for cut in cuts {
        if let Some(phrase) = sentence.get(begin..cut.start) {
            phrases.extend(core(phrase).filter(|_| speaks(phrase)).map(|core| begin + core.start..begin + core.end));
        }
        begin = begin.max(cut.end);
    }
    phrases
}

/// Where the name stands in a phrase; `None` where nothing of a fair length does.
fn core(phrase: &str) -> Option<Range<usize>> {
    let mut name = phrase.trim();
    while let Some(rest) = BEFORE.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest.trim();
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest.trim();
    }
    let start = phrase.find(name)?;
    PHRASE.contains(&name.chars().count()).then_some(start..start + name.len())
}

fn speaks(phrase: &str) -> bool {
    let core = core(phrase).map_or("", |core| &phrase[core]);
    DOING.iter().any(|word| core.ends_with(word)) && !SUBJECT.iter().any(|word| core.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_holds_until_the_next_one() {
        let told = |text: &str| levels(text).into_iter().map(|(at, level)| (text[at].to_owned(), level)).collect();
        let levels: Vec<(String, u8)> = told("了解变频器，熟练掌握PLC编程");
        assert_eq!(levels, [("了解".to_owned(), 1), ("熟练掌握".to_owned(), 4)]);
        let levels: Vec<(String, u8)> = told("Familiar with PLC; expert in welding");
        assert_eq!(levels.iter().map(|(_, level)| *level).collect::<Vec<_>>(), [2, 5]);
    }

    #[test]
    fn courses_of_everybody_are_told_by_name_or_kind() {
        for name in ["思想道德与法治", "大学英语Ⅱ", "英语1", "体育与健康", "军事理论", "College English II", "劳动教育"]
        {
            assert!(is_public(name, None), "{name}");
        }
        for name in ["专业英语", "商务英语", "英语技术沟通", "PLC应用技术", "艺术设计基础"] {
            assert!(!is_public(name, None), "{name}");
        }
        assert!(is_public("信息技术", Some("公共基础课")));
    }

    #[test]
    fn phrases_of_doing_are_found_and_those_of_a_subject_are_not() {
        let told = |text: &str| phrases(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told("掌握常用低压电器的选型、步进电路调试的方法和电路基本概念"),
            ["低压电器的选型", "步进电路调试"]
        );
        assert!(told("培养团队协作精神，了解行业发展现状").is_empty());
        assert!(told("").is_empty() && told("，，、").is_empty());
    }

    #[test]
    fn the_name_says_how_far_a_course_goes() {
        for (name, level) in [("人工智能导论", 1), ("PLC应用技术", 2), ("数控加工综合实训", 3), ("Welding practice", 3)]
        {
            assert_eq!(level_by_name(name), level, "{name}");
        }
    }
}
