//! `bole key`: keys are made, listed and taken back by whoever holds the data.

use bole_engine::model::{Key as Record, KeyState, Moment};
use bole_engine::store::StoreError;
use bole_engine::wording::refusal;

use super::Failure;
use super::args::{Data, Key, KeyCreate, KeyRevoke};
use super::console::Console;
use crate::auth::issue::{self, IssueError, Issuer, KeyAnswer, Wish};
use crate::clock;
use crate::opened::{OPERATOR, Opened};

pub(super) fn run(console: &mut Console<'_>, asked: &Key) -> Result<(), Failure> {
    match asked {
        Key::Create(asked) => create(console, asked),
        Key::List(data) => list(console, data),
        Key::Revoke(asked) => revoke(console, asked),
    }
}

fn create(console: &mut Console<'_>, asked: &KeyCreate) -> Result<(), Failure> {
    let (opened, now) = (writing(console, &asked.data)?, clock::moment()?);
    let KeyCreate { data: _, role, organisation, name, label, expires } = asked.clone();
    let wish = Wish { role, organisation, name, label, expires };
    let made = opened.wait(issue::issue(&*opened.store(), wish, &operator(), now));
    opened.close();
    let (key, token) = made?;
    let (key, token) = (KeyAnswer::new(key, now), token.show());
    if console.for_programs() {
        return console.json(&serde_json::json!({ "key": key, "token": token }));
    }
    console.line(&token)?;
    console.note(console.say(
        "令牌只显示这一次，请妥善保管；请求时放在 Authorization: Bearer 之后。",
        "This token is shown only now; keep it safe. Requests send it after Authorization: Bearer.",
    ))?;
    table(console, [key])
}

fn list(console: &mut Console<'_>, data: &Data) -> Result<(), Failure> {
    let (opened, now) = (Opened::existing(&data.place())?, clock::moment()?);
    let keys: Result<Vec<_>, _> = opened.scan::<Record>().collect();
    opened.close();
    let keys = keys?.into_iter().map(|stored| KeyAnswer::new(stored.record, now));
    if console.for_programs() { console.json(&keys.collect::<Vec<_>>()) } else { table(console, keys) }
}

fn revoke(console: &mut Console<'_>, asked: &KeyRevoke) -> Result<(), Failure> {
    let (opened, now) = (writing(console, &asked.data)?, clock::moment()?);
    let done = opened.wait(issue::revoke(&*opened.store(), &asked.id, &operator(), now));
    opened.close();
    let missing = || Failure::Usage(format!("{}: {}", asked.id, console.say("没有这个密钥", "no such key")));
    let key = KeyAnswer::new(done?.ok_or_else(missing)?, now);
    if console.for_programs() { console.json(&key) } else { table(console, [key]) }
}

fn operator() -> Issuer {
    Issuer { by: OPERATOR.into(), organisation: None }
}

/// A folder that a service holds is told where keys are made meanwhile.
fn writing(console: &Console<'_>, data: &Data) -> Result<Opened, Failure> {
    Opened::writing(&data.place()).map_err(|error| {
        if matches!(error, StoreError::Busy(_)) {
            let instead = console.say(
                "服务运行时请用 POST /v1/keys 与 DELETE /v1/keys/{id}",
                "while a service runs, POST /v1/keys and DELETE /v1/keys/{id} do this",
            );
            let error = error.to_string();
            return Failure::Work(format!("{}; {instead}", refusal(&error, console.language)));
        }
        error.into()
    })
}

fn table(console: &mut Console<'_>, keys: impl IntoIterator<Item = KeyAnswer>) -> Result<(), Failure> {
    let head = console.say(
        ["密钥", "角色", "机构", "用途", "状态", "创建", "到期", "最近使用"],
        ["key", "role", "organisation", "label", "state", "made", "expires", "last used"],
    );
    let day = |moment: Option<Moment>| moment.map_or_else(|| "–".to_owned(), |moment| moment.date().to_string());
    let states = |state| match state {
        KeyState::Active => console.say("可用", "active"),
        KeyState::Expired => console.say("已到期", "expired"),
        KeyState::Revoked => console.say("已吊销", "revoked"),
    };
    let row = |key: KeyAnswer| {
        let KeyAnswer { id, role, organisation, label, state, created, expires, revoked: _, last_used } = key;
        let (state, role) = (states(state).to_owned(), role.to_string());
        vec![
            id.to_string(),
            role,
            organisation.to_string(),
            label,
            state,
            day(Some(created)),
            day(expires),
            day(last_used),
        ]
    };
    let rows: Vec<_> = keys.into_iter().map(row).collect();
    console.table(&head, rows)
}

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::Invalid(invalid) => invalid.into(),
            IssueError::Store(error) => error.into(),
            IssueError::Random(_) => Self::work(error),
        }
    }
}
