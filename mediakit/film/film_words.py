"""The words of film.toml with an example of each, for saying what is wrong in it."""

from mediakit.film import schema
from mediakit.film.vocabulary import TableWords, Vocabulary

CLIP_WORDS = tuple(
    dict.fromkeys(w for t in schema.CLIP_TABLES.values() for w in schema.words_of(t))
)

FILM = Vocabulary(
    tables={
        (): TableWords(
            "a film",
            "at the top of the file, above the first [ or [[",
            schema.words_of(schema.FilmTable),
        ),
        ("clip",): TableWords("a clip", "under a [[clip]]", CLIP_WORDS),
        ("clip", "cutaway"): TableWords(
            "a cutaway", "under a [[clip.cutaway]]", schema.words_of(schema.CutawayTable)
        ),
        ("signer",): TableWords(
            "the signer", "under [signer]", schema.words_of(schema.SignerTable)
        ),
        ("signer", "slot"): TableWords(
            "a signer slot", "under a [[signer.slot]]", schema.words_of(schema.SlotTable)
        ),
        ("signer", "person"): TableWords(
            "a person who signs or checks",
            "under a [[signer.person]]",
            schema.words_of(schema.PersonTable),
        ),
        ("voice",): TableWords("a voice", "under a [[voice]]", schema.words_of(schema.VoiceTable)),
        ("logo",): TableWords("the logo", "under [logo]", schema.words_of(schema.LogoTable)),
        ("music",): TableWords("the music", "under [music]", schema.words_of(schema.MusicTable)),
        ("sound",): TableWords("the sound", "under [sound]", schema.words_of(schema.SoundTable)),
        ("subtitles",): TableWords(
            "the part about subtitles",
            "under [subtitles]",
            schema.words_of(schema.SubtitlesTable),
        ),
        ("version",): TableWords(
            "a version", "under a [[version]]", schema.words_of(schema.VersionTable)
        ),
    },
    parts={
        "clip": "[[clip]]",
        "signer": "[signer]",
        "voice": "[[voice]]",
        "music": "[music]",
        "sound": "[sound]",
        "logo": "[logo]",
        "subtitles": "[subtitles]",
        "version": "[[version]]",
    },
    repeated={
        ("clip",): "[[clip]]",
        ("clip", "cutaway"): "[[clip.cutaway]]",
        ("signer", "slot"): "[[signer.slot]]",
        ("signer", "person"): "[[signer.person]]",
        ("voice",): "[[voice]]",
        ("version",): "[[version]]",
    },
    examples={
        "format": "format = 1",
        "title": 'title = "My film"',
        "language": 'language = "en-GB"',
        ("clip", "language"): 'language = "cy"',
        "file": 'file = "footage/tip-1.mp4"',
        "card": 'card = "My film"',
        "photo": 'photo = "photos/team.jpg"',
        "credits": 'credits = ["Camera: Our team", "Thank you"]',
        "name": 'name = "First name"',
        "role": 'role = "North Wales"',
        "at": 'at = "0:04"',
        "steady": "steady = true",
        "effect": 'effect = "effects.py:glow"',
        "speed": "speed = 2",
        "picture": 'picture = "photos/logo.png"',
        "style": 'style = "pages"',
        "fade_in": "fade_in = 1",
        "fade_out": "fade_out = 1",
        "dip": "dip = 1",
        "subtitles": 'subtitles = "en-simple"',
        "profile": 'profile = "bbc"',
        "signer": "signer = true",
        "translation": "translation = true",
        "chapter": 'chapter = "Tip 1"',
        "movement": 'movement = "slow"',
        "volume": 'volume = "50%"',
        "mute": "mute = true",
        "clean": "clean = true",
        "loudness": "loudness = -16",
        "sound": "sound = 2",
        "ground": 'ground = "plain"',
        "side": 'side = "right"',
        ("version", "name"): 'name = "easy-read"',
        ("signer", "slot", "file"): 'file = "signing/part-1.mp4"',
        ("signer", "slot", "clip"): 'clip = "footage/tip-1.mp4"',
        ("signer", "person", "role"): 'role = "interpreter"',
        "person": 'person = "First name"',
        "registration": 'registration = "NRCPD 1234567"',
        "layout": 'layout = "beside"',
        "shape": 'shape = "portrait"',
        ("signer", "size"): 'size = "third"',
        "overrun": 'overrun = "hold"',
        ("voice", "file"): 'file = "footage/narration.wav"',
        ("voice", "clip"): 'clip = "footage/tip-1.mp4"',
        ("logo", "file"): 'file = "photos/logo.png"',
        "corner": 'corner = "top-right"',
        ("music", "file"): 'file = "music/bed.ogg"',
    },
)
