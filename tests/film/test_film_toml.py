"""film.toml to Film: what a person may write, and every mistake at once with its line."""

import pickle
from fractions import Fraction

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.film.model import (
    Canvas,
    Card,
    Credits,
    Film,
    FilmSound,
    Footage,
    Photo,
    Signer,
    SignerSlot,
    SigningPerson,
    Version,
)
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes
from mediakit.signing.geometry import Stand

TOP = 'format = 1\ntitle = "x"\n'
CARD = '[[clip]]\ncard = "x"\n'

WHOLE = """\
format = 1
title = "Let's Talk Co-Production"
language = "en-gb"
size = "1920x1080"
rate = 29.97

[[clip]]
card = "Let's Talk Co-Production"
text = "Top tips"

[[clip]]                      # the first tip
file = "./footage//tip-1.mp4"
from = "00:03.2"
to = 41
name = "Film maker"
role = "North Wales"
dissolve = 0.5

[music]
file = "music/bed.ogg"

[subtitles]
profile = "netflix"

[[clip]]
photo = "photos/team.jpg"
seconds = "0:05"
movement = "none"

[[clip]]
credits = [
  "Camera: Our team",
  "",
  "Thank you",
]

[signer]
side = "left"
[[signer.slot]]
file = "signing/part-1.mp4"
at = "00:04"
from = 1.5
to = "0:20"

[[version]]
name = "easy-read"
subtitles = "EN-simple"
[[version]]
name = "signed"
subtitles = "en-GB"
signer = true
[[version]]
name = "plain"
"""


def mistakes_in(text):
    with pytest.raises(Mistakes) as caught:
        read_film(text)
    return caught.value


def told(text):
    return [(m.line, f"{m.sentence} {m.suggestion}".strip()) for m in mistakes_in(text).mistakes]


def only(text):
    (mistake,) = told(text)
    return mistake


def test_everything_a_film_can_say():
    assert read_film(WHOLE) == Film(
        title="Let's Talk Co-Production",
        language="en-GB",
        canvas=Canvas(1920, 1080, Fraction(30000, 1001)),
        clips=(
            Card("Let's Talk Co-Production", 4000, "Top tips"),
            Footage("footage/tip-1.mp4", 3200, 41000, "Film maker", "North Wales", 500),
            Photo("photos/team.jpg", 5000, "none"),
            Credits(("Camera: Our team", "", "Thank you"), 5000),
        ),
        signer=Signer(Stand("left"), (SignerSlot("signing/part-1.mp4", 4000, 1500, 20000),)),
        music="music/bed.ogg",
        profile="netflix",
        versions=(
            Version("easy-read", "en-simple", False),
            Version("signed", "en", True),
            Version("plain", None, False),
        ),
    )


def test_what_nobody_wrote():
    film = read_film(TOP + CARD)
    assert film.language == "en-GB"
    assert film.canvas == Canvas(1280, 720, Fraction(25))
    assert film.versions == (Version("easy-read", "en-simple", False),)
    assert read_film('format = 1\ntitle = "x"\nlanguage = "cy"\n' + CARD).versions == (
        Version("easy-read", "cy-simple", False),
    )


@pytest.mark.parametrize(
    ("written", "volume"),
    [
        ('volume = "50%"', 0.5),
        ("volume = 0.5", 0.5),
        ("volume = 2", 2.0),
        ("volume = 0", 0.0),
        ("mute = true", 0.0),
        ('volume = "150 %"\nmute = true', 0.0),
        ("mute = false", 1.0),
    ],
)
def test_how_loud_a_clip_is(written, volume):
    assert read_film(f"{TOP}[[clip]]\nfile = 'a.mp4'\n{written}\n").clips[0].volume == volume


def test_how_the_film_sounds():
    film = read_film(f"{TOP}{CARD}[sound]\nloudness = -23\nclean = true\n")
    assert film.sound == FilmSound(loudness=-23.0, clean=True)
    clip = "[[clip]]\nfile = 'a.mp4'\nclean = false\n"
    assert read_film(f"{TOP}{clip}").clips[0].clean is False


