"""A draft checked again whenever it is saved."""
