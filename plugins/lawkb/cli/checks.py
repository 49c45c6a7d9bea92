"""Shell: check, repair and explain."""

import datetime as dt
from pathlib import Path

import click

from lawkb import check as checking
from lawkb import console, crew, loading, report
from lawkb import fix as fixing
from lawkb.cli import options
from lawkb.library import Library
from lawkb.memory import Memory
from lawkb.rule import Severity
from lawkb.rules import RULES, find


@click.command(cls=console.Command)
@click.argument("paths", metavar="[文件或文件夹]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    help="输出的格式。",
)
@click.option(
    "--fix",
    is_flag=True,
    help="把有把握的改好：只改了条号的引用、半角标点、文号括号；先列出来再问。",
)
@click.option("--yes", is_flag=True, help="和 --fix 一起用，不问直接改。")
@options.day
@options.root
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
    crew.prepare(root, as_of)
    memory = Memory.under(root)
    library = loading.library(root, as_of, console.progress("读取"), memory)
    if fix and _fixed(library, chosen, yes=yes):
        library = loading.library(root, as_of, memory=memory)
    findings = checking.run(library, progress=console.progress("检查"))
    files = [file.path for file in (*library.registries, *library.writings)]
    if chosen:
        findings = tuple(finding for finding in findings if _is_chosen(finding.path, chosen))
        files = [path for path in files if _is_chosen(path, chosen)]
        if not files:
            message = f"{'、'.join(map(str, paths))} 里没有资料库的文件，什么也没有查。"
            raise click.UsageError(message)
    click.echo(report.FORMATS[format_](findings), nl=False)
    click.echo(report.summary(findings, len(files), library.register), err=True)
    if not files:
        message = f"{root} 里一个文档也没有，什么也没有查。"
        raise click.ClickException(message)
    ctx.exit(any(finding.severity is Severity.ERROR for finding in findings))


@click.command(cls=console.Command)
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
    if not (yes or console.confirm(f"要改这 {len(wanted)} 个文件吗？")):
        return False
    for repair in wanted:
        if not repair.write():
            click.echo(f"{repair.name} 刚才又保存过，没有改。请再运行一次。", err=True)
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
