"""Weighing conditions: whether each holds for a submission, and why, in words that a person can be shown.

``scales`` is what is weighed against; ``tree`` takes a condition apart; ``marks``, ``papers`` and ``history`` each
hold what a few kinds of condition look at; ``levels`` says what was earned.
"""

from pipeline.checking.weighing.levels import Earned, earned, level_asked_for
from pipeline.checking.weighing.scales import Scales, Weighed
from pipeline.checking.weighing.tree import scales_of, weigh

__all__ = ["Earned", "Scales", "Weighed", "earned", "level_asked_for", "scales_of", "weigh"]
