"""procheck tests policies about harmful sexual behaviour between children against the learning of case reviews."""

__version__ = "0.1.0"