def test_how_loud_the_music_is():
    film = read_film(f"{TOP}{CARD}[music]\nfile = 'a.ogg'\nvolume = '25%'\n")
    assert film.sound.music_volume == 0.25


def test_long_credits_take_longer():
    lines = ", ".join(['"Camera: Our team"'] * 20)
    assert read_film(f"{TOP}[[clip]]\ncredits = [{lines}]\n").clips[0].duration == 30_000


def test_five_mistakes_are_told_at_once_each_with_its_line():
    text = """\
format = 1
title = 5

# our clips
[[clip]]
crad = "Hello"

[[clip]]
file = "footage\\\\tip-1.mp4"
from = "0:10"
to = "0:05"

[[version]]
name = "signed"
signer = true
"""
    assert str(mistakes_in(text)).splitlines() == [
        "film.toml, line 2: 'title' wants text, not 5."
        ' Text stands in quotation marks: title = "My film".',
        "film.toml, line 6: 'crad' is not a word that a clip knows. Did you mean 'card'?",
        "film.toml, line 9: 'file' is 'footage\\tip-1.mp4', with backslashes."
        ' Write forward slashes: "footage/tip-1.mp4".',
        "film.toml, line 11: 'to' is 0:05, which is not after 'from' (0:10)."
        " Make 'to' later than 'from'.",
        "film.toml, line 15: This version has a signer, but the film has none."
        " Add [[signer.slot]] with the signer's file, or write signer = false.",
    ]


def test_mistakes_survive_pickling_and_are_bad_input():
    error = mistakes_in(TOP + '[[clip]]\ncrad = "x"\n')
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, BadInput)
    assert (str(again), again.mistakes, again.where) == (str(error), error.mistakes, "film.toml")
    assert again.exit_code == error.exit_code == 3


def test_the_file_is_named_as_the_caller_names_it():
    with pytest.raises(Mistakes, match=r"^my film/film\.toml, line 1: "):
        read_film("x", "my film/film.toml")


