"""Shell: the command `lawkb`, its subcommands by what they are for."""

import gc

import click

from lawkb import console
from lawkb.cli import checks, editing, law, overview, site


@click.group(cls=console.Group)
@click.version_option(package_name="lawkb", message="lawkb %(version)s", help="显示版本号。")
def lawkb() -> None:
    """村（社区）法律顾问知识库：写、查、编目、发布。"""


for command in (
    site.serve,
    site.build,
    site.merge,
    checks.check,
    checks.explain,
    overview.status,
    law.cite,
    law.impact,
    law.laws,
    editing.new,
    editing.schema,
):
    lawkb.add_command(command)


def main() -> None:
    """Run the program."""
    # A library is large and lasts until the end: looking through all of it again and again for
    # what could be freed takes a third of the time that loading takes.
    gc.set_threshold(1_000_000, 50, 100)
    try:
        console.run(lawkb)
    finally:
        # Or else the end of the program, too, would look through all of it first.
        gc.freeze()
