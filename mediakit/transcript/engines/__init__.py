"""The speech engines, each behind the same interface."""
