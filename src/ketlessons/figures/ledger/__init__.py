"""Pictures of the ledger of the article. One file an explorer."""
