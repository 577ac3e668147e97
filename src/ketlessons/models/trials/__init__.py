"""What trials say, alone and together, and what they could have seen."""
