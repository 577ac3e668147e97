"""A JupyterHub for a class on one Linux machine: what is the course's own about it. The rest is the field's."""
