"""Executing, cleaning and exporting the lessons. See `python -m ketlessons.publish --help`."""
