"""Pictures of what tests can and cannot say after an assault, and what was found in whom. One file an explorer."""
