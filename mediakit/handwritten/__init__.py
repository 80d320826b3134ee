"""Files that people write by hand: where in them something stands, and what is wrong. Pure."""
