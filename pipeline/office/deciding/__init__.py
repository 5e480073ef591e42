"""The panel’s meetings and their papers, what was decided, and the letters, certificates and visits that follow."""
