"""Pictures of what may follow the block: who is held, and what a small circuit does. One file an explorer."""
