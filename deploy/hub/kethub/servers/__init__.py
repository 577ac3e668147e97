"""How does one student's server run? Under an account of its own, with limits, until nobody uses it."""
