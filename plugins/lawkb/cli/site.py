"""Shell: serve and build the site."""

import datetime as dt
import errno
from pathlib import Path

import click

from lawkb import console
from lawkb.cli import options
from lawkb.publish.share import Share, UnfitSharesError


@click.command(cls=console.Command)
@click.option("--addr", metavar="地址", default="127.0.0.1:8000", help="在哪个地址预览。")
@click.option("--open/--no-open", "open_browser", default=False, help="顺便打开浏览器。")
@options.root
def serve(addr: str, root: Path, *, open_browser: bool) -> None:
    """预览网站，改了文件自动刷新。

    草稿也看得到；检查发现的问题会显示在那一页的顶上。按 Ctrl+C 结束。
    """
    from lawkb.host import serve as host  # noqa: PLC0415 - MkDocs takes longer to import than a check

    click.echo(f"正在生成预览，稍候打开 http://{addr}/")
    try:
        host.serve(root, addr, open_browser=open_browser)
    except OverflowError:  # a port beyond the last one
        message = f"{addr} 不是地址：冒号后面的端口最大是 65535。请改 --addr。"
        raise click.UsageError(message) from None
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}:
            raise
        message = f"{addr} 用不了（{error.strerror}）。多半是另一个预览还开着：请关掉它，或者用 --addr 换一个端口。"
        raise click.ClickException(message) from None


def _share(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Share | None:
    """The share that an option names."""
    try:
        return Share.parse(value) if value else None
    except ValueError:
        message = f"“{value}”不是一份。请写成 3/8 的样子：八份里的第三份。"
        raise click.BadParameter(message) from None


@click.command(cls=console.Command)
@click.option(
    "--site-dir",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="网站写到哪里，默认 site。",
)
@click.option("--strict", is_flag=True, help="MkDocs 自己的警告也算错误。")
@click.option("--clean", is_flag=True, help="不用上一次的结果，全部重新生成。")
@click.option(
    "--workers",
    metavar="个数",
    type=click.IntRange(min=0, max=64),
    default=0,
    help="用几个进程，默认有几个核就用几个，最多 64 个。",
)
@click.option(
    "--shard",
    metavar="几/几",
    callback=_share,
    help="只生成其中一份，例如 3/8；都生成以后用 lawkb merge 合起来。",
)
@options.day
@options.root
def build(
    site_dir: Path | None,
    as_of: dt.date,
    root: Path,
    *,
    strict: bool,
    clean: bool,
    workers: int,
    shard: Share | None,
) -> None:
    """检查并生成可以发布的网站。

    有错误就不生成，上一次的网站原样保留。没有变的页面不重新生成，结果和全部重新生成一样。
    """
    from lawkb.host import build as host  # noqa: PLC0415 - MkDocs takes longer to import than a check
    from lawkb.host.order import Order  # noqa: PLC0415 - likewise

    site = (site_dir or root / "site").resolve()
    order = Order(root, site, as_of.isoformat(), strict=strict, clean=clean, workers=workers)
    if shard:
        host.shard(order, shard)
        click.echo(f"第 {shard} 份已生成：{site}。")
        return
    built = host.build(order)
    click.echo(f"网站已生成：{site}（{built.pages} 页，这一次生成了 {built.made} 个文件）。")


@click.command(cls=console.Command)
@click.argument(
    "folders",
    metavar="文件夹...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@click.option(
    "--site-dir",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    default=Path("site"),
    help="网站写到哪里，默认 site。",
)
def merge(folders: tuple[Path, ...], site_dir: Path) -> None:
    """把几台机器分头生成的几份合成一个网站。

    每一份都用 lawkb build --shard 生成，要齐，而且出自同一个版本。
    """
    from lawkb.host import build as host  # noqa: PLC0415 - MkDocs takes longer to import than a check

    site = site_dir.resolve()
    try:
        host.merge(folders, site)
    except UnfitSharesError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"网站已合并：{site}（{sum(1 for _ in site.rglob('index.html'))} 页）。")
