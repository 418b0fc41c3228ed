//! People's rights: masking, consent, access, correction, erasure, and that no identity card's number is kept anywhere.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::common::{Scratch, Served, code, run, text};
use crate::decisions::{order, put};

/// What must be nowhere once its owner is erased.
const MARK: &str = "ZQMARKZQ";

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

/// A record with the mark wherever text may stand.
fn marked(id: &str, skills: &Value) -> Value {
    json!({"id": id, "name": format!("欧阳{MARK}"), "text": format!("自述 {MARK}"), "skills": skills,
        "posts": [{"title": format!("焊工 {MARK}"), "employer": format!("{MARK} 公司"), "start": "2020-01"}],
        "schooling": [{"school": format!("{MARK} 学校"), "major_text": MARK}],
        "titles": [{"level": "412", "name": MARK}],
        "achievements": [{"kind": "apprentices_trained", "count": 3, "note": MARK}],
        "events": [{"kind": "inflow", "date": "2024-01-01", "note": MARK}],
        "category": {"category": "engineer", "by": MARK, "reason": MARK}})
}

/// Somebody who holds all that an order asks for, so that a ranking shows them.
fn fitting(served: &Served, order: &str, id: &str) -> Value {
    let best = served.post("/v1/match/candidates", &json!({"order_id": order, "top": 1})).json();
    let best = served.get(&format!("/v1/profiles/{}", best["items"][0]["id"].as_str().unwrap())).json();
    let mut profile = marked(id, &json!([]));
    for field in ["skills", "posts", "grades", "licences", "residence", "preferences", "titles", "schooling"] {
        if let Some(value) = best.get(field) {
            profile[field] = value.clone();
        }
    }
    profile["skills"].as_array_mut().unwrap().push(json!({"text": format!("{MARK} skill")}));
    profile["posts"].as_array_mut().unwrap().push(json!({"title": format!("{MARK} post"), "employer": MARK}));
    profile
}

fn places(ranking: &Value) -> Vec<&Value> {
    ranking["items"].as_array().unwrap().iter().collect()
}

fn place<'r>(ranking: &'r Value, id: &str) -> Option<&'r Value> {
    places(ranking).into_iter().find(|place| place["id"] == id)
}

