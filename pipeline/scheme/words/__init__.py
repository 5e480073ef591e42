"""The words that go with a scheme: what it calls its things, what may be chosen, what the line says beside it."""
