//! Who did what where, from a line of a career: title, employer and place told apart by the words they are made of.

/// Words that end or make a title of a post.
const TITLE_WORDS: &str = "engineer developer programmer maker setter turner assembler smith grinder manager technician operator analyst architect consultant designer director lead \
    leader specialist officer assistant administrator scientist researcher teacher lecturer professor tester \
    intern trainee apprentice supervisor foreman welder fitter machinist electrician mechanic inspector planner \
    buyer accountant chef coordinator head chief cto ceo founder co-founder owner swe qa devops instructor mentor \
    tutor representative agent clerk worker driver nurse expert freelancer sysadmin freelance";
/// The same in Chinese, as endings.
const TITLE_ENDINGS: &str = "工程师 技师 技术员 操作工 工人 班长 组长 主管 经理 总监 主任 部长 厂长 场长 研究员 助理 教师 讲师 教授 设计师 学徒 实习生 师 员 工 师傅 专家 总工";
/// Words of an employer's name.
const EMPLOYER_WORDS: &str = "ltd inc llc gmbh corp corporation company co group bank university college institute school technologies \
    technology solutions systems software labs lab studio agency industries holdings hospital army center centre \
    ministry plc s.a services networks";
const EMPLOYER_ENDINGS: &str =
    "公司 集团 厂 院 研究所 中心 大学 学院 学校 银行 合作社 农场 茶场 局 医院 工作室 事务所 实验室 基地 商行 有限 股份";
/// Longest title or employer in characters: what is longer is a sentence.
pub(super) const MAX_NAME_CHARS: usize = 90;

/// Words that tell a sentence of duties from a title.
const DUTY_WORDS: &str = "developed|developing|development of|responsible|implemented|implementing|designed|created|creating|\
    worked|working|managed|managing|built|building|maintained|maintaining|participated|wrote|writing|\
    led |supported|supporting|using|improved|performed|integrated|gained|helped|was |were |i |my |we |\
    负责|参与|完成|主持|使用|进行|协助|解决";

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.')).map(|word| word.trim_matches(['.', '-']))
}

/// Whether some words name a post rather than a place, a firm or a duty.
pub(super) fn looks_like_title(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let short = text.chars().count() <= MAX_NAME_CHARS && words(&lower).filter(|w| !w.is_empty()).count() <= 12;
    let made_of = words(&lower).any(|word| {
        let plural = word.strip_suffix('s').unwrap_or(word);
        TITLE_WORDS.split(' ').any(|known| known == word || known == plural)
    });
    let bare = text.trim_end_matches(|c: char| c.is_ascii() || c == '）' || c == '（');
    let ended = TITLE_ENDINGS.split(' ').any(|ending| bare.ends_with(ending)) && !looks_like_employer(text);
    short && (made_of || ended) && !is_duty(text)
}

/// Whether some words name an employer or a school.
pub(super) fn looks_like_employer(text: &str) -> bool {
    let lower = text.to_lowercase();
    words(&lower).any(|word| EMPLOYER_WORDS.split(' ').any(|known| known == word))
        || EMPLOYER_ENDINGS.split(' ').any(|end| lower.contains(end))
}

/// Whether a line tells what was done rather than as what.
pub(super) fn is_duty(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    DUTY_WORDS.split('|').any(|word| lower.starts_with(word))
        || (lower.ends_with(['.', '。', ';', '；']) && lower.len() > 60)
}

/// A title and an employer out of the words of one line without its dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PostWords {
    pub(super) title: Option<String>,
    pub(super) employer: Option<String>,
}

/// Tells title and employer apart in a line: `甲公司 模具工`, `Engineer, Acme Ltd (Town)`, `Acme — Engineer`, `Engineer at Acme`.
pub(super) fn post_words(line: &str) -> PostWords {
    let mut words = PostWords::default();
    for part in parts(line) {
        if words.title.is_none() && looks_like_title(&part) {
            words.title = Some(part);
        } else if words.employer.is_none() && may_name(&part) {
            words.employer = Some(part);
        }
    }
    words
}

/// Whether some words may name an employer: names do not begin in lower case, and a second title is none.
fn may_name(part: &str) -> bool {
    let first = part.chars().find(|c| c.is_alphabetic());
    let title = looks_like_title(part) && !looks_like_employer(part);
    first.is_some_and(|c| !c.is_lowercase()) && !title
}

/// Parts of a line, at the signs that set them apart; blanks part Chinese words only.
fn parts(line: &str) -> Vec<String> {
    let mut line =
        without_brackets(line).replace(['\t', '|', '•', '·', '–', '—', '\u{f0b7}', ';', '；', '，', '、'], "\u{1f}");
    for join in [" at ", " - ", " @ ", ", ", ": ", "  "] {
        line = line.replace(join, "\u{1f}");
    }
    let mut found = Vec::new();
    for part in line.split('\u{1f}') {
        let trimmed = part.trim().trim_matches([',', ':', '：', '-', '.', '/']).trim();
        let chinese = trimmed.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        if chinese {
            found.extend(trimmed.split_whitespace().map(str::to_owned));
        } else if !trimmed.is_empty() && trimmed.chars().count() <= MAX_NAME_CHARS {
            found.push(trimmed.to_owned());
        }
    }
    found
}

/// A country or a note in brackets says little of a post.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                kept.push('\t');
            }
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_employer_are_told_apart() {
        for (line, title, employer) in [
            ("甲铝业有限公司 模具工", "模具工", "甲铝业有限公司"),
            ("模具工，甲铝业有限公司", "模具工", "甲铝业有限公司"),
            ("Process Engineer, Acme Metals Ltd (Town)", "Process Engineer", "Acme Metals Ltd"),
            ("Acme Metals — Process Engineer", "Process Engineer", "Acme Metals"),
            ("Process engineer at Acme", "Process engineer", "Acme"),
            ("Acme  Junior Full-Stack Developer (  )", "Junior Full-Stack Developer", "Acme"),
            (":  Backend JAVA developer,   (Land, Town)", "Backend JAVA developer", ""),
        ] {
            let found = post_words(line);
            assert_eq!(found.title.as_deref(), Some(title), "{line}");
            assert_eq!(found.employer.as_deref().unwrap_or_default(), employer, "{line}");
        }
    }

    #[test]
    fn duties_are_no_titles() {
        for line in ["Developed a module with the lead engineer", "负责数控机床操作工培训", "Was involved as developer"]
        {
            assert!(!looks_like_title(line), "{line}");
        }
    }
}
