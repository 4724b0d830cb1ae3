"""`musnad annotate` and `musnad segment`: a line in, a line out, in order; bad lines are told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from running import COMMAND, PAGE, musnad

GOOD = [{"id": f"p{n}", "text": PAGE.replace("الربيع", f"الربيع {n}")} for n in range(40)]


def lines(items: list[object]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


@pytest.mark.parametrize("command", ["annotate", "segment"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lines_come_out_in_order(tmp_path: Path, command: str, jobs: str) -> None:
    (tmp_path / "in.jsonl").write_text(lines(list(GOOD)), encoding="utf-8")
    ran = musnad(command, tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--jobs", jobs)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    out = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in out] == [item["id"] for item in GOOD]


@pytest.mark.parametrize("command", ["annotate", "segment"])
def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on(command: str) -> None:
    bad = ["{", "[]", "null", '{"id": "x"}', '{"id": "x", "text": 5}', '{"id": "x", "text": "\\ud800"}', "", "  "]
    given = "\n".join([json.dumps(GOOD[0]), *bad, json.dumps(GOOD[1])]) + "\n"
    ran = musnad(command, "-", input=given)
    assert ran.returncode == 1
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["p0", "p1"]
    told = ran.stderr.splitlines()
    assert [line.split(":")[2].strip() for line in told] == [f"line {n}" for n in range(2, 8)]
    assert all(line.startswith("musnad: -: line ") for line in told)


def test_bytes_that_are_no_utf8_are_a_bad_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "a", "text": "\xff\xfe"}\n' + lines([GOOD[0]]).encode())
    ran = musnad("segment", tmp_path / "in.jsonl")
    assert ran.returncode == 1
    assert "line 1: " in ran.stderr
    assert ran.stdout.count("\n") == 1


def test_the_input_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines([GOOD[0]]), encoding="utf-8")
    ran = musnad("annotate", path, "-o", path)
    assert ran.returncode == 1
    assert "is the input" in ran.stderr
    assert json.loads(path.read_text(encoding="utf-8")) == GOOD[0]


def test_an_input_that_is_not_there(tmp_path: Path) -> None:
    ran = musnad("annotate", tmp_path / "none.jsonl", "-o", tmp_path / "out.jsonl")
    assert ran.returncode == 1
    assert ran.stderr == f"musnad: {tmp_path}/none.jsonl: No such file or directory\n"
    assert not (tmp_path / "out.jsonl").exists()


def test_output_that_is_full(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(lines(list(GOOD)), encoding="utf-8")
    ran = musnad("segment", tmp_path / "in.jsonl", "-o", "/dev/full")
    assert ran.returncode == 1
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_pipe_that_closes_early(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(lines(GOOD * 20), encoding="utf-8")
    script = f"({' '.join(COMMAND)} segment {tmp_path}/in.jsonl; echo status $? >&2) | head -n 1"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stderr == "status 1\n"


def test_memory_stays_the_same_however_many_lines(tmp_path: Path) -> None:
    """The peak of 4,000 lines is that of 400, give or take what an allocator does."""
    peaks = []
    for count in (10, 100):
        (tmp_path / "in.jsonl").write_text(lines(GOOD * count), encoding="utf-8")
        code = (
            "import resource, sys; from musnad.cli import main;"
            f"assert main(['segment', {str(tmp_path / 'in.jsonl')!r}, '-o', '/dev/null']) == 0;"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        peaks.append(int(subprocess.run([COMMAND[0], "-c", code], capture_output=True, check=True, text=True).stdout))
    assert peaks[1] < peaks[0] * 1.1
