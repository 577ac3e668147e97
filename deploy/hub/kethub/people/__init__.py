"""Who comes in, with which password, and who may do what? `python -m kethub.people` gives passwords."""
