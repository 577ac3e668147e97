"""What a drug is made of and made up as: formula and mass, charge, salt, mirror forms, and what none of many means."""
