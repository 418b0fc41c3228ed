//! A plan of two programmes, made up in the words of real ones, against the shipped vocabulary; and what clerks do to sheets.

use super::*;
use crate::intake::test_lexicon::TestLexicon;
use crate::intake::{Catalog, CatalogFiles};
use crate::reference::Reference;

const PLAN: &str = include_str!("plan.csv");

fn shipped() -> TrainingPlans {
    let (catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let edition = catalog.editions.into_values().next().unwrap();
    let method = catalog.methods.into_values().next().unwrap();
    let reference = Reference::new(catalog.vocabulary, edition, method);
    import_training_plans(PLAN.as_bytes(), TableFormat::Csv, &reference)
}

fn read(text: &str) -> TrainingPlans {
    import_training_plans(text.as_bytes(), TableFormat::Csv, &TestLexicon)
}

fn told(read: &TrainingPlans) -> Vec<(u64, &str, RejectCode)> {
    read.rejected.iter().map(|row| (row.line, row.field.as_str(), row.reason)).collect()
}

#[test]
fn most_courses_of_a_plan_are_linked_and_the_others_are_told() {
    let read = shipped();
    let [built, tested] = &read.plans[..] else { panic!("{:?}", read.plans) };
    assert_eq!((built.major.as_ref().unwrap().as_str(), built.programme.college.as_deref()), ("v460301", Some("qypt")));
    assert_eq!((built.courses.len(), built.public, tested.courses.len()), (40, 8, 12));
    let courses: Vec<&Course> = read.plans.iter().flat_map(|plan| &plan.courses).collect();
    let linked = courses.iter().filter(|course| !course.skills.is_empty()).count();
    let of_field = courses.len() - built.public - tested.public;
    assert!(linked * 100 >= of_field * 85, "{linked} of {of_field}");
    // Of the field, a course without a skill says at least by its name what is missing.
    let silent = |course: &&&Course| course.skills.is_empty() && course.unlinked.is_empty();
    assert_eq!(courses.iter().filter(silent).count(), built.public + tested.public);
    assert_eq!(
        told(&read),
        [
            (42, "course", RejectCode::NotAllowed),
            (55, "term", RejectCode::NotAllowed),
            (56, "hours", RejectCode::NotAllowed)
        ]
    );
}

#[test]
fn skills_have_the_levels_that_are_said_and_parts_of_the_hours() {
    let read = shipped();
    let course = |name: &str| read.plans.iter().flat_map(|plan| &plan.courses).find(|c| c.name.zh == name).unwrap();
    let level = |name: &str, skill: &str| {
        let taught = course(name).skills.iter().find(|taught| taught.skill.as_str() == skill);
        taught.map(|taught| taught.level.get())
    };
    assert_eq!(level("可编程控制器应用技术", "plc"), Some(4));
    assert_eq!(level("机械制图与CAD", "autocad"), Some(4));
    assert_eq!(level("工业机器人操作与编程", "offline-programming"), Some(1));
    assert_eq!(level("焊接实训", "welding"), Some(3));
    for course in read.plans.iter().flat_map(|plan| &plan.courses).filter(|course| !course.skills.is_empty()) {
        let parts: u16 = course.skills.iter().filter_map(|taught| taught.hours).sum();
        assert_eq!(Some(parts), course.hours, "{}", course.name.zh);
    }
}

#[test]
fn a_row_belongs_to_the_programme_before_it_and_a_bad_one_takes_nothing_with_it() {
    let read = read(
        "专业编号,课程名称,学期,学时,技能\nP-1,★PLC编程,３,６４学时,\n,Java,99,32,\n,Java,2,三十,\n,SQL,2,32,SQL:9\n\
         ,,2,32,\n,公共课小计,,32,\n,PLC编程,3.0,32,\nP-2,SQL,2,32,\n,Java,2,32,\n",
    );
    let of = |plan: &TrainingPlan| (plan.programme.words().to_owned(), plan.courses.len(), plan.lines.clone());
    let plans: Vec<_> = read.plans.iter().map(of).collect();
    assert_eq!(plans, [("P-1".to_owned(), 1, vec![2]), ("P-2".to_owned(), 2, vec![9, 10])]);
    let first = &read.plans[0].courses[0];
    assert_eq!((first.name.zh.as_str(), first.term, first.hours), ("PLC编程", Some(3), Some(64)));
    use RejectCode::{Duplicate, Missing, NotAllowed};
    let reasons = [
        (3, "term", NotAllowed),
        (4, "hours", NotAllowed),
        (5, "skills", NotAllowed),
        (6, "course", Missing),
        (7, "course", NotAllowed),
        (8, "course", Duplicate),
    ];
    assert_eq!(told(&read), reasons);
    assert!(read.rejected[0].allowed.contains("1 to 12") && read.rejected[0].value == "99");
}

#[test]
fn a_row_without_any_programme_comes_back() {
    assert_eq!(told(&read("课程,学时\nJava,3\n")), [(2, "programme", RejectCode::Missing)]);
}

#[test]
fn other_encodings_and_formats_read_the_same() {
    let csv = "专业编号,课程名称,学期\nP-1,PLC编程,3\n";
    let json = r#"[{"programme":"P-1","course":"PLC编程","term":3}]"#;
    let gb = crate::intake::table_text::gb18030(csv);
    let other = import_training_plans(&*gb, TableFormat::Csv, &TestLexicon);
    assert_eq!(other, read(csv));
    let nested = import_training_plans(json.as_bytes(), TableFormat::Json, &TestLexicon);
    assert_eq!(nested.plans[0].courses, other.plans[0].courses);
}

#[test]
fn a_programme_has_so_many_courses_and_the_rest_come_back() {
    let rows: String = (0..Programme::MAX_COURSES + 2).map(|n| format!("P-1,课{n}\n")).collect();
    let read = read(&format!("专业编号,课程名称\n{rows}"));
    assert_eq!(read.plans[0].courses.len(), Programme::MAX_COURSES);
    let last = Programme::MAX_COURSES as u64;
    assert_eq!(told(&read), [(last + 2, "course", RejectCode::TooLarge), (last + 3, "course", RejectCode::TooLarge)]);
}

#[test]
fn what_a_row_does_not_say_is_left_to_the_record() {
    use crate::intake::{PartialProgramme, Records};
    let row = "id,college,name_zh,seats\nP-1,C-1,机电,40\n";
    let first = Records::<_, PartialProgramme>::open(row.as_bytes(), TableFormat::Csv, &TestLexicon).next().unwrap();
    let first = first.unwrap();
    assert_eq!(first.unsaid, ["major", "skills", "courses", "graduates", "partners", "synthetic"]);
    assert_eq!(first.said()["seats"], 40);
    let json = r#"{"id":"P-1","college":"C-1","name":{"zh":"机电","en":"M"},"skills":[],"partners":[]}"#;
    let second =
        Records::<_, PartialProgramme>::open(json.as_bytes(), TableFormat::Ndjson, &TestLexicon).next().unwrap();
    assert_eq!(second.unwrap().unsaid, ["major", "seats", "graduates", "synthetic"]);
}

#[test]
fn a_cell_that_is_merged_or_said_again_names_the_same_programme() {
    let read = read(
        "programme,programme name,major,college,course\nP-1,焊接,,qypt,一\n,焊接,,,二\n,焊接,,,三\n,装配,,,四\nP-2,装配,,,五\nP-3,,,,六\n,,,,七\n",
    );
    let told: Vec<_> = read.plans.iter().map(|plan| (plan.programme.words(), plan.courses.len())).collect();
    assert_eq!(told, [("装配", 1), ("P-1", 3), ("P-2", 1), ("P-3", 2)]);
}
