//! A report as one page: pictures, tables and evidence in a single HTML file.
//!
//! What enters: a [`Report`], and nothing else. What leaves: HTML that opens from disk and contacts nobody. Its first
//! screen and its methods are written here, so that they are there without scripts; everything that can be chosen is
//! drawn in the browser by the scripts beside this file, from the report's sums, which the page carries.
//!
//! All text of a report is untrusted: the templates escape it, the data hold no character that could end their
//! element, the scripts make text nodes only, and the page's policy runs no code but its own, known by hash.

mod data;
mod embed;
mod html;
mod intro;
mod methods;
mod ranked;
mod shifts;

use crate::report::Report;

/// The page of a report. The same report gives the same bytes.
pub fn page(report: &Report) -> String {
    html::render(report)
}
