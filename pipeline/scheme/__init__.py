"""Rules as data: everything that is policy lives in ``rules/``, nothing of it in Python."""

from pipeline.scheme.loader import load_scheme
from pipeline.scheme.model import Scheme

__all__ = ["Scheme", "load_scheme"]
