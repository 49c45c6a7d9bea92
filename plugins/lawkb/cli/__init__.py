"""Shell: the command `lawkb`, its subcommands by what they are for."""

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
    console.run(lawkb)
