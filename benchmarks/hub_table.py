"""What does a class need? A table from what was measured, with its arithmetic. See `hub.py` beside this file."""
