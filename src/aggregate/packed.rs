//! Sums kept as bytes, in the form in which parts hold them.
//!
//! A corpus of many years and outlets has a cell for nearly each actor, step and source, most of them with few documents
//! and small numbers. As bytes they take a fraction of the room, which then grows with the digits of the sums.

use std::marker::PhantomData;

use super::clusters::Clusters;
use super::tally::{Group, Relation};
use super::wire::{Reader, Writer};
use super::{decode, encode};

/// Sums as bytes: a [`Group`], a [`Relation`] or [`Clusters`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<T> {
    /// Empty for sums of nothing.
    bytes: Vec<u8>,
    sums: PhantomData<T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), sums: PhantomData }
    }
}

macro_rules! packed {
    ($($sums:ty: $name:ident)*) => {$(
        impl Packed<$sums> {
            /// The sums.
            pub fn get(&self) -> $sums {
                // The bytes were written here, so that they are whole if there are any.
                decode::$name(&mut Reader::new(&self.bytes)).unwrap_or_default()
            }

            /// Changes the sums.
            pub(super) fn change(&mut self, change: impl FnOnce(&mut $sums)) {
                let mut sums = self.get();
                change(&mut sums);
                let mut out = Writer::over(std::mem::take(&mut self.bytes));
                encode::$name(&mut out, &sums);
                self.bytes = out.bytes;
            }
        }
    )*};
}

packed! {
    Clusters: clusters
    Group: group
    Relation: relation
}
