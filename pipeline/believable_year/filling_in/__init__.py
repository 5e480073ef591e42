"""Answers into the blank forms, the way a school types them: a blank and the answers in, bytes and every place out."""