#[test]
fn an_enterprise_sees_masked_people_until_they_consent_to_it() {
    let scratch = Scratch::new("consent");
    scratch.city(200, 8);
    let (own, mine) = order(&scratch, 0);
    let (other, theirs) = (0..8).map(|line| order(&scratch, line)).find(|(enterprise, _)| *enterprise != own).unwrap();
    let tokens = (scratch.key("enterprise", &own), scratch.key("enterprise", &other), scratch.key("college", "C-1"));
    let served = Served::start(&data(&scratch));
    let (first, second, college) = (served.as_key(&tokens.0), served.as_key(&tokens.1), served.as_key(&tokens.2));
    let at = "/v1/profiles/T-marked";
    let person = fitting(&served, &mine, "T-marked");
    let taken =
        served.ask("PUT", &format!("{at}?wait=indexed"), &[("content-type", "application/json")], &person.to_string());
    assert_eq!(taken.status, 201, "{}", text(&taken.body));
    let asked = json!({"order_id": mine, "top": 50, "explain": "full"});
    let shown = |asking: &crate::common::Asking<'_>, order: &str| {
        let asked = json!({"order_id": order, "top": 50});
        let ranking = asking.post("/v1/match/candidates", &asked).json();
        place(&ranking, "T-marked").map(|place| place["name"].as_str().unwrap().to_owned())
    };

    let masked = first.get(at);
    assert_eq!(masked.status, 200);
    assert!(!text(&masked.body).contains(&format!("{MARK} 公司")) && masked.json()["name"] == "欧阳*");
    for field in ["text", "events/0/note", "category/by", "schooling/0/school"] {
        let told = masked.json().pointer(&format!("/{field}")).cloned().unwrap_or_default();
        assert!(!told.to_string().contains(MARK), "{field}: {told}");
    }
    assert_eq!(college.get(at).json()["code"], "role_not_allowed");
    assert_eq!(shown(&first, &mine).as_deref(), Some("欧阳*"));
    assert!(served.get(at).json()["name"] == format!("欧阳{MARK}"), "the bureau sees all");
    let seen = served.post("/v1/match/candidates", &asked).json();
    assert_eq!(place(&seen, "T-marked").unwrap()["name"], "欧阳*", "rankings are masked for the bureau too");

    let question = json!({"talent": "T-marked", "purpose": "面试"});
    let ask = || first.post("/v1/consents", &question);
    assert_eq!((ask().status, ask().json()["state"].clone()), (200, json!("asked")));
    assert_eq!(shown(&first, &mine).as_deref(), Some("欧阳*"), "a question opens nothing");

    let consent = format!("{at}/consents/{own}");
    let given = put(&served.as_key(served.token()), &consent, &json!({"purpose": "面试", "until": "2099-12-31"}));
    assert_eq!(given.status, 204, "{}", text(&given.body));
    let full = format!("欧阳{MARK}");
    assert_eq!(
        (shown(&first, &mine), first.get(at).json()["name"].as_str()),
        (Some(full.clone()), Some(full.as_str()))
    );
    assert_eq!(
        (shown(&second, &theirs).filter(|name| *name == full), second.get(at).json()["name"].as_str()),
        (None, Some("欧阳*"))
    );
    assert_eq!(first.get("/v1/consents").json()["items"][0]["talent"], "T-marked");
    assert_eq!(second.get("/v1/consents").json()["items"].as_array().unwrap().len(), 0);
    let last = first.get("/v1/decisions?limit=100").json()["items"].as_array().unwrap().last().unwrap()["id"].clone();
    let kept = first.get(&format!("/v1/decisions/{}", last.as_str().unwrap()));
    assert!(!text(&kept.body).contains(&full), "what is recorded is masked: a consent ends");

    assert_eq!(served.ask("DELETE", &consent, &[], "").status, 204);
    assert_eq!(
        (shown(&first, &mine).as_deref(), first.get(at).json()["name"].as_str()),
        (Some("欧阳*"), Some("欧阳*"))
    );
    let again = ask().json();
    assert_eq!(again["errors"][0]["field"], "talent", "who took it back is not asked again: {again}");
    let list = served.get(&format!("{at}/consents")).json();
    assert!(list["items"][0]["withdrawn"].is_string(), "{list}");
    let over = put(&served.as_key(served.token()), &consent, &json!({"purpose": "面试", "until": "2020-01-01"}));
    assert_eq!((over.status, first.get(at).json()["name"].as_str()), (204, Some("欧阳*")));

    let mut hidden = person.clone();
    hidden["consent"] = json!({"ranking": true, "visible": false});
    served.ask("PUT", &format!("{at}?wait=indexed"), &[("content-type", "application/json")], &hidden.to_string());
    assert_eq!((first.get(at).json()["code"].clone(), shown(&first, &mine)), (json!("profile_not_found"), None));
    assert_eq!(shown(&served.as_key(served.token()), &mine).as_deref(), Some("欧阳*"));
    hidden["consent"] = json!({"ranking": false, "visible": true});
    served.ask("PUT", &format!("{at}?wait=indexed"), &[("content-type", "application/json")], &hidden.to_string());
    assert_eq!(shown(&served.as_key(served.token()), &mine), None);
}

