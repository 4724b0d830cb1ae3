"""What tests of several rooms share: a place for a store, in each database that Musnad keeps one in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from databases import cluster, new_database

# a busy machine is no fault of what is tested
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The socket folder of a PostgreSQL that runs while the tests do."""
    with cluster() as socket:
        yield socket


DATABASES = ("sqlite", "postgresql")


def new_place(request: pytest.FixtureRequest, folder: Path) -> str:
    """The place of a new store in the database that the fixture is for."""
    if request.param == "sqlite":
        return str(folder / "store.db")
    return new_database(request.getfixturevalue("postgresql"), f"t{uuid4().hex[:12]}")


@pytest.fixture(params=DATABASES)
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a new store: a file, and once more a PostgreSQL database."""
    return new_place(request, tmp_path)


@pytest.fixture(params=DATABASES, scope="module")
def anywhere_for_all(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same for all tests of a module."""
    return new_place(request, tmp_path_factory.mktemp("store"))
