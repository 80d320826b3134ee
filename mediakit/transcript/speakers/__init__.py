"""Who spoke: by channel, by voice, and under which name."""