#[test]
fn a_person_gets_all_that_is_held_and_corrections_keep_their_reason() {
    let scratch = Scratch::new("access");
    scratch.city(60, 1);
    let served = Served::start(&data(&scratch));
    let ranking = served.post("/v1/match/candidates", &json!({"order_id": "O-000001", "top": 5})).json();
    let (first, second) = (ranking["items"][0]["id"].as_str().unwrap(), ranking["items"][1]["id"].as_str().unwrap());
    let at = format!("/v1/profiles/{second}");
    let mut profile = served.get(&at).json();
    profile["name"] = json!("改正");
    let path = format!("{at}?reason=%E5%A7%93%E5%90%8D%E5%86%99%E9%94%99");
    assert_eq!(put(&served.as_key(served.token()), &path, &profile).status, 204);
    let decision = ranking["decision"].as_str().unwrap();
    let objection = json!({"talent": second, "statement": "请复核"});
    assert_eq!(served.post(&format!("/v1/decisions/{decision}/objections"), &objection).status, 201);
    let history = served.get(&format!("{at}/history")).json();
    assert_eq!((&history["items"][0]["version"], &history["items"][1]["reason"]), (&json!(1), &json!("姓名写错")));
    assert_ne!(history["items"][0]["record"]["name"], history["items"][1]["record"]["name"]);
    let page = served.get(&format!("{at}/history?limit=1")).json();
    assert_eq!((&page["items"][0], &page["next"]), (&history["items"][0], &json!("1")));
    let page = served.get(&format!("{at}/history?limit=1&cursor=1")).json();
    assert_eq!((&page["items"][0], &page["next"]), (&history["items"][1], &Value::Null));
    assert_eq!(served.get(&format!("{at}/history?limit=0")).json()["errors"][0]["allowed"], "1 to 100");
    let export = served.get(&format!("{at}/export"));
    assert!(!text(&export.body).contains(first), "others' places are not in it: {}", text(&export.body));
    let export = export.json();
    assert_eq!((&export["profile"]["name"], &export["version"]), (&json!("改正"), &json!(2)));
    assert_eq!((&export["decisions"][0]["id"], &export["decisions"][0]["place"]), (&json!(decision), &json!(2)));
    assert_eq!(export["decisions"][0]["result"]["id"], *second);
    assert_eq!(export["objections"][0]["statement"], "请复核");
    assert_eq!(export["history"].as_array().unwrap().len(), 2);
    let looks: Vec<&str> =
        export["audit"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert!(looks.contains(&"profile.read") && looks.contains(&"profile.export"), "{looks:?}");
    let long = format!("{at}?reason={}", "x".repeat(501));
    assert_eq!(put(&served.as_key(served.token()), &long, &profile).json()["errors"][0]["field"], "reason");
    assert_eq!(served.get("/v1/profiles/T-nobody/export").json()["code"], "profile_not_found");
}

/// Files below a folder, with their bytes.
fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for item in std::fs::read_dir(root).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.clone(), std::fs::read(&path).unwrap_or_default()));
        }
    }
    all
}

fn found_in(root: &Path, word: &str) -> Vec<PathBuf> {
    let lower = word.to_lowercase();
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let hits = files(root).into_iter().filter(|(_, bytes)| has(bytes, word) || has(bytes, &lower));
    hits.map(|(path, _)| path).collect()
}

