//! Classes of grammar words.

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Classes(u64);

macro_rules! classes {
    ($($constant:ident $name:literal $bit:literal)*) => {
        // Two classes on one bit would be one class under two names.
        const _: () = assert!(
            (0 $(| 1_u64 << $bit)*).count_ones() as usize == Classes::NAMES.len()
        );

        #[allow(missing_docs, reason = "each constant is the class of the name beside it")]
        impl Classes {
            $(pub const $constant: Self = Self(1 << $bit);)*

            /// The class written as `name` in packs.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$constant),)*
                    _ => None,
                }
            }

            /// All names that packs can use.
            pub const NAMES: &[&str] = &[$($name),*];
        }
    };
}

classes! {
    DETERMINER "determiner" 0
    PREPOSITION "preposition" 1
    COORDINATOR "coordinator" 2
    SUBORDINATOR "subordinator" 3
    COMPLEMENTIZER "complementizer" 4
    RELATIVE "relative" 5
    BE "be" 6
    HAVE "have" 7
    DO "do" 8
    MODAL "modal" 9
    TO "to" 10
    PRONOUN_HE "pronoun-he" 11
    PRONOUN_SHE "pronoun-she" 12
    PRONOUN_IT "pronoun-it" 13
    PRONOUN_THEY "pronoun-they" 14
    PRONOUN_WE "pronoun-we" 15
    PRONOUN_I "pronoun-i" 16
    POSSESSIVE_HE "possessive-he" 17
    POSSESSIVE_SHE "possessive-she" 18
    POSSESSIVE_IT "possessive-it" 19
    POSSESSIVE_THEY "possessive-they" 20
    POSSESSIVE_WE "possessive-we" 21
    POSSESSIVE_I "possessive-i" 22
    ADVERB "adverb" 23
    VERB "verb" 24
    NOUN "noun" 25
    ADJECTIVE "adjective" 26
    REPRESENTATIVE "representative" 27
    PRIVATE "private" 28
    MONTH "month" 29
    TITLE "title" 30
    OPENER "opener" 31
    BY "by" 32
    FROM "from" 33
    OF "of" 34
    FOR "for" 35
    WITH "with" 36
    AGAINST "against" 37
    IN "in" 38
    BETWEEN "between" 39
    LIKE "like" 40
    AS "as" 41
    UNLIKE "unlike" 42
    AMONG "among" 43
    PARTICLE "particle" 44
    ACT "act" 45
    MEASURE "measure" 46
    JUDGING "judging" 47
    TIME "time" 48
    QUANTITY "quantity" 49
    RECEIVING "receiving" 50
    INDEFINITE "indefinite" 51
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Personal pronouns of any person.
    pub const PRONOUN: Self = Self(0b11_1111 << 11);
    /// Possessive pronouns of any person.
    pub const POSSESSIVE: Self = Self(0b11_1111 << 17);
    /// Words of which a language makes no new ones: determiners, prepositions, auxiliaries, pronouns and the like.
    pub const CLOSED: Self = Self((1 << 24) - 1);
    /// Pronouns of the first person.
    pub const FIRST_PERSON: Self =
        Self::PRONOUN_WE.with(Self::PRONOUN_I).with(Self::POSSESSIVE_WE).with(Self::POSSESSIVE_I);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they share a class.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
