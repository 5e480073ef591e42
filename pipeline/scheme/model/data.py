"""What everything in a rule file is: frozen, and strict about unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """Frozen, and strict about unknown keys: a misspelt key must not pass in silence."""

    # Built when first used: a command that loads one kind of data does not wait for the others.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