@pytest.mark.parametrize(
    ("written", "line", "part"),
    [
        ("languge = 'en'\n" + CARD, 3, "Did you mean 'language'?"),
        (CARD + "rate = 25\n", 5, "It belongs at the top of the file"),
        (CARD + "side = 'left'\n", 5, "It belongs under [signer]."),
        (CARD + "from = 1\n", 5, "'from' does not go with 'card'."),
        (CARD + "photo = 'x.jpg'\n", 5, "Give 'photo' a [[clip]] of its own."),
        ("[[clip]]\nseconds = 3\n", 3, "This clip shows nothing."),
        (CARD + "[[cutaway]]\nfile = 'x'\n", 5, "It belongs under a [[clip]]."),
        (CARD + "[[voice]]\nfile = 'x'\n", 5, "A voice needs 'at'."),
        (CARD + "[[voice]]\nfile = 'x'\nat = 1\nfrom = 3\nto = 2\n", 9, "not after 'from'"),
        (CARD + "[voice]\nfile = 'x'\nat = 1\n", 5, "Write [[voice]] in a line of its own."),
        (CARD + "effect = 'glow'\n", 5, "is 'glow', which is no effect"),
        (CARD + "effect = '../x.py:f'\n", 5, "could lead out of the project's folder"),
        ("[[clip]]\ncredits = ['x']\neffect = 'x.py:f'\n", 5, "does not go with 'credits'"),
        ("", None, "The film has no clip."),
        ("clip = []\n", 3, "The film has no clip."),
        ("[clip]\ncard = 'x'\n", 3, "Write [[clip]] in a line of its own."),
        (CARD + "seconds = 0\n", 5, "nothing would be seen"),
        (CARD + "[sound]\nloudness = -18\n", 6, "Write -14 for YouTube"),
        (CARD + "[sound]\nloudness = '-16'\n", 6, "-16 for the web"),
        (CARD + "loudness = -16\n", 5, "It belongs under [sound]."),
        (CARD + "volume = 0\n", 5, "'volume' does not go with 'card'."),
        ("[[clip]]\nfile = 'a.mp4'\nvolume = 50\n", 5, 'Did you mean "50%"?'),
        ("[[clip]]\nfile = 'a.mp4'\nvolume = '900%'\n", 5, "which is too loud"),
        ("[[clip]]\nfile = 'a.mp4'\nvolume = 'loud'\n", 5, "is 'loud', which is no volume"),
        ("[[clip]]\nfile = 'a.mp4'\nvolume = -1\n", 5, "is -1, which is no volume"),
        ("[[clip]]\nfile = 'a.mp4'\nvolume = true\n", 5, "is true, which is no volume"),
        ("[[clip]]\nfile = 'a.mp4'\nmute = 1\n", 5, "Write true or false"),
        (CARD + "seconds = true\n", 5, "'seconds' is true, which is not a time"),
        (CARD + "seconds = inf\n", 5, "'seconds' is inf, which is not a time"),
        (CARD + "seconds = 1e9\n", 5, "longer than a day"),
        (CARD + "dissolve = 1\n", 5, "The first clip has no clip before it"),
        (CARD + "text = 5\n", 5, "'text' wants text, not 5."),
        ("[[clip]]\nfile = 'a.mp4'\nfrom = 00:03:20\n", 5, "without quotation marks"),
        ("[[clip]]\nfile = 'a.mp4'\nfrom = -1\n", 5, "a time cannot be less than 0"),
        ("[[clip]]\nfile = 'a.mp4'\nrole = 'x'\n", 5, "'role' stands without a 'name'"),
        ("[[clip]]\nfile = '/home/us/tip.mp4'\n", 4, 'for example, "footage/tip.mp4"'),
        ("[[clip]]\nfile = 'C:/tip.mp4'\n", 4, "a place on this computer only"),
        ("[[clip]]\nfile = '../tip.mp4'\n", 4, "could lead out of the project's folder"),
        ("[[clip]]\nfile = 'footage/../../tip.mp4'\n", 4, "could lead out"),
        ("[[clip]]\nfile = 'https://example.org/tip.mp4'\n", 4, "a web address"),
        ('[[clip]]\nfile = "footage\\tip.mp4"\n', 4, "has a backslash or a line break"),
        ("[[clip]]\nfile = '.'\n", 4, "which is no file"),
        ("[[clip]]\nfile = ''\n", 4, "'file' is empty"),
        ("[[clip]]\nphoto = 'x.jpg'\nmovement = 'slwo'\n", 5, 'Did you mean "slow"?'),
        ("[[clip]]\ncredits = 'x'\n", 4, "wants a list of lines"),
        ("[[clip]]\ncredits = []\n", 4, "'credits' has no lines."),
        ("[[clip]]\ncredits = ['', ' ']\n", 4, "'credits' has no text in it."),
        ("[[clip]]\ncredits = [\n 'a',\n 5,\n]\n", 4, "'credits' wants text, not 5."),
        ("size = '1280x721'\n" + CARD, 3, 'Write "1280x722".'),
        ("size = '100x100'\n" + CARD, 3, "outside 256x144 to 4096x2304"),
        ("size = 720\n" + CARD, 3, "which is not a picture size"),
        ("rate = 1000\n" + CARD, 3, "10 to 120 frames a second"),
        ("rate = '25/0'\n" + CARD, 3, "10 to 120 frames a second"),
        ("rate = 29.882\n" + CARD, 3, "no film can have exactly"),
        ("language = 'Welsh'\n" + CARD, 3, 'Write a code such as "cy".'),
        (CARD + "[signer]\nside = 'rigth'\n", 6, 'Did you mean "right"?'),
        (CARD + "[[signer.slot]]\nfile = 'x'\n", 5, "A signer slot needs 'at'."),
        (CARD + "[[signer.slot]]\nfile = 'x'\nat = 4\nto = 4\n", 8, "not after 'at' (0:04)"),
        (CARD + "signer = true\n", 5, "It belongs under a [[version]]."),
        ("signer = true\n" + CARD, 3, "Write [signer] in a line of its own"),
        (CARD + "[music]\ntempo = 5\nfile = 'x'\n", 6, "The words are: file, volume."),
        (CARD + "[subtitles]\nprofle = 'bbc'\n", 6, "Did you mean 'profile'?"),
        (CARD + "[subtitles]\nprofile = 3\n", 6, 'profile = "bbc".'),
        (CARD + "subtitles = 'en'\n", 5, "It belongs under a [[version]]."),
        ("subtitles = 'en'\n" + CARD, 3, "Write [subtitles] in a line of its own"),
        (CARD + "[[version]]\nsubtitles = 'en'\n", 5, "A version needs 'name'."),
        (CARD + "[[version]]\nname = 'a:b'\n", 6, ": cannot stand in the name of a file"),
        (CARD + "[[version]]\nname = 'nul'\n", 6, "cannot be the name of a file"),
        (CARD + "[[version]]\nname = 'A'\n[[version]]\nname = 'a'\n", 8, "another version"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 'easy-read'\n", 7, "no subtitle track"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 'en-smple'\n", 7, '"en-simple"?'),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 3\n", 7, "wants text"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = ['en', 3]\n", 7, "wants text"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = ['en', 'cy', 'pl']\n", 7, "Keep 2"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = ['en', 'en-simple']\n", 7, "twice"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 'cy'\n", 7, "in Welsh"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 'cy'\n", 7, '["en", "cy"]'),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = ['cy', 'pl']\n", 7, "English is spoken"),
        (CARD + "[[version]]\nname = 'a'\nsubtitles = 'en'\ntranslation = true\n", 8, "Take"),
        (CARD + "[[version]]\nname = 'a'\nsigner = 'yes'\n", 7, "Write true or false"),
    ],
)
def test_one_mistake_one_sentence(written, line, part):
    found, sentence = only(TOP + written)
    assert part in sentence
    assert found == line


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("format = 1\ntitle = “x”\n", 2, "curly quotation marks"),
        ("format = 1\ntitle = My film\n", 2, "text without quotation marks"),
        ('title = "My film\nformat = 1\n', 1, "a quotation mark missing"),
        ("[[clip]]\nfrom = 0:03\n", 2, "a time without quotation marks"),
        ('file = "C:\\Users\\x"\n', 1, "Write forward slashes"),
        ("a = 1\n[[clip]\n", 2, "brackets in this line do not match"),
        ("title =\n", 1, "nothing after the ="),
        ("title\n", 1, "no = in this line"),
        ("[[clip]]\nfile = 'a'\nfile = 'b'\n", 3, "'file' is there twice."),
        ("a = 1\na = 2\n", 2, "'a' is there twice."),
    ],
)
def test_what_is_not_toml_is_one_mistake_with_its_line(text, line, part):
    found, sentence = only(text)
    assert part in sentence
    assert found == line


