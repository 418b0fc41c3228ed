//! Taking in: what a source said before changes nothing, and what it could not say comes back.

use std::sync::Arc;

use bole_engine::intake::{ConceptKind, Lexicon, RejectCode, Rejected, SkillMention, TableFormat};
use bole_engine::loading::{LoadError, Loaded, Loader, Watch};
use bole_engine::model::{
    Agreement, Cohort, CohortId, CohortStatus, Date, Order, OrderStatus, Organisation, OrganisationId, Profile,
    Programme, TaskCounts, TaskKind,
};
use bole_engine::store::{Kind, Put};
use serde_json::{Value, json};
use tokio::runtime::Handle;

use crate::house::{NOW, Shared, enterprise, erase, one, order, person, put, record};

/// Knows every id, and no words.
struct Trusting;

impl Lexicon for Trusting {
    fn knows(&self, _: ConceptKind, _: &str) -> bool {
        true
    }
    fn link(&self, _: ConceptKind, _: &str) -> Option<String> {
        None
    }
    fn nearest(&self, _: ConceptKind, _: &str) -> Option<String> {
        None
    }
    fn mentions(&self, _: &str) -> Vec<SkillMention> {
        Vec::new()
    }
    fn basis(&self, _: &str) -> Option<String> {
        None
    }
}

#[derive(Default)]
struct Onlooker {
    rejected: Vec<Rejected>,
    /// After how many stored rows to stop.
    enough: Option<u64>,
}

impl Watch for Onlooker {
    fn rejected(&mut self, row: &Rejected) -> std::io::Result<()> {
        self.rejected.push(row.clone());
        Ok(())
    }

    fn reached(&mut self, counts: &TaskCounts) -> bool {
        self.enough.is_none_or(|enough| counts.created < enough)
    }
}

