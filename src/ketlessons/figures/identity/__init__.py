"""Figures of what ketamine is: its molecules side by side, its salt and its charge, its two mirror forms."""
