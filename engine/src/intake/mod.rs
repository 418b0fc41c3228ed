//! Input from outside becomes checked records: tables and documents in, [`Import`]s out. Total: a bad row never stops an
//! import, and is never lost; it comes back with its line, field, value and what is allowed. Storing is left to others.

mod catalog;
mod cell;
mod course_figures;
mod course_skills;
mod course_words;
mod cv;
mod cv_clean;
mod cv_lines;
mod cv_posts;
mod cv_schooling;
mod cv_titles;
mod esco;
mod flat_order;
mod flat_profile;
mod flat_report;
mod foreign;
mod heads;
mod import;
mod json_error;
mod known;
mod lexicon;
mod onet;
mod organisations;
mod partial_programme;
mod period;
mod post_words;
mod privacy;
mod records;
mod reference_lexicon;
mod report_heads;
mod resume;
mod sheet;
mod table;
mod table_csv;
mod table_json;
mod table_text;
mod table_xlsx;
mod table_yaml;
#[cfg(test)]
mod test_lexicon;
mod training_plan;
mod vacancies;
mod vacancy;
mod words;

pub use catalog::{Catalog, CatalogFiles, MANIFEST, Problem, ProblemCode, Severity, refreshed_manifest};
pub use cell::{Cell, LIST_SEPARATORS, Row};
pub use cv::import_cv;
pub use esco::import_esco;
pub use foreign::ForeignList;
pub use import::{Import, RejectCode, Rejected, Unlinked, Warning, WarningCode};
pub use lexicon::{ConceptKind, Lexicon, MAX_NOTES, SkillMention};
pub use onet::import_onet;
pub use partial_programme::PartialProgramme;
pub use records::{Record, Records, import_orders, import_profiles};
pub use resume::import_json_resume;
pub use sheet::csv_of_lines;
pub use table::{
    MAX_CELL_CHARS, MAX_COLUMNS, MAX_DEPTH, MAX_RECORD_BYTES, MAX_ROWS, MAX_XLSX_BYTES, Table, TableFormat, TableRows,
    read_table,
};
pub use table_csv::CsvRows;
pub use table_json::{JsonRecord, JsonRecords, JsonRows};
pub use table_text::DecodedText;
pub use training_plan::{MAX_PLAN_ROWS, NamedProgramme, TrainingPlan, TrainingPlans, import_training_plans};
pub use vacancies::{Vacancies, import_vacancies};
pub use vacancy::demand_of_vacancy;
