"""What drugs, magnesium and glutamate do to the receptor, settled and over time."""
