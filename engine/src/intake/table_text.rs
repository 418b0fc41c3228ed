//! Bytes → UTF-8 text, streamed. This is the only module that knows `encoding_rs`.

use std::io::Read;

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};

/// How much is read at once; the first such piece with a byte above ASCII decides between UTF-8 and GB18030.
const CHUNK: usize = 64 * 1024;

/// A reader that gives UTF-8 whatever comes in: UTF-8 or UTF-16 with a byte order mark (which is dropped), UTF-8 without,
/// or else GB18030. Bytes that fit no encoding come out as U+FFFD, which the rows' readers refuse.
pub struct DecodedText<R> {
    input: R,
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    out: Vec<u8>,
    given: usize,
    started: bool,
    ended: bool,
}

impl<R: Read> DecodedText<R> {
    /// Wraps a reader.
    pub fn new(input: R) -> Self {
        Self { input, raw: Vec::new(), decoder: None, out: Vec::new(), given: 0, started: false, ended: false }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.out.clear();
        self.given = 0;
        self.raw.clear();
        let length = (&mut self.input).take(CHUNK as u64).read_to_end(&mut self.raw)?;
        self.ended = length < CHUNK;
        let decides = !self.started || !self.raw.is_ascii();
        if self.decoder.is_none() && decides {
            self.decoder = self.choose();
        }
        self.started = true;
        self.decode();
        Ok(())
    }

    fn choose(&self) -> Option<Decoder> {
        let marked = (!self.started).then(|| Encoding::for_bom(&self.raw)).flatten();
        if let Some((encoding, _)) = marked {
            return Some(encoding.new_decoder());
        }
        if self.raw.is_ascii() {
            return None;
        }
        let encoding = if self.looks_like_utf8() { UTF_8 } else { GB18030 };
        Some(encoding.new_decoder_without_bom_handling())
    }

    /// Most bytes above ASCII stand in well-formed UTF-8 characters. In GB18030 few do by chance, and one broken byte must
    /// not turn a whole UTF-8 file into nonsense.
    fn looks_like_utf8(&self) -> bool {
        let above = |bytes: &[u8]| bytes.iter().filter(|b| !b.is_ascii()).count();
        let fitting: usize = self.raw.utf8_chunks().map(|chunk| above(chunk.valid().as_bytes())).sum();
        fitting * 2 > above(&self.raw)
    }

    fn decode(&mut self) {
        let Some(decoder) = &mut self.decoder else {
            self.out.extend_from_slice(&self.raw);
            return;
        };
        let needed = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 4);
        self.out.resize(needed, 0);
        let (_, _, written, _) = decoder.decode_to_utf8(&self.raw, &mut self.out, self.ended);
        self.out.truncate(written);
    }
}

impl<R: Read> Read for DecodedText<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.out.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let length = buffer.len().min(self.out.len() - self.given);
        buffer[..length].copy_from_slice(&self.out[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

/// Text in GB18030, for the tests of this room.
#[cfg(test)]
pub(super) fn gb18030(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        DecodedText::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn utf8_gb18030_and_marks_are_told_apart() {
        let (gb, _, _) = GB18030.encode("姓名,技能\n张三,数控加工");
        assert_eq!(decoded(&gb), "姓名,技能\n张三,数控加工");
        assert_eq!(decoded("姓名".as_bytes()), "姓名");
        assert_eq!(decoded("\u{feff}姓名".as_bytes()), "姓名");
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("姓名".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decoded(&utf16), "姓名");
    }

    #[test]
    fn pieces_may_end_within_a_character() {
        let text = "数".repeat(CHUNK);
        for shift in 0..3 {
            let padded = format!("{}{text}", "a".repeat(shift));
            assert_eq!(decoded(padded.as_bytes()), padded);
            let (gb, _, _) = GB18030.encode(&padded);
            assert_eq!(decoded(&gb), padded);
        }
    }

    #[test]
    fn a_late_gb18030_character_still_decides() {
        let text = format!("{}数控", "a".repeat(CHUNK + 7));
        let (gb, _, _) = GB18030.encode(&text);
        assert_eq!(decoded(&gb), text);
    }
}
