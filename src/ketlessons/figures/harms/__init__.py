"""Pictures of harms: who was counted, of how many, and how sure that is. One file an explorer."""
