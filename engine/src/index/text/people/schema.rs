//! What of a person is written into the index, and the mark of the format it is written in.

use tantivy::TantivyDocument;
use tantivy::schema::{Field, STORED, STRING, Schema};

use super::super::terms::{WORDS, words};
use super::super::text_field;
use crate::index::Audience;
use crate::model::Profile;

/// Raised when a document is made otherwise, so that an older folder is made anew.
const FORMAT: u32 = 1;
/// Holds what each step of making terms does: both scripts, widths, stems, numbers, twins of spelling.
const PROBE: &str = "数控機床操作调整工 ＣＮＣ Engineers 3.5kW 茶 colour centre C++ plc";
/// The term of [`Fields::flags`] for who must not be shown to enterprises. Those are few, and what is few is quick to
/// leave out.
pub(super) const HIDDEN: &str = "hidden";

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) concepts: Field,
    pub(super) words: Field,
    pub(super) flags: Field,
}

impl Fields {
    /// The schema with its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            id: schema.add_text_field("id", STRING | STORED),
            concepts: schema.add_text_field("concepts", STRING),
            words: text_field(&mut schema, "words", WORDS),
            flags: schema.add_text_field("flags", STRING),
        };
        (schema.build(), fields)
    }

    /// What is written of a person. The name is not: nobody is searched for by name.
    pub(super) fn document(self, profile: &Profile) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.id, profile.id.as_str());
        if !Audience::Enterprises.is_shown(&profile.consent) {
            document.add_text(self.flags, HIDDEN);
        }
        for held in &profile.skills {
            match (&held.skill, &held.text) {
                (Some(id), _) => document.add_text(self.concepts, id.as_str()),
                (None, Some(text)) => document.add_text(self.words, text),
                (None, None) => {}
            }
        }
        for post in &profile.posts {
            document.add_text(self.words, &post.title);
            post.occupation.iter().for_each(|code| document.add_text(self.concepts, code.as_str()));
            post.node.iter().for_each(|node| document.add_text(self.concepts, node.as_str()));
        }
        let names = profile.titles.iter().filter_map(|title| title.name.as_ref());
        let majors = profile.schooling.iter().filter_map(|course| course.major_text.as_ref());
        names.chain(majors).chain(&profile.text).for_each(|text| document.add_text(self.words, text));
        document
    }
}

/// The mark of a folder that this program can read: another schema, another way of making terms, or another tantivy
/// makes another mark.
pub(super) fn mark(schema: &Schema) -> String {
    let fields: Vec<String> = schema.fields().map(|(_, entry)| format!("{entry:?}")).collect();
    let parts = [fields.join("\n"), words(PROBE).join(" "), tantivy::version_string().to_owned()];
    format!("bole people text {FORMAT}\n{}\n", blake3::hash(parts.join("\n\n").as_bytes()).to_hex())
}