#[test]
fn nothing_of_an_erased_person_is_left() {
    let scratch = Scratch::new("erased");
    scratch.city(120, 2);
    let early = scratch.write("early.ndjson", &marked("T-early", &json!([{"text": MARK}])).to_string());
    let taken = run(&["import", "--data", &scratch.path("data"), &early]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    let served = Served::start(&data(&scratch));
    let at = "/v1/profiles/T-marked";
    let asking = served.as_key(served.token());
    let person = fitting(&served, "O-000001", "T-marked");
    assert_eq!(put(&asking, at, &person).status, 201);
    let mut corrected = person.clone();
    corrected["text"] = json!(format!("{MARK} corrected"));
    assert_eq!(put(&asking, &format!("{at}?wait=indexed&reason={MARK}"), &corrected).status, 204);
    let (enterprise, _) = order(&scratch, 0);
    assert_eq!(put(&asking, &format!("{at}/consents/{enterprise}"), &json!({"purpose": MARK})).status, 201);
    let asked = json!({"order_id": "O-000001", "top": 20, "explain": "full"});
    let ranking = served.post("/v1/match/candidates", &asked).json();
    let place_of = places(&ranking).iter().position(|place| place["id"] == "T-marked").unwrap();
    let decision = format!("/v1/decisions/{}", ranking["decision"].as_str().unwrap());
    let own = [
        served.post("/v1/match/positions", &json!({"talent_id": "T-marked", "explain": "full"})).json(),
        served.post("/v1/classify", &json!({"talent_id": "T-marked"})).json(),
    ];
    let objected = served.post(&format!("{decision}/objections"), &json!({"talent": "T-marked", "statement": MARK}));
    assert_eq!(objected.status, 201, "{}", text(&objected.body));
    let objection = objected.header("location").unwrap().to_owned();
    assert!(!found_in(&data(&scratch), MARK).is_empty(), "the mark can be found while it is there");
    let words = format!("/v1/profiles?q={MARK}");
    assert_eq!(served.get(&words).json()["items"].as_array().unwrap().len(), 2);

    assert_eq!(served.ask("DELETE", "/v1/profiles/T-early", &[], "").status, 204);
    assert_eq!(served.ask("DELETE", at, &[], "").status, 204);
    assert_eq!(served.ask("DELETE", at, &[], "").json()["code"], "profile_not_found");

    let after = served.get(&decision).json();
    let stand_in = after["result"]["items"][place_of]["id"].as_str().unwrap().to_owned();
    assert!(stand_in.starts_with("erased-"), "{stand_in}");
    assert_eq!((&after["pseudonymised"], &after["subjects"][place_of]["talent"]), (&json!(true), &json!(stand_in)));
    assert_eq!(after["result"]["items"][place_of]["score"], ranking["items"][place_of]["score"]);
    assert!(after["result"]["items"][place_of].get("name").is_none());
    let neighbour = usize::from(place_of == 0);
    assert_eq!(after["result"]["items"][neighbour], ranking["items"][neighbour], "others' places stay");
    let again = served.get(&format!("{decision}/replay")).json();
    assert_eq!((&again["identical"], &again["not_kept"]), (&json!(true), &json!(1)), "{again}");
    assert_eq!(served.get(&objection).json()["talent"], json!(stand_in));

    let mut answers = vec![at.to_owned(), decision.clone(), objection, "/v1/objections".into(), "/v1/consents".into()];
    answers.extend(["/v1/decisions?limit=100".into(), words, format!("{at}/consents"), format!("{at}/decisions")]);
    answers.extend([format!("{at}/export"), format!("{at}/history"), format!("/v1/profiles/{stand_in}")]);
    answers.extend(own.iter().map(|own| format!("/v1/decisions/{}", own["decision"].as_str().unwrap())));
    for path in answers {
        let told = text(&served.get(&path).body);
        assert!(!told.contains(MARK), "{path}");
    }
    let ranking = served.post("/v1/match/candidates", &asked).json();
    assert!(place(&ranking, "T-marked").is_none());
    assert_eq!(found_in(&data(&scratch), MARK), Vec::<PathBuf>::new());
    drop(served);
    let dump = scratch.path("dump");
    let dumped = run(&["dump", "--data", &scratch.path("data"), "--out", &dump]);
    assert_eq!(code(&dumped), 0, "{}", text(&dumped.stderr));
    assert!(!files(Path::new(&dump)).is_empty());
    assert_eq!(found_in(Path::new(&dump), MARK), Vec::<PathBuf>::new());
    assert_eq!(found_in(&data(&scratch), MARK), Vec::<PathBuf>::new());
}

#[test]
fn who_was_erased_does_not_come_back_by_an_import() {
    let scratch = Scratch::new("erased-import");
    let file = scratch.write("hr.csv", "编号,姓名,技能\nT-1,张三,PLC编程\nT-2,李四,焊接\n");
    let import = || run(&["import", "--data", &scratch.path("data"), &file, "--kind", "profiles", "--format", "json"]);
    assert_eq!(code(&import()), 0);
    {
        let served = Served::start(&data(&scratch));
        assert_eq!(served.ask("DELETE", "/v1/profiles/T-1", &[], "").status, 204);
        the_service_takes_nobody_back(&served, &std::fs::read(&file).unwrap());
    }
    let again = import();
    assert_eq!(code(&again), 0, "{}", text(&again.stderr));
    let report: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!((&report[0]["counts"]["taken"], &report[0]["counts"]["rejected"]), (&json!(1), &json!(1)), "{report}");
    let row = &report[0]["rejected"][0];
    assert_eq!((&row["line"], &row["value"], &row["reason"]), (&json!(2), &json!("T-1"), &json!("erased")), "{row}");
    let served = Served::start(&data(&scratch));
    assert_eq!(served.get("/v1/profiles/T-1").status, 404);
    assert_eq!(found(&served), ["T-2"]);
}

fn the_service_takes_nobody_back(served: &Served, file: &[u8]) {
    let sent = served.send("POST", "/v1/imports?kind=profiles&file=hr.csv", &[("content-type", "text/csv")], file);
    let place = sent.header("location").unwrap().to_owned();
    let ended = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        served.get(&place).json()
    });
    let task = ended.take(600).find(|task| task["ended"].is_string() && task["indexed"] == true).unwrap();
    assert_eq!((&task["state"], &task["counts"]["rejected"]), (&json!("done"), &json!(1)), "{task}");
    let rows = text(&served.get(&format!("{place}/rejected")).body);
    assert!(rows.lines().count() == 1 && rows.contains("\"reason\":\"erased\""), "{rows}");
    let person = json!({"id": "T-1", "name": "张三"});
    let refused = put(&served.as_key(served.token()), "/v1/profiles/T-1", &person);
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("erased")), "{}", refused.head);
    // Nor is anything recorded about them.
    let refused = served.post("/v1/classify", &json!({"profile": person}));
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("erased")), "{}", refused.head);
    assert_eq!(served.get("/v1/profiles/T-1").json()["code"], "profile_not_found");
    assert_eq!(found(served), ["T-2"]);
}

