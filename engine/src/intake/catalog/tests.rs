use super::*;

macro_rules! concat_edition {
    ($file:literal) => {
        concat!("EDITION/", $file)
    };
}

fn shipped() -> CatalogFiles {
    CatalogFiles::shipped()
}

fn problems_of(files: &CatalogFiles) -> Vec<Problem> {
    Catalog::read(files).1
}

#[test]
fn the_shipped_catalog_is_whole() {
    let (catalog, problems) = Catalog::read(&shipped());
    let serious: Vec<String> =
        problems.iter().filter(|p| p.severity != Severity::Info).map(ToString::to_string).collect();
    assert!(serious.is_empty(), "{serious:#?}");
    let edition = catalog.editions.values().next().unwrap();
    assert_eq!(edition.id.as_str(), "qingyuan-2026");
    assert!(edition.illustrative);
    let counts = (edition.chains.len(), edition.nodes.len(), edition.entries.len());
    assert_eq!(counts, (9, 93, 75));
    assert_eq!(edition.entries.iter().map(|entry| entry.headcount).sum::<u32>(), 1040);
    assert!(edition.links.len() >= 130 && catalog.vocabulary.skills().len() >= 430);
    assert!(catalog.vocabulary.occupations().len() >= 190);
    assert!(catalog.methods.contains_key("method-2026"));
}

#[test]
fn the_shipped_vocabulary_understands_the_trade() {
    let (catalog, _) = Catalog::read(&shipped());
    let words = &catalog.vocabulary;
    let skill = |text: &str| words.link_skill(text).map(ToString::to_string);
    for (text, id) in [
        ("三坐标", "cmm"),
        ("HPLC", "hplc"),
        ("色谱", "chromatography"),
        ("修模", "extrusion-die"),
        ("博途", "siemens-plc"),
    ] {
        assert_eq!(skill(text).as_deref(), Some(id), "{text}");
    }
    assert_eq!(words.link_occupation("拉丝工").unwrap().as_str(), "6-17-09-08");
    assert_eq!(words.link_major("机电一体化专业", None).unwrap().as_str(), "v460301");
    assert_eq!(words.link_education("全日制大专").unwrap().as_str(), "31");
    assert_eq!(words.link_education("XX技师学院 高级工班").unwrap().as_str(), "31");
    assert_eq!(words.link_education("预备技师班").unwrap().as_str(), "21");
    assert_eq!(words.link_title("电气高级工程师").unwrap().code, "082");
    for (text, grade) in [("1", 5), ("5", 1), ("二级/技师", 4), ("senior technician", 5), ("高级技师", 5), ("T", 6)]
    {
        assert_eq!(words.parse_grade(text).map(|g| g.get()), Some(grade), "{text}");
    }
    assert_eq!(words.parse_grade("高级工程师"), None);
    assert_eq!(words.link_region("广东省清远市英德市").unwrap().as_str(), "441881");
    assert_eq!(words.link_region("贵州省贵阳市白云区").unwrap().as_str(), "520000");
    assert_eq!(words.link_region("广州白云区").unwrap().as_str(), "440111");
    assert_eq!(words.link_region("Guangzhou").unwrap().as_str(), "440100");
    assert_eq!(words.link_licence("T证").unwrap().as_str(), "lift_t");
    assert!(words.title_holds("440100", "441802"));
    assert!(!words.title_holds("430100", "441802"));
    let near = words.region_match("441802", "440114");
    assert_eq!(near, crate::vocabulary::RegionMatch::NeighbourCity);
    let numbers = |a: &str, b: &str| (words.skill_number(a).unwrap(), words.skill_number(b).unwrap());
    let (copper, aluminium) = numbers("copper-rolling", "aluminium-rolling");
    assert_eq!(words.relatedness(copper, aluminium), 0.6);
    let (plc, tea) = numbers("plc", "tea-grading");
    assert_eq!(words.relatedness(plc, tea), 0.0);
}

