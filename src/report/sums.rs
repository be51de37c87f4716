//! The exact sums behind a mean, so that means of any choice of cells can be worked out from a report.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::aggregate::Clusters;

/// Sums over documents, as an array of two numbers and five decimal strings:
/// `[D, "Σ n", …]` with n the sentences of a document and s the sum of their scores in millionths.
///
/// In order: documents D, sentences Σ n, then as strings, since they may exceed what a double holds exactly:
/// Σ s, Σ n², Σ n s, Σ s², and the sum of the squared scores of single sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums(pub Clusters);

const ITEMS: usize = 7;

impl Serialize for Sums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sums = &self.0;
        let mut array = serializer.serialize_tuple(ITEMS)?;
        array.serialize_element(&sums.documents)?;
        array.serialize_element(&sums.sentences)?;
        array.serialize_element(&sums.sum.to_string())?;
        array.serialize_element(&sums.sentences_squared.to_string())?;
        array.serialize_element(&sums.cross.to_string())?;
        array.serialize_element(&sums.sum_squared.to_string())?;
        array.serialize_element(&sums.squares.to_string())?;
        array.end()
    }
}

impl<'de> Deserialize<'de> for Sums {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        type Text<'a> = Cow<'a, str>;
        let (documents, sentences, sum, sentences_squared, cross, sum_squared, squares) =
            <(u64, u64, Text, Text, Text, Text, Text)>::deserialize(deserializer)?;
        let signed = |text: &str| text.parse::<i128>().map_err(|_| D::Error::custom(format!("{text:?} is no sum")));
        let unsigned = |text: &str| text.parse::<u128>().map_err(|_| D::Error::custom(format!("{text:?} is no sum")));
        Ok(Self(Clusters {
            documents,
            sentences,
            sum: signed(&sum)?,
            sentences_squared: unsigned(&sentences_squared)?,
            cross: signed(&cross)?,
            sum_squared: unsigned(&sum_squared)?,
            squares: unsigned(&squares)?,
        }))
    }
}

impl JsonSchema for Sums {
    fn schema_name() -> Cow<'static, str> {
        "Sums".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let count = |what: &str| json_schema!({ "type": "integer", "minimum": 0, "description": what });
        let sum = |what: &str| json_schema!({ "type": "string", "pattern": "^-?[0-9]+$", "description": what });
        json_schema!({
            "type": "array",
            "description": "Exact sums over documents; n is the number of sentences of a document with evidence, s the sum of their scores in millionths. Sums of disjoint documents add up.",
            "prefixItems": [
                count("D: documents"), count("Σ n: sentences"), sum("Σ s"), sum("Σ n²"), sum("Σ n s"), sum("Σ s²"),
                sum("Sum of the squared scores of single sentences"),
            ],
            "minItems": ITEMS,
            "maxItems": ITEMS,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_any_size_are_read_back() {
        let sums = Sums(Clusters {
            documents: 2,
            sentences: 3,
            sum: i128::MIN,
            sentences_squared: 9,
            cross: -7,
            sum_squared: u128::MAX,
            squares: 1,
        });
        let text = serde_json::to_string(&sums).unwrap();
        assert!(text.starts_with("[2,3,\"-170141183460469231731687303715884105728\",\"9\""), "{text}");
        assert_eq!(serde_json::from_str::<Sums>(&text).unwrap(), sums);
        assert!(serde_json::from_str::<Sums>("[1,1,\"x\",\"1\",\"1\",\"1\",\"1\"]").is_err());
    }
}
