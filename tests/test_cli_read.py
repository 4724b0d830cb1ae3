"""`musnad read` from the first page to the last: what it prints, stores and refuses."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import tempfile
import zlib
from pathlib import Path

import pytest

import musnad as package
from musnad.export import jsonl
from musnad.page.errors import InputError
from musnad.store import open_store, verify
from running import COMMAND, PAGE, musnad, write_pages


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def whole(store: Path) -> int:
    """The number of pages of a store in which nothing is wrong."""
    with open_store(store, create=False) as opened:
        tallies = list(verify(opened))
    assert [fault for tally in tallies for fault in tally.faults] == []
    return len(tallies) - 1


# --- what it prints ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "told"), [("ar", "الأقوال"), ("en", "Statements")])
def test_a_page_in_a_record_out(page: Path, tmp_path: Path, lang: str, told: str) -> None:
    ran = musnad("read", page, "--lang", lang, store=tmp_path / "s")
    assert ran.returncode == 0
    assert "وزير الري في نورستان يعلن خطة جديدة" in ran.stdout
    assert told in ran.stdout
    assert re.search(r"  [0-9a-f]{16}\.0\.a0$", ran.stdout, re.MULTILINE)
    assert "\x1b" not in ran.stdout
    assert whole(tmp_path / "s") == 1


def test_the_language_is_the_locale_s(page: Path, tmp_path: Path) -> None:
    assert "تاريخ النشر" in musnad("read", page, store=tmp_path / "s", env={"LC_ALL": "ar_EG.UTF-8"}).stdout


def test_json_lines_are_the_record(page: Path, tmp_path: Path) -> None:
    ran = musnad("read", page, "--format", "jsonl", store=tmp_path / "s")
    assert jsonl.parse(ran.stdout) == package.read(page)
    assert ran.stderr == ""


def test_a_page_again_adds_nothing_and_says_so(page: Path, tmp_path: Path) -> None:
    first = musnad("read", page, "--lang", "en", store=tmp_path / "s")
    again = musnad("read", page, "--lang", "en", store=tmp_path / "s")
    assert "pages: 1 (1 new, 0 already stored" in first.stderr
    assert "pages: 1 (0 new, 1 already stored" in again.stderr
    assert "already stored" in again.stdout
    assert whole(tmp_path / "s") == 1


def test_a_page_of_another_outlet_is_read_again(tmp_path: Path) -> None:
    """And a later reader keeps what was said of it."""
    path, store = tmp_path / "a.jsonl", tmp_path / "s"
    for told in ({}, {"publisher": "صدى الجبل"}):
        path.write_text(json.dumps({"id": "1", "text": PAGE} | told), encoding="utf-8")
        ran = musnad("read", path, "--format", "jsonl", store=store)
        assert jsonl.parse(ran.stdout).readings[0].article.outlet == told.get("publisher", "")
    raw = sqlite3.connect(store / "musnad.db")
    with raw:
        raw.execute("UPDATE pages SET reader = '0.0.1+other'")
    raw.close()
    assert musnad("reread", store=store).returncode == 0
    assert "صدى الجبل" in musnad("export", "csv", "--table", "articles", store=store).stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_page_is_not_read_again_by_the_same_reader(page: Path, tmp_path: Path, jobs: str) -> None:
    """The stored record is changed behind the store's back: what is printed is that, until another reader comes."""
    read = ["read", page, "--format", "jsonl", "--jobs", jobs]
    musnad(*read, store=tmp_path / "s")
    raw = sqlite3.connect(tmp_path / "s" / "musnad.db")
    with raw:
        [(stored,)] = raw.execute("SELECT data FROM records")
        changed = zlib.decompress(stored).replace(b'"outlet":""', '"outlet":"صدى الجبل"'.encode())
        raw.execute("UPDATE records SET data = ?", (zlib.compress(changed),))
    assert jsonl.parse(musnad(*read, store=tmp_path / "s").stdout).readings[0].article.outlet == "صدى الجبل"
    with raw:
        raw.execute("UPDATE pages SET reader = '0.0.1+other'")
    raw.close()
    assert jsonl.parse(musnad(*read, store=tmp_path / "s").stdout).readings[0].article.outlet == ""
    assert whole(tmp_path / "s") == 1


def test_standard_input(tmp_path: Path) -> None:
    ran = musnad("read", "-", "--format", "jsonl", store=tmp_path / "s", input=PAGE)
    assert json.loads(ran.stdout)["page"]["name"] == "-"


def test_both_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 12)
    one = musnad("read", tmp_path / "in", "--format", "jsonl", store=tmp_path / "a")
    two = musnad("read", tmp_path / "in", "--format", "jsonl", "--jobs", "2", store=tmp_path / "b")
    assert one.stdout == two.stdout
    assert [Path(json.loads(line)["page"]["name"]).name for line in two.stdout.splitlines()] == [
        f"{n:05}.txt" for n in range(12)
    ]


