//! Results as they are kept: deflated JSON. A hundred thousand of them take a tenth of the room.

use std::io::{Read, Write};

use bole_engine::store::{Kind, StoreError};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Makes bytes small, quickly.
///
/// # Errors
/// [`StoreError::Damaged`], never in practice: memory takes every write.
pub(crate) fn pack(id: &str, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| damaged(id, &e))
}

/// The bytes as they were.
///
/// # Errors
/// [`StoreError::Damaged`] when they are not what was packed.
pub(crate) fn unpack(id: &str, packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut bytes).map_err(|e| damaged(id, &e))?;
    Ok(bytes)
}

fn damaged(id: &str, error: &std::io::Error) -> StoreError {
    StoreError::Damaged { kind: Kind::Decision, id: id.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_what_is_not_is_refused() {
        let bytes = "伯乐{\"score\":85.25}".repeat(500).into_bytes();
        let packed = pack("D-1", &bytes).unwrap();
        assert!(packed.len() * 5 < bytes.len(), "{}", packed.len());
        assert_eq!(unpack("D-1", &packed).unwrap(), bytes);
        assert!(matches!(unpack("D-1", b"\xff\xffno"), Err(StoreError::Damaged { .. })));
    }
}
