"""`musnad reread`, `backup`, `restore` and `forget` as a user runs them, over both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import musnad
import musnad.cli_reread
from musnad.cli import main
from musnad.records import Record
from musnad.store import Item, open_store
from running import write_pages

Out = pytest.CaptureFixture[str]


def older(record: Record) -> Record:
    """What a reader that knows less makes of a page: another speaker, and the second statement not found."""
    (reading,) = record.readings
    first = replace(reading.attributions[0], speaker="أحد")
    return Record(replace(record.page, fetched="2024-01-01"), (replace(reading, attributions=(first,)),))


@pytest.fixture
def read_before(anywhere: str, tmp_path: Path) -> list[Record]:
    """Three pages in the store as an older reader read them; given as this one reads them."""
    write_pages(tmp_path / "pages", 3)
    paths = sorted((tmp_path / "pages").iterdir())
    records = [musnad.read(path) for path in paths]
    with open_store(anywhere, "0.0.1") as store:
        store.save_all([Item(older(one), path.read_bytes()) for one, path in zip(records, paths, strict=True)])
    return records


def reread(*words: str, store: str) -> int:
    return main(["reread", *words, "--lang", "en", "--store", store])


def test_pages_are_read_again_and_what_changed_is_told(read_before: list[Record], anywhere: str, capsys: Out) -> None:
    assert reread("--format", "json", store=anywhere) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["page"] for one in told] == [record.page.id for record in read_before]
    kinds: list[Any] = [[(one["what"], [f["name"] for f in one["fields"]]) for one in page["changes"]] for page in told]
    assert kinds == [[("other", ["speaker"]), ("new", [])]] * 3
    with open_store(anywhere, create=False) as store:
        for record in read_before:
            assert store.load(record.page.id) == Record(replace(record.page, fetched="2024-01-01"), record.readings)


def test_what_this_version_has_read_is_passed_over(read_before: list[Record], anywhere: str, capsys: Out) -> None:
    assert reread(read_before[1].page.id[:12], store=anywhere) == 0
    out, err = capsys.readouterr()
    assert "speaker: أحد → وزير الري زياد الحمداني" in out
    assert "pages: 1 (1 changed, 0 as before); statements: 1 new, 0 gone, 1 told otherwise" in err
    assert reread("--outlet", "لا أحد", store=anywhere) == 0
    assert "pages: 0" in capsys.readouterr().err
    assert reread(store=anywhere) == 0
    assert "pages: 2 (2 changed" in capsys.readouterr().err
    assert reread(store=anywhere) == 0
    assert "pages: 0" in capsys.readouterr().err


def test_a_run_that_was_broken_off_goes_on(
    read_before: list[Record], anywhere: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = musnad.cli_reread.read_page

    def broken(found: Any) -> Any:
        if found.data == last:
            raise KeyboardInterrupt
        return real(found)

    with open_store(anywhere, create=False) as store:
        last = store.data(read_before[2].page.id)
    monkeypatch.setattr(musnad.cli_reread, "BATCH_PAGES", 1)
    monkeypatch.setattr(musnad.cli_reread, "read_page", broken)
    with pytest.raises(KeyboardInterrupt):
        musnad.cli_reread.run_reread((), "", anywhere, "text", musnad.cli_reread.Labels("en"), 1)
    capsys.readouterr()
    monkeypatch.setattr(musnad.cli_reread, "read_page", real)
    assert reread(store=anywhere) == 0
    assert "pages: 1 (1 changed" in capsys.readouterr().err


def test_corrections_stay_and_what_goes_against_them_is_told(
    read_before: list[Record], anywhere: str, capsys: Out
) -> None:
    first, second, _ = (record.page.id for record in read_before)
    with open_store(anywhere, "0.0.1") as store:
        store.correct((first, 0, "a", 0), "reject", "ليلى")
        store.correct((second, 0, "a", 0), "confirm", "ليلى")
    assert reread(store=anywhere) == 0
    out, err = capsys.readouterr()
    assert f"rejected by a reviewer, found by this reading: {first[:16]}.0.a0" in out
    assert "0 they confirmed are not found any more, 1 they rejected are found again" in err
    with open_store(anywhere, create=False) as store:
        (kept,) = store.corrections(second)
    assert (kept.name, kept.correction.was["speaker"]) == (f"{second[:16]}.0.a0", "أحد")


def test_bytes_that_are_damaged_are_told_and_the_rest_is_read(
    read_before: list[Record], anywhere: str, capsys: Out
) -> None:
    with open_store(anywhere) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE raw SET data = (SELECT data FROM records WHERE page = 1) WHERE page = 2")
    assert reread(store=anywhere) == 1
    err = capsys.readouterr().err
    assert f"the bytes of {read_before[1].page.id[:16]} are damaged; see `verify`" in err
    assert "pages: 2 (2 changed" in err


@pytest.mark.usefixtures("read_before")
def test_a_backup_and_back(anywhere: str, tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "b.db"
    assert main(["backup", str(file), "--lang", "en", "--store", anywhere]) == 0
    assert f"3 pages are in {file}" in capsys.readouterr().err
    assert main(["restore", str(file), "--lang", "en", "--store", anywhere]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["restore", str(file), "--store", str(tmp_path / "new.db")]) == 0
    assert main(["verify", "--store", str(tmp_path / "new.db")]) == 0


def test_forgetting_and_letting_in_again(anywhere: str, tmp_path: Path, capsys: Out) -> None:
    write_pages(tmp_path / "pages", 2)
    assert main(["read", str(tmp_path / "pages"), "--store", anywhere]) == 0
    page = musnad.read(tmp_path / "pages" / "00001.txt").page.id
    capsys.readouterr()

    def forget(*words: str) -> tuple[int, str]:
        status = main(["forget", *words, "--lang", "en", "--store", anywhere])
        out, err = capsys.readouterr()
        return status, out + err

    assert forget() == (2, "musnad: name a page, by its identifier or its address\n")
    assert forget(f"{page[:16]}.0")[0] == 1
    assert forget("https://sada.example/none")[0] == 1
    assert forget("00000000")[0] == 1
    status, told = forget(page[:16])
    assert (status, told.splitlines()[0]) == (0, page)
    assert "1 pages and all that came from them are forgotten" in told
    assert forget(page[:16])[0] == 0, "its bytes may still have to go"
    assert main(["read", str(tmp_path / "pages"), "--lang", "en", "--store", anywhere]) == 1
    assert f"a page that was forgotten ({page[:16]}), so it is not stored" in capsys.readouterr().err
    assert forget(page[:16], "--lift")[1] == "1 pages can be read again\n"
    assert main(["read", str(tmp_path / "pages"), "--lang", "en", "--store", anywhere]) == 0
    assert forget(page[:16], "--lift")[0] == 1
