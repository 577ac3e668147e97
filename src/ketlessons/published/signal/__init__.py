"""The published numbers behind what may follow the block."""
