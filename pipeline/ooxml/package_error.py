"""Why a package is not opened, in the published words."""

from __future__ import annotations

from pipeline.values import FileClass


class PackageError(Exception):
    """The package must not or cannot be opened. ``file_class`` says why in the published words."""

    def __init__(self, file_class: FileClass, detail: str) -> None:
        super().__init__(detail)
        self.file_class = file_class
        self.detail = detail
