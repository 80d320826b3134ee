"""What an interpreter is given before the recording: what to do, and what is said when."""
