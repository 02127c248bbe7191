"""Very many documents: a journal that survives anything, workers that can be killed, and results that stand up to challenge."""
