"""A file and its facts, and how to get sound and pictures out of it."""
