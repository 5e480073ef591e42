"""Which form it is, of which award and edition, and answers carried over from an earlier one."""
