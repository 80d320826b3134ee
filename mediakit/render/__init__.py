"""Doing a plan: the store, the runners, drawn pictures, sound, the join."""
