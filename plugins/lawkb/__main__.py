"""`python -m lawkb` is the command `lawkb`."""

from lawkb.cli import main

main()
