"""Office files as zip containers of XML parts."""
