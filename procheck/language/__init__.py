"""Document -> statements (sentences, list items after their lead-in, table rows under their headings), how each is said."""
