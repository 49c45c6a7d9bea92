"""Edit: what editors need before a check."""
