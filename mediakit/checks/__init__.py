"""What stands between a film and its audience."""
