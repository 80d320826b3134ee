"""The steps from spoken words to easy read, each one small, safe and able to say what it did."""
