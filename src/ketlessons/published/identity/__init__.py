"""Which rows tell what ketamine is, where it came from, and what it is for."""
