"""Which published numbers the receptor and its blockers run on."""
