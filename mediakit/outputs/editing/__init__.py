"""A film for editing programs, and back: OpenTimelineIO."""
