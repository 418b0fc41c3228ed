//! O\*NET's text files (Occupation Data, Technology Skills) → concepts, and each occupation with its technologies as a
//! position.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::esco::position;
use super::foreign::{ForeignList, cut, english, slug};
use super::{ConceptKind, Lexicon, RejectCode, Rejected, Row, TableFormat, TableRows, WarningCode};
use crate::model::{Category, Entry, Hardness, Invalid, Need, OccupationCode, Requirement, SkillId, SkillLevel};
use crate::vocabulary::{Occupation, SkillConcept};

/// The edition that codes are marked with.
const EDITION: &str = "27.0";
/// The list says that a technology is used, not how well: the middle of the scale.
const LEVEL: u8 = 3;
/// A technology that more than one occupation in so many uses (`Excel`) tells one from none.
const COMMON_SHARE: usize = 5;
/// Fewest technologies that tell something of an occupation.
const FEWEST: usize = 6;
/// Most technologies that one position asks for.
const MOST: usize = 24;
/// Longest name that is linked although running text alone would not show what it means.
const SHORT_NAME: usize = 3;

/// Makers whose name stands before a product's own name.
const MAKERS: &str = "Adobe Systems|Amazon|Apache|Apple|Atlassian|Autodesk|Bentley|Borland|Cisco|Corel|Dassault Systemes|Delphi|\
    Eclipse|ESRI|Google|Hewlett Packard|HP|IBM|Intuit|JetBrains|Microsoft|MongoDB|National Instruments|Novell|\
    Oracle|PTC|Qlik Tech|Red Hat|SAP|Siemens|StataCorp|The MathWorks|Trimble|VMware";

/// Words that the descriptions of occupations use in lower case. A product or abbreviation of the same letters does not
/// stand alone as a name: `Word`, `FAST` and `LEAD` would be found in every text.
fn common_words(rows: &[Result<Row, Rejected>]) -> BTreeSet<String> {
    let texts = rows.iter().flatten().filter_map(|row| row.text("Description"));
    let mut words = BTreeSet::new();
    for text in texts {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(parts.filter(|word| !word.contains(char::is_uppercase)).map(singular_word));
    }
    words.extend(PLAIN_WORDS.split_whitespace().map(str::to_owned));
    words
}

/// Common words that the descriptions do not happen to use.
const PLAIN_WORDS: &str = "access ant archive base bridge catalog chat clo contact dynamic element excel expression firework \
    first flash flex flow frame framework gateway ghost home illustrator impress insight it keynote layout lead mail mobility \
    motion navigator outlook page pages paint photo platform premiere presence prime project publisher rac reader remote \
    safari search sense server sheet shield slide solaris space spark stream studio suite surface team translate update vault \
    view viewer vision voice wave window word world writer";

fn singular_word(word: &str) -> String {
    let lower = word.to_lowercase();
    lower.strip_suffix('s').filter(|one| one.len() >= 3 && !one.ends_with('s')).unwrap_or(&lower).to_owned()
}

/// Reads both files. A technology that the vocabulary knows keeps the vocabulary's id.
#[must_use]
pub fn import_onet(occupations: impl Read, technologies: impl Read, lexicon: &dyn Lexicon) -> ForeignList {
    let rows: Vec<_> = TableRows::open(occupations, TableFormat::Csv).collect();
    let mut importer = Importer {
        lexicon,
        list: ForeignList::default(),
        common: common_words(&rows),
        occupations: rows.len(),
        users: BTreeMap::new(),
        users_in: BTreeMap::new(),
        known: BTreeMap::new(),
        used: BTreeMap::new(),
    };
    importer.read_technologies(technologies);
    importer.read_occupations(rows);
    importer.list
}

/// A technology used in an occupation.
struct Used {
    skill: SkillId,
    name: String,
    hot: bool,
}

struct Importer<'a> {
    lexicon: &'a dyn Lexicon,
    list: ForeignList,
    common: BTreeSet<String>,
    /// How many occupations there are.
    occupations: usize,
    /// How many of them use a technology.
    users: BTreeMap<SkillId, usize>,
    /// How many of a major group use it.
    users_in: BTreeMap<(String, SkillId), usize>,
    /// Ids by the name of the technology.
    known: BTreeMap<String, SkillId>,
    /// Technologies by occupation, in the order of the file.
    used: BTreeMap<String, Vec<Used>>,
}

