"""Checks for the "build it yourself" parts of the lessons: one file a check, with its own hints."""
