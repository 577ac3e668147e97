"""Which published results stand for a trial, and how they are brought together."""
