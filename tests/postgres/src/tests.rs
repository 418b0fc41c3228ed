use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Postgres, Shutdown};

#[test]
fn databases_are_fresh_and_apart() {
    let server = Postgres::shared();
    let (one, other) = (server.fresh_database(), server.fresh_database());
    assert_ne!(one, other);
    server.sql(&one, "CREATE TABLE talent (name TEXT)");
    server.sql(&other, "CREATE TABLE talent (name TEXT)");
    server.sql(&one, "INSERT INTO talent VALUES ('伯乐')");
    assert_eq!(server.sql(&one, "SELECT name FROM talent"), "伯乐");
    assert_eq!(server.sql(&other, "SELECT count(*) FROM talent"), "0");
    assert_eq!(server.sql(&one, "SHOW fsync"), "on");
}

#[test]
fn a_restart_keeps_what_was_committed_and_a_stop_closes_the_port() {
    let server = Postgres::start();
    let database = server.fresh_database();
    server.sql(&database, "CREATE TABLE n (n INT); INSERT INTO n VALUES (1)");
    server.restart(Shutdown::Immediate);
    assert_eq!(server.sql(&database, "SELECT n FROM n"), "1");
    server.stop(Shutdown::Fast);
    assert!(!answers(server.port));
    server.start_again();
    assert_eq!(server.sql(&database, "SELECT n FROM n"), "1");
    let (port, folder) = (server.port, server.folder.data().to_owned());
    drop(server);
    assert!(!answers(port));
    assert!(!folder.exists());
}

#[test]
fn a_killed_test_leaves_no_server_behind() {
    let own = std::env::current_exe().unwrap();
    let mut child = Command::new(own)
        .args(["--ignored", "--exact", "tests::a_test_that_never_ends", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("port ")?.parse().ok()).unwrap();
    assert!(answers(port));
    child.kill().unwrap();
    child.wait().unwrap();
    let gone = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        !answers(port)
    });
    assert!(gone, "a server still answers on port {port}");
}

#[test]
#[ignore = "killed by the test above"]
#[expect(clippy::print_stdout, reason = "tells its parent the port")]
fn a_test_that_never_ends() {
    let server = Postgres::start();
    println!("\nport {}", server.port);
    std::thread::sleep(Duration::MAX);
}

fn answers(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}
