"""What everything in a rule file is: frozen, and strict about unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """Frozen, and strict about unknown keys: a misspelt key must not pass in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
