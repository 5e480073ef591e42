"""Django's settings for the register: one SQLite file, opened by :func:`pipeline.register.store.open_register`."""

from __future__ import annotations

from typing import Any

INSTALLED_APPS = ["pipeline.register.apps.RegisterConfig"]
USE_TZ = True
TIME_ZONE = "UTC"
# The register has no sessions, cookies or signed links; Django only asks that a key exists.
SECRET_KEY = "the-register-signs-nothing"  # noqa: S105
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        # The file's place comes from the workspace when it is opened.
        "NAME": ":memory:",
        "OPTIONS": {
            "timeout": 30,
            # Take the write lock at the start: two runs then wait for each other and never fail half-way.
            "transaction_mode": "IMMEDIATE",
            # FULL: what was committed is still there after a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
}
