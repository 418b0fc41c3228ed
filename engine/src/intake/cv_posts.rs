//! Posts out of the lines of a CV: a line with a period begins one; its title and employer stand there or beside.

use super::cv_lines::{Line, Section};
use super::period::{Period, periods, points};
use super::post_words::{PostWords, is_duty, looks_like_employer, looks_like_title, post_words};
use crate::model::Month;

/// How far from its line's ends a period may stand in a long line; dates amid a sentence tell of something else.
const EDGE_CHARS: usize = 30;
/// A line up to this length is all about its period.
const SHORT_CHARS: usize = 140;
/// How many lines before a period may name the post.
const LOOK_BEHIND: usize = 2;
/// How many lines after a period may name the post.
const LOOK_AHEAD: usize = 2;

/// A post as a CV tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CvPost {
    pub(super) title: Option<String>,
    pub(super) employer: Option<String>,
    pub(super) start: Month,
    pub(super) end: Option<Month>,
}

/// A line with a period.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// Number of the line.
    pub(super) at: usize,
    /// How many lines it takes: two where start and end stand below each other.
    pub(super) lines: usize,
    pub(super) period: Period,
    /// The line without the period.
    pub(super) rest: String,
}

/// Lines with a period, of any section.
pub(super) fn dated_lines(lines: &[Line]) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let dated = dated(lines, at).or_else(|| dated_pair(lines, at));
        at += dated.as_ref().map_or(1, |dated| dated.lines);
        found.extend(dated);
    }
    found
}

fn dated(lines: &[Line], at: usize) -> Option<Dated> {
    let text = &lines[at].text;
    let period = periods(text).into_iter().next()?;
    let before = text[..period.span.start].chars().count();
    let after = text[period.span.end..].chars().count();
    let edge = before.min(after) <= EDGE_CHARS;
    let told = text.chars().count() <= SHORT_CHARS || before <= EDGE_CHARS;
    if !(edge && told) || (before > 0 && is_duty(text)) {
        return None;
    }
    let rest = format!("{}  {}", &text[..period.span.start], &text[period.span.end..]);
    Some(Dated { at, lines: 1, period, rest })
}

/// `2019, June  Acme` above `2020, May  Fitter`: start and end of one post in a column of their own.
fn dated_pair(lines: &[Line], at: usize) -> Option<Dated> {
    let (first, second) = (lines.get(at)?, lines.get(at + 1)?);
    let lone = |line: &Line| points(&line.text).into_iter().next().filter(|point| point.span.start == 0);
    let (start, end) = (lone(first)?, lone(second)?);
    if end.month < start.month || !periods(&second.text).is_empty() {
        return None;
    }
    let rest = format!("{}  {}", &first.text[start.span.end..], &second.text[end.span.end..]);
    let period = Period { start: start.month, end: Some(end.month), span: 0..start.span.end };
    Some(Dated { at, lines: 2, period, rest })
}

/// The posts of a CV; what is told in the sections of education and the like is none, unless it names a title.
pub(super) fn posts(lines: &[Line], dated: &[Dated]) -> Vec<CvPost> {
    let mut found = Vec::new();
    for (index, line) in dated.iter().enumerate() {
        let until = dated.get(index + 1).map_or(lines.len(), |next| next.at);
        let from = index.checked_sub(1).map_or(0, |previous| dated[previous].at + dated[previous].lines);
        let words = words(lines, line, from, until);
        let section = lines[line.at].section;
        let course = is_course(&line.rest);
        let told = match section {
            _ if course => false,
            Section::Experience | Section::Head => {
                words.title.is_some() || (words.employer.is_some() && !is_schooling(&line.rest))
            }
            Section::Education => words.title.is_some() && !is_schooling(&line.rest),
            Section::Other | Section::Skills | Section::Certificates | Section::Achievements => false,
        };
        if told {
            let PostWords { title, employer } = words;
            found.push(CvPost { title, employer, start: line.period.start, end: line.period.end });
        }
    }
    found
}