async fn load(
    store: &Shared,
    kind: TaskKind,
    input: String,
    format: TableFormat,
    mut watch: Onlooker,
) -> (Result<Loaded, LoadError>, Onlooker) {
    let (store, runtime) = (Arc::clone(store), Handle::current());
    let work = move || {
        let loader = Loader {
            store: Some(store),
            runtime: &runtime,
            lexicon: &Trusting,
            source: "hr",
            by: "K-test",
            clock: &|| NOW,
        };
        let loaded = loader.load(kind, input.as_bytes(), format, &mut watch);
        (loaded, watch)
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

fn people(count: usize) -> String {
    (0..count).map(|n| format!("{{\"id\":\"T-{n:05}\",\"name\":\"人{n}\"}}\n")).collect()
}

async fn profiles(store: &Shared, input: String) -> (TaskCounts, Onlooker) {
    let (loaded, watch) = load(store, TaskKind::Profiles, input, TableFormat::Ndjson, Onlooker::default()).await;
    (loaded.unwrap().counts, watch)
}

pub(crate) async fn the_same_input_again_changes_nothing_and_a_correction_survives(store: Shared) {
    let input = people(2500) + "nonsense\n{\"id\":\"T-00001\"}\n";
    let (first, watch) = profiles(&store, input.clone()).await;
    assert_eq!((first.taken, first.created, first.rejected), (2500, 2500, 2));
    assert_eq!(watch.rejected.iter().map(|row| row.line).collect::<Vec<_>>(), [2501, 2502]);
    one(&store, person("T-00007", "更正")).await.unwrap();
    let head = store.head().await.unwrap();
    let (again, _) = profiles(&store, input.clone()).await;
    assert_eq!((again.taken, again.unchanged, store.head().await.unwrap()), (2500, 2500, head));
    let changed = input.replace("人9\"", "人九\"");
    let (third, _) = profiles(&store, changed).await;
    assert_eq!((third.replaced, third.unchanged, store.head().await.unwrap()), (1, 2499, head + 1));
    let kept = store.row(Kind::Profile, "T-00007").await.unwrap().unwrap();
    assert!(kept.document.contains("更正") && kept.version == 2);
    let history = store.history(Kind::Profile, "T-00009").await.unwrap();
    assert_eq!(history.last().unwrap().reason.as_deref(), Some("import: hr"));
}

pub(crate) async fn orders_bring_their_enterprise_and_vacancies_come_too(store: Shared) {
    let orders =
        "编号,企业名称,岗位名称,类别,需求人数\nO-1,甲厂,钳工,高技能人才,2\nO-2,甲厂,焊工,高技能人才,1\n".to_owned();
    let (loaded, _) = load(&store, TaskKind::Orders, orders, TableFormat::Csv, Onlooker::default()).await;
    assert_eq!(loaded.unwrap().counts.created, 2);
    assert_eq!(store.count(Kind::Organisation, &[]).await.unwrap(), 1);
    let vacancies = "id,title,description\n1,Fitter,welding\n".to_owned();
    let (loaded, _) = load(&store, TaskKind::Vacancies, vacancies, TableFormat::Csv, Onlooker::default()).await;
    assert_eq!(loaded.unwrap().counts.created, 1);
    assert!(store.row(Kind::Order, "V-1").await.unwrap().is_some());
}

pub(crate) async fn a_source_does_not_undo_what_was_decided_here(store: Shared) {
    let row = |name: &str| format!("{{\"id\":\"T-1\",\"name\":\"{name}\"}}\n");
    profiles(&store, row("张三")).await;
    let said = json!({"id": "T-1", "name": "张三", "consent": {"ranking": false, "visible": true},
        "category": {"category": "engineer", "by": "陈敏", "reason": "职称"}});
    one(&store, record::<Profile>(said)).await.unwrap();
    profiles(&store, row("张三丰")).await;
    let kept = store.find::<Profile>("T-1").await.unwrap().unwrap();
    assert_eq!((kept.version, kept.record.name.as_deref()), (3, Some("张三丰")));
    assert!(!kept.record.consent.ranking && kept.record.consent.visible && kept.record.category.is_some());
    let orders =
        |seats: u8, title: &str| format!("编号,企业名称,岗位名称,类别,需求人数\nO-1,甲厂,{title},高技能人才,{seats}\n");
    let take =
        async |input| load(&store, TaskKind::Orders, input, TableFormat::Csv, Onlooker::default()).await.0.unwrap();
    take(orders(5, "钳工")).await;
    let mut living = store.find::<Order>("O-1").await.unwrap().unwrap().record;
    (living.status, living.filled) = (OrderStatus::PartFilled, 3);
    one(&store, Put::new(&living).unwrap()).await.unwrap();
    take(orders(6, "焊工")).await;
    let kept = store.find::<Order>("O-1").await.unwrap().unwrap().record;
    assert_eq!((kept.seats, kept.filled, kept.demand.title.zh.as_str()), (6, 3, "焊工"));
    take(orders(2, "电工")).await;
    let kept = store.find::<Order>("O-1").await.unwrap().unwrap().record;
    assert_eq!((kept.seats, kept.filled, kept.demand.title.zh.as_str()), (6, 3, "电工"));
}

pub(crate) async fn a_source_undoes_neither_the_life_of_a_class_nor_what_it_taught(store: Shared) {
    let college = json!({"id": "C-1", "kind": "college", "name": {"zh": "乙", "en": "C"}});
    one(&store, record::<Organisation>(college)).await.unwrap();
    let programme = json!({"id": "P-1", "college": "C-1", "name": {"zh": "甲", "en": "A"}, "seats": 40});
    one(&store, record::<Programme>(programme)).await.unwrap();
    let class = |name: &str, seats: u8| {
        json!({"id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": name, "en": "A"}, "form": "order_class",
            "seats_min": 10, "seats_max": seats, "start": "2027-03-01", "ready": "2028-07-01", "status": "proposed"})
    };
    let take = async |row: Value| {
        let input = format!("{row}\n");
        load(&store, TaskKind::Cohorts, input, TableFormat::Ndjson, Onlooker::default()).await.0.unwrap();
        store.find::<Cohort>("K-1").await.unwrap().unwrap().record
    };
    let mut agreed = take(class("甲班", 20)).await;
    let day = Date::new(2026, 11, 20).unwrap();
    agreed = agreed.said(Agreement::yes(OrganisationId::new("C-1").unwrap(), day), day).unwrap();
    assert_eq!(agreed.status, CohortStatus::Agreed);
    one(&store, Put::new(&agreed).unwrap()).await.unwrap();
    let kept = take(class("乙班", 20)).await;
    assert_eq!((kept.name.zh.as_str(), kept.status, kept.agreements.len()), ("乙班", CohortStatus::Agreed, 1));
    let larger = take(class("乙班", 30)).await;
    assert_eq!((larger.seats_max, larger.status, larger.agreements.len()), (30, CohortStatus::Proposed, 0));

    profiles(&store, "{\"id\":\"T-1\",\"name\":\"张三\"}\n".to_owned()).await;
    let graduate = json!({"id": "T-1", "name": "张三", "cohort": "K-1", "former_cohorts": ["K-0"],
        "skills": [{"skill": "plc", "level": 3, "source": "course"}, {"skill": "cad", "level": 2}],
        "schooling": [{"school": "乙", "graduation": "2028-07"}]});
    one(&store, record::<Profile>(graduate)).await.unwrap();
    profiles(&store, "{\"id\":\"T-1\",\"name\":\"张三丰\"}\n".to_owned()).await;
    let kept = store.find::<Profile>("T-1").await.unwrap().unwrap().record;
    assert_eq!((kept.name.as_deref(), kept.cohort.as_ref().map(CohortId::as_str)), (Some("张三丰"), Some("K-1")));
    assert_eq!((kept.skills.len(), kept.schooling.len()), (1, 1), "what a course taught, not what was declared");
    assert_eq!(kept.former_cohorts.iter().map(CohortId::as_str).collect::<Vec<_>>(), ["K-0"]);
}

pub(crate) async fn who_was_erased_comes_back_as_a_rejected_row(store: Shared) {
    profiles(&store, people(1500)).await;
    for id in ["T-00001", "T-01400"] {
        one(&store, erase(Kind::Profile, id)).await.unwrap();
    }
    let input = "nonsense\n".to_owned() + &people(1500).replace("人1400", "人甲") + &people(2).replace("T-", "N-");
    let (counts, watch) = profiles(&store, input).await;
    let [taken, created, unchanged, rejected] = [counts.taken, counts.created, counts.unchanged, counts.rejected];
    assert_eq!((taken, created, unchanged, rejected), (1500, 2, 1498, 3), "all rows are told");
    let told: Vec<_> = watch.rejected.iter().map(|row| (row.line, row.value.as_str(), row.reason)).skip(1).collect();
    assert_eq!(told, [(3, "T-00001", RejectCode::Erased), (1402, "T-01400", RejectCode::Erased)]);
    assert!(watch.rejected[1].allowed.contains("a new id"), "{}", watch.rejected[1]);
    assert!(store.row(Kind::Profile, "T-01400").await.unwrap().is_none());
}

pub(crate) async fn an_import_that_is_stopped_keeps_what_it_took(store: Shared) {
    let watch = Onlooker { enough: Some(1), ..Onlooker::default() };
    let (loaded, _) = load(&store, TaskKind::Profiles, people(3000), TableFormat::Ndjson, watch).await;
    assert!(matches!(loaded, Err(LoadError::Stopped)));
    let kept = store.count(Kind::Profile, &[]).await.unwrap();
    assert!((1..3000).contains(&kept), "{kept}");
    let (rest, _) = profiles(&store, people(3000)).await;
    assert_eq!((rest.created, rest.unchanged), (3000 - kept, kept));
}

pub(crate) async fn a_row_that_names_what_is_not_there_is_turned_away_and_the_others_go_on(store: Shared) {
    let kinds = r#"{"id":"E-1","kind":"enterprise","name":{"zh":"甲","en":"A"}}
        {"id":"C-1","kind":"college","name":{"zh":"乙","en":"C"}}"#;
    let (loaded, _) =
        load(&store, TaskKind::Organisations, kinds.into(), TableFormat::Ndjson, Onlooker::default()).await;
    assert_eq!(loaded.unwrap().counts.created, 2);
    one(&store, person("T-1", "人")).await.unwrap();
    let of = |id: &str, talent: &str, organisation: &str| format!("{id},{talent},{organisation},2026-03-01,入职\n");
    let rows = [of("R-1", "T-1", "E-1"), of("R-2", "T-2", "E-1"), of("R-3", "T-1", "E-9"), of("R-4", "T-1", "C-1")];
    let input = format!("编号,人才编号,单位编号,日期,事件\n{}", rows.concat());
    let (loaded, watch) = load(&store, TaskKind::Outcomes, input, TableFormat::Csv, Onlooker::default()).await;
    let counts = loaded.unwrap().counts;
    assert_eq!((counts.taken, counts.created, counts.rejected), (2, 2, 2));
    let told: Vec<_> = watch.rejected.iter().map(|row| (row.line, row.field.as_str(), row.value.as_str())).collect();
    assert_eq!(told, [(3, "talent", "T-2"), (4, "organisation", "E-9")]);
    let programmes = "id,college,name_zh,name_en,seats\nP-1,C-1,甲,A,40\nP-2,E-1,乙,B,40\n".to_owned();
    let (loaded, watch) = load(&store, TaskKind::Programmes, programmes, TableFormat::Csv, Onlooker::default()).await;
    assert_eq!((loaded.unwrap().counts.created, watch.rejected[0].field.as_str()), (1, "college"));
    assert!(watch.rejected[0].allowed.contains("college") && watch.rejected[0].reason == RejectCode::UnknownId);
    let class = |id: &str, programme: &str, enterprise: &str| {
        format!("{id},{programme},C-1,甲班,A,order_class,{enterprise}:10,10,20,2027-03-01,2028-07-01,agreed\n")
    };
    one(&store, order("O-1", "E-1", 10)).await.unwrap();
    one(&store, enterprise("E-2")).await.unwrap();
    one(&store, order("O-2", "E-2", 10)).await.unwrap();
    let classes = [
        class("K-1", "P-1", "E-1@O-1"),
        class("K-2", "P-9", "E-1"),
        class("K-3", "P-1", "C-1"),
        class("K-4", "P-1", "E-1@O-2"),
    ];
    let rows = classes.concat();
    let head = "id,programme,college,name_zh,name_en,form,shares,seats_min,seats_max,start,ready,status";
    let (loaded, watch) =
        load(&store, TaskKind::Cohorts, format!("{head}\n{rows}"), TableFormat::Csv, Onlooker::default()).await;
    assert_eq!(loaded.unwrap().counts.created, 1);
    let told: Vec<_> = watch.rejected.iter().map(|row| row.field.as_str()).collect();
    assert_eq!(told, ["programme", "shares[0].enterprise", "shares[0].order"]);
    assert!(watch.rejected[2].allowed.contains("enterprise.id is E-1"), "{:?}", watch.rejected[2]);
}

pub(crate) async fn a_row_whose_unsaid_fields_do_not_go_with_it_is_refused_and_takes_nothing_away(store: Shared) {
    taught(&store).await;
    // As another program may have written it: a month twice.
    let twice = json!([{"month": "2027-06", "count": 38}, {"month": "2027-06", "count": 2}]);
    let held = json!({"id": "P-1", "college": "C-1", "name": {"zh": "机电", "en": "M"}, "seats": 40, "graduates": twice,
        "skills": [{"skill": "plc", "level": 3}], "partners": [], "synthetic": false});
    one(&store, put(Kind::Programme, "P-1", &held)).await.unwrap();
    let take = async |rows: &str| {
        load(&store, TaskKind::Programmes, rows.to_owned(), TableFormat::Csv, Onlooker::default()).await
    };
    let (loaded, watch) =
        take("id,college,name_zh,name_en,seats\nP-1,C-1,机电一体化,M,45\nP-2,C-1,数控,CNC,30\n").await;
    let counts = loaded.unwrap().counts;
    assert_eq!((counts.taken, counts.created, counts.replaced, counts.rejected), (1, 1, 0, 1), "the others go on");
    let [row] = &watch.rejected[..] else { panic!("{:?}", watch.rejected) };
    assert_eq!((row.line, row.field.as_str(), row.reason), (2, "graduates", RejectCode::NotAllowed));
    assert!(row.value.contains("2027-06") && row.allowed.contains("graduates"), "{row}");
    let kept = store.row(Kind::Programme, "P-1").await.unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&kept.document).unwrap(), held, "nothing is taken away");
    // Who says the field writes over it, and the same row is not taken for one that was taken before.
    let said = "id,college,name_zh,name_en,seats,graduates\nP-1,C-1,机电一体化,M,45,2027-06:40\n";
    assert_eq!(take(said).await.0.unwrap().counts.replaced, 1);
    let kept = programme(&store, "P-1").await;
    assert_eq!((kept.seats, kept.graduates[0].count, kept.skills.len()), (45, 40, 1));
}

