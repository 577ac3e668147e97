"""What is held by how much free drug, and what two populations of cells do when one of their inputs is blocked."""
