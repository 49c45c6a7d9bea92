"""Publish: what is made beside or after the pages."""
