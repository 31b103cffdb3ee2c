//! The child process: opens one plugin and answers until its input ends.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use crate::library::Library;
use crate::plugin::opened;
use crate::refusal::Refusal;
use crate::wire::{self, Kind};
use crate::{Offer, call};

/// How long a batch may be: what is sent comes from our own program.
const LONGEST: u64 = 1 << 40;

/// Opens a plugin and answers what comes in, in a process that may use so much memory.
///
/// With a fingerprint the file must have it; without, it is only described and not called.
pub fn serve(path: &Path, sha256: Option<&str>, megabytes: u64) -> io::Result<()> {
    let (input, output) = own_pipes()?;
    let (mut input, mut output) = (BufReader::new(input), BufWriter::new(output));
    limit_memory(megabytes);
    let library = match opened(path, sha256) {
        Ok(library) => library,
        Err(refusal) => return wire::write(&mut output, Kind::Refusal, &refused(&refusal)),
    };
    wire::write(&mut output, Kind::Offer, &offered(&library.offer))?;
    while let Some((kind, bytes)) = wire::read(&mut input, LONGEST)? {
        let request = wire::read_batch(&bytes).filter(|_| kind == Kind::Batch && sha256.is_some());
        let (function, batch) = request.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        answer(&library, function, &batch, &mut output)?;
    }
    Ok(())
}

fn answer(
    library: &Library,
    function: usize,
    batch: &junheng::function::native::Batch,
    output: &mut impl Write,
) -> io::Result<()> {
    let known = library.offer.functions.get(function).zip(library.calls.get(function));
    let (offered, call) = known.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    let mut written = Ok(());
    // Each outcome leaves before the next part is begun: whatever ends the process, it is known where.
    call::call(*call, offered.aggregates, batch, |outcome| {
        if written.is_ok() {
            written = wire::write(output, Kind::Outcome, &wire::outcome(&outcome));
        }
    });
    written
}

fn offered(offer: &Offer) -> Vec<u8> {
    serde_json::to_vec(offer).unwrap_or_default()
}

fn refused(refusal: &Refusal) -> Vec<u8> {
    serde_json::to_vec(refusal).unwrap_or_default()
}

/// The pipes to the other process, taken out of the way of a plugin that prints or reads: what it prints goes to
/// standard error.
#[cfg(unix)]
fn own_pipes() -> io::Result<(impl Read, impl Write)> {
    use rustix::stdio;
    let (input, output) = (rustix::io::dup(stdio::stdin())?, rustix::io::dup(stdio::stdout())?);
    stdio::dup2_stdin(File::open("/dev/null")?)?;
    stdio::dup2_stdout(stdio::stderr())?;
    Ok((File::from(input), File::from(output)))
}

/// Elsewhere what a plugin prints garbles the answer and fails the call.
#[cfg(not(unix))]
fn own_pipes() -> io::Result<(impl Read, impl Write)> {
    Ok((io::stdin(), io::stdout()))
}

/// Bounds the memory of this process, where the system can.
#[cfg(unix)]
fn limit_memory(megabytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bytes = Some(megabytes.saturating_mul(1 << 20));
    // Where there is a lower bound already that one holds.
    let _ = setrlimit(Resource::As, Rlimit { current: bytes, maximum: bytes });
    // A crash is told by its signal; a dump of the memory would only fill the disk.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
fn limit_memory(_megabytes: u64) {}
