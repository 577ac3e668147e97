"""What a test result means: sensitivity, specificity, how common a thing is, and what follows from the three."""
