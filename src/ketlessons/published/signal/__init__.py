"""Which published numbers say who is held, and what the two populations of cells run on."""
