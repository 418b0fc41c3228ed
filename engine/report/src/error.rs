//! Why a report was not written.

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The folder cannot be written.
    #[error("{path}: {source}")]
    Disk {
        /// Which file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// No font for Chinese was found.
    #[error(
        "no font for Chinese in {folders}: one of {families} is needed, regular and bold; on Debian: apt-get install \
         fonts-noto-cjk; another folder: --fonts DIR"
    )]
    Font {
        /// Where it was looked for.
        folders: String,
        /// Families that are taken.
        families: String,
    },
    /// The font lacks characters.
    #[error("the font {family} has no glyph for {characters}; a font with all of them is needed: --fonts DIR")]
    Glyph {
        /// Which family.
        family: String,
        /// The characters.
        characters: String,
    },
    /// The workbook could not be written: a fault of this program.
    #[error("workbook: {0}")]
    Workbook(String),
    /// The white paper could not be set: a fault of this program.
    #[error("white paper: {0}")]
    Paper(String),
}
