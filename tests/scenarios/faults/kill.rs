//! `kill -9` at random moments under write load.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bole_server::opened::Place;

use super::load::{Bodies, Writer, under_load};
use super::questions::answers;
use super::{House, truth};
use crate::running::{PATIENCE, Running};

/// Streams of rounds that run side by side, folders of a stream, and rounds in a folder: 200 rounds in all.
const STREAMS: u64 = 2;
const FOLDERS: u64 = 4;
const ROUNDS: u64 = 25;
/// Clients that write at once.
const WRITERS: u64 = 3;
/// The longest a round lives, in milliseconds.
const LONGEST: u64 = 120;

#[test]
fn kill_9_loses_nothing_acknowledged_and_leaves_nothing_by_half() {
    let bodies = Bodies::new();
    let acknowledged: u64 = std::thread::scope(|scope| {
        let streams: Vec<_> = (0..STREAMS)
            .map(|stream| {
                let bodies = &bodies;
                scope.spawn(move || (0..FOLDERS).map(|folder| rounds(stream * FOLDERS + folder, bodies)).sum::<u64>())
            })
            .collect();
        streams.into_iter().map(|stream| stream.join().unwrap()).sum()
    });
    // Not that the load was none.
    assert!(acknowledged > 2 * STREAMS * FOLDERS * ROUNDS, "only {acknowledged} writes");
}

/// The rounds in one folder; how many writes were acknowledged.
fn rounds(number: u64, bodies: &Bodies) -> u64 {
    let house = House::new(&format!("kill-{number}"));
    let place = Place::Folder(PathBuf::from(&house.data));
    let mut writers: Vec<Writer> =
        (0..WRITERS).map(|writer| Writer::new(&format!("{number}-{writer}"), (number + 1) * 7919 + writer)).collect();
    for _ in 0..ROUNDS {
        let moment = Duration::from_millis(writers[0].roll(LONGEST));
        let mut running = Running::start(&house.place());
        let address = running.address.clone();
        under_load(&address, &house.token, &mut writers, bodies, |acknowledged| {
            first(acknowledged);
            std::thread::sleep(moment);
            running.kill();
        });
        let opened = truth::whole(&place);
        writers.iter_mut().for_each(|writer| truth::holds(&opened, writer));
        opened.close();
    }
    equal_to_a_rebuild(&house, &mut writers, bodies);
    writers.iter().map(Writer::total).sum()
}

/// Waits until something was written: a service just started is slow to answer.
fn first(acknowledged: &AtomicU64) {
    let start = Instant::now();
    while acknowledged.load(Ordering::Relaxed) == 0 && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// What a service that followed writes answers, the same service after a kill, and one without its index: all the same.
fn equal_to_a_rebuild(house: &House, writers: &mut [Writer], bodies: &Bodies) {
    let (mut running, mut client) = house.serve();
    let address = running.address.clone();
    under_load(&address, &house.token, writers, bodies, |acknowledged| {
        first(acknowledged);
        std::thread::sleep(Duration::from_millis(300));
    });
    let followed = answers(&mut client, bodies);
    running.kill();
    let (mut running, mut client) = house.serve();
    assert_eq!(answers(&mut client, bodies), followed, "after a kill");
    running.kill();
    std::fs::remove_dir_all(house.scratch.path("data/index")).unwrap();
    let (_running, mut client) = house.serve();
    assert_eq!(answers(&mut client, bodies), followed, "made anew");
}
