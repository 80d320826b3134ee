"""What draws, speaks and plays the raw footage of the example film."""
