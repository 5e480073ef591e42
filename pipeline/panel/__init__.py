"""The panel's papers: packs and score sheets out, marks and decisions in."""
