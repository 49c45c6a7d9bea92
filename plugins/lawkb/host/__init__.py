"""Shell: MkDocs. The only package, with `plugin.py`, that imports it."""
