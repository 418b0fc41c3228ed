//! Lines of a CV and the sections that they stand in.

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Before any heading: headline and summary.
    Head,
    Experience,
    Education,
    Skills,
    Certificates,
    Achievements,
    /// Languages, hobbies, contacts, references.
    Other,
}

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) section: Section,
    pub(super) text: String,
}

const HEADINGS: [(Section, &str); 6] = [
    (
        Section::Experience,
        "professional experience|work experience|working experience|employment history|employment|work history|career history|\
         career|professional background|professional history|relevant experience|job experience|experience|work|\
         project experience|工作经历|工作经验|工作履历|职业经历|从业经历|实习经历|项目经历|项目经验",
    ),
    (
        Section::Education,
        "education and training|education & training|education and courses|education and qualifications|academic background|\
         academic education|education|academic|studies|教育背景|教育经历|学习经历|教育程度|学历",
    ),
    (
        Section::Skills,
        "technical skills set|technical skills|professional skills|key skills|core skills|hard skills|skills summary|\
         experience summary|relevant experience summary|skills and technologies|skills|tech stack|technologies|\
         technical expertise|technical knowledge|competencies|core competencies|programming languages|tools|专业技能|技能特长|\
         职业技能|技能|个人技能|专业特长",
    ),
    (
        Section::Certificates,
        "certificates|certifications|certification|licences|licenses|courses|courses and certificates|trainings|training|证书|\
         资格证书|所获证书|技能证书|培训经历",
    ),
    (
        Section::Achievements,
        "achievements|awards|honors|honours|patents|publications|获奖情况|荣誉|业绩|主要业绩|荣誉奖项|科研成果",
    ),
    (
        Section::Other,
        "summary|profile|about me|about|objective|personal information|personal details|personal data|personal|contacts|contact|\
         languages|spoken languages|interests|hobbies|hobbies and interests|references|recommendations|military service|\
         additional information|additional|other|soft skills|personal qualities|volunteering|自我评价|个人简介|基本信息|\
         个人信息|求职意向|兴趣爱好|语言能力|其他",
    ),
];

/// The lines of a text with their sections.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut section = Section::Head;
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (next, rest) = heading(line).map_or((section, line), |(next, rest)| (next, rest));
        section = next;
        if !rest.is_empty() {
            found.push(Line { section, text: rest.to_owned() });
        }
    }
    found
}

/// The section that a line opens, and what stands on the line besides its heading. A heading fills its line, ends in a
/// colon, or is set apart by capitals or blanks.
fn heading(line: &str) -> Option<(Section, &str)> {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    let names = HEADINGS.iter().flat_map(|(section, names)| names.split('|').map(move |name| (*section, name)));
    let matching = names.filter(|(_, name)| lower.starts_with(name));
    let (section, name) = matching.max_by_key(|(_, name)| name.len())?;
    let (head, rest) = (bare.get(..name.len())?, bare.get(name.len()..)?);
    let (rest, s) = rest.strip_prefix(['s', 'S']).map_or((rest, false), |cut| (cut, true));
    let body = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '（');
    let gap = &rest[..rest.len() - body.len()];
    let capitals = head.chars().any(char::is_alphabetic) && !head.chars().any(char::is_lowercase) && head.is_ascii();
    let set_apart = gap.contains([':', '：', '\t']) || gap.contains("  ") || (capitals && gap.contains(' '));
    let fills = body.is_empty() || (body.starts_with('(') && body.ends_with(')'));
    // `Programming languages: Java` is content of its section, and `Tools summary: …` of any.
    ((fills || (set_apart && !s)) && !gap.starts_with(',')).then_some((section, if fills { "" } else { body }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(text: &str) -> Vec<(Section, String)> {
        lines(text).into_iter().map(|line| (line.section, line.text)).collect()
    }

    #[test]
    fn headings_open_sections() {
        let text = "Die maker\n\nWORK EXPERIENCE\n2018 - now fitter\nEducation:\nTown College\n★ Skills \nSKILLS  PLC, CNC\n教育背景\n某学院";
        let found = sections(text);
        let expected = [
            (Section::Head, "Die maker"),
            (Section::Experience, "2018 - now fitter"),
            (Section::Education, "Town College"),
            (Section::Skills, "PLC, CNC"),
            (Section::Education, "某学院"),
        ];
        assert_eq!(found, expected.map(|(s, t)| (s, t.to_owned())));
    }

    #[test]
    fn sentences_are_no_headings() {
        for line in [
            "Experience with external devices",
            "Skills in welding are good",
            "Education of apprentices was my task",
            "Work as a fitter",
        ] {
            assert_eq!(sections(line), [(Section::Head, line.to_owned())]);
        }
    }
}