def test_no_colour_of_a_page_reaches_the_terminal(tmp_path: Path) -> None:
    evil = PAGE.replace("خطة", "\x1b[31mخطة\x1b[0m\u202e\x9b [red]x[/red]")
    (tmp_path / "evil\x1b[2J.txt").write_text(evil, encoding="utf-8")
    for form in ("table", "jsonl"):
        ran = musnad("read", tmp_path, "--format", form, store=tmp_path / "s")
        assert not set("\x1b\x9b\u202e") & set(ran.stdout + ran.stderr)
    with open_store(tmp_path / "s", create=False) as store:
        record = store.load(next(store.ids()))
    assert record is not None
    assert "\x1b[31m" in record.page.text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_gets_lines_that_fit_and_a_bar(tmp_path: Path, width: int) -> None:
    write_pages(tmp_path / "in", 3)
    code, text = in_terminal(["read", str(tmp_path / "in"), "--lang", "en"], tmp_path / "s", width)
    assert code == 0
    assert "━" in text
    shown = [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line) for line in re.split(r"[\r\n]+", text)]
    assert [line for line in shown if len(line) > width] == []
    assert sum("why" not in line and ".0.a0" in line for line in shown) == 3


def in_terminal(arguments: list[str], store: Path, width: int) -> tuple[int, str]:
    """Run a command with a terminal on all three of its streams."""
    leader, follower = pty.openpty()
    env = os.environ | {"MUSNAD_STORE": str(store), "COLUMNS": str(width), "LINES": "50", "TERM": "xterm-256color"}
    process = subprocess.Popen([*COMMAND, *arguments], stdin=follower, stdout=follower, stderr=follower, env=env)
    os.close(follower)
    data = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the other side has closed
            break
        data += part
    os.close(leader)
    return process.wait(timeout=300), data.decode()


# --- as a library ----------------------------------------------------------------------------------------------


def test_read_gives_the_record_of_one_page(page: Path) -> None:
    record = package.read(str(page))
    assert record.readings[0].article.title == "وزير الري في نورستان يعلن خطة جديدة"


def test_read_all_takes_folders(page: Path) -> None:
    write_pages(page.parent / "more", 2)
    assert [Path(record.page.name).name for record in package.read_all([page.parent])] == [
        "00000.txt", "00001.txt", "page.txt",
    ]  # fmt: skip


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        package.read(tmp_path / "none.txt")
    with pytest.raises(ValueError, match="holds no page"):
        package.read(tmp_path)
    write_pages(tmp_path, 2)
    with pytest.raises(ValueError, match="more than one page"):
        package.read(tmp_path)


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, musnad; assert not {'msgspec', 'numpy', 'sqlalchemy', 'rich'} & set(sys.modules)"
    subprocess.run([COMMAND[0], "-c", code], check=True)


# --- bad input -------------------------------------------------------------------------------------------------

BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "an image"),
    "large.txt": (PAGE.encode() * 3000, "larger than 500000 bytes"),
    "english.txt": (b"The minister of irrigation said the plan would begin in spring.\n" * 20, "Arabic"),
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_bad_is_told_and_the_rest_goes_on(tmp_path: Path, jobs: str) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nothing")
    write_pages(tmp_path / "in" / "z", 2)
    ran = musnad(
        "read", tmp_path / "in", tmp_path / "missing.txt", "--max-bytes", "500000", "--jobs", jobs, "--lang", "en",
        store=tmp_path / "s",
    )  # fmt: skip
    assert ran.returncode == 1
    lines = ran.stderr.splitlines()
    expected = {name: reason for name, (_, reason) in BAD.items()}
    expected |= {"loop": "not followed", "gone.txt": "cannot be read", "missing.txt": "cannot be read"}
    for name, reason in expected.items():
        [line] = [line for line in lines if name in line]
        assert line.startswith("musnad: ")
        assert reason in line
    assert "Traceback" not in ran.stderr
    assert "could not be read: 8" in ran.stderr
    assert ran.stdout.count(".0.a0") == 2


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.encode(encoding))
    ran = musnad("read", tmp_path / "page.txt", store=tmp_path / "s")
    assert ran.returncode == 0
    assert "وزير الري في نورستان" in ran.stdout


def test_broken_utf8_is_read_and_the_damage_kept(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.encode().replace("الخطة".encode(), b"\xd8" + "لخطة".encode()))
    ran = musnad("read", tmp_path / "page.txt", store=tmp_path / "s")
    assert ran.returncode == 0
    assert "\ufffd" in ran.stdout
    assert "1 places damaged" in ran.stdout


