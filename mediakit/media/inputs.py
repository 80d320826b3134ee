"""What may be opened as media, for ffmpeg and PyAV alike.

A file from a stranger can be a playlist under the name of a film: ffmpeg would then open other
files of this machine, or the internet, on its behalf. Two whitelists forbid that. Every input of
every ffmpeg run and every PyAV container gets `GUARD_OPTIONS`; with the protocol list alone,
playlists (concat, DASH) still open other local files.
"""

PROTOCOLS = "file"
"""Ways by which ffmpeg may reach an input."""

FORMATS = (
    # Cameras, phones, editors, downloads: picture and sound.
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,asf,mxf,dv,gif,mpeg,mpegts,mpegvideo,"
    # Sound alone: recorders, phones, music.
    "wav,w64,aiff,caf,au,mp3,aac,ac3,eac3,flac,ogg,amr,amrnb,amrwb,wv"
)
"""ffmpeg's demuxers that may open a person's file. Each reads its one file and no other; demuxers
that follow references (concat, dash, hls, image sequences, lavfi, ...) are left out on purpose.
Stills are opened with Pillow, so none of ffmpeg's image demuxers is needed."""

GUARD_OPTIONS = {"protocol_whitelist": PROTOCOLS, "format_whitelist": FORMATS}
"""Options of every input that a person supplied, by the names that ffmpeg and PyAV share."""

MOST_PIXELS = 8192 * 8192
"""The largest picture that is decoded: twice 8K (7680x4320, ITU-R BT.2020). Each takes 100 MB of
memory, or 200 with more than 8 bits, and a decoder holds a dozen."""

PICTURE_OPTIONS = {**GUARD_OPTIONS, "max_pixels": MOST_PIXELS}
"""Options of an input that is looked at. A file may grow its pictures after the first."""
