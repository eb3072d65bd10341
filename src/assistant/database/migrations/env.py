"""Run by Alembic: migrates over the connection that `database.upgrade` hands on."""

from alembic import context

from assistant.database.schema import metadata


def run() -> None:
    """Run the migrations that were asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,  # SQLite can; Alembic assumes that it cannot
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # only Alembic has one; an import does nothing
    run()
