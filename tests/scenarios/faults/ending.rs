//! SIGTERM under load.

use std::path::PathBuf;
use std::time::Duration;

use bole_server::opened::Place;

use super::load::{Bodies, Writer, under_load};
use super::{House, truth};
use crate::running::Running;

/// What a system that stops services gives them.
const GRACE: Duration = Duration::from_secs(10);

#[test]
fn asked_to_end_under_load_it_ends_well_and_keeps_what_it_acknowledged() {
    let (house, bodies) = (House::new("ending"), Bodies::new());
    let place = Place::Folder(PathBuf::from(&house.data));
    let mut writers: Vec<Writer> = (0..4).map(|n| Writer::new(&format!("end-{n}"), 77 + n)).collect();
    for _ in 0..3 {
        let mut running = Running::start(&house.place());
        let address = running.address.clone();
        under_load(&address, &house.token, &mut writers, &bodies, |_| {
            std::thread::sleep(Duration::from_millis(400));
            running.ask_to_end();
            let ended = running.ended_within(GRACE);
            assert_eq!(ended.and_then(|status| status.code()), Some(0), "{ended:?}");
        });
        assert!(!running.said().contains("panic"), "{}", running.said());
        let opened = truth::whole(&place);
        writers.iter_mut().for_each(|writer| truth::holds(&opened, writer));
        opened.close();
    }
    assert!(writers.iter().all(|writer| writer.total() > 0));
}
