//! From the numbers of one analysis to ids that hold across runs.

use crate::lexicon::Lexicon;
use crate::model::{ActorRef, Analysis, Object, SuppliedActor};

/// What actors and objects of one document are called.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    lexicon: &'a Lexicon,
    supplied: &'a [SuppliedActor],
}

/// An object by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectId<'a> {
    /// A frame of the agenda.
    Frame(&'a str),
    /// An actor.
    Actor(&'a str),
}

impl<'a> ObjectId<'a> {
    /// The id alone.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Frame(id) | Self::Actor(id) => id,
        }
    }
}

impl<'a> Names<'a> {
    /// The kind of an actor that came with a document and that no pack knows.
    pub const SUPPLIED_KIND: &'static str = "entity";

    /// The names in the analysis of a document.
    pub fn new(lexicon: &'a Lexicon, analysis: &'a Analysis) -> Self {
        Self { lexicon, supplied: &analysis.supplied }
    }

    /// The id of an actor; empty if there is no such actor.
    pub fn id(&self, actor: ActorRef) -> &'a str {
        match self.lexicon.actors.get(actor.0 as usize) {
            Some(known) => &known.id,
            None => self.supplied(actor).map_or("", |supplied| &supplied.id),
        }
    }

    /// Its display name.
    pub fn name(&self, actor: ActorRef) -> &'a str {
        match self.lexicon.actors.get(actor.0 as usize) {
            Some(known) => &known.name,
            None => self.supplied(actor).map_or("", |supplied| &supplied.name),
        }
    }

    /// What it is, as written in reports.
    pub fn kind(&self, actor: ActorRef) -> &'static str {
        self.lexicon.actors.get(actor.0 as usize).map_or(Self::SUPPLIED_KIND, |known| known.kind.as_str())
    }

    /// The id of an object. The products of a carrier stand for its first actor, or, if it has none, for a frame of
    /// the carrier's own id.
    pub fn object(&self, object: Object) -> ObjectId<'a> {
        match object {
            Object::Frame(frame) => ObjectId::Frame(self.lexicon.frames.get(frame as usize).map_or("", |f| &f.id)),
            Object::Actor(actor) => ObjectId::Actor(self.id(actor)),
            Object::Carrier(carrier) => match self.lexicon.carriers.get(carrier as usize) {
                Some(carrier) => match carrier.actors.first() {
                    Some(&actor) => ObjectId::Actor(self.id(ActorRef(actor))),
                    None => ObjectId::Frame(&carrier.id),
                },
                None => ObjectId::Frame(""),
            },
        }
    }

    fn supplied(&self, actor: ActorRef) -> Option<&'a SuppliedActor> {
        self.supplied.get((actor.0 as usize).checked_sub(self.lexicon.actors.len())?)
    }
}
