"""Search: what readers type finds what the library says, without a server.

`tokens` cuts texts, `lexicon` knows the words, `document` makes postings of a page, `query` makes
terms of what was typed, `ranking` puts documents in order, `shards` writes the index, `spelling`
hears homophones. `content/assets/search.js` does in the browser what `tokens`, `query`,
`ranking` and `spelling` do here; `tests/search/` proves that they agree.
"""