const PLAN: &str =
    "专业编号,学期,课程名称,学时,技能\nP-1,1,PLC应用技术,64,\n,2,电工实训,2周,\n,3,合计,,\n,x,液压,32,\n";

async fn plan(store: &Shared, text: &str) -> (Loaded, Onlooker) {
    let (loaded, watch) =
        load(store, TaskKind::TrainingPlans, text.to_owned(), TableFormat::Csv, Onlooker::default()).await;
    (loaded.unwrap(), watch)
}

async fn programme(store: &Shared, id: &str) -> Programme {
    store.find::<Programme>(id).await.unwrap().unwrap().record
}

/// Two colleges and a programme of the first.
async fn taught(store: &Shared) {
    let kinds = r#"{"id":"C-1","kind":"college","name":{"zh":"乙","en":"C"}}
        {"id":"C-2","kind":"college","name":{"zh":"丙","en":"D"}}"#;
    load(store, TaskKind::Organisations, kinds.into(), TableFormat::Ndjson, Onlooker::default()).await.0.unwrap();
    let head = "id,college,name_zh,name_en,major,seats,graduates\nP-1,C-1,机电,Mechatronics,,40,2027-06:38\n";
    load(store, TaskKind::Programmes, head.into(), TableFormat::Csv, Onlooker::default()).await.0.unwrap();
}

