"""Which published findings on drug-facilitated assault a lesson shows: series, windows, kits, laws, care."""
