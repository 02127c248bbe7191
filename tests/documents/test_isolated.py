"""Reading in a process of its own: what goes wrong there is one sentence here, and the next file is read all the same."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from procheck.documents import isolated, opening
from procheck.documents.errors import NoWords, UnreadableDocument
from procheck.documents.isolated import IsolatedReader
from procheck.documents.opening import open_document
from procheck.documents.safety import MEGABYTE, Limits
from tests.documents.docx_making import make, para
from tests.documents.pdf_making import Paper
from tests.documents.test_ocr import scan

WORDS = "Staff must tell the DSL."


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A small plain file."""
    path = tmp_path / "policy.txt"
    path.write_text(WORDS)
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A Word file that takes some tenths of a second to read."""
    path = tmp_path / "long.docx"
    path.write_bytes(make(*[para(WORDS) for _ in range(20_000)]))
    return path


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    """A reader that has started."""
    with IsolatedReader() as started:
        yield started


def refusal(reader: IsolatedReader, path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        reader.open(path)
    return str(caught.value)


def test_a_document_is_the_same_as_without_a_process(reader: IsolatedReader, policy: Path) -> None:
    """Nothing is lost between the processes."""
    assert open_document(policy) == reader.open(policy)


def test_a_refusal_is_the_same_as_without_a_process(reader: IsolatedReader, tmp_path: Path) -> None:
    """The sentence comes over whole."""
    sentence = refusal(reader, tmp_path / "none.docx")

    assert sentence == "none.docx does not exist: check the spelling of the path."


def test_a_file_that_takes_too_long_is_given_up(long: Path, policy: Path) -> None:
    """The limit and its option stand in the sentence; the next file is read."""
    with IsolatedReader(Limits(seconds=0.02)) as reader:
        sentence = refusal(reader, long)
        assert sentence.startswith("long.docx took longer to read than the limit of 0.02 seconds: ")
        assert "--max-seconds" in sentence
        reader.limits = Limits()
        assert WORDS == reader.open(policy).text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_crash_is_one_sentence(policy: Path) -> None:
    """A process that dies is named with its file, and the next file is read."""
    with IsolatedReader() as reader:
        assert reader._process is not None and reader._process.pid is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        assert "policy.txt crashed its reader" in refusal(reader, policy)
        assert WORDS == reader.open(policy).text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its limit of memory")
def test_memory_has_a_limit(long: Path, policy: Path) -> None:
    """A file that needs more memory than the limit is refused, and the next file is read."""
    with IsolatedReader(Limits(memory_bytes=40 * MEGABYTE)) as reader:
        assert refusal(reader, long).startswith("long.docx ")
        assert WORDS == reader.open(policy).text


def test_no_process_is_left_behind(policy: Path) -> None:
    """Leaving the `with` statement ends the process."""
    with IsolatedReader() as reader:
        reader.open(policy)
        process = reader._process
        assert process is not None and process.is_alive()

    assert not process.is_alive()


def test_leaving_while_a_file_is_read(long: Path) -> None:
    """A thread that waits for a file gets a refusal when the `with` statement is left, at once and without blaming the file."""
    said: list[str] = []
    begun = threading.Event()

    def read(waiting: IsolatedReader) -> None:
        begun.set()
        said.append(refusal(waiting, long))

    for _ in range(5):
        begun.clear()
        with IsolatedReader() as started:
            thread = threading.Thread(target=read, args=(started,))
            thread.start()
            assert begun.wait(30)
        thread.join(30)
    assert said == ["long.docx was not read, because procheck was ended: check it again."] * 5


def test_a_mistake_of_procheck_s_own_is_one_sentence(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader raises is named as a fault to report, without a traceback."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(opening, "open_document", broken)
    answer = isolated._answer(policy, Limits(), ocr=False)

    assert isinstance(answer, UnreadableDocument)
    assert "KeyError in test_isolated.py, line " in str(answer)


def is_running(process: int) -> bool:
    """Whether there is such a process, one that has ended and is not yet buried apart."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in is a shell script, and /proc tells what became of it")
def test_nothing_of_a_recognition_that_takes_too_long_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the program that recognises text nor the pages that it was given."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "temporary").mkdir()
    stand_in = tmp_path / "bin" / "ocrmypdf"
    stand_in.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(Paper()).page().done())
    with IsolatedReader(Limits(seconds=2.0), ocr=True) as reader:
        assert "longer to read" in refusal(reader, path)

    assert not list((tmp_path / "temporary").iterdir())
    assert not is_running(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize("error", [UnreadableDocument("a", "is b", "do c"), NoWords("a", "is b", "do c", 4)])
def test_refusals_can_be_copied_between_processes(error: UnreadableDocument) -> None:
    """All fields and the sentence stay."""
    copy = pickle.loads(pickle.dumps(error))

    assert (type(error), str(error), vars(error)) == (type(copy), str(copy), vars(copy))
