"""The desk where the legal helpdesk judges answers that professionals laid before it.

`model` holds the records, `rules` says who may do what when, `store` reads and writes. Importing
this package loads nothing.
"""
