"""The award line: from what a school sends to the certificate on its wall."""

__version__ = "0.1.0"
