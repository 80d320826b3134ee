"""Putting a plain word in the form of the word that it replaces: helps, helped, helping; plans.

Only as much English as the plain-word list needs. A phrase changes its first word if it is a verb
("find out": "found out") and its last if it is a noun ("care plan": "care plans").
"""

from mediakit.subtitles.tokens import word_set

_IRREGULAR = {
    "be": ("is", "was", "been", "being"),
    "begin": ("begins", "began", "begun", "beginning"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "build": ("builds", "built", "built", "building"),
    "buy": ("buys", "bought", "bought", "buying"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "come": ("comes", "came", "come", "coming"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "do": ("does", "did", "done", "doing"),
    "find": ("finds", "found", "found", "finding"),
    "get": ("gets", "got", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "had", "having"),
    "hold": ("holds", "held", "held", "holding"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "know": ("knows", "knew", "known", "knowing"),
    "leave": ("leaves", "left", "left", "leaving"),
    "let": ("lets", "let", "let", "letting"),
    "lead": ("leads", "led", "led", "leading"),
    "make": ("makes", "made", "made", "making"),
    "mean": ("means", "meant", "meant", "meaning"),
    "meet": ("meets", "met", "met", "meeting"),
    "pay": ("pays", "paid", "paid", "paying"),
    "put": ("puts", "put", "put", "putting"),
    "run": ("runs", "ran", "run", "running"),
    "say": ("says", "said", "said", "saying"),
    "see": ("sees", "saw", "seen", "seeing"),
    "send": ("sends", "sent", "sent", "sending"),
    "set": ("sets", "set", "set", "setting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "spend": ("spends", "spent", "spent", "spending"),
    "take": ("takes", "took", "taken", "taking"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "show": ("shows", "showed", "shown", "showing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "write": ("writes", "wrote", "written", "writing"),
}
_IRREGULAR_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women"}
_DOUBLED = word_set("stop plan commit submit refer permit admit prefer transfer occur")
_VOWELS = "aeiou"


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


def plural(noun: str) -> str:
    """A noun, or a phrase that ends in one, as more than one.

    >>> plural("care plan"), plural("person"), plural("company")
    ('care plans', 'people', 'companies')
    """
    start, space, last = noun.rpartition(" ")
    return start + space + _IRREGULAR_PLURALS.get(last, _with_s(last))


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
