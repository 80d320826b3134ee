"""Many films at once: read, planned, made side by side, and reported on."""
