//! The `anteroom` command: the exit status, nothing else.

fn main() -> std::process::ExitCode {
    anteroom::cli::run(std::env::args_os())
}
