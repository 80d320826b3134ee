"""How burned subtitles look and where they stand in the picture."""
