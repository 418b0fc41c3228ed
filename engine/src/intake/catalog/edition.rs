//! Files of one edition → a checked edition.

use super::reader::{Cells, Placed, table, word};
use super::{CatalogFiles, Problem, ProblemCode, Severity};
use crate::model::{
    Bilingual, Chain, ChainId, College, CollegeId, Date, Demand, Edition, EditionId, EditionStatus, EducationCode,
    Entry, EntryId, Hardness, IndustryCode, Invalid, LicenceId, Link, MajorId, Need, Node, NodeId, OccupationCode,
    Park, ParkId, Pay, PayBasis, RegionCode, Requirement, ShortageStars, SkillGrade, SkillId, SkillLevel, TitleLevel,
};
use crate::vocabulary::Vocabulary;

/// An edition with the places of its records.
pub(super) struct ReadEdition {
    pub(super) edition: Edition,
    pub(super) file: String,
    pub(super) chains: Vec<Placed<Chain>>,
    pub(super) nodes: Vec<Placed<Node>>,
    pub(super) links: Vec<Placed<Link>>,
    pub(super) parks: Vec<Placed<Park>>,
    pub(super) colleges: Vec<Placed<College>>,
    pub(super) entries: Vec<Placed<Entry>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEdition {
    id: EditionId,
    title_zh: String,
    title_en: String,
    region: RegionCode,
    as_of: Date,
    status: EditionStatus,
    illustrative: bool,
    #[serde(default)]
    note_zh: Option<String>,
    #[serde(default)]
    note_en: Option<String>,
}

pub(super) fn read(
    files: &CatalogFiles,
    folder: &str,
    vocabulary: &Vocabulary,
    problems: &mut Vec<Problem>,
) -> Option<ReadEdition> {
    let file = format!("{folder}/edition.toml");
    let head = head(files, &file, problems);
    let chains = table(files, &format!("{folder}/chains"), &CHAIN, problems, chain);
    let nodes = table(files, &format!("{folder}/nodes"), &NODE, problems, node);
    let links = table(files, &format!("{folder}/links"), &LINK, problems, link);
    let parks = table(files, &format!("{folder}/parks"), &PARK, problems, park);
    let colleges = table(files, &format!("{folder}/colleges"), &COLLEGE, problems, college);
    let entries = table(files, &format!("{folder}/entries"), &ENTRY, problems, |cells| entry(cells, vocabulary));
    let mut edition = head?;
    edition.chains = sorted(&chains, |chain| chain.id.clone());
    edition.nodes = sorted(&nodes, |node| node.id.clone());
    edition.links = sorted(&links, |link| (link.from.clone(), link.to.clone()));
    edition.parks = sorted(&parks, |park| park.id.clone());
    edition.colleges = sorted(&colleges, |college| college.id.clone());
    edition.entries = sorted(&entries, |entry| entry.id.clone());
    Some(ReadEdition { edition, file, chains, nodes, links, parks, colleges, entries })
}

/// Records by id; of two with one id the first stands.
fn sorted<T: Clone, K: Ord>(placed: &[Placed<T>], key: impl Fn(&T) -> K) -> Vec<T> {
    let mut records: Vec<T> = placed.iter().map(|placed| placed.record.clone()).collect();
    records.sort_by_key(&key);
    records.dedup_by(|later, earlier| key(later) == key(earlier));
    records
}

fn head(files: &CatalogFiles, file: &str, problems: &mut Vec<Problem>) -> Option<Edition> {
    let Some(bytes) = files.get(file) else {
        problems.push(Problem::of_file(
            file,
            ProblemCode::MissingFile,
            "id, title, region, as_of, status of the edition",
        ));
        return None;
    };
    let text = String::from_utf8_lossy(bytes);
    let raw: RawEdition = match toml::from_str(&text) {
        Ok(raw) => raw,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).map_or(0, |before| before.matches('\n').count() as u64 + 1);
            let kind = (Severity::Error, ProblemCode::NotAllowed);
            problems.push(Problem::new(kind, (file, line), "", "", error.message()));
            return None;
        }
    };
    let note = match (raw.note_zh, raw.note_en) {
        (None, None) => Ok(None),
        (zh, en) => Bilingual::new(zh.unwrap_or_default(), en.unwrap_or_default()).map(Some),
    };
    match (Bilingual::new(raw.title_zh, raw.title_en), note) {
        (Ok(title), Ok(note)) => Some(Edition {
            id: raw.id,
            title,
            region: raw.region,
            as_of: raw.as_of,
            status: raw.status,
            illustrative: raw.illustrative,
            note,
            chains: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            parks: Vec::new(),
            colleges: Vec::new(),
            entries: Vec::new(),
        }),
        (Err(invalid), _) | (_, Err(invalid)) => {
            let kind = (Severity::Error, ProblemCode::NotAllowed);
            problems.push(Problem::new(kind, (file, 0), &invalid.field, invalid.value, invalid.allowed));
            None
        }
    }
}