/// Whether a line speaks of a course, which is neither a post nor a degree.
fn is_course(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["course", "special program", "bootcamp", "ulpan", "培训班"].iter().any(|word| lower.contains(word))
}

/// Whether a line speaks of a school or a degree.
pub(super) fn is_schooling(text: &str) -> bool {
    const WORDS: &str = "university|college|institute of|school|bachelor|master's|master of|master degree|msc|m.sc|bsc|b.sc|phd|\
        diploma|student|faculty|academy|大学|学院|学校|本科|硕士|博士|大专|中专|学历";
    let lower = text.to_lowercase();
    WORDS.split('|').any(|word| lower.contains(word))
}

/// Title and employer from the line itself, then from the next lines, then from the one before.
fn words(lines: &[Line], dated: &Dated, from: usize, until: usize) -> PostWords {
    let mut words = post_words(&dated.rest);
    let section = lines[dated.at].section;
    let after = (dated.at + dated.lines..until).take(LOOK_AHEAD);
    let before = (from..dated.at).rev().take(LOOK_BEHIND);
    for near in after.chain(before).filter(|near| lines[*near].section == section) {
        if words.title.is_some() && words.employer.is_some() {
            break;
        }
        fill(&mut words, &lines[near].text);
    }
    words
}

fn fill(words: &mut PostWords, line: &str) {
    if is_duty(line) || line.chars().count() > SHORT_CHARS || line.contains(": ") {
        return;
    }
    let found = post_words(line);
    if words.title.is_none() && found.title.as_deref().is_some_and(looks_like_title) {
        words.title = found.title;
    }
    if words.employer.is_none() {
        words.employer = found.employer.filter(|employer| looks_like_employer(employer));
    }
}

#[cfg(test)]
mod tests {
    use super::super::cv_lines::lines;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let lines = lines(text);
        let posts = posts(&lines, &dated_lines(&lines));
        let shown = posts.into_iter().map(|p| {
            let end = p.end.map_or("now".to_owned(), |end| end.to_string());
            format!("{} | {} | {}–{end}", p.title.unwrap_or_default(), p.employer.unwrap_or_default(), p.start)
        });
        shown.collect()
    }

    #[test]
    fn posts_stand_on_one_line_or_beside_their_dates() {
        let text = "EXPERIENCE\n\
            2020 - now: Process engineer, Acme Ltd (Town)\n- Developed a new mould from 2021 to 2022 with the lead engineer.\n\
            Beta Metals GmbH\n2017 – 2019\nDie maker\nKept the dies.\n\
            Fitter\nGamma Group\n03/2015 - 05/2016\n\
            Education\n2011 - 2015 Town University, Bachelor of Engineering\n";
        assert_eq!(
            told(text),
            [
                "Process engineer | Acme Ltd | 2020-06–now",
                "Die maker | Beta Metals GmbH | 2017-06–2019-06",
                "Fitter | Gamma Group | 2015-03–2016-05",
            ]
        );
    }

    #[test]
    fn chinese_posts_are_read() {
        let text = "工作经历\n2017年3月至今  甲铝业有限公司  模具工\n负责模具维修。\n2015.07-2017.02 乙机械厂 钳工\n教育背景\n2012-2015 某职业技术学院 机电一体化技术 大专";
        assert_eq!(told(text), ["模具工 | 甲铝业有限公司 | 2017-03–now", "钳工 | 乙机械厂 | 2015-07–2017-02"]);
    }

    #[test]
    fn start_and_end_below_each_other_are_one_post() {
        let text = "Experience\n2020, June  ACME GROUP, Land\n2021, August Welder\nWelded frames\n2019, August  BETA BANK\n2020, June Operator";
        assert_eq!(told(text), ["Welder | ACME GROUP | 2020-06–2021-08", "Operator | BETA BANK | 2019-08–2020-06"]);
    }
}
