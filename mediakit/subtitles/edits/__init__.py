"""People's edits: found, kept, and brought together with what the machine writes anew."""
