//! The command line of stanceline.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
