"""Which molecules, labels and ratios of potency the pictures of what ketamine is are drawn from."""
