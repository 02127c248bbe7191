"""Document facts, and notes for the author besides the criteria: leftovers, old references, words to reconsider."""

from procheck.notes.collect import notes
from procheck.notes.facts import summary

__all__ = ["notes", "summary"]
