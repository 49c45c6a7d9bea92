"""A knowledge base for village legal advisers that knows when it is wrong.

    Markdown + _data --load--> Source --model--> Page --+--> Library --check--> findings
    topics, glossary, facts, site, laws -------registry-+       |
                          cite: find, then status --------------+
                                                               index, render --> Markdown --> MkDocs

`loading.library(root, today)` reads everything once; every later stage is a pure function of it.
"""
