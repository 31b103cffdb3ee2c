//! The pages of a parquet file, unpacked by us: under a limit, and zstd too without a line of C.

use std::error::Error;
use std::fmt;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, CompressionCodec, Encoding};
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::{SerializedFileReader, SerializedPageReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use ruzstd::decoding::StreamingDecoder;

use super::cells::is_flat;
use crate::workbook::{CELLS, Limit, SHEET_BYTES};

/// How bytes may be packed.
pub const CODECS: [CompressionCodec; 4] =
    [CompressionCodec::UNCOMPRESSED, CompressionCodec::SNAPPY, CompressionCodec::GZIP, CompressionCodec::ZSTD];
/// Encodings of texts for which the library makes room before it sees one.
pub const DELTAS: [Encoding; 2] = [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY];

/// A limit that a page exceeds.
#[derive(Debug)]
pub struct Exceeded(pub &'static Limit);

impl fmt::Display for Exceeded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "more than {} {}", self.0.most, self.0.what[1])
    }
}

impl Error for Exceeded {}

fn exceeded(limit: &'static Limit) -> ParquetError {
    ParquetError::External(Box::new(Exceeded(limit)))
}

fn damaged(what: impl fmt::Display) -> ParquetError {
    ParquetError::General(what.to_string())
}

/// A file whose pages are unpacked by us.
pub struct Pages {
    file: SerializedFileReader<Bytes>,
    bytes: Arc<Bytes>,
    /// How many bytes may still be unpacked, of all pages together.
    left: Arc<AtomicU64>,
}

impl Pages {
    /// Opens a file.
    pub fn open(bytes: &[u8]) -> Result<Self> {
        let bytes = Bytes::copy_from_slice(bytes);
        let file = SerializedFileReader::new(bytes.clone())?;
        Ok(Self { file, bytes: Arc::new(bytes), left: Arc::new(AtomicU64::new(SHEET_BYTES.most)) })
    }

    /// The rows, without the columns that hold more than one value a cell.
    pub fn flat_rows(&self) -> Result<RowIter<'_>> {
        let schema = self.metadata().file_metadata().schema_descr().root_schema();
        let flat = schema.get_fields().iter().filter(|column| is_flat(column)).cloned().collect();
        RowIter::from_file(Some(Type::group_type_builder(schema.name()).with_fields(flat).build()?), self)
    }
}

impl FileReader for Pages {
    fn metadata(&self) -> &ParquetMetaData {
        self.file.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.file.num_row_groups()
    }

    fn get_row_group(&self, at: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(Group { metadata: self.metadata().row_group(at), pages: self }))
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(projection, self)
    }
}

struct Group<'p> {
    metadata: &'p RowGroupMetaData,
    pages: &'p Pages,
}

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.metadata
    }

    fn num_columns(&self) -> usize {
        self.metadata.num_columns()
    }

    /// The library is told that nothing is packed, and gives the pages as they stand.
    fn get_column_page_reader(&self, at: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata.column(at);
        let plain = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let rows = usize::try_from(self.metadata.num_rows()).map_err(damaged)?;
        let pages = SerializedPageReader::new(Arc::clone(&self.pages.bytes), &plain, rows, None)?;
        Ok(Box::new(Unpacking { pages, codec: column.compression_codec(), left: Arc::clone(&self.pages.left) }))
    }

    fn get_column_bloom_filter(&self, _: usize) -> Option<&Sbbf> {
        None
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column, unpacked one after the other.
struct Unpacking {
    pages: SerializedPageReader<Bytes>,
    codec: CompressionCodec,
    left: Arc<AtomicU64>,
}

impl Unpacking {
    fn page(&self, mut page: Page) -> Result<Page> {
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = self.unpacked(buf, 0)?,
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, is_compressed: true, .. } => {
                *buf = self.unpacked(buf, *def_levels_byte_len as usize + *rep_levels_byte_len as usize)?;
            }
            Page::DataPageV2 { .. } => {}
        }
        check(&page)?;
        Ok(page)
    }

    /// The bytes of a page, of which the first `plain` are not packed.
    fn unpacked(&self, buffer: &Bytes, plain: usize) -> Result<Bytes> {
        let (levels, packed) = buffer.split_at_checked(plain).ok_or_else(|| damaged("a page that is cut off"))?;
        if self.codec == CompressionCodec::UNCOMPRESSED || packed.is_empty() {
            return Ok(buffer.clone());
        }
        let left = self.left.load(Ordering::Relaxed);
        let out = unpack(self.codec, packed, left)?;
        self.left.store(left - out.len() as u64, Ordering::Relaxed);
        Ok([levels, &out].concat().into())
    }
}

/// At most `left` bytes out of those that are packed.
fn unpack(codec: CompressionCodec, packed: &[u8], left: u64) -> Result<Vec<u8>> {
    let out = match codec {
        // It says how long it will be, before a byte of it is unpacked.
        CompressionCodec::SNAPPY if snap::raw::decompress_len(packed).map_err(damaged)? as u64 > left => {
            return Err(exceeded(&SHEET_BYTES));
        }
        CompressionCodec::SNAPPY => snap::raw::Decoder::new().decompress_vec(packed).map_err(damaged)?,
        CompressionCodec::GZIP => up_to(left, MultiGzDecoder::new(packed))?,
        CompressionCodec::ZSTD => up_to(left, StreamingDecoder::new(packed).map_err(damaged)?)?,
        other => return Err(damaged(format!("packed as {other}"))),
    };
    if out.len() as u64 > left { Err(exceeded(&SHEET_BYTES)) } else { Ok(out) }
}

/// One byte more than allowed tells that it was too much.
fn up_to(left: u64, unpacking: impl Read) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    unpacking.take(left + 1).read_to_end(&mut out).map_err(damaged)?;
    Ok(out)
}

/// Numbers of a page for which the library makes room.
fn check(page: &Page) -> Result<()> {
    if u64::from(page.num_values()) > CELLS.most {
        return Err(exceeded(&CELLS));
    }
    // A value takes a byte at the least.
    if page.is_dictionary_page() && page.num_values() as usize > page.buffer().len() {
        return Err(damaged("a dictionary that is cut off"));
    }
    if DELTAS.contains(&page.encoding()) {
        return Err(damaged(format!("a page encoded as {}", page.encoding())));
    }
    Ok(())
}

impl Iterator for Unpacking {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Unpacking {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.pages.get_next_page()?.map(|page| self.page(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression as Level;
    use flate2::write::GzEncoder;
    use std::io::Write;

    #[test]
    fn no_more_is_unpacked_than_is_left() {
        let long = vec![7; 100_000];
        let mut gzip = GzEncoder::new(Vec::new(), Level::best());
        gzip.write_all(&long).expect("writes to memory");
        let packed = [
            (CompressionCodec::GZIP, gzip.finish().expect("writes to memory")),
            (CompressionCodec::SNAPPY, snap::raw::Encoder::new().compress_vec(&long).expect("packs what is in memory")),
            (
                CompressionCodec::ZSTD,
                ruzstd::encoding::compress_to_vec(&*long, ruzstd::encoding::CompressionLevel::Fastest),
            ),
        ];
        for (codec, packed) in packed {
            assert!(packed.len() < 10_000);
            assert_eq!(unpack(codec, &packed, 100_000).ok().as_ref(), Some(&long), "{codec}");
            assert!(matches!(unpack(codec, &packed, 99_999), Err(ParquetError::External(_))), "{codec}");
            assert!(unpack(codec, &packed[..packed.len() / 2], 100_000).is_err(), "{codec}");
        }
    }
}
