//! What is known of the terminal.

use std::io::{self, IsTerminal, Write};

use clap::ColorChoice;
use stanceline::report::{Style, escape_controls};

/// Width taken where there is no terminal.
const WIDTH: usize = 80;

/// The widest that tables and text become.
const WIDEST: usize = 120;

/// Columns of the terminal on stdout.
pub(super) fn width() -> usize {
    if !io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, WIDEST))
}

/// How a table is set that goes to stdout, or to a file.
pub(super) fn style(ascii: bool, to_stdout: bool, color: ColorChoice) -> Style {
    Style { width: width(), color: to_stdout && colors_stdout(color), ascii }
}

/// Whether stdout shall be coloured.
pub(super) fn colors_stdout(choice: ColorChoice) -> bool {
    colors(choice, io::stdout().is_terminal())
}

/// Whether stderr shall be coloured.
pub(super) fn colors_stderr(choice: ColorChoice) -> bool {
    colors(choice, io::stderr().is_terminal())
}

fn colors(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Writes a message to stderr, each line with its control characters escaped. If nobody reads stderr there is nobody
/// to tell either.
pub(super) fn say(message: &str) {
    let mut stderr = io::stderr().lock();
    for line in message.split('\n') {
        let _ = writeln!(stderr, "{}", escape_controls(line));
    }
}

/// Writes text that may hold colours to stderr as it is.
pub(super) fn say_raw(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