pub(crate) async fn a_training_plan_says_what_a_programme_teaches_and_nothing_else(store: Shared) {
    taught(&store).await;
    let (loaded, watch) = plan(&store, PLAN).await;
    assert_eq!((loaded.counts.taken, loaded.counts.replaced, loaded.counts.rejected), (1, 1, 2));
    let told: Vec<_> = watch.rejected.iter().map(|row| (row.line, row.field.as_str(), row.value.as_str())).collect();
    assert_eq!(told, [(4, "course", "合计"), (5, "term", "x")]);
    assert_eq!((loaded.plans[0].programme.as_str(), loaded.plans[0].courses), ("P-1", 2));
    let first = programme(&store, "P-1").await;
    assert_eq!((first.courses.len(), first.seats, first.graduates.len(), first.name.zh.as_str()), (2, 40, 1, "机电"));
    // A correction by hand stands against the same plan again, and a row of the programme that says no courses leaves them.
    let renamed = Programme { seats: 45, ..first };
    one(&store, Put::new(&renamed).unwrap()).await.unwrap();
    assert_eq!(plan(&store, PLAN).await.0.counts.unchanged, 1);
    let row = "id,college,name_zh,name_en,graduates\nP-1,C-1,机电一体化,Mechatronics,2028-06:50\n";
    load(&store, TaskKind::Programmes, row.into(), TableFormat::Csv, Onlooker::default()).await.0.unwrap();
    let kept = programme(&store, "P-1").await;
    assert_eq!(
        (kept.courses.len(), kept.seats, kept.graduates[0].count, kept.name.zh.as_str()),
        (2, 45, 50, "机电一体化")
    );
}

