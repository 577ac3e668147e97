"""Which published counts stand for a harm, and which surveys for its use."""
