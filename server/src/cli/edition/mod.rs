//! `bole edition`: editions of a store listed, compiled, reviewed, mapped, published and compared.

mod tables;

use std::sync::Arc;

use bole_engine::model::{Bilingual, EditionId, MappedAgain, TaskFile};
use bole_engine::store::Stored;

use super::args::{EditionCommand, EditionCompile, EditionDiffArgs, EditionList, EditionReview, EditionShow, Shared};
use super::console::{Console, spinner};
use super::{Failure, load};
use crate::bundle::File;
use crate::editions::{self, By, Compiling, Desk, Unwatched, Verdict};
use crate::error::{self, ApiError};
use crate::opened::{Opened, Place};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &EditionCommand) -> Result<(), Failure> {
    match asked {
        EditionCommand::List(asked) => list(console, asked),
        EditionCommand::Show(asked) => show(console, asked),
        EditionCommand::Compile(asked) => compile(console, shared, asked),
        EditionCommand::Changes(asked) => changes(console, asked),
        EditionCommand::Review(asked) => review(console, asked),
        EditionCommand::Map(asked) => map(console, shared, asked),
        EditionCommand::Publish(asked) => publish(console, shared, asked),
        EditionCommand::Diff(asked) => diff(console, asked),
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        // What the store says stands in the log of a service; here the terminal is told.
        if let ApiError::Store(cause) | ApiError::Unavailable(cause) | ApiError::Full(cause) = &error {
            return Self::work(cause);
        }
        let usage = matches!(error, ApiError::Unknown { .. } | ApiError::Field(_) | ApiError::Query(_));
        if usage { Self::Usage(error.to_string()) } else { Self::work(error) }
    }
}

/// The store with the edition of the catalog in it, and what works on editions.
fn desk(shared: &Shared, place: &Place) -> Result<(Opened, Desk), Failure> {
    let opened = load::writing(place)?;
    let reference = load::extended(shared, &opened)?;
    opened.keep_edition(&reference.edition)?;
    let desk = opened.desk(Arc::new(reference));
    Ok((opened, desk))
}

fn list(console: &mut Console<'_>, asked: &EditionList) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let heads = opened.wait(editions::heads(&*opened.store()))?;
    let heads: Vec<_> = heads.into_iter().map(|head| head.record).collect();
    if console.for_programs() {
        return heads.iter().try_for_each(|head| console.line(serde_json::json!(head)));
    }
    tables::heads(console, &heads)
}

/// An edition of a store.
fn standing(opened: &Opened, id: &EditionId) -> Result<bole_engine::model::Edition, Failure> {
    let found = opened.wait(editions::read(&*opened.store(), id))?;
    Ok(found.ok_or_else(|| ApiError::unknown(error::Kind::Edition, id))?.edition)
}

fn show(console: &mut Console<'_>, asked: &EditionShow) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let edition = standing(&opened, &asked.id)?;
    if console.for_programs() {
        return console.json(&edition);
    }
    let kept = opened.wait(editions::kept(&*opened.store(), &asked.id))?;
    tables::edition(console, &edition, kept.map(|kept| kept.record).as_ref())
}

fn compile(console: &mut Console<'_>, shared: &Shared, asked: &EditionCompile) -> Result<(), Failure> {
    let (_opened, desk) = desk(shared, &asked.data.place())?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    let title = asked.title_zh.as_ref().zip(asked.title_en.as_ref()).map(|(zh, en)| Bilingual::new(zh, en));
    let (title, from) = (title.transpose()?, asked.from.clone());
    let turning = spinner(console.say("编制草案", "compiling"));
    let draft = desk.compile(Compiling { id: asked.id.clone(), as_of, title, from }, &By::operator(), &Unwatched)?;
    turning.finish_and_clear();
    if console.for_programs() {
        return console.json(&draft.changes);
    }
    tables::proposals(console, &draft.changes)
}

fn changes(console: &mut Console<'_>, asked: &EditionShow) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    standing(&opened, &asked.id)?;
    let found = opened.wait(editions::proposals(&*opened.store(), &asked.id))?;
    let proposals: Vec<_> = found.into_iter().map(|Stored { record, .. }| record).collect();
    if console.for_programs() {
        return console.json(&proposals);
    }
    tables::proposals(console, &proposals)
}

fn review(console: &mut Console<'_>, asked: &EditionReview) -> Result<(), Failure> {
    let opened = load::writing(&asked.data.place())?;
    let verdict = if asked.accept { Verdict::Accepted } else { Verdict::Dropped };
    let (store, editing) = (opened.store(), editions::Editing::default());
    let said = (verdict, asked.reason.clone());
    let reviewed =
        opened.wait(editions::review((&*store, &editing), &asked.id, asked.entry.as_ref(), said, &By::operator()))?;
    let text = console.say("已审核", "reviewed");
    console.line(format!("{text}: {reviewed}"))
}

fn map(console: &mut Console<'_>, shared: &Shared, asked: &EditionShow) -> Result<(), Failure> {
    let (_opened, desk) = desk(shared, &asked.data.place())?;
    let turning = spinner(console.say("绘制地图", "drawing"));
    let (files, again) = desk.map(&asked.id, &By::operator(), &Unwatched)?;
    turning.finish_and_clear();
    told(console, &files, again.as_ref())
}

fn publish(console: &mut Console<'_>, shared: &Shared, asked: &EditionShow) -> Result<(), Failure> {
    let (_opened, desk) = desk(shared, &asked.data.place())?;
    let turning = spinner(console.say("发布", "publishing"));
    let files = desk.publish(&asked.id, &By::operator(), &Unwatched)?;
    turning.finish_and_clear();
    told(console, &files, None)
}

/// Names, lengths and hashes of what was drawn, and how it compares.
fn told(console: &mut Console<'_>, files: &[File], again: Option<&MappedAgain>) -> Result<(), Failure> {
    let files: Vec<TaskFile> = files.iter().map(File::told).collect();
    if console.for_programs() {
        return console.json(&serde_json::json!({ "files": files, "again": again }));
    }
    for TaskFile { name, bytes, sha256 } in &files {
        console.line(format!("{name}  {bytes}  {sha256}"))?;
    }
    match again {
        Some(again) if again.identical => {
            console.line(console.say("与发布时逐字节一致", "the same bytes as it was published with"))
        }
        Some(MappedAgain { erased, .. }) => {
            let text = console.say(
                "与发布时不一致，上列为发布时留存的地图；此后内容被删除的记录数",
                "not the same as it was published with; above is the map that was kept. Records erased since",
            );
            console.line(format!("{text}: {erased}"))
        }
        None => Ok(()),
    }
}

fn diff(console: &mut Console<'_>, asked: &EditionDiffArgs) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let diff = opened.wait(editions::changes(&*opened.store(), &asked.from, &asked.to))?;
    if console.for_programs() {
        return console.json(&diff);
    }
    tables::diff(console, &diff)
}