def test_a_newer_film_is_not_picked_to_pieces():
    assert only("# new\nformat = 2\nholograms = true\n") == (
        2,
        "This film was made by a newer mediakit (format 2)."
        " Install the newest mediakit to open it.",
    )


def test_an_empty_file_says_what_is_needed():
    assert [sentence for _, sentence in told("")] == [
        "A film needs 'format'. Add format = 1.",
        "A film needs 'title'. Add title = \"My film\".",
        'The film has no clip. Add [[clip]] and under it card = "My film".',
    ]


def test_a_misspelt_word_is_told_once_and_the_rest_of_its_clip_is_still_checked():
    assert [line for line, _ in told(TOP + "[[clip]]\nfiel = 'x'\nfrom = 'now'\n")] == [4, 5]


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("25", Fraction(25)),
        ("23.976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("'30000/1001'", Fraction(30000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("30.0", Fraction(30)),
    ],
)
def test_rates_are_exact(written, rate):
    assert read_film(f"{TOP}rate = {written}\n{CARD}").canvas.rate == rate


def test_a_portrait_film():
    assert read_film(f"{TOP}size = '720 × 1280'\n{CARD}").canvas.width == 720


def test_windows_editors_are_welcome():
    film = read_film("\ufeff" + (TOP + CARD).replace("\n", "\r\n"))
    assert film == read_film(TOP + CARD)
    windows = "\ufeff" + (TOP + "[[clip]]\ncrad = 'x'\n").replace("\n", "\r\n")
    assert only(windows)[0] == 4


