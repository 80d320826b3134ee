"""Subtitles as files: text in, text out; callers open files."""
