//! The tables of the colleges' side as workbooks, on the command line and over HTTP: what stands in one is what the same
//! reader is answered as JSON, and no more.

mod placements;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, code, run, text};
use crate::pooling::key;
use read::Read;

const DAY: &str = "2026-11-20";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PATIENCE: Duration = Duration::from_secs(240);

/// A city with what its colleges teach; its folder.
fn city(scratch: &Scratch) -> String {
    scratch.city(120, 400);
    let data = scratch.path("data");
    let files = ["organisations", "programmes", "cohorts"].map(|kind| scratch.path(&format!("city/{kind}.ndjson")));
    let [organisations, programmes, cohorts] = &files;
    let taken = run(&["import", "--data", &data, organisations, programmes, cohorts]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    data
}

/// Values of a field of the records of a list.
fn ids<'v>(list: &'v Value, pointer: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|one| one.pointer(pointer).and_then(Value::as_str).unwrap()).collect()
}

fn told(command: &[&str], more: &[&str]) -> Value {
    let output = run(&[command, more, &["--format", "json", "--language", "en"]].concat());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_command_line_writes_what_it_tells() {
    let scratch = Scratch::new("workbooks");
    let data = city(&scratch);
    let (file, folder) = (scratch.path("out/tables.xlsx"), scratch.path("out/csv"));
    let written = ["--xlsx", &file, "--csv", &folder];
    let align = ["align", "--data", &data, "--as-of", DAY];
    let whole = told(&align, &written);
    let book = Read::file(&file);
    assert_eq!(book.column("Programmes", "programme id"), ids(&whole["programmes"], "/programme"));
    let figure = |row: &Value| row["figure"].as_f64().map_or_else(String::new, |figure| figure.to_string());
    let figures: Vec<String> = whole["programmes"].as_array().unwrap().iter().map(figure).collect();
    assert_eq!(book.column("Programmes", "figure"), figures);
    let cells = whole["programmes"].as_array().unwrap().len() * whole["positions"].as_array().unwrap().len();
    assert_eq!(book.column("Programmes by position", "position id").len(), cells);
    assert_eq!(book.cover("day of the figures"), Some(DAY));
    assert!(book.says("Illustrative (synthetic), not statistics"));
    let csv = std::fs::read_to_string(scratch.path("out/csv/programmes.csv")).unwrap();
    assert_eq!(csv.lines().count(), figures.len() + 1);
    let dictionary = std::fs::read_to_string(scratch.path("out/csv/dictionary.csv")).unwrap();
    assert!(dictionary.contains("seats_a_year"));

    let propose = ["cohort", "propose", "--data", &data, "--as-of", DAY, "--map"];
    let pooled = told(&propose, &written);
    let book = Read::file(&file);
    assert_eq!(book.column("Proposed classes", "class id"), ids(&pooled["pooling"]["proposals"], "/cohort/id"));
    assert_eq!(book.column("Orders that fit no class", "order"), ids(&pooled["pooling"]["unpooled"], "/order"));
    assert!(!book.column("Gap without and with", "node id").is_empty());

    let seats = told(&["cohort", "seats", "--data", &data, "--as-of", DAY, "--seed", "11"], &written);
    let book = Read::file(&file);
    assert_eq!(book.column("Placed students", "student"), ids(&seats["plan"]["placed"], "/student"));
    assert_eq!(book.column("Unplaced students", "student"), ids(&seats["plan"]["unplaced"], "/student"));
    assert!(!book.column("Unplaced students", "student").is_empty());
    assert_eq!(book.cover("seed of the lots"), Some("11"));
    assert!(book.cover("number of the change log").is_some_and(|number| number.parse::<u64>().unwrap() > 0));

    let cohorts = std::fs::read_to_string(scratch.path("city/cohorts.ndjson")).unwrap();
    let shown = run(&["cohort", "list", "--data", &data, "--language", "zh", "--xlsx", &file]);
    assert!(text(&shown.stdout).contains(&format!("写入 {file}")), "{}", text(&shown.stdout));
    let book = Read::file(&file);
    assert_eq!(book.column("班级", "班级代码").len(), cohorts.lines().count(), "all of them, not a page");
    let first: Value = serde_json::from_str(cohorts.lines().next().unwrap()).unwrap();
    let show = ["cohort", "show", "--data", &data, "--as-of", DAY, first["id"].as_str().unwrap()];
    told(&show, &written);
    assert_eq!(Read::file(&file).column("Classes", "class id"), [first["id"].as_str().unwrap()]);

    let refused = run(&[&align[..], &["--node", "NFM-U1", "--xlsx", &file]].concat());
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
    let refused = run(&[&align[..], &["--person", "T-00000001", "--xlsx", &format!("{file}/inside.xlsx")]].concat());
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
}

/// A workbook that was answered under a name.
fn book(answer: &Answer, name: &str) -> Read {
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    assert_eq!(answer.header("content-type"), Some(XLSX));
    assert_eq!(answer.header("content-disposition"), Some(format!("attachment; filename=\"{name}\"").as_str()));
    Read::of(&answer.body)
}

struct City {
    served: Served,
    keys: BTreeMap<&'static str, String>,
    colleges: [String; 2],
    programmes: [String; 2],
    enterprise: String,
    _scratch: Scratch,
}

impl City {
    fn new() -> Self {
        let scratch = Scratch::new("workbooks-http");
        let data = city(&scratch);
        let lines = |kind: &str| -> Vec<Value> {
            let text = std::fs::read_to_string(scratch.path(&format!("city/{kind}.ndjson"))).unwrap();
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let (programmes, cohorts) = (lines("programmes"), lines("cohorts"));
        let of = |record: &Value, field: &str| record[field].as_str().unwrap().to_owned();
        // A class whose shares are of several enterprises tells apart who may see what.
        let many = |cohort: &&Value| {
            let shares = cohort["shares"].as_array().unwrap();
            shares.iter().any(|share| share["enterprise"] != shares[0]["enterprise"])
        };
        let class =
            cohorts.iter().find(many).or_else(|| cohorts.iter().find(|c| !c["shares"].as_array().unwrap().is_empty()));
        let enterprise = of(&class.unwrap()["shares"][0], "enterprise");
        let own = of(class.unwrap(), "college");
        let other = of(programmes.iter().find(|programme| of(programme, "college") != own).unwrap(), "college");
        let colleges = [own, other];
        let taught = |college: &String| of(programmes.iter().find(|one| of(one, "college") == *college).unwrap(), "id");
        let roles = [
            ("bureau", "BUREAU-1"),
            ("enterprise", &enterprise),
            ("college", &colleges[0]),
            ("stranger", &colleges[1]),
            ("auditor", "AUDIT-1"),
            ("service", "S-1"),
        ];
        let key = |(name, whose): (&'static str, &str)| {
            (name, scratch.key(if name == "stranger" { "college" } else { name }, whose))
        };
        let keys = roles.into_iter().map(key).collect();
        let served = Served::start_with(&PathBuf::from(data), &[("BOLE_STRANGERS_PER_SECOND", "0")]);
        let programmes = [taught(&colleges[0]), taught(&colleges[1])];
        Self { served, keys, colleges, programmes, enterprise, _scratch: scratch }
    }

    fn of(&self, role: &str) -> Asking<'_> {
        self.served.as_key(&self.keys[role])
    }

    fn json(&self, role: &str, path: &str) -> Value {
        let answer = self.of(role).get(path);
        assert_eq!(answer.status, 200, "{role} {path}: {}", text(&answer.body));
        answer.json()
    }
}

#[test]
fn over_http_every_role_gets_the_workbook_of_its_own_answer() {
    let city = City::new();
    alignment(&city);
    reach(&city);
    cohorts(&city);
    seats(&city);
    proposals(&city);
    placements::told(&city);
}

fn alignment(city: &City) {
    let at = format!("/v1/alignment?as_of={DAY}");
    let xlsx = |role: &str| book(&city.of(role).get(&format!("{at}&format=xlsx&language=en")), "alignment.xlsx");
    for role in ["bureau", "auditor", "service"] {
        let (whole, told) = (xlsx(role), city.json(role, &at));
        assert_eq!(whole.column("Programmes", "programme id"), ids(&told["programmes"], "/programme"), "{role}");
        assert!(!whole.0.contains_key("Other colleges in sum") && !whole.says("Demand of fewer than three"));
        assert!(whole.cover("number of the change log").is_some());
    }
    let (own, told) = (xlsx("college"), city.json("college", &at));
    assert_eq!(own.column("Programmes", "programme id"), ids(&told["programmes"], "/programme"));
    assert_eq!(own.column("Programmes by node", "node id").len(), {
        let nodes = told["programmes"].as_array().unwrap().iter();
        nodes.map(|row| row["nodes"].as_array().unwrap().len()).sum::<usize>()
    });
    assert!(own.says("Demand of fewer than three"));
    let [mine, other] = &city.colleges;
    assert!(own.column("Programmes", "college id").iter().all(|id| id == mine));
    assert!(!own.says(other) && !own.says(&city.enterprise), "what a college may not see");
    assert_eq!(city.of("enterprise").get(&format!("{at}&format=xlsx")).status, 403);
    assert_eq!(city.of("bureau").get(&format!("{at}&format=docx")).status, 400);

    let at = |programme: &str| format!("/v1/programmes/{programme}/alignment?as_of={DAY}");
    let asked = |role: &str, programme: &str| city.of(role).get(&format!("{}&format=xlsx&language=en", at(programme)));
    let [mine, other] = &city.programmes;
    let counts = |role: &str| {
        let book = book(&asked(role, mine), "programme-alignment.xlsx");
        book.column("Skills to add", "enterprises").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(!counts("college").is_empty() && counts("college").iter().all(|count| count == "withheld"), "not nobody");
    assert!(counts("bureau").iter().all(|count| count.parse::<u32>().is_ok()));
    let (one, told) = (book(&asked("college", mine), "programme-alignment.xlsx"), city.json("college", &at(mine)));
    assert_eq!(one.column("Programmes", "programme id"), [mine]);
    assert_eq!(one.column("Skills to add", "skill id"), ids(&told["alignment"]["add"], "/skill"));
    assert_eq!(one.column("Surplus skills", "skill id"), ids(&told["alignment"]["surplus"], "/skill"));
    let (hidden, unknown) = (asked("college", other), asked("college", "nowhere"));
    assert_eq!((hidden.status, unknown.status), (404, 404), "another college's is told like none");
    book(&asked("bureau", other), "programme-alignment.xlsx");
}

fn reach(city: &City) {
    let at = |id: &str| format!("/v1/profiles/{id}/reach?as_of={DAY}&top=5&language=en");
    let within = |id: &String| !city.json("bureau", &at(id))["items"].as_array().unwrap().is_empty();
    let person = (1..120).map(|number| format!("T-{number:08}")).find(within).unwrap();
    let told = city.json("bureau", &at(&person));
    for role in ["bureau", "service"] {
        let found = book(&city.of(role).get(&format!("{}&format=xlsx", at(&person))), "reach.xlsx");
        assert_eq!(
            found.column("Positions within reach", "position id"),
            ids(&told["items"], "/position/id"),
            "{role}"
        );
        assert_eq!(found.cover("talent id"), Some(person.as_str()));
        let decision = found.cover("decision").unwrap();
        assert_eq!(city.json(role, &format!("/v1/decisions/{decision}"))["kind"], "reach", "it is on record");
        let none = city.of(role).get(&format!("/v1/decisions/{decision}?format=xlsx"));
        assert_eq!((none.status, none.json()["code"].as_str()), (400, Some("invalid_query")));
        let profile = city.json("bureau", &format!("/v1/profiles/{person}"));
        assert!(!found.says(profile["name"].as_str().unwrap()), "no name of a person");
    }
    for role in ["college", "enterprise", "auditor"] {
        assert_eq!(city.of(role).get(&format!("{}&format=xlsx", at(&person))).status, 403, "{role}");
    }
}

fn cohorts(city: &City) {
    let at = "/v1/cohorts?format=xlsx&language=en";
    for role in ["bureau", "college", "stranger", "enterprise", "auditor", "service"] {
        let (mut cursor, mut told) = (String::new(), Vec::new());
        loop {
            let page = city.json(role, &format!("/v1/cohorts?limit=100{cursor}"));
            told.extend(ids(&page["items"], "/record/id").into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let found = book(&city.of(role).get(at), "cohorts.xlsx");
        assert_eq!(found.column("Classes", "class id"), told, "{role}");
    }
    let [mine, other] = &city.colleges;
    let own = book(&city.of("college").get(at), "cohorts.xlsx");
    assert!(own.says(mine) && !own.column("Classes", "college id").contains(&other.as_str()));
    let own = book(&city.of("enterprise").get(at), "cohorts.xlsx");
    let shares = own.column("Shares", "enterprise id");
    assert!(!shares.is_empty() && shares.iter().all(|id| *id == city.enterprise), "{shares:?}");
    let parties = own.column("Words of the parties", "party id");
    assert!(parties.iter().all(|id| *id == city.enterprise || !id.starts_with("ENT-")), "{parties:?}");
    let paged = city.of("bureau").get("/v1/cohorts?format=xlsx&limit=5");
    assert_eq!(paged.status, 400);
    assert_eq!(paged.json()["errors"][0]["field"], "limit");
}

fn seats(city: &City) {
    let asked = json!({"as_of": DAY, "seed": 11});
    let plan = |role: &str| {
        let answer = city.of(role).post("/v1/seat-plans?format=xlsx&language=en", &asked);
        (answer.status, answer)
    };
    for role in ["bureau", "college"] {
        let made = book(&plan(role).1, "seat-plan.xlsx");
        assert_eq!(made.cover("seed of the lots"), Some("11"));
        let decision = made.cover("decision").unwrap();
        let kept = city.json(role, &format!("/v1/decisions/{decision}"));
        assert_eq!(kept["kind"], "seats", "it is on record");
        assert_eq!(made.column("Placed students", "student"), ids(&kept["result"]["placed"], "/student"), "{role}");
        assert_eq!(made.column("Classes", "class id"), ids(&kept["result"]["classes"], "/cohort"), "{role}");
        let again = format!("/v1/decisions/{decision}?format=xlsx&language=en");
        let read = book(&city.of(role).get(&again), "seat-plan.xlsx");
        for sheet in ["Placed students", "Unplaced students", "Unfilled seats", "Blocking pairs"] {
            assert_eq!(read.0[sheet], made.0[sheet], "{sheet}");
        }
        assert_eq!((read.cover("decision"), read.cover("seed of the lots")), (Some(decision), Some("11")));
        for reader in ["stranger", "enterprise"] {
            assert_eq!(city.of(reader).get(&again).status, 404, "{reader}");
        }
        let names = made.column("Shares", "enterprise");
        let told = made.column("Shares", "enterprise id");
        for (id, name) in told.iter().zip(names) {
            let known = role == "bureau" && !id.is_empty();
            assert_eq!(!name.is_empty(), known, "{role}: a name of {id:?} only for who may read the organisation");
        }
    }
    for role in ["enterprise", "auditor", "service"] {
        assert_eq!(plan(role).0, 403, "{role}");
    }
}

/// What a task that proposes classes gave a key, and where it is.
fn pooled(key: &Asking<'_>) -> (String, Value) {
    let asked = key.post("/v1/cohorts/proposals", &json!({}));
    assert_eq!(asked.status, 202, "{}", text(&asked.body));
    let (place, start) = (asked.header("location").unwrap().to_owned(), Instant::now());
    while key.get(&place).json()["state"] != "done" {
        assert!(start.elapsed() < PATIENCE, "{}", text(&key.get(&place).body));
        std::thread::sleep(Duration::from_millis(50));
    }
    let told = key.get(&format!("{place}/result")).json();
    (format!("{place}/result?format=xlsx&language=en"), told)
}

fn proposals(city: &City) {
    let (place, told) = pooled(&city.of("bureau"));
    let found = book(&city.of("bureau").get(&place), "cohort-proposals.xlsx");
    let wanted = ids(&told["pooling"]["proposals"], "/cohort/id");
    assert!(!wanted.is_empty());
    assert_eq!(found.column("Proposed classes", "class id"), wanted);
    assert_eq!(found.column("Orders that fit no class", "order"), ids(&told["pooling"]["unpooled"], "/order"));
    assert!(found.column("Orders that fit no class", "why").iter().all(|why| !why.is_empty()));
    assert_eq!(found.column("Gap without and with", "node id"), ids(&told["map"]["nodes"], "/id"));
    for role in ["college", "enterprise", "service"] {
        assert!([403, 404].contains(&city.of(role).get(&place).status), "{role}");
    }
    let first = &told["pooling"]["proposals"][0];
    for (role, pointer) in [("college", "/cohort/college"), ("enterprise", "/serves/0/enterprise")] {
        own_proposals(city, role, first.pointer(pointer).and_then(Value::as_str).unwrap());
    }
}

/// What a figure that may be withheld stands as.
fn figure(told: &Value) -> String {
    told.as_u64().map_or_else(|| "withheld".to_owned(), |figure| figure.to_string())
}

fn own_proposals(city: &City, role: &str, whose: &str) {
    let token = key(&city.served, role, whose);
    let reader = city.served.as_key(&token);
    let (place, told) = pooled(&reader);
    let found = book(&reader.get(&place), "cohort-proposals.xlsx");
    let proposals = told["pooling"]["proposals"].as_array().unwrap();
    assert!(!proposals.is_empty(), "{role} is proposed nothing: the city shows nothing");
    assert_eq!(found.column("Proposed classes", "class id"), ids(&told["pooling"]["proposals"], "/id"), "{role}");
    let others: Vec<String> = proposals.iter().map(|one| figure(&one["others"]["seats"])).collect();
    assert_eq!(found.column("Proposed classes", "seats of others"), others, "{role}");
    let suited: Vec<String> = proposals.iter().map(|one| figure(&one["transfer"]["enterprises"])).collect();
    assert_eq!(found.column("Proposed classes", "enterprises suited"), suited, "{role}");
    assert_eq!(found.column("Orders that fit no class", "order"), ids(&told["pooling"]["unpooled"], "/order"));
    assert_eq!(found.column("Gap without and with", "node id"), ids(&told["map"]["nodes"], "/id"));
    let own = found.column("Orders of proposed classes", "enterprise id");
    assert!(own.iter().all(|id| *id == whose), "{role}: {own:?}");
    assert_eq!(own.is_empty(), role == "college", "{role}");
    book(&city.of("bureau").get(&place), "cohort-proposals.xlsx");
    let other = city.of(if role == "college" { "enterprise" } else { "college" });
    assert_eq!(other.get(&place).status, 404, "what {role} was told");
}
