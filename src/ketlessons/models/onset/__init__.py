"""How an effect that was measured comes and goes, and what points can say about it."""