impl Importer<'_> {
    fn read_technologies(&mut self, input: impl Read) {
        for outcome in TableRows::open(input, TableFormat::Csv) {
            let taken = outcome.and_then(|row| self.technology(&row));
            self.list.rejected.extend(taken.err());
        }
    }

    fn technology(&mut self, row: &Row) -> Result<(), Rejected> {
        let (code, name) = (needed(row, "O*NET-SOC Code")?, needed(row, "Example")?);
        let key = same_thing(&name);
        let skill = match self.known.get(&key) {
            Some(id) => id.clone(),
            None => self.concept(row, &name, key)?,
        };
        let hot = row.text("Hot Technology").is_some_and(|text| text == "Y");
        let major = group(&code);
        let used = self.used.entry(code).or_default();
        if used.iter().all(|other| other.skill != skill) {
            *self.users.entry(skill.clone()).or_default() += 1;
            *self.users_in.entry((major, skill.clone())).or_default() += 1;
            used.push(Used { skill, name, hot });
        }
        Ok(())
    }

    fn concept(&mut self, row: &Row, name: &str, key: String) -> Result<SkillId, Rejected> {
        let mut aliases = other_names(name);
        aliases.retain(|alias| !self.common.contains(&singular_word(alias)));
        let linked = self.linked(name, &aliases);
        let refused = |e: Invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, e);
        let id = SkillId::new(linked.clone().unwrap_or_else(|| slug("onet:", name))).map_err(refused)?;
        self.known.insert(key, id.clone());
        if linked.is_none() {
            let broader = self.group(row)?.into_iter().collect();
            let concept = SkillConcept { id: id.clone(), zh: None, en: name.to_owned(), aliases, broader };
            self.list.additions.skills.push(concept);
        }
        Ok(id)
    }

    /// The vocabulary's own skill of exactly this name. An abbreviation alone counts only behind plain words that spell it:
    /// `Structured query language SQL` is SQL, `Pathogen Modeling Program PMP` is no project management.
    fn linked(&self, name: &str, aliases: &[String]) -> Option<String> {
        let plain =
            name.split(' ').skip(1).filter(|word| !is_capitals(word)).all(|word| !word.contains(char::is_uppercase));
        let usable = |form: &&String| plain || !is_capitals(form);
        let forms = std::iter::once(name).chain(aliases.iter().filter(usable).map(String::as_str));
        let exact = |form: &str| {
            let whole = self.whole_mention(form);
            // CMMS is no plural of CMM.
            let cut = form.strip_suffix('S').filter(|_| is_capitals(form)).and_then(|one| self.whole_mention(one));
            whole.filter(|skill| cut.as_ref() != Some(skill)).or_else(|| {
                // Names that are letters or words (`R`, `Go`) are no mentions by themselves.
                (form.len() <= SHORT_NAME).then(|| self.lexicon.link(ConceptKind::Skill, form)).flatten()
            })
        };
        forms.filter_map(exact).next()
    }

    fn whole_mention(&self, form: &str) -> Option<String> {
        let mut mentions = self.lexicon.mentions(form).into_iter();
        mentions.find(|m| m.start == 0 && m.end == form.len()).map(|m| m.skill)
    }

    /// The commodity that a technology belongs to, as a broader skill.
    fn group(&mut self, row: &Row) -> Result<Option<SkillId>, Rejected> {
        let Some((code, title)) = row.text("Commodity Code").zip(row.text("Commodity Title")) else { return Ok(None) };
        let refused = |e: Invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, e);
        let id = SkillId::new(format!("onet:c{code}")).map_err(refused)?;
        if self.known.insert(format!("commodity {code}"), id.clone()).is_none() {
            let (en, aliases, broader) = (title.into_owned(), Vec::new(), Vec::new());
            self.list.additions.skills.push(SkillConcept { id: id.clone(), zh: None, en, aliases, broader });
        }
        Ok(Some(id))
    }

    fn read_occupations(&mut self, rows: Vec<Result<Row, Rejected>>) {
        let mut seen = BTreeSet::new();
        for outcome in rows {
            let taken = outcome.and_then(|row| {
                let code = needed(&row, "O*NET-SOC Code")?;
                seen.insert(code.clone());
                self.occupation(&row, &code)
            });
            self.list.rejected.extend(taken.err());
        }
        let strays: Vec<String> = self.used.keys().filter(|code| !seen.contains(*code)).cloned().collect();
        for code in strays {
            self.list.warn(0, "O*NET-SOC Code", WarningCode::ValueIgnored, code);
        }
    }

    fn occupation(&mut self, row: &Row, code: &str) -> Result<(), Rejected> {
        let refused = |e: Invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, e);
        let occupation = Occupation {
            code: OccupationCode::new(code).map_err(refused)?,
            system: "onet".to_owned(),
            edition: EDITION.to_owned(),
            name: english(&needed(row, "Title")?).map_err(refused)?,
            marker: None,
            aliases: singular(&needed(row, "Title")?).into_iter().collect(),
        };
        let entry = self.entry(row, &occupation).map_err(refused)?;
        self.list.entries.push(entry);
        self.list.additions.occupations.push(occupation);
        Ok(())
    }

    /// The technologies that tell most of an occupation: those in demand, then those that most of its major group use,
    /// since a list of hundreds of rare products is nobody's skill; without those that all trades use. Too few tell
    /// nothing: one of two would be half of all that is asked.
    fn telling(&mut self, row: &Row, code: &str) -> Vec<Used> {
        let mut used = self.used.remove(code).unwrap_or_default();
        used.retain(|technology| self.users(technology) * COMMON_SHARE <= self.occupations);
        let major = group(code);
        let within =
            |technology: &Used| self.users_in.get(&(major.clone(), technology.skill.clone())).copied().unwrap_or(0);
        used.sort_by_cached_key(|technology| (!technology.hot, std::cmp::Reverse(within(technology))));
        if used.len() < FEWEST {
            used.clear();
        }
        let over = used.len().saturating_sub(MOST);
        if over > 0 {
            let value = format!("{over} technologies of {code}");
            self.list.warn(row.line, "requirements", WarningCode::ValueIgnored, value);
        }
        used.truncate(MOST);
        used
    }

    /// How many occupations use a technology.
    fn users(&self, technology: &Used) -> usize {
        self.users.get(&technology.skill).copied().unwrap_or(0)
    }

    fn entry(&mut self, row: &Row, occupation: &Occupation) -> Result<Entry, Invalid> {
        let used = self.telling(row, occupation.code.as_str());
        let duties = row.text("Description").map(|text| english(cut(&text))).transpose()?;
        let requirements = used.into_iter().map(requirement).collect::<Result<_, _>>()?;
        let category = category(occupation.code.as_str());
        position(format!("onet-{}", occupation.code), occupation, category, duties, requirements)
    }
}

