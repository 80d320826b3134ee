"""What to render: chunks with their keys and filter graphs. Nothing runs here."""
