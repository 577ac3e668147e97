"""Which claims of the source article are counted, and how they fall."""
