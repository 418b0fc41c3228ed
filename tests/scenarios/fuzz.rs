//! Requests made from the `OpenAPI` document, allowed and not, with every kind of wrong value in every place: Schemathesis
//! makes them and judges the answers by the same document. The fuzzing of files stands in `fuzz/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::common::{Scratch, Served, code, key, text};

/// Without rates: a fuzzer asks often, and without a key too.
const UNLIMITED: [(&str, &str); 2] = [("BOLE_REQUESTS_PER_SECOND", "0"), ("BOLE_STRANGERS_PER_SECOND", "0")];

/// In the house, so that it is made once; `make test` makes it.
fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Asks for what the document says, as the holder of a token, so often for each operation.
fn ask(service: &Served, scratch: &Scratch, token: &str, examples: u32) {
    let program = house().join("target/schemathesis/bin/schemathesis");
    assert!(
        program.exists(),
        "no {}: `make test` makes it, or `make target/schemathesis/bin/schemathesis`",
        program.display()
    );
    let output = Command::new(program)
        .arg("--config-file")
        .arg(house().join("tests/schemathesis/schemathesis.toml"))
        .args(["run", "--no-color", "--generation-deterministic"])
        .args(["--max-examples", &examples.to_string()])
        .args(["--header", &format!("authorization: Bearer {token}")])
        .arg(format!("http://{}/openapi.json", service.address()))
        .current_dir(scratch.path(""))
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn a_bureau_gets_what_the_document_says_whatever_it_asks() {
    let scratch = Scratch::new("fuzz-bureau");
    scratch.city(60, 6);
    let data = PathBuf::from(scratch.path("data"));
    let token = key(&data, "bureau", "BUREAU");
    ask(&Served::start_with(&data, &UNLIMITED), &scratch, &token, 25);
}

#[test]
fn an_enterprise_gets_what_the_document_says_whatever_it_asks() {
    let scratch = Scratch::new("fuzz-enterprise");
    scratch.city(60, 6);
    let data = PathBuf::from(scratch.path("data"));
    let token = key(&data, "enterprise", "FUZZ");
    ask(&Served::start_with(&data, &UNLIMITED), &scratch, &token, 10);
}
