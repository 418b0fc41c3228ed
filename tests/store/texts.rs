//! Texts of all kinds.

use bole_engine::store::{Kind, Origin, StoreError};
use serde_json::json;

use crate::house::{Shared, batch, one, person, put, version};

pub(crate) async fn texts_of_all_kinds_come_back_as_they_were(store: Shared) {
    let long = "数控🛠".repeat(100_000);
    let texts = [
        "张三",
        "O'Brien \"x\"; DROP TABLE profiles; --",
        "$1 %s \\ \\\\ \u{7f} \u{1}",
        "行\r\n行\t",
        "\u{10FFFF}\u{FEFF}\u{202E}e\u{301}",
        long.as_str(),
    ];
    for (n, text) in texts.iter().enumerate() {
        let id = format!("K-{n}");
        let document = json!({"state": text, "organisation": "x", "more": [text]});
        one(&store, put(Kind::Task, &id, &document)).await.unwrap();
        let row = store.row(Kind::Task, &id).await.unwrap().unwrap();
        assert_eq!(row.document, document.to_string());
        if text.len() < 1000 {
            assert_eq!(store.count(Kind::Task, &[("state", (*text).to_owned())]).await.unwrap(), 1, "{text:?}");
        }
    }
    let odd = "人/1 '\"";
    one(&store, put(Kind::Task, odd, &json!({"state": "x"}))).await.unwrap();
    assert_eq!(version(&store, Kind::Task, odd).await, 1);
}

/// Where NUL stands in a column of its own it is refused; inside the document it is an escape and is kept.
pub(crate) async fn the_character_nul_is_refused_clearly(store: Shared) {
    let mut from = person("T-1", "甲");
    from.origin = Some(Origin { source: "a\0".into(), row_key: "1".into(), digest: "d".into() });
    let mut mentions = person("T-1", "甲");
    mentions.mentions = vec!["\0".into()];
    let column = put(Kind::Task, "K-1", &json!({"state": "a\0b"}));
    for refused in [put(Kind::Task, "K\0", &json!({"state": "x"})), from, mentions, column] {
        let error = one(&store, refused).await.unwrap_err();
        assert!(matches!(error, StoreError::Nul { .. }), "{error}");
        assert!(error.to_string().contains("NUL"));
    }
    let why = batch().because(Some("\0".into())).with(person("T-1", "甲"));
    assert!(matches!(store.write(why).await, Err(StoreError::Nul { .. })));
    assert_eq!(store.head().await.unwrap(), 0);
    let inside = json!({"state": "x", "text": "a\0b"});
    one(&store, put(Kind::Task, "K-1", &inside)).await.unwrap();
    assert_eq!(store.row(Kind::Task, "K-1").await.unwrap().unwrap().document, inside.to_string());
}
