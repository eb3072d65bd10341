"""The database of what people decide and make: a file of SQLite, or PostgreSQL.

`engine` connects and migrates, `schema` holds the tables. Importing this package loads nothing.
"""
