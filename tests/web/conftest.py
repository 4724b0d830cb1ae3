"""A browser's stand-in over three made pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import client, fill


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    fill(tmp_path)
    return client(tmp_path)
