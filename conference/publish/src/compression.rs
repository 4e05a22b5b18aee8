//! Compressed variants of a file, made once when it is published.

use crate::published_file::{FileKind, PublishedFile};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Below this many bytes a compressed variant saves nothing: it still takes one network packet.
const SMALLEST: usize = 512;

/// The compressed variants of a file; none where compression does not pay.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Variants {
    /// `Content-Encoding: br`.
    pub(crate) brotli: Option<Vec<u8>>,
    /// `Content-Encoding: gzip`.
    pub(crate) gzip: Option<Vec<u8>>,
}

/// How much time a file is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Thousands of files are written at once.
    Swift,
    /// A few big files that many fetch.
    Thorough,
    /// Written once in the life of a build of the app.
    Utmost,
}

/// From this many bytes on a page is one of the few that show a whole schedule.
const LARGE_PAGE: usize = 128 * 1024;

impl Effort {
    /// What a file of a release is worth.
    pub(crate) fn of(file: &PublishedFile) -> Self {
        match file.kind {
            FileKind::Immutable => Self::Thorough,
            FileKind::Page if file.bytes.len() >= LARGE_PAGE => Self::Thorough,
            FileKind::Page | FileKind::Feed | FileKind::Pointer => Self::Swift,
        }
    }

    fn brotli_quality(self) -> i32 {
        match self {
            Self::Swift => 5,
            Self::Thorough => 9,
            Self::Utmost => 11,
        }
    }

    fn gzip_level(self) -> Compression {
        match self {
            Self::Swift => Compression::new(5),
            Self::Thorough | Self::Utmost => Compression::new(8),
        }
    }
}

/// Compresses a file both ways, unless its type is compressed already.
pub(crate) fn compress(file: &PublishedFile, effort: Effort) -> Variants {
    if file.bytes.len() < SMALLEST || !compressible(file.content_type) {
        return Variants::default();
    }
    let smaller = |variant: Vec<u8>| (variant.len() < file.bytes.len()).then_some(variant);
    Variants {
        brotli: brotli(&file.bytes, effort).and_then(smaller),
        gzip: gzip(&file.bytes, effort).and_then(smaller),
    }
}

fn compressible(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    kind.starts_with("text/")
        || kind.ends_with("json")
        || kind.ends_with("xml")
        || matches!(
            kind,
            "application/javascript" | "application/wasm" | "image/x-icon" | "font/ttf" | "font/otf"
        )
}

// Writing into memory cannot fail; should an encoder find a reason all the same, the file goes without that variant.

fn brotli(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: effort.brotli_quality(),
        lgwin: window(bytes.len()),
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).ok()?;
    Some(compressed)
}

/// The binary logarithm of the window: no larger than the file needs, which would cost memory and time and find nothing more;
/// but at least 18, because for windows up to 16 the encoder changes to tables that take fifty times as long to set up as a
/// page takes to compress.
fn window(length: usize) -> i32 {
    let bits = usize::BITS - length.leading_zeros();
    i32::try_from(bits.clamp(18, 22)).unwrap_or(22)
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), effort.gzip_level());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published_file::media_type;
    use std::io::Read;

    fn file(content_type: &'static str, bytes: &[u8]) -> PublishedFile {
        PublishedFile { path: "a".to_owned(), content_type, bytes: bytes.to_vec(), kind: FileKind::Page }
    }

    #[test]
    fn both_variants_give_the_file_back() {
        let text = "Readers outnumber writers ten thousand to one. ".repeat(400);
        for effort in [Effort::Swift, Effort::Thorough, Effort::Utmost] {
            let variants = compress(&file(media_type::HTML, text.as_bytes()), effort);
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut variants.brotli.unwrap().as_slice(), &mut unpacked).unwrap();
            assert_eq!(unpacked, text.as_bytes());
            unpacked.clear();
            flate2::read::GzDecoder::new(variants.gzip.unwrap().as_slice())
                .read_to_end(&mut unpacked)
                .unwrap();
            assert_eq!(unpacked, text.as_bytes());
        }
    }

    #[test]
    fn what_is_small_or_packed_already_stays_alone() {
        let long = "a".repeat(4096);
        assert_eq!(
            compress(&file(media_type::HTML, &long.as_bytes()[..511]), Effort::Swift),
            Variants::default()
        );
        assert_eq!(compress(&file("image/png", long.as_bytes()), Effort::Swift), Variants::default());
        assert_ne!(compress(&file("image/svg+xml", long.as_bytes()), Effort::Swift), Variants::default());
    }

    #[test]
    fn what_does_not_shrink_has_no_variant() {
        // A linear congruence: noise enough that no compressor finds a pattern.
        let mut state = 1_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        })
        .take(4096)
        .collect();
        assert_eq!(compress(&file(media_type::JSON, &noise), Effort::Swift), Variants::default());
    }
}
