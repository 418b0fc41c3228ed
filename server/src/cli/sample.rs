//! `bole sample`: a synthetic city as NDJSON files, written as it is made.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use bole_engine::sample::City;
use bole_engine::wording::Language;

use super::args::{Sample, Shared};
use super::console::{Console, progress};
use super::{Failure, load};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Sample) -> Result<(), Failure> {
    let reference = load::reference(shared)?;
    let city = City::new(&reference.edition, &reference.vocabulary, asked.seed);
    std::fs::create_dir_all(&asked.out).map_err(|e| Failure::Usage(format!("{}: {e}", asked.out.display())))?;
    let bar = progress(u64::from(asked.profiles), console.say("生成人员", "people"));
    let people = (0..asked.profiles as usize).map(|number| city.profile(number)).inspect(|_| bar.inc(1));
    write(&asked.out.join("profiles.ndjson"), people)?;
    bar.finish_and_clear();
    let (people, orders) = (asked.profiles as usize, asked.orders as usize);
    write(&asked.out.join("orders.ndjson"), city.orders(orders))?;
    write(&asked.out.join("organisations.ndjson"), city.organisations())?;
    write(&asked.out.join("programmes.ndjson"), city.programmes())?;
    write(&asked.out.join("cohorts.ndjson"), city.cohorts())?;
    let outcomes = write(&asked.out.join("outcomes.ndjson"), city.outcomes(people, orders))?;
    let (profiles, orders, seed, out) = (asked.profiles, asked.orders, asked.seed, asked.out.display().to_string());
    if console.for_programs() {
        return console.json(&serde_json::json!({"profiles": profiles, "orders": orders, "outcomes": outcomes, "seed": seed, "out": out}));
    }
    console.line(match console.language {
        Language::Zh => format!("{profiles} 人，{orders} 份订单，{outcomes} 条去向记录，写入 {out}"),
        Language::En => format!("{profiles} people, {orders} orders and {outcomes} outcomes written to {out}"),
    })
}

/// Writes records, one a line; how many.
fn write(path: &Path, records: impl IntoIterator<Item = impl serde::Serialize>) -> Result<u64, Failure> {
    let failed = |e: std::io::Error| Failure::work(format!("{}: {e}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    let mut written = 0;
    for record in records {
        serde_json::to_writer(&mut file, &record).map_err(|e| failed(e.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        written += 1;
    }
    file.flush().map_err(failed)?;
    Ok(written)
}
