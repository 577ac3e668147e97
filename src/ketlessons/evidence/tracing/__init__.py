"""Where does a number lead, and where did it come from? Each row told alike, what draws it, and what it was made of."""
