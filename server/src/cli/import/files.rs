//! What a file holds, by its name and its first words.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use bole_engine::intake::TableFormat;
use bole_engine::model::TalentId;
use clap::ValueEnum;

use crate::cli::Failure;
use crate::cli::args::ImportKind;
use crate::lists;

/// The word of a kind on the command line.
pub(super) fn name(kind: ImportKind) -> String {
    kind.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// What a file holds; a JSON file with `basics` is a résumé, a CSV with `conceptUri` is ESCO's.
pub(super) fn guess(file: &Path) -> Result<ImportKind, Failure> {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if lists::onet_part(file).is_some() {
        return Ok(ImportKind::Onet);
    }
    Ok(match ending.as_str() {
        "txt" | "md" => ImportKind::Cv,
        "json" if holds(file, b"\"basics\"")? => ImportKind::JsonResume,
        "csv" if holds(file, b"conceptUri")? => ImportKind::Esco,
        _ => by_name(&stem),
    })
}

/// What a table holds, by its name in small letters.
fn by_name(stem: &str) -> ImportKind {
    let names = |words: &[&str]| words.iter().any(|word| stem.contains(word));
    let parts: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    // Two words, since a plant has plans and trainings of many kinds.
    let training_plan = parts.windows(2).any(|two| two[0] == "training" && two[1].trim_end_matches('s') == "plan");
    match stem {
        _ if names(&["vacanc"]) => ImportKind::Vacancies,
        // Before orders: 订单班 is a class.
        _ if names(&["cohort", "订单班", "定制班"]) => ImportKind::Cohorts,
        _ if names(&["organisation"]) => ImportKind::Organisations,
        _ if training_plan || names(&["curricul", "培养方案", "课程", "教学计划"]) => {
            ImportKind::TrainingPlans
        }
        _ if names(&["programme", "专业目录"]) => ImportKind::Programmes,
        _ if names(&["outcome", "去向", "跟踪"]) => ImportKind::Outcomes,
        _ if names(&["order", "订单", "需求"]) => ImportKind::Orders,
        _ => ImportKind::Profiles,
    }
}

/// Whether a file holds vacancies, by its name.
pub(in crate::cli) fn are_vacancies(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().to_lowercase().contains("vacanc"))
}

fn holds(path: &Path, words: &[u8]) -> Result<bool, Failure> {
    let mut head = Vec::new();
    file(path)?.take(4096).read_to_end(&mut head)?;
    Ok(head.windows(words.len()).any(|window| window == words))
}

/// Opens a file; one that cannot be opened is bad usage.
pub(super) fn file(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))
}

/// The format of a table, by the file's ending.
pub(super) fn format(path: &Path) -> Result<TableFormat, Failure> {
    let allowed = "allowed endings: ndjson, jsonl, json, csv, tsv, xlsx, yaml";
    let format = TableFormat::of_name(&path.to_string_lossy());
    format.ok_or_else(|| Failure::Usage(format!("{}: {allowed}", path.display())))
}

/// What a file's rows are known by later, when no name is given: the file's own.
pub(super) fn source(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The talent id of a file: its name, where that is an id, else what of it an id may hold, told apart by a sum.
pub(super) fn talent_id(path: &Path) -> Result<TalentId, Failure> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = TalentId::new(stem.as_str()).or_else(|_| {
        let kept: String = stem.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        // FNV-1a: the same name must give the same id on every machine and in every version.
        let sum =
            stem.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| (sum ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        TalentId::new(format!("{kept}-{sum:016x}"))
    });
    Ok(id?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_a_file_holds() {
        for (name, kind) in [
            ("orders-2026", ImportKind::Orders),
            ("2026订单班", ImportKind::Cohorts),
            ("organisations", ImportKind::Organisations),
            ("programmes", ImportKind::Programmes),
            ("2026级人才培养方案", ImportKind::TrainingPlans),
            ("training-plans", ImportKind::TrainingPlans),
            ("2026 training_plan", ImportKind::TrainingPlans),
            ("plant-staff", ImportKind::Profiles),
            ("order-plan-2027", ImportKind::Orders),
            ("training-outcomes", ImportKind::Outcomes),
            ("毕业去向", ImportKind::Outcomes),
            ("outcomes", ImportKind::Outcomes),
            ("vacancies", ImportKind::Vacancies),
            ("people", ImportKind::Profiles),
        ] {
            assert_eq!(by_name(name), kind, "{name}");
        }
    }

    #[test]
    fn a_file_name_becomes_an_id_that_does_not_change() {
        assert_eq!(talent_id(Path::new("cv-01.txt")).unwrap().as_str(), "cv-01");
        let chinese = talent_id(Path::new("/x/张三 简历.txt")).unwrap();
        assert_eq!(chinese, talent_id(Path::new("/y/张三 简历.md")).unwrap());
        assert_ne!(chinese, talent_id(Path::new("李四 简历.txt")).unwrap());
    }
}
