//! The fields of a document and what an input calls them.

use super::problems::UNKNOWN_FIELD;
use crate::model::{Location, Problem};

/// A field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `id`
    Id,
    /// `date`
    Date,
    /// `source`
    Source,
    /// `url`
    Url,
    /// `title`
    Title,
    /// `speaker`
    Speaker,
    /// `lang`
    Lang,
    /// `text`
    Text,
    /// `entities`
    Entities,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 9] = [
        Self::Id,
        Self::Date,
        Self::Source,
        Self::Url,
        Self::Title,
        Self::Speaker,
        Self::Lang,
        Self::Text,
        Self::Entities,
    ];

    /// Its name in input and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Date => "date",
            Self::Source => "source",
            Self::Url => "url",
            Self::Title => "title",
            Self::Speaker => "speaker",
            Self::Lang => "lang",
            Self::Text => "text",
            Self::Entities => "entities",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// What an input calls the fields; by default by their own names.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    renamed: Vec<(Field, String)>,
}

impl Fields {
    /// Takes pairs of our name and theirs, such as `("text", "body")`.
    ///
    /// A renamed field is no longer looked for under its own name. Where a field is renamed twice, the later name
    /// holds. Fails if the first of a pair names no field.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Box<Problem>> {
        let mut fields = Self::default();
        for (ours, theirs) in pairs {
            let field = Field::of_name(ours.trim()).ok_or_else(|| {
                let known = Field::ALL.map(Field::name).join(", ");
                Box::new(UNKNOWN_FIELD.at(Location::default(), format!("no field {ours:?}; known are {known}")))
            })?;
            fields.renamed.retain(|&(other, _)| other != field);
            fields.renamed.push((field, theirs.trim().to_owned()));
        }
        Ok(fields)
    }

    /// The fields that were renamed, with their names in the input.
    pub fn renamed(&self) -> impl Iterator<Item = (Field, &str)> {
        self.renamed.iter().map(|(field, name)| (*field, name.as_str()))
    }

    /// What the input calls a field.
    pub fn name(&self, field: Field) -> &str {
        self.renamed().find(|&(renamed, _)| renamed == field).map_or(field.name(), |(_, name)| name)
    }

    /// The field that the input calls `name`.
    pub(super) fn find(&self, name: &str) -> Option<Field> {
        if self.renamed.is_empty() {
            return Field::of_name(name);
        }
        let renamed = self.renamed().find(|&(_, theirs)| theirs == name).map(|(field, _)| field);
        renamed.or_else(|| Field::of_name(name).filter(|&field| self.name(field) == name))
    }
}
