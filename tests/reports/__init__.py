"""Tests of every form of the report."""
