"""Search: what readers type finds what the library says, without a server.

`tokens` cuts texts, `lexicon` knows the words, `document` makes postings of a page, `table` writes
them down, `inverted` gathers those of all pages, `shards` deals them out to scripts, `query` makes
terms of what was typed, `ranking` puts documents in order, `spelling` hears homophones.
`content/assets/search/engine.js` does in the browser what `tokens`, `table`, `query`, `ranking` and
`spelling` do here; `tests/search/` and `tests/browser/` prove that they agree.
"""
