"""Small word lists that say which words belong together on a line, language by language.

They are lists and not a parser on purpose: people can read them, and a missing word only makes one
line break a little worse.
"""

from dataclasses import dataclass, field

from mediakit.subtitles.tokens import word_set


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words in small letters with straight apostrophes. A language without lists breaks at
    punctuation, pauses and names only.
    """

    determiners: frozenset[str] = field(default_factory=frozenset)
    """Belong to the noun that follows: articles, possessives, this and that, how many."""
    prepositions: frozenset[str] = field(default_factory=frozenset)
    conjunctions: frozenset[str] = field(default_factory=frozenset)
    pronouns: frozenset[str] = field(default_factory=frozenset)
    """Subjects, which belong to the verb that follows."""
    auxiliaries: frozenset[str] = field(default_factory=frozenset)
    """Verbs that belong to the verb that follows, and "not"."""
    articles: frozenset[str] = field(default_factory=frozenset)
    """Those determiners that never stand alone."""
    numbers: frozenset[str] = field(default_factory=frozenset)
    """Belong to what is counted."""
    modifiers: frozenset[str] = field(default_factory=frozenset)
    """Common words for how something is, which belong to the noun that follows."""
    contractions: frozenset[str] = field(default_factory=frozenset)
    """Those pronouns that hold their verb already."""
    relatives: frozenset[str] = field(default_factory=frozenset)
    """Belong to a preposition before them: "over which"."""
    pairs: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Two small words that are one: "out of"."""
    titles: frozenset[str] = field(default_factory=frozenset)
    """Belong to the name that follows, and end in a full stop that ends no sentence."""

    @property
    def binding(self) -> frozenset[str]:
        """The everyday words that lean on the word after them; none is a name."""
        return (
            self.determiners
            | self.prepositions
            | self.conjunctions
            | self.pronouns
            | self.auxiliaries
        )


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of words with commas between, for lists that people can read and edit."""
    parted = (pair.split() for pair in text.split(","))
    return frozenset((first, second) for first, second in parted)


ENGLISH = Grammar(
    determiners=word_set(
        "a an the my your his her its our their this these those some any no every each another"
        " all both many much more most few several such what which whose very too so really quite"
    ),
    articles=word_set("a an the my your its our their every no very what which whose"),
    numbers=word_set(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        " hundred thousand million billion half £ first second third last next"
    ),
    modifiers=word_set(
        "bad best better big blue clear common different difficult early easy extra full general"
        " good great green happy hard high important large late little local long main national"
        " new nice old only open other own particular poor possible public quick quite ready real"
        " red same short simple single slow small social special strong sure total usual various"
        " white whole wide wrong young yellow black round"
    ),
    prepositions=word_set(
        "about above across after against along among around as at before behind below beside"
        " between by down during for from in inside into like near of off on onto out outside over"
        " past round since through to towards under until up upon with within without"
    ),
    conjunctions=word_set(
        "and but or nor so because till although though while when where whereas if unless whether"
        " that which who than then"
    ),
    pronouns=word_set(
        "i you he she it we they there i'm i've i'll i'd you're you've you'll you'd he's she's"
        " it's we're we've we'll we'd they're they've they'll they'd there's that's who's let's"
    ),
    contractions=word_set(
        "i'm i've i'll i'd you're you've you'll you'd he's she's it's we're we've we'll we'd"
        " they're they've they'll they'd there's that's who's let's"
    ),
    relatives=word_set("which whom whose who what where"),
    pairs=_pairs(
        "out of, off of, because of, instead of, up to, next to, as if, as though, so that,"
        " such as, such that, at about, at around, from about, from within, for about, in between,"
        " in about, like before, to do, to be, to have"
    ),
    auxiliaries=word_set(
        "am is are was were be been being have has had do does did will would shall should can"
        " could may might must not never isn't aren't wasn't weren't don't doesn't didn't won't"
        " wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't"
    ),
    titles=word_set("mr mrs ms miss dr prof sir lady st councillor cllr"),
)

WELSH = Grammar(
    determiners=word_set("y yr fy dy ei ein eich eu pob rhai un dau dwy tri tair sut pa"),
    prepositions=word_set(
        "i o ar am at gan gyda yn mewn dan dros drwy trwy heb wrth rhwng ger hyd er o'r i'r ar ôl"
    ),
    conjunctions=word_set("a ac ond neu achos oherwydd os pan bod fod sy sydd ond na nac"),
    pronouns=word_set("fi ti fe hi ni chi nhw"),
    auxiliaries=word_set("mae dw dwi rydw roedd oedd bydd ydy yw dydy doedd wedi ddim"),
    titles=word_set("mr mrs ms dr yr athro cyng"),
)

_GRAMMARS = {"en": ENGLISH, "cy": WELSH}


def language_of(tag: str) -> str:
    """The primary part of a BCP 47 tag: the language itself.

    >>> language_of("en-GB"), language_of("cy-simple")
    ('en', 'cy')
    """
    return tag.split("-", maxsplit=1)[0].lower()


def grammar_of(tag: str) -> Grammar:
    """The word lists for a language tag; empty lists where there are none."""
    return _GRAMMARS.get(language_of(tag), Grammar())
