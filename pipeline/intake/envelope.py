"""Who an e-mail says it is from. A hint for the officer, never a proof."""

from __future__ import annotations

import email.parser
import email.policy
import email.utils

HEADER_LIMIT = 256 << 10


def sender_and_subject(start: bytes) -> tuple[str | None, str | None]:
    """The address in From and the Subject, from the first bytes of an e-mail; None where there is none."""
    try:
        message = email.parser.BytesHeaderParser(policy=email.policy.default).parsebytes(start[:HEADER_LIMIT])
        address = email.utils.parseaddr(str(message.get("From", "")))[1]
        subject = " ".join(str(message.get("Subject", "")).split())
    except Exception:
        return None, None
    return _clean(address), _clean(subject)


def _clean(text: str) -> str | None:
    return text.encode("utf-8", "replace").decode("utf-8") or None
