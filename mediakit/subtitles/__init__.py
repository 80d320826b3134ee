"""Words to cues, and the rules that make cues worth reading. Pure: no disk, no network."""
