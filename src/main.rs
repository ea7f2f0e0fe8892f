//! The `anteroom` command: the exit status, nothing else.

/// Builds are made of small strings: a tenth less time, and a little less memory, than with the C library's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    anteroom::cli::run(std::env::args_os())
}
