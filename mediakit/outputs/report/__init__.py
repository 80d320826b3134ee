"""What became of many films: a page to read and sort, and a table for spreadsheets."""
