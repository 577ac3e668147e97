"""A JupyterHub for a class on one Linux machine: what is the course's own about it. The rest is the field's.

Here lie the commands (`__main__`), what all rooms use (`names`, `places`, `settings`), and what other programs read:
JupyterHub `config.py`, a student's server `server_config.py`, the culler `culler_config.py`. During an upgrade or a way
back the programs of one release start `config.py`, `server_config.py` and `-m kethub.people` of another, so these keep
their places. Each room knows only those after it:

people/     who comes in, and who may do what
upkeep/     what keeps hub and proxy running, renews them, and tells how they are
servers/    under which account, with how much and for how long a student's server runs
"""
