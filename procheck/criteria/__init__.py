"""Packs of criteria as data: reading and checking them, the phrase language and its compiler, their own examples."""