const CHAIN: [&str; 7] = ["id", "zh", "en", "regions", "parks", "evidence_zh?", "evidence_en?"];

fn chain(cells: &mut Cells<'_>) -> Option<Chain> {
    let (id, name) = (cells.value("id", ChainId::try_from), cells.name(""));
    let regions = cells.list("regions", RegionCode::try_from);
    let parks = cells.list("parks", ParkId::try_from);
    let evidence = cells.optional("evidence_zh").or_else(|| cells.optional("evidence_en"));
    Some(Chain { id: id?, name: name?, regions: regions?, parks: parks?, evidence })
}

const NODE: [&str; 9] = ["id", "chain", "segment", "zh", "en", "industries", "status", "regions", "parks"];

fn node(cells: &mut Cells<'_>) -> Option<Node> {
    let (id, chain) = (cells.value("id", NodeId::try_from), cells.value("chain", ChainId::try_from));
    let segment = cells.value("segment", word("upstream, midstream, downstream"));
    let name = cells.name("");
    let industries = cells.list("industries", IndustryCode::try_from);
    let status = cells.value("status", word("strong, weak, missing"));
    let regions = cells.list("regions", RegionCode::try_from);
    let parks = cells.list("parks", ParkId::try_from);
    Some(Node {
        id: id?,
        chain: chain?,
        segment: segment?,
        name: name?,
        industries: industries?,
        status: status?,
        regions: regions?,
        parks: parks?,
    })
}

const LINK: [&str; 4] = ["from", "to", "what_zh", "what_en"];

fn link(cells: &mut Cells<'_>) -> Option<Link> {
    let (from, to) = (cells.value("from", NodeId::try_from), cells.value("to", NodeId::try_from));
    let what = cells.name("what_");
    Some(Link { from: from?, to: to?, what: what? })
}

const PARK: [&str; 4] = ["id", "zh", "en", "region"];

fn park(cells: &mut Cells<'_>) -> Option<Park> {
    let (id, name) = (cells.value("id", ParkId::try_from), cells.name(""));
    let region = cells.value("region", RegionCode::try_from);
    Some(Park { id: id?, name: name?, region: region? })
}

const COLLEGE: [&str; 6] = ["id", "zh", "en", "in_city", "note_zh?", "note_en?"];

fn college(cells: &mut Cells<'_>) -> Option<College> {
    let (id, name) = (cells.value("id", CollegeId::try_from), cells.name(""));
    let in_city = cells.boolean("in_city");
    Some(College { id: id?, name: name?, in_city: in_city? })
}

const ENTRY: [&str; 27] = [
    "id",
    "zh",
    "en",
    "category",
    "nodes",
    "occupation?",
    "duties_zh",
    "duties_en",
    "education?",
    "majors?",
    "experience_years?",
    "title_level?",
    "skill_grade?",
    "skills_required",
    "skills_preferred?",
    "licences_legal?",
    "headcount",
    "shortage_stars?",
    "shortage_types?",
    "modes",
    "regions",
    "pay_min?",
    "pay_max?",
    "pay_basis?",
    "weakest_stage?",
    "supply_mechanism?",
    "illustrative",
];

fn entry(cells: &mut Cells<'_>, vocabulary: &Vocabulary) -> Option<Entry> {
    let (id, title) = (cells.value("id", EntryId::try_from), cells.name(""));
    let duties = cells.name("duties_");
    let category = cells.value("category", word("scientist, engineer, master_technician, youth"));
    let nodes = cells.list("nodes", NodeId::try_from);
    let occupation = cells.maybe("occupation", OccupationCode::try_from);
    let requirements = requirements(cells, vocabulary);
    let pay = pay(cells);
    let modes = cells.list("modes", word("full_time, flexible, enclave"));
    let regions = cells.list("regions", RegionCode::try_from);
    let headcount = cells.integer("headcount", 0, 1_000_000);
    let stars = cells.maybe("shortage_stars", |text| {
        let refused = || Invalid::new("", &text, "1 to 5");
        ShortageStars::try_from(text.parse::<u8>().map_err(|_| refused())?)
    });
    let types = cells.list("shortage_types", word("quantity, capability, supply, dynamic"));
    let stage = cells.maybe("weakest_stage", word("attraction, cultivation, retention, utilization"));
    let (mechanism, illustrative) = (cells.optional("supply_mechanism"), cells.boolean("illustrative"));
    let demand = Demand {
        title: title?,
        category: category?,
        nodes: nodes?,
        occupation: occupation?,
        requirements: requirements?,
        pay: pay?,
        modes: modes?,
        regions: regions?,
        due: None,
    };
    let demand = cells.checked("", demand.checked())?;
    Some(Entry {
        id: id?,
        demand,
        duties: Some(duties?),
        headcount: headcount? as u32,
        shortage_stars: stars?,
        shortage_types: types?,
        weakest_stage: stage?,
        supply_mechanism: mechanism,
        illustrative: illustrative?,
    })
}