def test_the_designs_odd_title_is_just_a_title():
    title = 'Let\'s: 100% \\"Talk\\" [Co-Production]; 🎬'
    assert read_film(f'format = 1\ntitle = "{title}"\n{CARD}').title == (
        'Let\'s: 100% "Talk" [Co-Production]; 🎬'
    )


WORDS = st.sampled_from(
    "format title language size rate clip signer music version file from to name role dissolve card"
    " seconds text photo movement credits side slot at subtitles cutaway"
    " volume mute banana".split()
)
SCALARS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["0:03", "en", "a/b.mp4", "1280x720", "slow"]),
    st.integers(-5, 10**19),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, max_size=8), st.dictionaries(WORDS, VALUES, max_size=5))
def test_whatever_is_written_is_a_film_or_plain_mistakes(top, clip):
    text = tomlkit.dumps({"format": 1, "title": "x", **top, "clip": [clip, {"card": "x"}]})
    try:
        read_film(text)
    except Mistakes as error:
        for mistake in error.mistakes:
            assert "cannot be used:" not in mistake.sentence  # pydantic's own words
            assert mistake.sentence.endswith(".")
            assert mistake.line is None or 1 <= mistake.line <= text.count("\n") + 1


@given(st.text(alphabet="[]clip=\"'\n#\\ 01:.{},é“", max_size=40))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(Mistakes):
        read_film(text)


def test_everything_about_the_signer_is_read():
    text = """format = 1
title = "x"
[[clip]]
file = "a.mp4"
[signer]
side = "left"
layout = "beside"
shape = "square"
size = "third"
overrun = "wait"
[[signer.slot]]
file = "s.mp4"
clip = "a.mp4"
at = 2
pace = 1.001
person = "Siân"
[[signer.person]]
name = "Siân Jones"
role = "interpreter"
registration = "NRCPD 1234567"
[[version]]
name = "signer"
signer = "alone"
"""
    film = read_film(text)
    slot = SignerSlot("s.mp4", 2000, clip="a.mp4", pace=Fraction(1001, 1000), person="Siân")
    people = (SigningPerson("Siân Jones", "interpreter", "NRCPD 1234567"),)
    assert film.signer == Signer(
        Stand("left", "beside", "square", "third"), (slot,), "wait", people
    )
    assert film.versions == (Version("signer", None, True, alone=True),)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('layout = "besides"', "'layout' cannot be 'besides'. Did you mean \"beside\"?"),
        ('size = "tiny"', 'Write "sixth", "third" or "half".'),
        ("pace = 3", "'pace' is 3, and it must be 0.9 to 1.1."),
        ('role = "boss"', 'Write "interpreter" or "checker".'),
    ],
)
def test_mistakes_about_the_signer_are_told(line, says):
    where = {"pace": '[[signer.slot]]\nfile = "s"\nat = 0', "role": '[[signer.person]]\nname = "A"'}
    head = where.get(line.split()[0], "[signer]")
    text = f'format = 1\ntitle = "x"\n[[clip]]\ncard = "a"\n{head}\n{line}\n'
    with pytest.raises(Mistakes) as raised:
        read_film(text)
    assert says in str(raised.value)
