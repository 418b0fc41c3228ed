//! The typesetter. This is the only module that knows typst: it gives it the template, the paper as JSON, the charts and two
//! faces, and takes a PDF. No clock, no network, no files: the same input gives the same bytes.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::fonts::Fonts;
use crate::ReportError;

const TEMPLATE: &str = include_str!("template.typ");

struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::NotSource) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        self.files.get(path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets a paper: files by their path, beginning with `/`.
pub(super) fn set(files: BTreeMap<String, Vec<u8>>, fonts: &Fonts, ident: &str) -> Result<Vec<u8>, ReportError> {
    let path = VirtualPath::new("/main.typ").map_err(|error| ReportError::Paper(format!("{error:?}")))?;
    let main = Source::new(FileId::new(RootedPath::new(VirtualRoot::Project, path)), TEMPLATE.to_owned());
    let faces: Vec<Font> = fonts.faces().to_vec();
    let desk = Desk {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&faces)),
        fonts: faces,
        main,
        files: files.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect(),
    };
    let done = typst::compile::<PagedDocument>(&desk);
    let document = done.output.map_err(|errors| told(&errors))?;
    whole(&document, fonts)?;
    let options = PdfOptions { ident: typst::foundations::Smart::Custom(ident.to_owned()), ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors));
    // The typesetter keeps what it computed for the next paper of this process; a service would keep it for good.
    typst::comemo::evict(0);
    pdf
}

fn told(errors: &[SourceDiagnostic]) -> ReportError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    ReportError::Paper(messages.join("; "))
}

/// Whether every character has a glyph: the typesetter prints an empty box where one is missing, and says nothing.
fn whole(document: &PagedDocument, fonts: &Fonts) -> Result<(), ReportError> {
    let mut missing = std::collections::BTreeSet::new();
    for page in document.pages() {
        look(&page.frame, &mut missing);
    }
    fonts.refuse(missing)
}

fn look(frame: &Frame, missing: &mut std::collections::BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look(&group.frame, missing),
            FrameItem::Text(text) => {
                let empty = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                missing.extend(empty.flat_map(|glyph| text.text.get(glyph.range()).unwrap_or_default().chars()));
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
