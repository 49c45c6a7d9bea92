"""Shell: the command `lawkb`."""

import datetime as dt
import difflib
import shutil
from pathlib import Path
from typing import TextIO

import click

from lawkb import check as checking
from lawkb import cite as citing
from lawkb import console, report
from lawkb import fix as fixing
from lawkb import impact as impact_
from lawkb.edit import new as blank
from lawkb.edit import schema as schemas
from lawkb.fields import Audience
from lawkb.laws import Law, Version
from lawkb.library import Library
from lawkb.models import COLLECTIONS
from lawkb.publish import stamp
from lawkb.register import normal_name
from lawkb.rule import Severity
from lawkb.rules import RULES, find

TYPES = {kind.type_name: kind for kind in COLLECTIONS}


def main() -> None:
    """Run the program."""
    console.run(lawkb)


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


def _maybe_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    return _day(ctx, param, value) if value else None


root_option = click.option(
    "--root",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    callback=_root,
    help="资料库的文件夹。",
)
day_option = click.option("--as-of", metavar="日期", callback=_day, help="以哪一天为准，默认今天。")


@click.group(cls=console.Group)
@click.version_option(package_name="lawkb", message="lawkb %(version)s", help="显示版本号。")
def lawkb() -> None:
    """村（社区）法律顾问知识库：写、查、编目、发布。"""


@lawkb.command()
@click.option("--addr", metavar="地址", default="127.0.0.1:8000", help="在哪个地址预览。")
@click.option("--open/--no-open", "open_browser", default=False, help="顺便打开浏览器。")
@root_option
def serve(addr: str, root: Path, *, open_browser: bool) -> None:
    """预览网站，改了文件自动刷新。

    草稿也看得到；检查发现的问题会显示在那一页的顶上。按 Ctrl+C 结束。
    """
    from lawkb import plugin  # noqa: PLC0415 - MkDocs takes longer to import than a check to run

    click.echo(f"正在生成预览，稍候打开 http://{addr}/")
    try:
        plugin.serve(root, addr, open_browser=open_browser)
    except OSError as error:
        message = f"{addr} 用不了（{error.strerror}）。多半是另一个预览还开着：请关掉它，或者用 --addr 换一个端口。"
        raise click.ClickException(message) from None


@lawkb.command()
@click.option(
    "--site-dir",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="网站写到哪里，默认 site。",
)
@click.option("--strict", is_flag=True, help="MkDocs 自己的警告也算错误。")
@day_option
@root_option
def build(site_dir: Path | None, as_of: dt.date, root: Path, *, strict: bool) -> None:
    """检查并生成可以发布的网站。

    有错误就不生成，上一次的网站原样保留。
    """
    from lawkb import plugin  # noqa: PLC0415 - MkDocs takes longer to import than a check to run

    site = (site_dir or root / "site").resolve()
    fresh = site.with_name(f"{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        plugin.build(root, fresh, as_of.isoformat(), strict=strict)
        if not stamp.is_stamped(fresh):
            message = "网站没有检查记录：mkdocs.yml 的 plugins 里要有 lawkb。没有发布。"
            raise click.ClickException(message)
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"网站已生成：{site}（{pages} 页）。")


@lawkb.command()
@click.argument("paths", metavar="[文件或文件夹]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    help="输出的格式。",
)
@click.option("--fix", is_flag=True, help="把文字没变、只改了条号的引用改成新条号；先列出来再问。")
@click.option("--yes", is_flag=True, help="和 --fix 一起用，不问直接改。")
@day_option
@root_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    format_: str,
    as_of: dt.date,
    root: Path,
    *,
    fix: bool,
    yes: bool,
) -> None:
    """检查文档，指出问题在哪一行、怎么改。

    不写文件就查全部。有“错误”时退出码是 1。
    """
    chosen = [_inside(path, root) for path in paths]
    library = Library.load(root, as_of, console.progress("读取"))
    if fix and _fixed(library, chosen, yes=yes):
        library = Library.load(root, as_of)
    findings = checking.run(library, progress=console.progress("检查"))
    files = [file.path for file in (*library.registries, *library.pages)]
    if chosen:
        findings = tuple(finding for finding in findings if _is_chosen(finding.path, chosen))
        files = [path for path in files if _is_chosen(path, chosen)]
        if not files:
            message = f"{'、'.join(map(str, paths))} 里没有资料库的文件，什么也没有查。"
            raise click.UsageError(message)
    click.echo(report.FORMATS[format_](findings), nl=False)
    click.echo(report.summary(findings, len(files)), err=True)
    if not files:
        message = f"{root} 里一个文档也没有，什么也没有查。"
        raise click.ClickException(message)
    ctx.exit(any(finding.severity is Severity.ERROR for finding in findings))


@lawkb.command()
@click.argument("file", metavar="[文件|-]", type=click.File(encoding="utf-8-sig"), default="-")
@day_option
@root_option
def cite(file: TextIO, as_of: dt.date, root: Path) -> None:
    """找出一段文字引用了哪些法条，输出 JSON。"""
    register = Library.load_register(root)
    found = citing.find(file.read(), register)
    click.echo(report.citations(found, as_of), nl=False)


