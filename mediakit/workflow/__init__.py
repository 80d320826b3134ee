"""The few verbs that the faces call."""
