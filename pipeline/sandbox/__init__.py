"""Programs that touch what strangers sent: LibreOffice and our own reader, each shut in a box with limits."""
