"""A believable school year: what invented schools send, and what each should get. Nothing else imports this.

A scheme and a seed in; days of parcels, and what the line must find and say about each, out. ``rehearsal`` is the
door: it plays the days through the office. Equal seeds give equal bytes.
"""
