"""Readers: one module per form of source, from file contents to passages."""
