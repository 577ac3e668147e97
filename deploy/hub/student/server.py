"""A student's server, without what it never uses: `python server.py` instead of `jupyterhub-singleuser`.

`jsonschema` can tell whether a text is an address on the web with letters of any script, and for that `rfc3987_syntax`
builds a grammar whenever it is imported: half the processor time of a server's start, and 16 MB of each server. Nothing
that the server checks has such an address in it, and `jsonschema` does without where the package is missing.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # importing it fails, as if it were not installed

if __name__ == "__main__":
    from jupyterhub.singleuser import main

    main()
