"""ketlessons: an open, executable pharmacology course on ketamine."""
