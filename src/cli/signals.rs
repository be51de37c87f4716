//! What happens when the program is told to end: at once, with nothing half done left behind.

/// Ends the process on SIGINT and SIGTERM, with 128 and the signal's number, after its temporary files were removed.
///
/// A thread of its own waits for them, so that neither a long computation nor a read that blocks delays the end. Files
/// that were to be replaced are as they were; finished steps of a run with `--resume` are there.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Without the watch a signal still ends the process; only a temporary file may stay.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            stanceline::temporary::remove_all();
            std::process::exit(128 + signal);
        }
    });
}

/// Elsewhere the system ends the process by itself.
#[cfg(not(unix))]
pub(super) fn watch() {}
