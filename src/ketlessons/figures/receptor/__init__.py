"""Pictures of the block: the channel, its gate, its blockers. One file an explorer."""
