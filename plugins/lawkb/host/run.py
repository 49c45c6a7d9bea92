"""Shell: one run of MkDocs, which makes a site or a part of it."""

import logging
import re
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from lawkb import source
from lawkb.host.order import Order
from lawkb.host.role import Role
from lawkb.memory import Memory
from lawkb.plugin import LawkbPlugin


def run(order: Order, role: Role) -> LawkbPlugin:
    """Let MkDocs do what a role says; gives the plugin, which knows what it did."""
    config = load(order.root, site_dir=str(order.fresh), strict=order.strict)
    log_to_terminal(logging.WARNING)
    plugin = plugin_of(config)
    plugin.config["as_of"] = order.as_of
    plugin.role = role
    config.plugins.on_startup(command="build", dirty=True)
    memory = role.memory or Memory()
    try:
        with memory.held():  # each page is looked up in it
            build.build(config, dirty=True)
    except Abort:
        raise SystemExit(1) from None  # what stopped it has been said, in Chinese
    finally:
        config.plugins.on_shutdown()
    return plugin


def load(root: Path, **values: Any) -> MkDocsConfig:
    """The configuration of the site under `root`; what is wrong with it is said in Chinese."""
    file, said = root / "mkdocs.yml", _Said()
    logger = logging.getLogger("mkdocs.config")
    logger.addHandler(said)
    logger.propagate = False
    try:
        config = load_config(str(file), **values)
    except ConfigurationError:
        raise SystemExit(_unreadable(file)) from None
    except Abort:
        faults = "；".join(map(_fault, said.errors))
        message = (
            f"mkdocs.yml 写得不对，没有发布：{faults}。请改那一项，或者从版本记录里找回原来的。"
        )
        raise SystemExit(message) from None
    finally:
        logger.removeHandler(said)
        logger.propagate = True
    for record in said.records:
        logger.handle(record)  # warnings, which strict builds count
    return config


class _Said(logging.Handler):
    """What MkDocs says of a configuration, in English, before it gives up."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)

    @property
    def errors(self) -> list[str]:
        """Why it gives up."""
        return [one.getMessage() for one in self.records if one.levelno >= logging.ERROR]


def _unreadable(file: Path) -> str:
    """Where a configuration is no YAML, or no list of settings."""
    read = source.read(file, file.parent)
    fault = next((fault for faults in read.faults.values() for fault in faults), None)
    if fault is None:
        return "mkdocs.yml 写得不对，没有发布。每项写成“名称: 内容”，下级缩进两个空格；可以从版本记录里找回原来的。"
    line, column = read.position(fault.where)
    return f"mkdocs.yml:{line}:{column}: 写得不对，没有发布：{fault.message}"


def _fault(said: str) -> str:
    """What MkDocs says is wrong with a setting, of which at least the name is no English."""
    found = re.match(r"Config value '([^']+)': (.*)", said, re.DOTALL)
    return f"“{found[1]}”这一项不对（MkDocs 的原话：{found[2].strip()}）" if found else said


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
