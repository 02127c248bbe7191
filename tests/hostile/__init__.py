"""Files made to harm the readers, and a fuzz run over real ones."""