@lawkb.command()
@click.argument("law", metavar="法律")
@click.option("--from", "start", metavar="日期", callback=_maybe_day, help="从哪一版（通过日期）。")
@click.option("--to", "end", metavar="日期", callback=_maybe_day, help="到哪一版（通过日期）。")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(impact_.FORMATS)),
    default="text",
    help="输出的格式。",
)
@day_option
@root_option
def impact(
    law: str, start: dt.date | None, end: dt.date | None, format_: str, as_of: dt.date, root: Path
) -> None:
    """法律修改以后，列出本库要改的每一处。

    不写版本，就看将要施行的一版；没有，就看最近施行的一版。
    """
    library = Library.load(root, as_of, console.progress("读取"))
    chosen = _law(law, library)
    before, after = impact_.versions(chosen, as_of)
    before, after = _version(chosen, start) or before, _version(chosen, end) or after
    rows = impact_.of(chosen, before, after, library)
    click.echo(impact_.FORMATS[format_](rows), nl=False)
    span = f"{before.effective if before else '？'} → {after.effective if after else '废止'}"
    click.echo(
        f"《{chosen.short}》{span}：牵涉 {len({row.path for row in rows})} 篇 {len(rows)} 处。",
        err=True,
    )


@lawkb.group(cls=console.Group)
def laws() -> None:
    """法律登记表。"""


@laws.command()
@click.argument("law", metavar="法律")
@day_option
@root_option
def show(law: str, as_of: dt.date, root: Path) -> None:
    """一部法律有哪些版本、本库哪些地方引用它。"""
    library = Library.load(root, as_of, console.progress("读取"))
    click.echo(report.law(_law(law, library), library), nl=False)


@lawkb.command()
@click.argument("code", metavar="[编号]", required=False)
def explain(code: str | None) -> None:
    """说明一条检查规则；不写编号就列出全部。"""
    if code is None:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.severity.label}  {rule.title}（{rule.name}）")
        return
    rule = find(code)
    if rule is None:
        message = f"没有编号或名称是“{code}”的规则。不写编号运行 lawkb explain，可以看全部。"
        raise click.UsageError(message)
    click.echo(f"{rule.code} {rule.name}（{rule.severity.label}）\n\n{rule.doc}")


@lawkb.command(
    epilog=f"类型：{'、'.join(f'{name} {kind.label}' for name, kind in TYPES.items())}。"
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
@day_option
@root_option
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
    library = Library.load(root, as_of)
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
    path = (root / kind.folder / (name or blank.file_name(given["title"], id_))).with_suffix(".md")
    if path.exists():
        message = f"{path.relative_to(root)} 已经有了，没有覆盖。请用 --file 另起一个文件名。"
        raise click.UsageError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(blank.page(kind, id_, as_of, given), encoding="utf-8", newline="\n")
    click.echo(
        f"新建了 {path.relative_to(root).as_posix()}，编号 {id_}。请把“{blank.PLACEHOLDER}”的地方写完。"
    )


@lawkb.command()
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
    days = "、".join(str(version.adopted) for version in law.versions)
    message = f"《{law.short}》没有 {adopted} 通过的版本。登记的有：{days}。"
    raise click.UsageError(message)


def _chosen(given: tuple[str, ...], label: str, known: dict[str, str]) -> list[str]:
    """The values given, or asked for until each is one of the known; `known` explains each."""

    def read(typed: str) -> list[str]:
        values = [value.strip() for value in typed.replace("，", ",").split(",") if value.strip()]
        for value in values:
            if value not in known:
                close = difflib.get_close_matches(value, known, n=3, cutoff=0.3) or list(known)[:8]
                message = f"没有“{value}”这个{label}。可以写：{'、'.join(close)}。"
                raise click.UsageError(message)
        return values

    if given:
        return read(",".join(given))
    click.echo("\n".join(f"  {value}  {meaning}" for value, meaning in known.items()))
    return click.prompt(f"{label}（从上面选，用逗号隔开）", value_proc=read)


def _fixed(library: Library, chosen: list[str], *, yes: bool) -> bool:
    """Show what is certain to repair and, when it is wanted, write it."""
    wanted = [
        repair
        for repair in fixing.repairs(library)
        if not chosen or _is_chosen(repair.name, chosen)
    ]
    for repair in wanted:
        click.echo(repair.diff, err=True)
    if not wanted:
        click.echo("没有可以自动改的地方。", err=True)
        return False
    if not (yes or click.confirm(f"要改这 {len(wanted)} 个文件吗？", err=True)):
        return False
    for repair in wanted:
        repair.write()
    return True


def _inside(path: Path, root: Path) -> str:
    """A path as the library names it."""
    full = path.resolve()
    if not full.exists():
        message = f"没有这个文件或文件夹：{path}"
        raise click.UsageError(message)
    if not full.is_relative_to(root):
        message = f"{path} 不在资料库 {root} 里。"
        raise click.UsageError(message)
    return full.relative_to(root).as_posix()


def _is_chosen(path: str, chosen: list[str]) -> bool:
    return any(folder in {".", path} or path.startswith(f"{folder}/") for folder in chosen)


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old one; nobody sees half of either."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
