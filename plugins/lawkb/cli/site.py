"""Shell: serve and build the site."""

import datetime as dt
from pathlib import Path

import click

from lawkb import console
from lawkb.cli import options


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
    except OSError as error:
        message = f"{addr} 用不了（{error.strerror}）。多半是另一个预览还开着：请关掉它，或者用 --addr 换一个端口。"
        raise click.ClickException(message) from None


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
    type=click.IntRange(min=0),
    default=0,
    help="用几个进程，默认有几个核就用几个。",
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
) -> None:
    """检查并生成可以发布的网站。

    有错误就不生成，上一次的网站原样保留。没有变的页面不重新生成，结果和全部重新生成一样。
    """
    from lawkb.host import build as host  # noqa: PLC0415 - MkDocs takes longer to import than a check

    site = (site_dir or root / "site").resolve()
    order = host.Order(root, site, as_of.isoformat(), strict=strict, clean=clean, workers=workers)
    made = host.build(order)
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"网站已生成：{site}（{pages} 页，这一次生成了 {made} 个文件）。")
