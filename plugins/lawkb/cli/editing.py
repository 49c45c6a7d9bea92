"""Shell: what editors need before a check: blank pages and schemas."""

import datetime as dt
import difflib
import re
from pathlib import Path

import click

from lawkb import console, loading, saving
from lawkb.cli import options
from lawkb.edit import new as blank
from lawkb.edit import schema as schemas
from lawkb.fields import Audience
from lawkb.models import COLLECTIONS

TYPES = {kind.type_name: kind for kind in COLLECTIONS}


@click.command(
    cls=console.Command,
    epilog=f"类型：{'、'.join(f'{name} {kind.label}' for name, kind in TYPES.items())}。",
)
@click.argument("type_", metavar="类型", type=click.Choice(list(TYPES)))
@click.option("--title", metavar="标题", help="正式标题，例如：欠薪处理指引。")
@click.option("--plain-title", metavar="百姓说法", help="村民会怎么说，例如：老板拖欠工资怎么办。")
@click.option(
    "--topic", "topics", metavar="话题", multiple=True, help="话题，可以写几次，例如：labor/wages。"
)
@click.option(
    "--audience", metavar="读者", multiple=True, help="读者，可以写几次，例如：法律顾问。"
)
@click.option("--author", "authors", metavar="作者", multiple=True, help="作者，可以写几次。")
@click.option("--file", "name", metavar="文件名", help="文件名，默认取标题。")
@options.day
@options.root
def new(
    type_: str,
    title: str | None,
    plain_title: str | None,
    topics: tuple[str, ...],
    audience: tuple[str, ...],
    authors: tuple[str, ...],
    name: str | None,
    as_of: dt.date,
    root: Path,
) -> None:
    """新建一篇草稿：编号、小标题都已排好，只等填字。"""
    kind = TYPES[type_]
    library = loading.library(root, as_of)
    given = {
        "title": title or click.prompt("标题"),
        "plain_title": plain_title or click.prompt("村民会怎么说"),
        "topics": _chosen(
            topics, "话题", {path: topic.name for path, (_, topic) in library.topics.items()}
        ),
        "audience": _chosen(audience, "读者", {member.value: "" for member in Audience}),
        "authors": list(authors) or [click.prompt("作者", default="lawkb 示范库")],
    }
    id_ = blank.next_id(kind, library)
    if name and Path(name).name != name:
        message = f"“{name}”只能是文件名，不能带文件夹；{kind.label}都放在 {kind.folder}/ 里。"
        raise click.UsageError(message)
    if name is not None and (not name.strip() or name.startswith((".", "~$"))):
        # What the system or Word hides, the library would not see either.
        message = f"“{name}”不能作文件名：不能是空的，也不能以点或者“~$”开头。"
        raise click.UsageError(message)
    file = f"{name.removesuffix('.md')}.md" if name else blank.file_name(given["title"], id_)
    path = root / kind.folder / file
    if path.exists():
        message = f"{path.relative_to(root)} 已经有了，没有覆盖。请用 --file 另起一个文件名。"
        raise click.UsageError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    saving.save(path, blank.page(kind, id_, as_of, given).encode())
    click.echo(
        f"新建了 {path.relative_to(root).as_posix()}，编号 {id_}。请把“{blank.PLACEHOLDER}”的地方写完。"
    )


@click.command(cls=console.Command)
@click.argument("type_", metavar="[类型]", required=False, type=click.Choice(list(schemas.names())))
@click.option(
    "--to", metavar="文件夹", type=click.Path(path_type=Path), help="全部写进这个文件夹。"
)
def schema(type_: str | None, to: Path | None) -> None:
    """输出前置信息和登记表的 JSON Schema。"""
    names = schemas.names()
    if to:
        to.mkdir(parents=True, exist_ok=True)
        for name, kind in names.items():
            to.joinpath(f"{name}.json").write_text(
                schemas.dump(kind), encoding="utf-8", newline="\n"
            )
        click.echo(f"写了 {len(names)} 个文件到 {to}。")
    elif type_:
        click.echo(schemas.dump(names[type_]), nl=False)
    else:
        message = "请写一个类型，或者用 --to 全部写进一个文件夹。"
        raise click.UsageError(message)


def _chosen(given: tuple[str, ...], label: str, known: dict[str, str]) -> list[str]:
    """The values given, or asked for until each is one of the known; `known` explains each."""
    if given:
        return _read(",".join(given), label, known)
    click.echo("\n".join(f"  {value}  {meaning}" for value, meaning in known.items()))
    while True:
        typed = click.prompt(f"{label}（从上面选，用逗号隔开）")
        try:
            return _read(typed, label, known)
        except click.UsageError as error:  # which click itself would begin with an English word
            click.echo(error.message, err=True)


def _read(typed: str, label: str, known: dict[str, str]) -> list[str]:
    values = [value.strip() for value in re.split("[,，、]", typed) if value.strip()]
    if not values:
        message = f"至少要写一个{label}。"
        raise click.UsageError(message)
    for value in values:
        if value not in known:
            close = difflib.get_close_matches(value, known, n=3, cutoff=0.3) or list(known)[:8]
            message = f"没有“{value}”这个{label}。可以写：{'、'.join(close)}。"
            raise click.UsageError(message)
    return values
