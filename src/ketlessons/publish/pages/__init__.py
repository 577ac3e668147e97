"""A lesson as a page that runs no code: what moves in it, and what answers. See `alive`."""
