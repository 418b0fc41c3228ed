//! `bole report`: the talent map as white paper, workbook, charts and open data, in one command.

use std::sync::Arc;

use bole_report::write;

use super::args::{Report, Shared};
use super::console::{Console, spinner};
use super::{Failure, load};
use crate::editions::{Reporting, Unwatched};
use crate::fonts;
use crate::opened::Opened;

/// Sizes are told in this many bytes.
const KIB: usize = 1024;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Report) -> Result<(), Failure> {
    // A font that is missing is told before a map is drawn for minutes.
    let fonts = fonts::find(asked.fonts.as_deref())?;
    let opened = Opened::existing(&asked.data.place())?;
    let desk = opened.desk(Arc::new(load::extended(shared, &opened)?));
    let bar = spinner(console.say("绘制人才地图，排版白皮书", "drawing the map, setting the white paper"));
    let reporting =
        Reporting { edition: asked.edition.clone(), as_of: asked.as_of, language: console.language, fonts: &fonts };
    let files = desk.report(&reporting, &Unwatched)?;
    write(&files, &asked.out)?;
    bar.finish_and_clear();
    told(console, asked, &files)
}

fn told(console: &mut Console<'_>, asked: &Report, files: &[bole_report::File]) -> Result<(), Failure> {
    if console.for_programs() {
        let items: Vec<_> =
            files.iter().map(|file| serde_json::json!({"path": file.path, "bytes": file.bytes.len()})).collect();
        return console.json(&serde_json::json!({"out": asked.out, "files": items}));
    }
    let head = console.say(["文件", "大小（KiB）"], ["file", "KiB"]);
    // Open data are many small files: they are counted, the others named.
    let (data, named): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path.contains('/'));
    let size = |bytes: usize| bytes.div_ceil(KIB).to_string();
    let mut rows: Vec<Vec<String>> = named.iter().map(|file| vec![file.path.clone(), size(file.bytes.len())]).collect();
    for folder in ["charts", "data"] {
        let inside = data.iter().filter(|file| file.path.starts_with(folder));
        let (count, bytes) = inside.fold((0, 0), |(count, bytes), file| (count + 1, bytes + file.bytes.len()));
        rows.push(vec![format!("{folder}/ ({count})"), size(bytes)]);
    }
    console.table(&head, rows)?;
    console.line(format!("{} {}", console.say("写入", "written to"), asked.out.display()))
}
