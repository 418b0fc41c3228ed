//! `bole evaluate`: ranking quality on labelled sets.

use bole_engine::evaluate::{Estimate, RetrievalRun, RetrievalSet, trec_run};

use super::args::{Evaluate, Retrieval};
use super::console::{Console, spinner};
use super::{Failure, load};

pub(super) fn run(console: &mut Console<'_>, asked: &Evaluate) -> Result<(), Failure> {
    match asked {
        Evaluate::Retrieval(asked) => retrieval(console, asked),
    }
}

fn retrieval(console: &mut Console<'_>, asked: &Retrieval) -> Result<(), Failure> {
    let text = |path| {
        let bytes = load::bytes(path)?;
        String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{}: allowed: text in UTF-8", path.display())))
    };
    let (corpus, queries, qrels) = (text(&asked.corpus)?, text(&asked.queries)?, text(&asked.qrels)?);
    let set = RetrievalSet::parse(&corpus, &queries, &qrels).map_err(Failure::work)?;
    let spinner = spinner(console.say("排序", "ranking"));
    let run = RetrievalRun::of(&set);
    let report = run.report(asked.seed);
    spinner.finish_and_clear();
    if let Some(path) = &asked.run {
        std::fs::write(path, trec_run(&run)).map_err(|e| Failure::work(format!("{}: {e}", path.display())))?;
    }
    if console.for_programs() {
        return console.json(&report);
    }
    let shown = |estimate: &Estimate| format!("{:.4} [{:.4}, {:.4}]", estimate.value, estimate.low, estimate.high);
    let all = (console.say("全部", "all"), &report.all);
    let without = (console.say("不计同文", "without equal texts"), &report.without_equal);
    let rows = [all, without].map(|(label, m)| {
        vec![label.into(), m.queries.to_string(), shown(&m.map), shown(&m.mrr), shown(&m.hit_at_1), shown(&m.hit_at_5)]
    });
    console.table(&["", console.say("查询数", "queries"), "MAP", "MRR", "hit@1", "hit@5"], rows)
}
