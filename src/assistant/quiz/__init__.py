"""Quizzes for trainers, made from the evaluation cases and the sources.

`records` holds the types; `build` makes items, `formats` writes and reads them for other programs,
`store` keeps sets and what groups answered, `analysis` says what a group did not know. Importing
this package loads nothing.
"""