pub(crate) async fn a_plan_of_an_unknown_programme_is_a_new_one_or_comes_back_row_by_row(store: Shared) {
    taught(&store).await;
    let rows = "专业名称,院校,招生人数,课程名称,学时\n\
        机电,C-1,,PLC应用技术,64\n数控,C-2,30,数控编程,64\n,,,数控实训,64\n模具,C-2,,冲压,32\n,,,注塑,32\n会计,C-9,20,记账,32\n";
    let (loaded, watch) = plan(&store, rows).await;
    assert_eq!((loaded.counts.created, loaded.counts.replaced, loaded.counts.rejected), (1, 1, 3));
    let told: Vec<_> = watch.rejected.iter().map(|row| (row.line, row.field.as_str())).collect();
    assert_eq!(told, [(5, "seats"), (6, "seats"), (7, "college")]);
    assert_eq!(programme(&store, "P-1").await.courses.len(), 1);
    let new = loaded.plans.iter().find(|plan| plan.name.zh == "数控").unwrap();
    let new = programme(&store, new.programme.as_str()).await;
    assert_eq!((new.courses.len(), new.seats, new.college.as_str()), (2, 30, "C-2"));
    assert_eq!(plan(&store, rows).await.0.counts.unchanged, 2);
}

pub(crate) async fn a_programme_without_seats_is_taken_only_where_one_is_on_record(store: Shared) {
    taught(&store).await;
    let rows = "id,college,name_zh,name_en\nP-1,C-1,机电,Mechatronics\nP-2,C-1,数控,CNC\n";
    let (loaded, watch) = load(&store, TaskKind::Programmes, rows.into(), TableFormat::Csv, Onlooker::default()).await;
    assert_eq!((loaded.unwrap().counts.taken, watch.rejected.len()), (1, 1));
    assert_eq!((watch.rejected[0].line, watch.rejected[0].field.as_str()), (3, "seats"));
}
