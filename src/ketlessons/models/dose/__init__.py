"""What becomes of a dose: how much of it gets where, when, and what share of a target it holds."""
