"""Statements -> how likely each says each element: the learned scorer, its model file and card."""
