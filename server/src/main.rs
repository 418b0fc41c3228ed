//! The `bole` binary: hands arguments and streams to the library and ends with its exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bole_server::cli::run(std::env::args_os(), &mut std::io::stdout().lock())
}
