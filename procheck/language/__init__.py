"""Document -> statements: sentences, list items with their lead-in, table rows with their headings; how each is said."""
