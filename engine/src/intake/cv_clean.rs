//! A CV without what must not be kept: contacts, links, personal numbers, and lines about birth, family or citizenship.

use crate::model::personal_number::without_personal_numbers;

/// What lines about private facts begin with.
const PRIVATE_HEADS: &str = "date of birth|birth|born|age|gender|sex|marital|married|nationality|citizenship|religion|health|\
    family status|passport|id number|tel|phone|mobile|cell|e-mail|email|whatsapp|telegram|skype|linkedin|address|\
    出生|年龄|性别|民族|婚姻|婚否|健康|籍贯|户籍|户口|政治面貌|身份证|电话|手机|邮箱|微信|地址|联系";

/// The text of a CV that may be kept, line by line; a line that is dropped stays as an empty one, so that numbers of lines
/// hold. The second value says whether a personal number was taken out.
pub(super) fn clean(text: &str) -> (String, bool) {
    let without = without_personal_numbers(text);
    let found = without.is_some();
    let text = without.unwrap_or_else(|| text.to_owned());
    let lines = text
        .lines()
        .map(|line| if is_private(line) || tells_sex_or_age(line) { String::new() } else { clean_line(line) });
    (lines.collect::<Vec<_>>().join("\n"), found)
}

/// Whether a line tells a private fact and little else: `Date of birth: …`, `性别：男`.
fn is_private(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let head = PRIVATE_HEADS.split('|').find(|head| bare.starts_with(head));
    let Some(head) = head.filter(|_| line.chars().count() <= 120) else { return false };
    let rest = bare[head.len()..].trim_start();
    let apart = rest.is_empty()
        || rest.starts_with([':', '：', '*', '-', '+', '('])
        || head.starts_with(|c: char| !c.is_ascii());
    apart || (rest.len() < bare[head.len()..].len() && rest.len() <= 40 && !rest.contains(", "))
}

/// Longest line that is dropped because of one private word.
const SHORT_CHARS: usize = 40;

/// Whether a short line tells sex or age: `男 | 32岁`, `27 years old`.
fn tells_sex_or_age(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let sex = words.any(|word| matches!(word, "男" | "女" | "male" | "female"));
    let aged =
        |mark: &str| lower.find(mark).is_some_and(|at| lower[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()));
    line.chars().count() <= SHORT_CHARS && (sex || aged("岁") || aged("years old"))
}

fn clean_line(line: &str) -> String {
    let words = line.split_inclusive([' ', '\t', ',', ';', '，', '；', '（', '(', ')', '）', '|']);
    let kept: String = words.map(|word| if is_contact(word) { ending(word) } else { word }).collect();
    without_phones(&kept)
}

/// The separator that a dropped word leaves.
fn ending(word: &str) -> &str {
    word.char_indices().next_back().filter(|(_, c)| !c.is_alphanumeric()).map_or("", |(at, _)| &word[at..])
}

fn is_contact(word: &str) -> bool {
    let lower = word.to_lowercase();
    let mail = lower.find('@').is_some_and(|at| at > 0 && lower[at..].contains('.'));
    let link =
        ["http://", "https://", "www.", "linkedin.com", "github.com/", "t.me/"].iter().any(|head| lower.contains(head));
    mail || link
}

/// Digits with the blanks, dashes and brackets of a phone number between them: nine to fifteen, and no year or period.
fn without_phones(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut run = String::new();
    for c in line.chars().chain(std::iter::once('\0')) {
        let part = c.is_ascii_digit()
            || (!run.is_empty() && matches!(c, ' ' | '-' | '(' | ')'))
            || (run.is_empty() && c == '+');
        if part {
            run.push(c);
            continue;
        }
        if !is_phone(&run) {
            kept.push_str(&run);
        }
        run.clear();
        if c != '\0' {
            kept.push(c);
        }
    }
    kept
}

fn is_phone(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let years = groups.filter(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))).count();
    (9..=15).contains(&digits) && (years < 2 || run.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_and_private_lines_go() {
        let text = "Process engineer\nDate of birth: 1.2.1980\nPhone: 0763 123 456\nwrite to a.b@example.org, or www.example.org now\n\
            call +86 138 0013 8000 today\n男 | 32岁\n手机：13800138000\n身份证 11010519491231002X";
        let (kept, found) = clean(text);
        assert!(found);
        for gone in ["1980", "0763", "@", "www", "138", "男", "32", "1949"] {
            assert!(!kept.contains(gone), "{gone}: {kept}");
        }
        assert!(kept.contains("Process engineer") && kept.contains("now") && kept.contains("today"));
        assert_eq!(kept.split('\n').count(), 8);
    }

    #[test]
    fn periods_and_ordinary_words_stay() {
        for line in [
            "2008 - 2012 fitter",
            "2018-03 - 2019-05",
            "Mobile developer, Acme",
            "Agent training",
            "Healthcare systems",
            "Addressed 20 defects",
            "cell culture and PCR, two years",
        ] {
            assert_eq!(clean(line).0, line);
        }
    }
}
