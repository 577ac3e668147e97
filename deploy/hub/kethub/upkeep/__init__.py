"""What keeps hub and proxy running, renews them, and tells how they are? With their releases, keys and logs."""
