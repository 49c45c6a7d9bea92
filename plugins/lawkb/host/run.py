"""Shell: one run of MkDocs, which makes a site or a part of it."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from lawkb.host.order import Order
from lawkb.plugin import LawkbPlugin, Role


def run(order: Order, role: Role) -> LawkbPlugin:
    """Let MkDocs do what a role says; gives the plugin, which knows what it did."""
    config = load(order.root, site_dir=str(order.fresh), strict=order.strict)
    log_to_terminal(logging.WARNING)
    plugin = plugin_of(config)
    plugin.config["as_of"] = order.as_of
    plugin.role = role
    config.plugins.on_startup(command="build", dirty=True)
    try:
        build.build(config, dirty=True)
    except Abort:
        raise SystemExit(1) from None  # what stopped it has been said, in Chinese
    finally:
        config.plugins.on_shutdown()
    return plugin


def load(root: Path, **values: Any) -> MkDocsConfig:
    """The configuration of the site under `root`; what is wrong with it is said in Chinese."""
    try:
        return load_config(str(root / "mkdocs.yml"), **values)
    except (ConfigurationError, Abort) as error:
        message = f"mkdocs.yml 写得不对，没有发布：{error}"
        raise SystemExit(message) from None


def plugin_of(config: MkDocsConfig) -> LawkbPlugin:
    """Our plugin; without it nothing would be checked."""
    plugin = config.plugins.get("lawkb")
    if not isinstance(plugin, LawkbPlugin):
        message = "mkdocs.yml 的 plugins 里要有 lawkb，否则什么也没有检查。没有发布。"
        raise SystemExit(message)
    return plugin


def log_to_terminal(level: int) -> None:
    """Show what MkDocs says, which its own command would do."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
