"""Word templates filled at speed, and PDF by LibreOffice."""
