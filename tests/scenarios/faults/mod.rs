//! Faults on the real binary: whatever happens, what was acknowledged is there, nothing is there by half, and what is made
//! from the store equals what is made anew.

mod disk;
mod ending;
mod folder;
mod index;
mod kill;
mod load;
mod postgres;
mod questions;
mod truth;

use crate::common::Scratch;
use crate::running::{self, Client, Running};

/// A data folder with a small city and a key.
struct House {
    scratch: Scratch,
    data: String,
    token: String,
}

impl House {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.city(60, 3);
        let data = scratch.path("data");
        let token = running::key(&["--data", &data]);
        Self { scratch, data, token }
    }

    fn place(&self) -> [&str; 2] {
        ["--data", &self.data]
    }

    fn serve(&self) -> (Running, Client) {
        let running = Running::start(&self.place());
        let client = running.client(&self.token);
        (running, client)
    }
}
