"""Which published points a curve of onset is put through."""
