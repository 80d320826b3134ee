"""Listening: recordings to words with times, by Whisper."""
