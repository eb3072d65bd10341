"""Run by Alembic: migrates over the connection that `database.upgrade` hands on."""

from alembic import context

from assistant.desk.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; Alembic assumes that it cannot
)
with context.begin_transaction():
    context.run_migrations()
