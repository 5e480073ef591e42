"""Addresses in what a school writes, and which of them only the school can open."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

# Web addresses, also without their beginning; drives and shared folders of Windows. A part of a name on the web
# has 63 letters at most (RFC 1035), a computer's name in Windows fewer.
ADDRESS = re.compile(
    r"(?:https?|file|ftp)://[^\s<>“”\"]+|\bwww\.[^\s<>“”\"]+|\\\\[\w.$-]{1,63}\\[^\n\r\t;,]+|\b[A-Za-z]:\\[^\n\r\t;,]+"
    r"|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:com|org|uk|net)/[^\s<>“”\"]+",
    re.IGNORECASE,
)
_TRAILING = ".,;:)]}'’"
_INSIDE_NAMES = (".local", ".internal", ".lan", ".intranet", ".corp")


def trimmed(address: str) -> str:
    """An address without the full stop or bracket of the sentence it stands in."""
    return address.rstrip(_TRAILING)


def is_private(address: str, hosts: Collection[str]) -> bool:
    """Whether an address opens for people of the school alone: a drive, a network of its own, or one of ``hosts``.

    ``hosts`` are names under which everything is private (``sharepoint.com``), from the scheme's rules.
    """
    if address.startswith("\\\\") or re.match(r"[A-Za-z]:\\", address) or address.lower().startswith("file:"):
        return True
    host = _host(address)
    # “See our web page” is no address.
    if not host or " " in host:
        return False
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        parts = host.split(".")
    return "." not in host or host.endswith(_INSIDE_NAMES) or any(_beneath(host, parts, known) for known in hosts)


def _host(address: str) -> str:
    try:
        return (urlsplit(address if "://" in address else f"https://{address}").hostname or "").casefold()
    except ValueError:
        return ""


def _beneath(host: str, parts: list[str], known: str) -> bool:
    known = known.casefold()
    # One word without a dot (“intranet”) stands for any host that has it as a part of its name.
    return known in parts if "." not in known else host == known or host.endswith(f".{known}")
