//! Imports over HTTP: a file becomes a task, its rows become people and orders, and what was not taken comes back.

use std::path::Path;
use std::time::Duration;

use crate::common::{Answer, Scratch, Served};
use serde_json::{Value, json};

/// How long a task may take on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(300);

fn served(scratch: &Scratch) -> Served {
    Served::start(Path::new(&scratch.path("data")))
}

fn post(served: &Served, query: &str, body: &[u8]) -> Answer {
    served.send("POST", &format!("/v1/imports?{query}"), &[("content-type", "application/octet-stream")], body)
}

/// Where a new task is.
fn begun(answer: &Answer) -> String {
    assert_eq!(answer.status, 202, "{}", answer.head);
    answer.header("location").unwrap().to_owned()
}

/// Looks at a task until it is as wanted.
fn until(served: &Served, place: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let start = std::time::Instant::now();
    loop {
        let task = served.get(place).json();
        if wanted(&task) {
            return task;
        }
        assert!(start.elapsed() < PATIENCE, "{task}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn ended(served: &Served, place: &str) -> Value {
    until(served, place, |task| !["queued", "running"].contains(&task["state"].as_str().unwrap()))
}

fn taken(served: &Served, query: &str, body: &[u8]) -> Value {
    let task = ended(served, &begun(&post(served, query, body)));
    assert_eq!(task["state"], "done", "{task}");
    task
}

fn counts(task: &Value) -> [u64; 5] {
    ["taken", "created", "replaced", "unchanged", "rejected"].map(|name| task["counts"][name].as_u64().unwrap())
}

fn version(served: &Served, id: &str) -> String {
    served.get(&format!("/v1/profiles/{id}")).header("etag").unwrap_or("none").to_owned()
}

fn people(count: usize) -> String {
    let line = |n| format!("{{\"id\":\"T-{n:05}\",\"name\":\"人{n}\",\"skills\":[{{\"text\":\"PLC编程\"}}]}}\n");
    (0..count).map(line).collect()
}

const TABLE: &str =
    "编号,姓名,技能,工作年限\nT-1,张三,PLC编程:4,3\nT-2,李四,焊接:9,4\nT-3,王五,数控加工,5\nT-1,赵六,,\n";

#[test]
fn rows_become_people_and_what_was_not_taken_comes_back() {
    let scratch = Scratch::new("imports");
    let served = &served(&scratch);
    let query = "kind=profiles&file=people.csv&source=hr";
    let place = begun(&post(served, query, TABLE.as_bytes()));
    let task = ended(served, &place);
    assert_eq!((&task["state"], &task["source"]), (&json!("done"), &json!("hr")), "{task}");
    assert_eq!((counts(&task), &task["ignored_columns"]), ([2, 2, 0, 0, 2], &json!(["工作年限"])));
    let back = served.get(&format!("{place}/rejected"));
    assert_eq!(back.header("content-type"), Some("application/x-ndjson"));
    let rows: Vec<Value> =
        String::from_utf8(back.body).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let told: Vec<_> = rows.iter().map(|row| (&row["line"], &row["field"], &row["value"], &row["reason"])).collect();
    let (skill, twice) = (json!("焊接:9"), json!("T-1"));
    assert_eq!(
        told,
        [
            (&json!(3), &json!("skills"), &skill, &json!("not_allowed")),
            (&json!(5), &json!("id"), &twice, &json!("duplicate"))
        ]
    );
    assert!(rows[0]["allowed"].as_str().unwrap().contains("1 to 5"));
    assert_eq!(rows[0]["words"], json!({"zh": "技能名称之后写等级，1 至 5", "en": rows[0]["allowed"]}));
    until(served, &place, |task| task["indexed"] == true);
    the_same_rows_change_nothing(served, query);
    tasks_are_listed_and_forgotten(served, &place);
}

fn the_same_rows_change_nothing(served: &Served, query: &str) {
    let json = [("content-type", "application/json")];
    assert_eq!(counts(&taken(served, query, TABLE.as_bytes())), [2, 0, 0, 2, 2]);
    assert_eq!(version(served, "T-1"), "\"1\"");
    let corrected = json!({"id": "T-1", "name": "张三丰"}).to_string();
    assert_eq!(served.ask("PUT", "/v1/profiles/T-1", &json, &corrected).status, 204);
    assert_eq!(counts(&taken(served, query, TABLE.as_bytes())), [2, 0, 0, 2, 2]);
    assert_eq!(version(served, "T-1"), "\"2\"");
    let changed = TABLE.replace("王五", "王五六");
    assert_eq!(counts(&taken(served, query, changed.as_bytes())), [2, 0, 1, 1, 2]);
    assert_eq!([version(served, "T-1"), version(served, "T-3")], ["\"2\"", "\"2\""]);
}

fn tasks_are_listed_and_forgotten(served: &Served, place: &str) {
    let page = served.get("/v1/tasks?limit=3").json();
    assert_eq!((page["items"].as_array().unwrap().len(), page["next"].is_string()), (3, true));
    assert_eq!(format!("/v1/tasks/{}", page["items"][0]["id"].as_str().unwrap()), place);
    let ids = |query: &str| -> Vec<Value> {
        let page = served.get(&format!("/v1/tasks?{query}")).json();
        page["items"].as_array().unwrap().iter().map(|task| task["id"].clone()).collect()
    };
    let mut all = ids("limit=100");
    all.reverse();
    assert_eq!(ids("newest=true&limit=2"), all[..2]);
    assert_eq!(ids(&format!("newest=true&limit=100&cursor={}", all[0].as_str().unwrap())), all[1..]);
    assert_eq!((ids("work=import&newest=true&limit=100"), ids("work=report").len()), (all, 0));
    let table = served.get(&format!("{place}/rejected?format=csv"));
    assert!(table.header("content-disposition").unwrap().starts_with("attachment"));
    let table = String::from_utf8(table.body).unwrap();
    assert!(table.contains("\u{feff}line,field,value,reason,allowed\r\n"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("5,id,") && line.contains("duplicate")), "{table}");
    let table = String::from_utf8(served.get(&format!("{place}/rejected?format=csv&language=zh")).body).unwrap();
    let told = ["\u{feff}行号,字段,原值,原因,可用的值", "3,skills,焊接:9,值不合要求,技能名称之后写等级，1 至 5"];
    assert!(table.contains(&told.join("\r\n")), "{table}");
    assert_eq!(served.ask("DELETE", place, &[], "").status, 204);
    for gone in [place.to_owned(), format!("{place}/rejected")] {
        assert_eq!(served.get(&gone).json()["code"], "task_not_found");
    }
}

#[test]
fn formats_are_known_by_name_type_or_word_and_others_are_refused() {
    let scratch = Scratch::new("import-formats");
    let served = &served(&scratch);
    // 编号,姓名 / G-1,张三 in GB18030.
    let gb = b"\xb1\xe0\xba\xc5,\xd0\xd5\xc3\xfb\nG-1,\xd5\xc5\xc8\xfd\n";
    assert_eq!(counts(&taken(served, "kind=profiles&file=gb.csv", gb))[1], 1);
    assert_eq!(served.get("/v1/profiles/G-1").status, 200);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (head, value)) in (0..).zip([("编号", "X-1"), ("姓名", "李四")]) {
        sheet.write(0, column, head).unwrap();
        sheet.write(1, column, value).unwrap();
    }
    let book = book.save_to_buffer().unwrap();
    assert_eq!(counts(&taken(served, "kind=profiles&source=hr&format=xlsx", &book))[1], 1);
    let orders = "编号,企业名称,岗位名称,类别,需求人数\nO-1,甲厂,钳工,技能人才,2\n";
    let sent = served.ask("POST", "/v1/imports?kind=orders&source=hr", &[("content-type", "text/csv")], orders);
    assert_eq!(counts(&ended(served, &begun(&sent)))[1], 1);
    let vacancies = b"id,title,description\n1,Fitter,welding\n";
    assert_eq!(counts(&taken(served, "kind=vacancies&file=jobs.csv", vacancies))[1], 1);
    refusals(served);
}

fn refusals(served: &Served) {
    let cases = [
        ("kind=profiles&source=hr", "x", 415, "unknown_format"),
        ("kind=profiles&source=hr&format=doc", "x", 400, "invalid_query"),
        ("kind=heroes&file=a.csv", "x", 400, "invalid_query"),
        ("kind=profiles&format=csv", "x", 400, "invalid_query"),
        ("kind=profiles&file=a.csv", "", 422, "invalid_field"),
    ];
    for (query, body, status, code) in cases {
        let refused = post(served, query, body.as_bytes());
        assert_eq!((refused.status, &refused.json()["code"]), (status, &json!(code)), "{query}");
    }
    let length = [("content-length", "9999999999999")];
    let refused = served.send("POST", "/v1/imports?kind=profiles&file=a.csv", &length, b"");
    assert_eq!((refused.status, &refused.json()["code"]), (413, &json!("import_too_large")));
    // What is no workbook is a rejected row of a task that is done: the row tells why.
    let task = taken(served, "kind=profiles&file=a.xlsx", b"no workbook");
    assert_eq!(counts(&task), [0, 0, 0, 0, 1]);
}

#[test]
fn a_task_that_is_stopped_keeps_what_it_took_and_one_that_waits_never_begins() {
    let scratch = Scratch::new("import-stop");
    let served = &served(&scratch);
    let (first, second) = (people(40_000), people(10));
    let running = begun(&post(served, "kind=profiles&file=first.ndjson", first.as_bytes()));
    let waiting = begun(&post(served, "kind=profiles&file=second.ndjson", second.as_bytes()));
    assert_eq!(served.get(&waiting).json()["state"], "queued");
    assert_eq!(served.ask("DELETE", &waiting, &[], "").json()["state"], "cancelled");
    let far = until(served, &running, |task| task["progress"]["rows"].as_u64() > Some(3_000));
    let progress = &far["progress"];
    assert!(progress["bytes"].as_u64() <= progress["of"].as_u64() && far["state"] == "running", "{far}");
    assert_eq!(served.ask("DELETE", &running, &[], "").json()["state"], "cancelled");
    let stopped = until(served, &running, |task| task.get("progress").is_none());
    let [_, created, ..] = counts(&stopped);
    assert!((1..40_000).contains(&created), "{stopped}");
    let last = |n: u64| served.get(&format!("/v1/profiles/T-{n:05}")).status;
    assert_eq!([last(0), last(created - 1), last(created)], [200, 200, 404]);
    assert_eq!(served.get(&waiting).json()["counts"]["taken"], 0);
    assert_eq!(uploads(&scratch), Vec::<String>::new());
}

/// Bodies that wait.
fn uploads(scratch: &Scratch) -> Vec<String> {
    let files = std::fs::read_dir(scratch.path("data/uploads")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.ends_with(".rejected")).collect()
}

#[test]
fn an_import_that_a_kill_interrupts_is_taken_up_again() {
    let scratch = Scratch::new("import-kill");
    let body = people(40_000) + "nonsense\n";
    let place = {
        let served = served(&scratch);
        let place = begun(&post(&served, "kind=profiles&file=all.ndjson", body.as_bytes()));
        until(&served, &place, |task| task["progress"]["rows"].as_u64() > Some(1000));
        place
    };
    assert_eq!(uploads(&scratch).len(), 1);
    std::fs::write(scratch.path("data/uploads/I-lost.part"), "half").unwrap();
    let served = served(&scratch);
    let task = ended(&served, &place);
    let [taken, created, replaced, unchanged, rejected] = counts(&task);
    assert_eq!((&task["state"], taken, replaced, rejected), (&json!("done"), 40_000, 0, 1), "{task}");
    assert!(created + unchanged == 40_000 && unchanged > 0 && created > 0, "{task}");
    assert_eq!(version(&served, "T-39999"), "\"1\"");
    assert_eq!(served.get(&format!("{place}/rejected")).body.iter().filter(|byte| **byte == b'\n').count(), 1);
    assert_eq!(uploads(&scratch), Vec::<String>::new());
}

#[test]
fn a_program_sees_its_own_tasks_only() {
    let scratch = Scratch::new("import-own");
    let (one, other) = (scratch.key("service", "S-1"), scratch.key("service", "S-2"));
    let served = served(&scratch);
    let (one, other) = (served.as_key(&one), served.as_key(&other));
    let sent = one.send("POST", "/v1/imports?kind=profiles&file=a.ndjson", &[], b"{\"id\":\"T-1\"}\n");
    let place = begun(&sent);
    assert_eq!(one.get(&place).status, 200);
    for method in ["GET", "DELETE"] {
        assert_eq!(other.send(method, &place, &[], b"").json()["code"], "task_not_found");
    }
    assert_eq!(other.get("/v1/tasks").json()["items"], json!([]));
    assert_eq!(one.get("/v1/tasks").json()["items"].as_array().unwrap().len(), 1);
}

const PLAN: &str = "专业代码,专业名称,院校,招生人数,学期,课程名称,课程类别,学时,课程内容\n\
    460301,机电一体化技术,清远职业技术学院,90,3,可编程控制器应用技术,专业课,72学时,西门子S7-1200硬件;熟练掌握梯形图编程\n\
    ,,,,2,大学英语,公共基础课,64,职场英语\n\
    ,,,,2,钟表拆装,专业课,2周,钟表拆装\n\
    ,,,,,合计,,196,\n";

#[test]
fn a_training_plan_becomes_courses_with_skills_and_tells_what_was_not_linked() {
    let scratch = Scratch::new("training-plans");
    let served = &served(&scratch);
    let college = r#"{"id":"qypt","kind":"college","name":{"zh":"清远职业技术学院","en":"Qingyuan Polytechnic"},"college":"qypt"}"#;
    taken(served, "kind=organisations&file=colleges.ndjson", college.as_bytes());
    let task = taken(served, "kind=training_plans&file=plan.csv", PLAN.as_bytes());
    assert_eq!(counts(&task), [1, 1, 0, 0, 1]);
    let told = served.get(&format!("/v1/tasks/{}/result", task["id"].as_str().unwrap())).json();
    let expected = json!([{"programme": "PRG-qypt-v460301", "name": {"zh": "机电一体化技术", "en": "机电一体化技术"},
        "courses": 3, "public": 1, "linked": 1, "unlinked": ["钟表拆装"]}]);
    assert_eq!(told, expected);
    let programme = served.get("/v1/programmes/PRG-qypt-v460301").json();
    assert_eq!((&programme["seats"], &programme["courses"][0]["hours"]), (&json!(90), &json!(72)));
    assert!(
        programme["skills"].as_array().unwrap().iter().any(|taught| taught["skill"] == "siemens-plc"),
        "{programme}"
    );
    assert_eq!(counts(&taken(served, "kind=training_plans&file=plan.csv", PLAN.as_bytes())), [1, 0, 0, 1, 1]);
}
