"""Opening the register's file. Importing this module starts Django; import it only when the register is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import django
from django.apps import apps

from pipeline.errors import WorkspaceError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pipeline.register.settings")
if not apps.ready:
    django.setup()

from django.db import DatabaseError, connection, connections, models, transaction

from pipeline.register import models as tables

__all__ = ["Connected", "tables"]

_Row = TypeVar("_Row", bound=models.Model)


class Connected:
    """One register file. Django has one database by the name “default”; we point it at this file when used."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if connection.settings_dict["NAME"] == str(self.path):
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and only one writer at a time. May be nested."""
        self._use()
        with transaction.atomic():
            yield

    def _use(self) -> None:
        """Two registers open in one process must never write into each other."""
        name = str(self.path)
        if connection.settings_dict["NAME"] != name:
            if connection.in_atomic_block:
                raise WorkspaceError("Two registers cannot be changed in one transaction.")
            connection.close()
            connections.settings["default"]["NAME"] = name
            connection.settings_dict["NAME"] = name

    def _rows(self, model: type[_Row]) -> models.Manager[_Row]:
        self._use()
        return model._default_manager  # noqa: SLF001 - Django’s documented name

    def prepare(self) -> None:
        """Make the file and bring its tables up to date. Raises :class:`WorkspaceError`."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._use()
            if not _up_to_date():
                from django.core.management import call_command

                call_command("migrate", verbosity=0, interactive=False)
        except (OSError, DatabaseError) as fault:
            raise WorkspaceError(
                f"We could not open the register {self.path}: {fault}. "
                f"Check the disk and the folder's permissions; if the file is damaged, put back the last copy."
            ) from fault


def _up_to_date() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
