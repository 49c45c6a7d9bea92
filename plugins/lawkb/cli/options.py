"""Shell: the options that many commands share."""

import datetime as dt
from pathlib import Path

import click


def _root(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path:
    """The folder given, or the nearest one upwards that holds a mkdocs.yml."""
    start = (value or Path.cwd()).resolve()
    for folder in (start, *([] if value else start.parents)):
        if folder.joinpath("mkdocs.yml").is_file():
            return folder
    message = f"在 {start} 里找不到 mkdocs.yml。请到资料库的文件夹里运行，或者用 --root 指明。"
    raise click.UsageError(message)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date:
    if value is None:
        return dt.date.today()  # noqa: DTZ011 - the editor's own day
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        message = f"“{value}”不是日期。请写成 2026-11-22 的样子。"
        raise click.BadParameter(message) from None


def maybe_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """The day that an option names, None when it is not given."""
    return _day(ctx, param, value) if value else None


root = click.option(
    "--root",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    callback=_root,
    help="资料库的文件夹。",
)
day = click.option("--as-of", metavar="日期", callback=_day, help="以哪一天为准，默认今天。")
