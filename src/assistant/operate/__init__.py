"""What the people who run the site need: figures, traces, logs, readiness.

None of it ever holds a word of a question, an address, or what stands in the place of a `{name}`
in a path. Importing this package loads nothing.
"""
