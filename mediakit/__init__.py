"""mediakit: from raw footage to finished, accessible films."""

__version__ = "0.1.0"
