"""The API does what its description says: schemathesis asks whatever the description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from api_desks import TOKEN, desk, filled, served
from musnad.store import Store
from musnad.web.api import create_api

pytestmark = pytest.mark.filterwarnings("ignore")  # schemathesis's own


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("api") / "store.db") as made:
        yield made


@pytest.fixture(scope="module")
def described(store: Store) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", served(desk(store)))


def operations() -> list[tuple[str, str]]:
    told = create_api(desk(None)).openapi()  # type: ignore[arg-type]  # what describes it asks no store
    return [(path, method) for path, methods in told["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), operations())
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_asked_the_answer_is_as_described(
    path: str, method: str, mode: GenerationMode, described: Any
) -> None:
    operation = described[path][method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=3, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and case.query:
            case.query.pop("cursor", None)  # opaque: only what an answer gave is one
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing that could be said wrongly
