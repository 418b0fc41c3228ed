//! Batches of many puts: they are asked and written together, and must do what each alone would.

use bole_engine::store::{Done, Expected, Kind, Origin, Put};

use crate::house::{Shared, batch, delete, one, person};

/// More than one query or statement takes.
const MANY: usize = 1300;

fn id(number: usize) -> String {
    format!("T-{number:04}")
}

fn row(number: usize, name: &str) -> Put {
    let mut put = person(&id(number), name);
    let digest = format!("digest of {name}");
    put.origin = Some(Origin { source: "hr.csv".into(), row_key: id(number), digest });
    put
}

async fn write(store: &Shared, puts: impl Iterator<Item = Put>) -> Vec<Done> {
    let mut all = batch();
    all.operations = puts.map(Into::into).collect();
    store.write(all).await.unwrap().done
}

pub(crate) async fn many_puts_of_a_batch_do_what_each_alone_would(store: Shared) {
    one(&store, person(&id(3), "旧")).await.unwrap();
    one(&store, person(&id(4), "旧")).await.unwrap();
    one(&store, delete(Kind::Profile, &id(4))).await.unwrap();
    let done = write(&store, (0..MANY).map(|n| row(n, "甲"))).await;
    let expected = |n| match n {
        3 => Done::Replaced(2),
        4 => Done::Created(3),
        _ => Done::Created(1),
    };
    assert_eq!(done, (0..MANY).map(expected).collect::<Vec<_>>());
    // A thousandth corrected by hand, one new to the source, one that the source changed, one that is to be kept.
    one(&store, person(&id(7), "更正")).await.unwrap();
    let head = store.head().await.unwrap();
    let again = (0..MANY).map(|n| match n {
        8 => row(n, "乙"),
        9 => person(&id(n), "丙").expecting(Expected::KeepOld),
        10 => person(&id(n), "丁").expecting(Expected::Version(1)),
        _ => row(n, "甲"),
    });
    let done = write(&store, again).await;
    let new: Vec<_> = done.iter().enumerate().filter(|(_, done)| !matches!(done, Done::Unchanged(_))).collect();
    assert_eq!(new, [(8, &Done::Replaced(2)), (10, &Done::Replaced(2))]);
    assert_eq!((store.head().await.unwrap(), done[7].clone()), (head + 2, Done::Unchanged(2)));
    let log = store.changes(head, 9).await.unwrap();
    assert_eq!(log.iter().map(|change| change.id.clone()).collect::<Vec<_>>(), [id(8), id(10)]);
    let stored = store.row(Kind::Profile, &id(8)).await.unwrap().unwrap();
    assert_eq!((stored.sequence, stored.version), (head + 1, 2));
}

pub(crate) async fn a_record_twice_in_a_batch_is_written_twice(store: Shared) {
    let done = write(&store, [row(1, "甲"), row(2, "甲"), row(1, "乙"), row(1, "乙")].into_iter()).await;
    assert_eq!(done, [Done::Created(1), Done::Created(1), Done::Replaced(2), Done::Unchanged(2)]);
    assert_eq!(store.history(Kind::Profile, &id(1)).await.unwrap().len(), 2);
}
