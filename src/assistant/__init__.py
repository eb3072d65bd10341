"""Vindplaats: a guidance assistant that can prove every sentence.

Importing this package loads nothing heavy: no model, index or library that needs one.
"""

__version__ = "0.1.0"