fn needed(row: &Row, column: &str) -> Result<String, Rejected> {
    let text = row.text(column).map(std::borrow::Cow::into_owned);
    text.ok_or_else(|| Rejected::new(row.line, column, "", RejectCode::Missing, "a value; the field is needed"))
}

/// A technology that an occupation uses is welcome; nobody is shut out for another one.
fn requirement(used: Used) -> Result<Requirement, Invalid> {
    let level = SkillLevel::try_from(LEVEL)?;
    let need = Need::Skill { skill: Some(used.skill), text: Some(used.name), level };
    Requirement::new(need, Hardness::Preferred, None)
}

/// The major group of a SOC code: what stands before the dash.
fn group(code: &str) -> String {
    code.split('-').next().unwrap_or_default().to_owned()
}

/// By the major group of the SOC: sciences, trades, and the rest.
fn category(code: &str) -> Category {
    match code.get(..2) {
        Some("19") => Category::Scientist,
        Some("45" | "47" | "49" | "51" | "53") => Category::MasterTechnician,
        _ => Category::Engineer,
    }
}

/// `Web Developers` is the title of a post as `Web Developer`.
fn singular(title: &str) -> Option<String> {
    let simple =
        !title.contains([',', '/']) && title.ends_with('s') && !title.ends_with("ss") && !title.contains(" and ");
    simple.then(|| title[..title.len() - 1].to_owned())
}

/// Other names of a technology: without `software`, without its maker, and the abbreviation at the end apart from the words
/// (`Structured query language SQL`).
fn other_names(name: &str) -> Vec<String> {
    let bare = name.strip_suffix(" software").unwrap_or(name);
    let mut names: Vec<String> = Vec::new();
    if bare.contains(' ') || bare == name {
        names.push(bare.to_owned());
    }
    if let Some((words, last)) = bare.rsplit_once(' ').filter(|(words, last)| is_abbreviation(words, last)) {
        names.extend([words.to_owned(), last.to_owned()]);
    }
    for maker in MAKERS.split('|') {
        let product = bare.strip_prefix(maker).and_then(|rest| rest.strip_prefix(' '));
        names.extend(product.filter(|product| product.len() >= 3).map(str::to_owned));
    }
    names.retain(|other| other != name);
    names.dedup();
    names
}

/// The same technology under slightly other names: without `software`, abbreviation and plural.
fn same_thing(name: &str) -> String {
    let bare = name.strip_suffix(" software").unwrap_or(name);
    let words =
        bare.rsplit_once(' ').filter(|(words, last)| is_abbreviation(words, last)).map_or(bare, |(words, _)| words);
    let words = words.strip_suffix(" software").unwrap_or(words).to_lowercase();
    words.strip_suffix('s').filter(|one| one.contains(' ')).unwrap_or(&words).to_owned()
}

