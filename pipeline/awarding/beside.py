"""What an outcome letter says beside the outcome: what the award costs, and how a school may appeal."""

from __future__ import annotations

from pipeline.scheme.model import Fee, Scheme


def fee_words(scheme: Scheme, fee: Fee | None) -> str:
    """The sentence about the fee; empty where there is none or it is nothing."""
    if fee is None or not fee.pounds:
        return ""
    pounds = f"{fee.pounds:,.0f}" if fee.pounds == int(fee.pounds) else f"{fee.pounds:,.2f}"
    return scheme.sentences["fee"].format(pounds=pounds, name=fee.name)


def appeal_words(scheme: Scheme) -> str:
    """The sentences about an appeal; empty where the scheme knows none."""
    if scheme.appeals is None:
        return ""
    grounds = " or ".join(scheme.appeals.grounds)
    rules = {"weeks": str(scheme.appeals.weeks), "grounds": grounds, "decided_by": scheme.appeals.decided_by}
    return scheme.sentences["appeal"].format(**rules)
