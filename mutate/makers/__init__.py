"""How the corpus was written: one maker a program. Run by ``make corpus``, never by the tests."""
