"""Shell: click speaking Chinese, and a progress display for what takes over a second."""

import difflib
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from lawkb import source

Item = TypeVar("Item")


class _Formatter(click.HelpFormatter):
    """A help page with Chinese colons."""

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _Context(click.Context):
    """Where a help page gets its formatter."""

    formatter_class = _Formatter


class _ChineseHelp:
    """The words that click itself puts into a help page."""

    context_class = _Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # ty: ignore[missing-attribute]
        chinese = pieces.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]", "命令 [参数]")
        formatter.write_usage(ctx.command_path, chinese, prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe `--help` in Chinese, too."""
        option = super().get_help_option(ctx)  # ty: ignore[missing-attribute]
        if option:
            option.help = "显示这段说明。"
        return option


class Command(_ChineseHelp, click.Command):
    """A command whose help is Chinese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Chinese heading."""
        records = [
            record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        ]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class Group(_ChineseHelp, click.Group):
    """A command with subcommands whose help is Chinese."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands under Chinese headings."""
        Command.format_options(self, ctx, formatter)  # ty: ignore[invalid-argument-type]
        commands = [
            (name, self.commands[name].get_short_help_str(60)) for name in self.list_commands(ctx)
        ]
        with formatter.section("命令"):
            formatter.write_dl(commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one is answered with the nearest."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], self.commands, n=1)
            hint = (
                f"是不是想写 {close[0]}？" if close else f"可用的有：{'、'.join(self.commands)}。"
            )
            message = f"没有 {args[0]} 这个命令。{hint}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order in which an editor meets them, not by the alphabet."""
        return list(self.commands)


def run(group: click.Group) -> None:
    """Run the program; a wrong call ends with a Chinese sentence and exit 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file name may hold what a terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(group.main(prog_name="lawkb", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        click.echo(f"{_sentence(error)}\n看用法：{_path(error)} --help", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n已中止。", err=True)
        sys.exit(130)
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except source.ChangedError as error:
        click.echo(f"{error} 刚才又保存过，没有做完。请再来一次。", err=True)
        sys.exit(1)
    except OSError as error:
        name = f"{error.filename}：" if error.filename else ""
        click.echo(
            f"{name}{source.reason(error)}，没有做完。请检查磁盘空间和权限，关掉正打开它的程序，再来一次。",
            err=True,
        )
        sys.exit(1)


def confirm(question: str) -> bool:
    """Ask on standard error; only a clear yes is one."""
    asked = f"{question}写 y 或者“是”，别的都算否："
    typed = click.prompt(asked, default="", show_default=False, prompt_suffix="", err=True)
    return typed.strip().lower() in {"y", "yes", "是", "是的"}


def progress(label: str) -> Callable[[Iterable[Item]], Iterator[Item]]:
    """A pass-through that shows how far it is on a terminal, once a second has gone by."""

    def through(items: Iterable[Item]) -> Iterator[Item]:
        items = list(items)
        started = shown = time.monotonic()
        visible = False
        for number, item in enumerate(items):
            now = time.monotonic()
            if sys.stderr.isatty() and now - started > 1 and now - shown > 0.1:  # noqa: PLR2004 - seconds
                click.echo(f"\r{label} {number}/{len(items)}", nl=False, err=True)
                shown, visible = now, True
            yield item
        if visible:
            click.echo(f"\r{label} {len(items)}/{len(items)}", err=True)

    return through


def _path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "lawkb"


def _sentence(error: click.UsageError) -> str:
    """What is wrong with the call."""
    param = getattr(error, "param", None)
    name = param.opts[0] if isinstance(param, click.Option) else getattr(param, "metavar", "")
    name = (name or "").strip("[]")
    if isinstance(error, click.NoSuchOption):
        close = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{close}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}。"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面要跟一个值。"
    if isinstance(error, click.BadParameter):
        return f"{name} 的值不对：{_bad_value(error)}"
    if "extra argument" in error.message:
        return "多写了参数。带空格的文件名要加引号。"
    return error.message


def _bad_value(error: click.BadParameter) -> str:
    kind: Any = getattr(error.param, "type", None)
    if isinstance(kind, click.Choice):
        return f"请从这些里选：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.IntRange):
        return (
            f"请写 {kind.min} 到 {kind.max} 的整数。"
            if kind.max
            else f"请写一个不小于 {kind.min} 的整数。"
        )
    if isinstance(kind, (click.Path, click.File)):
        return "没有这个文件，或者它打不开。"
    return error.message