#[test]
fn a_legal_licence_gates_with_its_law() {
    let (catalog, _) = Catalog::read(&shipped());
    let edition = catalog.editions.values().next().unwrap();
    let lift = edition.entries.iter().find(|entry| entry.id.as_str() == "EQP-P13").unwrap();
    let legal: Vec<_> = lift.demand.requirements.iter().filter(|r| r.basis.is_some()).collect();
    assert_eq!(legal.len(), 1);
    assert!(legal[0].basis.as_deref().unwrap().contains("特种设备安全法"));
}

/// One change to one file, and the problem that must come of it: file, the first `from` in it becomes `to`, then severity,
/// code, field, and a part of the value.
type Case = (&'static str, &'static str, &'static str, Severity, ProblemCode, &'static str, &'static str);

#[test]
fn broken_rows_are_named() {
    use ProblemCode as C;
    use Severity::{Error as E, Info as I, Warning as W};
    const EDITION: &str = "editions/qingyuan-2026";
    let cases: &[Case] = &[
        ("vocabulary/skills.csv", "\nleaching,", "\n浸出,", E, C::NotAllowed, "id", "浸出"),
        ("vocabulary/skills.csv", "\nleaching,", "\nion-exchange,", E, C::Duplicate, "id", "ion-exchange"),
        ("vocabulary/skills.csv", "\nleaching,浸出工艺", "\nleaching,", E, C::Missing, "zh", ""),
        ("vocabulary/skills.csv", "酸浸;", "离子交换;", E, C::AmbiguousAlias, "aliases", "离子交换"),
        ("vocabulary/skills.csv", "id,zh,en,aliases", "id,zh,en,alias", E, C::MissingColumn, "aliases", ""),
        ("vocabulary/skills.csv", "id,zh,en,aliases", "id,zh,en,alias", W, C::UnknownColumn, "alias", "alias"),
        (
            "vocabulary/skill_relations.csv",
            "leaching,broader,hydrometallurgy",
            "leaching,broader,nothing",
            E,
            C::UnknownId,
            "to",
            "nothing",
        ),
        (
            "vocabulary/skill_relations.csv",
            "leaching,broader,hydrometallurgy",
            "leaching,broader,leaching",
            E,
            C::NotAllowed,
            "to",
            "leaching",
        ),
        (
            "vocabulary/skill_relations.csv",
            "leaching,broader",
            "leaching,narrower",
            E,
            C::NotAllowed,
            "relation",
            "narrower",
        ),
        (
            "vocabulary/skill_relations.csv",
            "hydrometallurgy,broader,metallurgy",
            "hydrometallurgy,broader,leaching",
            E,
            C::Cycle,
            "to",
            "leaching",
        ),
        (
            "vocabulary/skill_relations.csv",
            ",related,electrorefining,0.4",
            ",related,electrorefining,0.9",
            E,
            C::NotAllowed,
            "strength",
            "0.9",
        ),
        ("vocabulary/occupations.csv", "2-02-05-01,", "2-2-05-01,", E, C::NotAllowed, "code", "2-2-05-01"),
        (
            "vocabulary/occupations.csv",
            "2-02-05-01,ccodc,2022",
            "2-02-05-01,ccodc,2015",
            I,
            C::OldEdition,
            "edition",
            "2015",
        ),
        (
            "vocabulary/majors.csv",
            ",460301,vocational_college",
            ",560301,vocational_college",
            I,
            C::Unverified,
            "code_verified",
            " / ",
        ),
        (
            "vocabulary/majors.csv",
            ",460301,vocational_college",
            ",660301,vocational_college",
            E,
            C::NotAllowed,
            "code",
            "660301",
        ),
        (
            "vocabulary/majors.csv",
            ",460301,vocational_college",
            ",46030,vocational_college",
            E,
            C::NotAllowed,
            "code",
            "46030",
        ),
        ("vocabulary/education_levels.csv", "11,6,", "11,7,", E, C::NotAllowed, "rank", "7"),
        ("vocabulary/titles.csv", "082,412", "082,413", E, C::NotAllowed, "level", "413"),
        ("vocabulary/skill_grades.csv", "5,1,", "5,2,", E, C::NotAllowed, "code", "2"),
        ("vocabulary/equivalences.csv", "class:senior", "class:best", E, C::NotAllowed, "from", "best"),
        ("vocabulary/equivalences.csv", "region:440100", "region:999900", E, C::UnknownId, "from", "999900"),
        ("vocabulary/regions.csv", "440100,440000", "440100,449900", E, C::UnknownId, "parent", "449900"),
        ("vocabulary/regions.csv", "440100,440000", "44010,440000", E, C::NotAllowed, "code", "44010"),
        ("vocabulary/industries.csv", "\n0111,A", "\n0111,B", E, C::NotAllowed, "section", "B"),
        ("vocabulary/licences.csv", "lift_t,", "lift t,", E, C::NotAllowed, "id", "lift t"),
        (concat_edition!("nodes.csv"), "NFM-U1,NFM,upstream", "NFM-U1,XYZ,upstream", E, C::UnknownId, "chain", "XYZ"),
        (concat_edition!("nodes.csv"), "NFM-U1,NFM,upstream", "NFM-U1,NFM,up", E, C::NotAllowed, "segment", "up"),
        (concat_edition!("nodes.csv"), ",4210,", ",4299,", W, C::UnknownCode, "industries", "4299"),
        (concat_edition!("links.csv"), "NFM-U1,NFM-U2", "NFM-U1,NFM-U1", E, C::Cycle, "to", "NFM-U1"),
        (concat_edition!("links.csv"), "NFM-U1,NFM-U2", "NFM-U1,NFM-X9", E, C::UnknownId, "to", "NFM-X9"),
        (concat_edition!("links.csv"), "NFM-U1,NFM-U2", "NFM-M2,NFM-U1", W, C::Cycle, "to", "⇄"),
        (concat_edition!("links.csv"), "NFM-U1,NFM-U2", "NFM-U1,NFM-M2", E, C::Duplicate, "to", "NFM-U1 NFM-M2"),
        (
            concat_edition!("entries.csv"),
            "metal-purification:5",
            "metal-purification:6",
            E,
            C::NotAllowed,
            "skills_required",
            "metal-purification:6",
        ),
        (
            concat_edition!("entries.csv"),
            "metal-purification:5",
            "metal-magic:5",
            E,
            C::UnknownId,
            "skills",
            "metal-magic",
        ),
        (concat_edition!("entries.csv"), "NFM-U3;NFM-D4", "NFM-U3;NFM-D9", E, C::UnknownId, "nodes", "NFM-D9"),
        (concat_edition!("entries.csv"), "2-02-09-01", "2-02-09-99", W, C::UnknownCode, "occupation", "2-02-09-99"),
        (concat_edition!("entries.csv"), ",scientist,", ",wizard,", E, C::NotAllowed, "category", "wizard"),
        (concat_edition!("entries.csv"), ",50,90,base", ",90,50,base", E, C::NotAllowed, "pay_min", "90"),
        (concat_edition!("entries.csv"), "lift_t", "lift_x", E, C::UnknownId, "licences_legal", "lift_x"),
        (concat_edition!("entries.csv"), "g0805;", "g9999;", E, C::UnknownId, "majors", "g9999"),
        (concat_edition!("edition.toml"), "\"441800\"", "\"449999\"", E, C::UnknownId, "region", "449999"),
        (concat_edition!("edition.toml"), "\"published\"", "\"final\"", E, C::NotAllowed, "", ""),
        (
            concat_edition!("edition.toml"),
            "\"qingyuan-2026\"",
            "\"qingyuan-2027\"",
            E,
            C::Mismatch,
            "id",
            "qingyuan-2027",
        ),
        ("methods/method-2026.toml", "skills = 0.34", "skills = 0.35", E, C::NotAllowed, "weights.engineer", "1.01"),
        ("manifest.csv", "vocabulary/titles.csv", "vocabulary/titel.csv", E, C::MissingFile, "file", "titel"),
    ];
    for (file, from, to, severity, code, field, value) in cases {
        let file = file.replace("EDITION", EDITION);
        let mut files = shipped();
        let text = String::from_utf8(files.get(&file).unwrap().to_vec()).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        let changed = text.replacen(from, to, 1);
        files.insert(file.clone(), changed.into_bytes());
        let problems = problems_of(&files);
        let named = problems.iter().any(|p| {
            p.file == file && p.severity == *severity && p.code == *code && p.field == *field && p.value.contains(value)
        });
        let seen: Vec<_> =
            problems.iter().filter(|p| p.severity <= Severity::Warning && p.code != C::Mismatch).collect();
        assert!(named, "{file}: {from:?} → {to:?}: {seen:#?}");
    }
}

#[test]
fn a_line_is_named_as_an_editor_counts_it() {
    let mut files = shipped();
    files.insert("vocabulary/licences.csv", "id,zh,en,basis,aliases\na,甲,A,法,\nb c,乙,B,法,\n".as_bytes().to_vec());
    let problem = problems_of(&files).into_iter().find(|p| p.field == "id" && p.value == "b c").unwrap();
    assert_eq!((problem.line, problem.file.as_str()), (3, "vocabulary/licences.csv"));
    assert!(problem.to_string().starts_with("vocabulary/licences.csv:3: id: \"b c\""));
}

#[test]
fn nothing_is_a_catalog_with_complaints() {
    let (catalog, problems) = Catalog::read(&CatalogFiles::default());
    assert!(catalog.editions.is_empty() && catalog.vocabulary.skills().is_empty());
    assert!(Problem::any_error(&problems));
    assert!(problems.iter().any(|p| p.code == ProblemCode::MissingFile && p.file == "vocabulary/skills.csv"));
}

#[test]
fn a_changed_file_does_not_fit_the_manifest_until_it_is_refreshed() {
    let mut files = shipped();
    let mut skills = files.get("vocabulary/skills.csv").unwrap().to_vec();
    skills.extend_from_slice("new-skill,新技能,New skill,\n".as_bytes());
    files.insert("vocabulary/skills.csv", skills);
    let fields = |files: &CatalogFiles| -> Vec<String> {
        let found = problems_of(files).into_iter().filter(|p| p.code == ProblemCode::Mismatch);
        found.map(|p| p.field).collect()
    };
    assert_eq!(fields(&files), ["rows", "sha256"]);
    let refreshed = refreshed_manifest(&files);
    files.insert(MANIFEST, refreshed.into_bytes());
    assert!(fields(&files).is_empty());
}

#[test]
fn an_identity_number_is_refused_and_not_repeated() {
    let mut files = shipped();
    let table = "id,zh,en,basis,aliases\na,甲,A,法,别名;11010519491231002X\n";
    files.insert("vocabulary/licences.csv", table.as_bytes().to_vec());
    let found: Vec<_> = problems_of(&files).into_iter().filter(|p| p.code == ProblemCode::PersonalNumber).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].field.as_str(), found[0].value.as_str()), (2, "aliases", ""));
}

#[test]
fn a_page_about_the_files_needs_no_manifest_and_another_file_does() {
    let mut files = shipped();
    files.insert("README.md", b"read me".to_vec());
    files.insert("vocabulary/more.csv", b"id\n".to_vec());
    let missing: Vec<_> = problems_of(&files).into_iter().filter(|p| p.file == MANIFEST).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].value, "vocabulary/more.csv");
}

#[test]
fn the_shipped_manifest_is_fresh() {
    let files = shipped();
    assert_eq!(refreshed_manifest(&files).as_bytes(), files.get(MANIFEST).unwrap());
}

#[test]
fn a_shipped_edition_reads_back_from_json() {
    let (catalog, _) = Catalog::read(&shipped());
    for edition in catalog.editions.values() {
        let json = serde_json::to_string(edition).unwrap();
        assert_eq!(&serde_json::from_str::<crate::model::Edition>(&json).unwrap(), edition);
        let more = json.replacen('{', "{\"gender\":1,", 1);
        assert!(serde_json::from_str::<crate::model::Edition>(&more).unwrap_err().to_string().contains("gender"));
    }
}
