"""Shell: how the library stands."""

import datetime as dt
from pathlib import Path

import click

from lawkb import console, loading, report
from lawkb import overview as overviews
from lawkb.cli import options
from lawkb.memory import Memory


@click.command(cls=console.Command)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(overviews.FORMATS)),
    default="text",
    help="输出的格式。",
)
@options.day
@options.root
def status(format_: str, as_of: dt.date, root: Path) -> None:
    """资料库的现状：哪些话题还缺什么，哪些到期、待同步、待核实、没写完。

    编者手册的“资料库现状”一页列的是同样的内容。
    """
    library = loading.library(root, as_of, console.progress("读取"), Memory.under(root))
    click.echo(overviews.FORMATS[format_](overviews.of(library)), nl=False)
    if not library.register.laws:
        click.echo(report.until(library.register), err=True)
