"""A real browser over a real server, for tests: nothing from outside is let through, and all that happens is noted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_core_python
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ARTIFACTS = Path(os.environ.get("MUSNAD_ARTIFACTS", ROOT / "test-artifacts"))
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path is not None, "Chromium is missing: apt install chromium"
    with sync_playwright() as playwright:
        # a sandbox needs rights that root in a container has not
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Visit:
    """One browser window; `outside` notes requests to elsewhere, `said` what the browser complained of."""

    def __init__(self, browser: Browser, base: str, **options: Any) -> None:
        self.base = base
        self.outside: list[str] = []
        self.said: list[str] = []
        context = browser.new_context(**options)
        context.route("**/*", self._let)
        self.page: Page = context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def go(self, path: str) -> int:
        """Open a page and wait for its fonts; the status of the answer."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        self.page.evaluate("document.fonts.ready")
        return answer.status

    def axe(self, *rules: str) -> list[str]:
        """What axe-core finds wrong, each with its place."""
        self.page.evaluate(AXE)
        only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        found = self.page.evaluate("only => axe.run(document, only)", only)
        return [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def close(self) -> None:
        """Close the window."""
        self.page.context.close()

    def _let(self, route: Route) -> None:
        if route.request.url.startswith((self.base, "data:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()
