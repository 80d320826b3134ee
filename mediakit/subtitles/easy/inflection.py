"""Putting a plain word in the form of the word that it replaces: helps, helped, helping; plans.

Only as much English as the plain-word list needs. A phrase changes its first word if it is a verb
("find out": "found out"), and its noun if it is one ("care plan": "care plans"; "list of names":
"lists of names").
"""

from collections.abc import Callable

from mediakit.subtitles.tokens import word_set

_IRREGULAR = {
    base: (third, past, participle, going)
    for base, third, past, participle, going in (
        row.split()
        for row in """
            be is was been being
            beat beats beat beaten beating
            become becomes became become becoming
            begin begins began begun beginning
            blow blows blew blown blowing
            break breaks broke broken breaking
            bring brings brought brought bringing
            build builds built built building
            buy buys bought bought buying
            catch catches caught caught catching
            choose chooses chose chosen choosing
            come comes came come coming
            cut cuts cut cut cutting
            do does did done doing
            draw draws drew drawn drawing
            drink drinks drank drunk drinking
            drive drives drove driven driving
            eat eats ate eaten eating
            fall falls fell fallen falling
            feed feeds fed fed feeding
            feel feels felt felt feeling
            fight fights fought fought fighting
            find finds found found finding
            fly flies flew flown flying
            forget forgets forgot forgotten forgetting
            get gets got got getting
            give gives gave given giving
            go goes went gone going
            grow grows grew grown growing
            have has had had having
            hear hears heard heard hearing
            hide hides hid hidden hiding
            hit hits hit hit hitting
            hold holds held held holding
            hurt hurts hurt hurt hurting
            keep keeps kept kept keeping
            know knows knew known knowing
            lead leads led led leading
            leave leaves left left leaving
            let lets let let letting
            lie lies lay lain lying
            lose loses lost lost losing
            make makes made made making
            mean means meant meant meaning
            meet meets met met meeting
            pay pays paid paid paying
            put puts put put putting
            read reads read read reading
            ride rides rode ridden riding
            rise rises rose risen rising
            run runs ran run running
            say says said said saying
            see sees saw seen seeing
            seek seeks sought sought seeking
            sell sells sold sold selling
            send sends sent sent sending
            set sets set set setting
            shake shakes shook shaken shaking
            show shows showed shown showing
            sing sings sang sung singing
            sit sits sat sat sitting
            sleep sleeps slept slept sleeping
            speak speaks spoke spoken speaking
            spend spends spent spent spending
            split splits split split splitting
            stand stands stood stood standing
            steal steals stole stolen stealing
            swim swims swam swum swimming
            take takes took taken taking
            teach teaches taught taught teaching
            tell tells told told telling
            think thinks thought thought thinking
            throw throws threw thrown throwing
            understand understands understood understood understanding
            undergo undergoes underwent undergone undergoing
            undertake undertakes undertook undertaken undertaking
            wear wears wore worn wearing
            win wins won won winning
            withdraw withdraws withdrew withdrawn withdrawing
            withhold withholds withheld withheld withholding
            write writes wrote written writing
        """.strip().splitlines()
    )
}
_IRREGULAR_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women"}
_AFTER_HEAD = word_set(
    "about after at before between by during for from in of off on over that to up what where which"
    " who with"
)
"""What begins after a noun the part that stays as it is: "check for dangers", "list of names"."""
_DOUBLED = word_set(
    "admit ban cancel commit compel confer control defer drop enrol expel flag fulfil occur omit"
    " permit plan prefer refer regret skip step stop submit transfer transmit travel"
)
_VOWELS = "aeiou"
_PASTS = frozenset(past for _, past, _, _ in _IRREGULAR.values()) - frozenset(
    form for base, forms in _IRREGULAR.items() for form in (base, forms[2])
)


def verb_forms(verb: str) -> dict[str, str]:
    """The forms of a verb, or of a phrase that begins with one, by name.

    >>> verb_forms("find out")["past"], verb_forms("plan")["going"], verb_forms("try")["third"]
    ('found out', 'planning', 'tries')
    """
    first, space, rest = verb.partition(" ")
    third, past, participle, going = _IRREGULAR.get(first) or (
        _with_s(first),
        _with_ed(first),
        _with_ed(first),
        _with_ing(first),
    )
    forms = {
        "base": first,
        "third": third,
        "past": past,
        "participle": participle,
        "going": going,
    }
    return {name: form + space + rest for name, form in forms.items()}


def past_only(word: str) -> bool:
    """Whether a form can be the past of a verb and nothing else: "took", but not "helped", which is
    also what stands after "is".

    >>> past_only("took"), past_only("taken"), past_only("helped")
    (True, False, False)
    """
    return word in _PASTS


def base_of_going(word: str, is_verb: Callable[[str], bool]) -> str | None:
    """The verb that "making" or "running" belongs to; `is_verb` knows the verbs. None where that is
    not clear.

    >>> base_of_going("making", {"make", "run"}.__contains__)
    'make'
    """
    stem = word.removesuffix("ing")
    if stem == word:
        return None
    irregular = [base for base, forms in _IRREGULAR.items() if forms[3] == word]
    doubled = [stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else []
    found = [base for base in (stem, stem + "e", *doubled) if is_verb(base)]
    return irregular[0] if irregular else found[0] if len(found) == 1 else None


def plural(noun: str) -> str:
    """A noun, or a phrase round one, as more than one.

    >>> plural("care plan"), plural("company"), plural("person on foot"), plural("scenario")
    ('care plans', 'companies', 'people on foot', 'scenarios')
    """
    words = noun.split()
    head = next((place for place, word in enumerate(words) if word in _AFTER_HEAD), len(words))
    head = max(head - 1, 0)
    words[head] = _plural(words[head])
    return " ".join(words)


def _plural(word: str) -> str:
    if word.endswith("sis"):
        return word[:-2] + "es"
    regular = word + "s" if word.endswith("io") else _with_s(word)
    return _IRREGULAR_PLURALS.get(word, regular)


def article_for(word: str) -> str:
    """ "an" or "a" for the word that follows; "an hour" and "a use" are told by their letters.

    >>> article_for("idea"), article_for("useful")
    ('an', 'a')
    """
    lowered = word.casefold()
    if lowered.startswith(("hour", "honest")):
        return "an"
    return "an" if lowered[:1] in _VOWELS and not lowered.startswith(("use", "uni", "eu")) else "a"


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return (word + word[-1] if word in _DOUBLED else word) + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "ye")):
        return word[:-1] + "ing"
    return (word + word[-1] if word in _DOUBLED else word) + "ing"
