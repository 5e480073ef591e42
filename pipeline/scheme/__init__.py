"""Rules as data: everything that is policy lives in ``rules/``, nothing of it in Python.

What reads a school's papers is given a scheme, and need not know how the pages of one are read: that is the loader's.
"""

from pipeline.scheme.model import Scheme

__all__ = ["Scheme"]