def test_a_file_without_permission() -> None:
    """As another user, since root may read anything; all that is imported late is imported before that."""
    code = """
import os, sys
from musnad.cli import main
store, folder = sys.argv[1:]
main(["read", folder + "/00001.txt", "--store", store, "--format", "jsonl"])
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(main(["read", folder, "--store", store + "2", "--lang", "en"]))
"""
    with tempfile.TemporaryDirectory() as folder:  # which every user can reach, unlike pytest's
        Path(folder).chmod(0o777)
        write_pages(Path(folder), 2)
        (Path(folder) / "00000.txt").chmod(0o000)
        ran = subprocess.run(
            [COMMAND[0], "-c", code, f"{folder}/store", folder],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert ran.returncode == 1
    assert "00000.txt: cannot be read: Permission denied" in ran.stderr
    assert "pages: 1 (1 new" in ran.stderr


def test_nothing_named_is_a_misuse(tmp_path: Path) -> None:
    ran = musnad("read", store=tmp_path)
    assert (ran.returncode, ran.stderr) == (2, "musnad: name a file, a folder, or - for standard input\n")


def test_an_option_that_is_none_is_a_misuse(page: Path, tmp_path: Path) -> None:
    assert musnad("read", page, "--format", "xml", store=tmp_path).returncode == 2


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with open(os.fsencode(tmp_path / "in") + b"/\xff\xfe.txt", "w", encoding="utf-8") as file:
        file.write(PAGE)
    for form in ("table", "jsonl"):
        ran = musnad("read", tmp_path / "in", "--format", form, store=tmp_path / "s")
        assert ran.returncode == 0
    assert "\\udcff" in ran.stdout
    assert whole(tmp_path / "s") == 1


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_a_locale_without_arabic(page: Path, tmp_path: Path, form: str) -> None:
    ran = musnad("read", page, "--format", form, store=tmp_path / "s", env={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert "وزير الري" in ran.stdout


# --- bad places and bad moments --------------------------------------------------------------------------------


def test_a_store_that_cannot_be_made(page: Path) -> None:
    ran = musnad("read", page, store=page / "below")
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"musnad: store {page}/below/musnad.db: ")
    assert ran.stdout == ""


def test_a_full_disk(tmp_path: Path) -> None:
    """The kernel's own limit on the size of a file, met while pages are stored."""
    write_pages(tmp_path / "in", 60)
    musnad("read", tmp_path / "in" / "00000.txt", store=tmp_path / "s")
    limited = f"ulimit -f 300; exec {' '.join(COMMAND)} read {tmp_path}/in"
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s")}
    ran = subprocess.run(["sh", "-c", limited], env=env, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 1
    assert re.search(r"^musnad: store .*musnad\.db: the disk .*full", ran.stderr, re.MULTILINE)
    assert "Traceback" not in ran.stderr
    assert whole(tmp_path / "s") == (ran.stdout.count(".0.a0") or 1), "the first page is the one that was there"


def test_output_that_is_full(page: Path, tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        ran = musnad("read", page, store=tmp_path / "s", stdout=full)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[0] == "musnad: output: No space left on device"
    assert "Traceback" not in ran.stderr


def test_a_pipe_that_closes_early(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 300)
    script = f"{' '.join(COMMAND)} read {tmp_path}/in; echo status $? >&2"
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s")}
    ran = subprocess.run(
        ["bash", "-c", f"({script}) | head -n 3"], env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.stderr == "status 1\n"
    assert len(ran.stdout.splitlines()) == 3
    assert whole(tmp_path / "s") > 0


def heed_interrupts() -> None:
    """Hear Ctrl-C also where the tests run in the background of a shell, which ignores it there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_in_the_middle(tmp_path: Path, jobs: str) -> None:
    write_pages(tmp_path / "in", 5000)
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s")}
    process = subprocess.Popen(
        [*COMMAND, "read", str(tmp_path / "in"), "--jobs", jobs],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()  # the first batch is stored
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to all processes
    _, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert err == "musnad: interrupted; what was stored stays stored\n"
    assert 0 < whole(tmp_path / "s") < 5000


def test_a_kill_in_the_middle_loses_nothing_that_was_printed(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 400)
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s")}
    process = subprocess.Popen(
        [*COMMAND, "read", str(tmp_path / "in"), "--format", "jsonl"], env=env, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.kill()
    printed = [
        json.loads(line)["page"]["id"]
        for line in (first + process.communicate()[0]).splitlines(True)
        if line[-1] == "\n"
    ]
    assert whole(tmp_path / "s") >= len(printed) > 0
    with open_store(tmp_path / "s", create=False) as store:
        assert set(printed) <= set(store.ids())
    again = musnad("read", tmp_path / "in", "--lang", "en", store=tmp_path / "s")
    assert "pages: 400 (" in again.stderr
    assert whole(tmp_path / "s") == 400
