"""Pictures of what may follow the block."""