/// Who is listed, and the same through the words of the index.
fn found(served: &Served) -> Vec<String> {
    let ids = |path: &str| {
        let items = served.get(path).json()["items"].take();
        items.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(ids("/v1/profiles?q=PLC").is_empty());
    ids("/v1/profiles")
}

/// Two numbers that look like those of identity cards; invented.
const NUMBERS: [&str; 2] = ["11010519491231002X", "440524198001010014"];

#[test]
fn no_number_of_an_identity_card_is_kept_anywhere() {
    let scratch = Scratch::new("numbers");
    scratch.city(20, 1);
    let with_numbers = |id: &str| {
        let told = marked(id, &json!([{"text": "焊接 ZQMARKZQ"}])).to_string();
        told.replace("ZQMARKZQ", &format!("{} 及 {}", NUMBERS[0], NUMBERS[1]))
    };
    let file = scratch.write("more.ndjson", &format!("{}\n", with_numbers("T-cli")));
    let taken = run(&["import", "--data", &scratch.path("data"), &file]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    let table = format!("编号,姓名,技能,备注\nT-table,张三,焊接,身份证{}\n", NUMBERS[0]);
    let file = scratch.write("more.csv", &table);
    assert_eq!(code(&run(&["import", "--data", &scratch.path("data"), &file, "--kind", "profiles"])), 0);
    let log = std::fs::File::create(scratch.path("log")).unwrap();
    let served = Served::launch(&data(&scratch), &[], &[("BOLE_LOG", "debug")], Stdio::from(log));
    let asking = served.as_key(served.token());
    let json = [("content-type", "application/json")];
    let [first, second] = NUMBERS;
    let mut answers = vec![
        asking.ask("PUT", "/v1/profiles/T-http", &json, &with_numbers("T-http")),
        asking.ask("PUT", &format!("/v1/profiles/{first}"), &json, &with_numbers(first)),
        asking.ask("PUT", &format!("/v1/profiles/T-a?reason={second}"), &json, &with_numbers("T-a")),
        asking.ask("PUT", &format!("/v1/profiles/T-b?colour={second}"), &json, &with_numbers("T-b")),
        asking.ask("POST", "/v1/classify", &json, &format!("{{\"{first}\":1}}")),
        asking.ask("POST", "/v1/classify", &json, first),
        asking.ask("POST", "/v1/classify", &[("content-type", second)], "{}"),
        asking.ask("POST", "/v1/match/candidates", &json, &format!("{{\"order_id\":\"{first}\"}}")),
        asking.ask("POST", "/v1/match/candidates", &json, &format!("{{\"top\":\"{second}\"}}")),
        asking.ask("GET", "/v1/chains", &[("x-request-id", second)], ""),
    ];
    let consent = json!({"purpose": first}).to_string();
    answers.push(asking.ask("PUT", "/v1/profiles/T-http/consents/BUREAU", &json, &consent));
    for path in ["/v1/profiles/", "/v1/entries/", "/v1/decisions/", "/v1/nothing/", "/v1/search?q="] {
        answers.extend(NUMBERS.map(|number| served.get(&format!("{path}{number}"))));
    }
    for path in ["T-http", "T-a", "T-cli", "T-table"] {
        let shown = served.get(&format!("/v1/profiles/{path}"));
        assert_eq!(shown.status, 200, "{path}");
        answers.push(shown);
        answers.push(served.get(&format!("/v1/profiles/{path}/history")));
    }
    answers.push(served.get("/metrics"));
    let kept = |told: &str| NUMBERS.iter().any(|number| told.contains(number));
    for answer in &answers {
        assert!(!kept(&text(&answer.body)) && !kept(&answer.head), "{}\n{}", answer.head, text(&answer.body));
    }
    assert_eq!(answers[0].status, 201);
    assert_eq!(answers[1].status, 422);
    let log = std::fs::read_to_string(scratch.path("log")).unwrap();
    assert!(log.contains("\"route\"") && !kept(&log));
    for number in NUMBERS {
        assert_eq!(found_in(&data(&scratch), number), Vec::<PathBuf>::new());
    }
}
