"""Shell: citations, the law register, and what a change of law touches."""

import datetime as dt
import difflib
from pathlib import Path
from typing import BinaryIO

import click

from lawkb import cite as citing
from lawkb import console, loading, report, saving, texts
from lawkb import impact as impact_
from lawkb.cli import options
from lawkb.edit import intake
from lawkb.edit.intake import Offer, Refused, Taken
from lawkb.laws import Law, Version
from lawkb.library import Library
from lawkb.memory import Memory
from lawkb.register import normal_name
from lawkb.texts import Texts


@click.command(cls=console.Command)
@click.argument("file", metavar="[文件|-]", type=click.File("rb"), default="-")
@options.day
@options.root
def cite(file: BinaryIO, as_of: dt.date, root: Path) -> None:
    """找出一段文字引用了哪些法条，输出 JSON。"""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = (
            "这个文件不是 UTF-8 编码的文字。请用记事本另存为 UTF-8，Word 文件请先另存为纯文本。"
        )
        raise click.ClickException(message) from None
    found = citing.find(text, loading.register(root))
    click.echo(report.citations(found, as_of), nl=False)


@click.command(cls=console.Command)
@click.argument("law", metavar="法律")
@click.option(
    "--from", "start", metavar="日期", callback=options.maybe_day, help="从哪一版（通过日期）。"
)
@click.option(
    "--to", "end", metavar="日期", callback=options.maybe_day, help="到哪一版（通过日期）。"
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(impact_.FORMATS)),
    default="text",
    help="输出的格式。",
)
@options.day
@options.root
def impact(
    law: str, start: dt.date | None, end: dt.date | None, format_: str, as_of: dt.date, root: Path
) -> None:
    """法律修改以后，列出本库要改的每一处。

    不写版本，就看将要施行的一版；没有，就看最近施行的一版。
    """
    library = loading.library(root, as_of, console.progress("读取"), Memory.under(root))
    chosen = _law(law, library)
    before, after = impact_.versions(chosen, as_of)
    before, after = _version(chosen, start) or before, _version(chosen, end) or after
    rows = impact_.of(chosen, before, after, library)
    click.echo(impact_.FORMATS[format_](rows), nl=False)
    span = f"{before.effective if before else '？'} → {after.effective if after else '废止'}"
    click.echo(
        f"《{chosen.short}》{span}：牵涉 {len({row.path for row in rows})} 篇 {len(rows)} 处"
        f"{report.until(library.register)}。",
        err=True,
    )


@click.group(cls=console.Group)
def laws() -> None:
    """法律登记表。"""


@laws.command()
@click.argument("law", metavar="法律")
@options.day
@options.root
def show(law: str, as_of: dt.date, root: Path) -> None:
    """一部法律有哪些版本、本库哪些地方引用它。"""
    library = loading.library(root, as_of, console.progress("读取"), Memory.under(root))
    click.echo(report.law(_law(law, library), library), nl=False)


@laws.command("import")
@click.argument("path", metavar="文件或文件夹", type=click.Path(path_type=Path, exists=True))
@click.option("--write", is_flag=True, help="把登记表缺的写进去；先列出来再问。")
@click.option("--yes", is_flag=True, help="和 --write 一起用，不问直接写。")
@options.root
def import_(path: Path, root: Path, *, write: bool, yes: bool) -> None:
    """收下你自己的法律文本（国家法律法规数据库的 .docx，或者 .md、.txt）。

    文本放在 .laws 文件夹，不进版本库。收下以后，引用处和条文页显示条文，引文与原文核对。

    新版本的条文去向会算出来，供登记。
    """
    register = loading.register(root)
    found = tuple(intake.sort(console.progress("读取")(intake.files(path)), register))
    taken = tuple(one for one in found if isinstance(one, Taken))
    shelf = Texts(root / texts.FOLDER)
    intake.keep(taken, shelf)
    for one in found:
        if isinstance(one, Refused):
            click.echo(f"没有收 {one.path.name}：{one.reason}", err=True)
    for line in intake.disagreements(taken):
        click.echo(line, err=True)
    click.echo(f"收下 {len(taken)} 份文本，没有收 {len(found) - len(taken)} 份。", err=True)
    if not taken:
        message = f"{path} 里没有收到法律文本。要 .docx、.md 或者 .txt 文件。"
        raise click.ClickException(message)
    _enter(tuple(intake.offers(taken, shelf)), root, write=write, yes=yes)


def _enter(offers: tuple[Offer, ...], root: Path, *, write: bool, yes: bool) -> None:
    """Show what the register could learn and, when it is wanted, write it."""
    changed: dict[Path, str] = {}
    for offer in offers:
        path = root / "content/_data/laws" / f"{offer.law.id}.yml"
        before = changed.get(path) or (path.read_bytes().decode("utf-8") if path.exists() else "")
        after = intake.enter(offer, before)
        click.echo(f"《{offer.law.short}》（{offer.law.id}.yml）可以补登：")
        click.echo("\n".join(f"    {line}" for line in offer.lines))
        if after is not None:
            changed[path] = after
        elif before:
            click.echo("    # 这个文件的写法和别的不一样，不知道写在哪里，请自己补。")
        else:
            click.echo("    # 这部法律没有自己的文件，请新建一个再补。")
    if not changed:
        return
    if not write:
        click.echo("核对以后，加 --write 可以直接写进登记表。", err=True)
    elif yes or console.confirm(f"要改登记表的这 {len(changed)} 个文件吗？"):
        for path, text in changed.items():
            saving.save(path, text.encode("utf-8"))


def _law(name: str, library: Library) -> Law:
    """The one law that a name or an id means."""
    register = library.register
    found = register.by_name.get(normal_name(name), ())
    if law := register.by_id.get(name):
        found = (law,)
    if len(found) == 1:
        return found[0]
    if found:
        message = f"“{name}”不止一部：{'；'.join(f'{law.title}（代号 {law.id}）' for law in found)}。请写代号。"
    else:
        close = difflib.get_close_matches(name, register.by_name, n=3)
        message = f"登记表里没有“{name}”。{'最接近的有：' + '、'.join(close) + '。' if close else '请写全称或者常用简称。'}"
    raise click.UsageError(message)


def _version(law: Law, adopted: dt.date | None) -> Version | None:
    """The version adopted, or in force since, that day."""
    if adopted is None:
        return None
    for version in law.versions:
        if adopted in {version.adopted, version.effective}:
            return version
    days = [version.adopted or version.effective for version in law.versions]
    known = f"登记的有：{'、'.join(str(day) for day in days if day)}。" if any(days) else ""
    message = f"《{law.short}》没有 {adopted} 通过的版本。{known or '登记表里没有写它有哪些版本。'}"
    raise click.UsageError(message)
