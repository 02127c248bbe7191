"""Document -> statements (sentences, list items, table rows), what each is about and how it is said."""
