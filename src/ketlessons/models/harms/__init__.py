"""How many people an event befalls, and how sure that is."""
