"""Putting a plain word in the form of the word that it replaces: helps, helped, helping; plans.

Only as much English as the plain-word list needs. A phrase changes its first word if it is a verb
("find out": "found out") and its last if it is a noun ("care plan": "care plans").
"""

from mediakit.subtitles.tokens import word_set

_IRREGULAR = {
    "be": ("is", "was", "being"),
    "begin": ("begins", "began", "beginning"),
    "break": ("breaks", "broke", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "buy": ("buys", "bought", "buying"),
    "choose": ("chooses", "chose", "choosing"),
    "come": ("comes", "came", "coming"),
    "cut": ("cuts", "cut", "cutting"),
    "do": ("does", "did", "doing"),
    "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "giving"),
    "go": ("goes", "went", "going"),
    "have": ("has", "had", "having"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "know": ("knows", "knew", "knowing"),
    "leave": ("leaves", "left", "leaving"),
    "let": ("lets", "let", "letting"),
    "lead": ("leads", "led", "leading"),
    "make": ("makes", "made", "making"),
    "mean": ("means", "meant", "meaning"),
    "meet": ("meets", "met", "meeting"),
    "pay": ("pays", "paid", "paying"),
    "put": ("puts", "put", "putting"),
    "run": ("runs", "ran", "running"),
    "say": ("says", "said", "saying"),
    "see": ("sees", "saw", "seeing"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "set", "setting"),
    "speak": ("speaks", "spoke", "speaking"),
    "spend": ("spends", "spent", "spending"),
    "take": ("takes", "took", "taking"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "understand": ("understands", "understood", "understanding"),
    "write": ("writes", "wrote", "writing"),
}
_IRREGULAR_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women"}
_DOUBLED = word_set("stop plan commit refer permit admit prefer transfer occur")
_VOWELS = "aeiou"


def verb_forms(verb: str) -> dict[str, str]:
    """The forms of a verb, or of a phrase that begins with one, by name.

    >>> verb_forms("find out")["past"], verb_forms("plan")["going"], verb_forms("try")["third"]
    ('found out', 'planning', 'tries')
    """
    first, space, rest = verb.partition(" ")
    third, past, going = _IRREGULAR.get(first) or (
        _with_s(first),
        _with_ed(first),
        _with_ing(first),
    )
    forms = {"base": first, "third": third, "past": past, "going": going}
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
