"""Pictures of what ketamine is: dates, molecules, mirror forms, a vial. One file an explorer."""
