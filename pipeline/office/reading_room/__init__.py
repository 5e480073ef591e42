"""Where strangers’ files are read: in a process of its own that may be lost. No register is asked here."""
