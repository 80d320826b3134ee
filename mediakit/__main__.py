"""`python -m mediakit` is the program mediakit."""

from mediakit.cli import main

main()
