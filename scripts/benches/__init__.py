"""What mediakit measures itself with."""