/// Columns → requirements: skills required are `must`, licences `legal` with the basis of the vocabulary, all else
/// `preferred`.
fn requirements(cells: &mut Cells<'_>, vocabulary: &Vocabulary) -> Option<Vec<Requirement>> {
    let must = cells.list("skills_required", skill);
    let preferred = cells.list("skills_preferred", skill);
    let licences = cells.list("licences_legal", LicenceId::try_from);
    let grade = cells.maybe("skill_grade", |text| {
        let refused = || Invalid::new("", &text, "a printed code: A, 5, 4, 3, 2, 1 (highest of five), T, C");
        vocabulary.grades().iter().find(|g| g.printed == text).map(|g| g.grade).ok_or_else(refused)
    });
    let title = cells.maybe("title_level", |text| TitleLevel::from_code(&text));
    let education = cells.maybe("education", EducationCode::try_from);
    let majors = cells.list("majors", MajorId::try_from);
    let years = cells.maybe("experience_years", |text| {
        let years = text.parse::<u8>().ok().filter(|years| *years <= Need::MAX_YEARS);
        years.ok_or_else(|| Invalid::new("", &text, format!("a whole number, 0 to {}", Need::MAX_YEARS)))
    });
    let wishes = wishes(grade?, title?, education?, majors?, years?);
    let basis = |id: &LicenceId| vocabulary.licence(id.as_str()).map_or_else(|| id.to_string(), |l| l.basis.clone());
    let legal =
        licences?.into_iter().map(|licence| (Some(basis(&licence)), Hardness::Legal, Need::Licence { licence }));
    let must = must?.into_iter().map(|need| (None, Hardness::Must, need));
    let preferred = preferred?.into_iter().chain(wishes).map(|need| (None, Hardness::Preferred, need));
    let all = must.chain(legal).chain(preferred).map(|(basis, hardness, need)| Requirement::new(need, hardness, basis));
    let all: Result<Vec<Requirement>, Invalid> = all.collect();
    cells.checked("", all)
}

fn wishes(
    grade: Option<SkillGrade>,
    title: Option<TitleLevel>,
    education: Option<EducationCode>,
    majors: Vec<MajorId>,
    years: Option<u8>,
) -> Vec<Need> {
    let majors = Some(majors).filter(|list| !list.is_empty()).map(|any_of| Need::Major { any_of });
    [
        grade.map(|at_least| Need::Grade { at_least }),
        title.map(|at_least| Need::Title { at_least }),
        education.map(|at_least| Need::Education { at_least }),
        majors,
        // No years asks nothing.
        years.filter(|&years| years > 0).map(|years| Need::Experience { years }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `plc:4` → a skill at a level.
fn skill(text: String) -> Result<Need, Invalid> {
    let refused = || Invalid::new("", &text, "skill:level, level 1 to 5");
    let (id, level) = text.rsplit_once(':').ok_or_else(refused)?;
    let level = SkillLevel::try_from(level.trim().parse::<u8>().map_err(|_| refused())?).map_err(|_| refused())?;
    Ok(Need::Skill { skill: Some(SkillId::new(id.trim())?), text: None, level })
}

fn pay(cells: &mut Cells<'_>) -> Option<Option<Pay>> {
    let (min, max) = (cells.number("pay_min"), cells.number("pay_max"));
    let basis = cells.maybe("pay_basis", word::<PayBasis>("base, total"));
    let (min, max, basis) = (min?, max?, basis?);
    match (min, max) {
        (None, None) => Some(None),
        (min, max) => {
            let pay = Pay::new(min.or(max)?, max.or(min)?, basis.unwrap_or_default());
            cells.checked("pay_min", pay).map(Some)
        }
    }
}