fn is_capitals(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Capitals that are, in order, letters of the words before them.
fn is_abbreviation(words: &str, last: &str) -> bool {
    let lower = words.to_lowercase();
    let mut rest = lower.chars();
    let spelt = last.to_lowercase().chars().all(|c| rest.any(|r| r == c));
    is_capitals(last) && spelt && (words.contains(' ') || last.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    const OCCUPATIONS: &str = "O*NET-SOC Code\tTitle\tDescription\n\
        15-0001.00\tProgram Writers\tWrite programs.\n51-0001.00\tDie Makers, All Other\tMake dies.\n\
        51-0002.00\tA\ta.\n51-0003.00\tB\tb.\n51-0004.00\tC\tc.\n";
    const TECHNOLOGIES: &str = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n\
        15-0001.00\tSample Studio\t43232402\tDevelopment environment software\tN\n\
        15-0001.00\tOracle Java\t43232405\tObject software\tY\n\
        15-0001.00\tPlain markup language PML\t43232405\tObject software\tY\n\
        15-0001.00\tThird Thing\t43232405\tObject software\tN\n\
        15-0001.00\tFourth Thing\t43232405\tObject software\tN\n\
        15-0001.00\tUsed By Two\t43232405\tObject software\tY\n\
        51-0001.00\tUsed By Two\t43232405\tObject software\tY\n\
        15-0001.00\tSixth Thing\t43232405\tObject software\tN\n\
        51-0001.00\tFifth Thing\t43232405\tObject software\tY\n\
        99-0001.00\tFifth Thing\t43232405\tObject software\tY\n";

    #[test]
    fn an_occupation_with_its_technologies_is_a_position() {
        let list = import_onet(OCCUPATIONS.as_bytes(), TECHNOLOGIES.as_bytes(), &TestLexicon);
        assert!(list.rejected.is_empty());
        let entry = &list.entries[0];
        assert_eq!((entry.id.as_str(), entry.demand.category), ("onet-15-0001.00", Category::Engineer));
        let needs = entry.demand.requirements.iter().map(|r| &r.need);
        let skills = needs.filter_map(|need| if let Need::Skill { skill, .. } = need { skill.as_ref() } else { None });
        let skills = skills.map(SkillId::as_str);
        let skills = skills.collect::<Vec<_>>();
        assert_eq!(skills[..3], ["java", "onet:plain-markup-language-pml", "onet:sample-studio"]);
        assert_eq!(skills.len(), 6, "what two of five occupations use is common: {skills:?}");
        assert!(list.entries[1].demand.requirements.is_empty(), "too few to tell");
        assert_eq!(list.entries[1].demand.category, Category::MasterTechnician);
        assert_eq!(list.additions.occupations[0].aliases, ["Program Writer"]);
        assert_eq!(list.warnings[0].value, "99-0001.00");
    }

    #[test]
    fn a_known_technology_is_no_new_concept_and_groups_are_broader() {
        let list = import_onet(OCCUPATIONS.as_bytes(), TECHNOLOGIES.as_bytes(), &TestLexicon);
        let ids: Vec<_> = list.additions.skills.iter().map(|s| (s.id.as_str(), s.broader.len())).collect();
        assert_eq!(
            ids[..4],
            [
                ("onet:c43232402", 0),
                ("onet:sample-studio", 1),
                ("onet:c43232405", 0),
                ("onet:plain-markup-language-pml", 1)
            ]
        );
    }

    #[test]
    fn a_word_of_the_descriptions_is_no_name_alone() {
        let occupations = "O*NET-SOC Code\tTitle\tDescription\n15-0001.00\tWriters\tWrite words on the spot.\n";
        let technologies = "O*NET-SOC Code\tExample\n15-0001.00\tMicrosoft Spots\n15-0001.00\tMicrosoft Blot\n\
            15-0001.00\tSystem Printing On Terminals SPOT\n15-0001.00\tFine blot software\n15-0001.00\tFine blots software\n";
        let list = import_onet(occupations.as_bytes(), technologies.as_bytes(), &TestLexicon);
        let names: Vec<_> = list.additions.skills.iter().map(|s| s.aliases.join("|")).collect();
        assert_eq!(names, ["", "Blot", "System Printing On Terminals", "Fine blot"]);
    }

    #[test]
    fn names_are_told_apart_and_common_words_do_not_stand_alone() {
        for (name, others) in [
            ("Structured query language SQL", &["Structured query language", "SQL"][..]),
            (
                "Enterprise resource planning ERP software",
                &["Enterprise resource planning ERP", "Enterprise resource planning", "ERP"],
            ),
            ("Oracle Java", &["Java"]),
            ("Autodesk AutoCAD", &["AutoCAD"]),
            ("Email software", &[]),
        ] {
            assert_eq!(other_names(name), others, "{name}");
        }
        let ids: BTreeSet<_> = ["C", "C++", "C#"].map(|name| slug("onet:", name)).into();
        assert_eq!(ids.len(), 3);
    }
}
