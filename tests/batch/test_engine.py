"""Who does the work of a batch: in what order, how much at a time, and what a death costs."""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from summarizer.batch.engine import LOST, Crew, Engine, Here, Lost, Raised, attempt
from summarizer.batch.jobs import GetModels
from summarizer.batch.on_ray import Actors
from summarizer.batch.processes import Processes
from summarizer.batch.run import batch
from summarizer.batch.study import print_of
from summarizer.errors import ModelError, TransientError
from summarizer.pipeline import Models, load_models
from summarizer.settings import Settings
from summarizer.store import read_store
from tests.batch.forks import filled, state
from tests.batch.press import Desk

ARTICLES = 40
needs_ray = pytest.mark.skipif(
    find_spec("ray") is None and not os.environ.get("SKIP_NOTHING"), reason="Ray is not installed"
)


@dataclass(frozen=True)
class Twice:
    """Doubles a number. Some raise, some kill whoever does them a number of times."""

    number: int
    raises: bool = False
    kills: int = 0

    def do(self, models: GetModels) -> int:
        if self.raises:
            raise ModelError("m", "is not there", "name another")
        return 2 * self.number


class Pretenders:
    """Hands that do their jobs the last one first, and die of some."""

    def __init__(self, most: int = 3) -> None:
        self.most = most
        self.given: deque[tuple[int, Twice]] = deque()
        self.killed: dict[int, int] = {}
        self.held = 0

    def give(self, number: int, job: Any) -> None:
        self.given.append((number, job))
        self.held = max(self.held, len(self.given))

    def next(self) -> tuple[int, Any]:
        number, job = self.given.pop()
        if self.killed.setdefault(number, 0) < job.kills:
            self.killed[number] += 1
            return number, LOST
        return number, attempt(job, no_models)

    def close(self) -> None:
        return


def no_models() -> Models:
    raise AssertionError("nobody needs them")


def test_each_result_comes_with_the_number_of_its_job() -> None:
    """Whatever order the hands end in, all results come, each once and with its number."""
    found = list(Crew(Pretenders).do(map(Twice, range(10)), 5))
    assert sorted(found) == [(n, 2 * n) for n in range(10)]
    assert [number for number, _ in found] != list(range(10))


@pytest.mark.parametrize(("at_once", "most", "held"), [(2, 3, 2), (9, 3, 3), (1, 3, 1)])
def test_no_more_jobs_are_under_way_than_may_be(at_once: int, most: int, held: int) -> None:
    """Jobs whose results were not taken yet are never more than asked for, nor than the hands."""
    hands, taken = Pretenders(most), 0

    def coming() -> Iterator[Twice]:
        nonlocal taken
        for n in range(10):
            taken += 1
            yield Twice(n)

    for done, _ in enumerate(Crew(lambda: hands).do(coming(), at_once)):
        assert taken - done <= held
    assert hands.held == held


def test_the_job_of_a_dead_hand_is_done_by_another() -> None:
    """A death costs nothing but time; a job that kills two is given up, and only that one."""
    jobs = [Twice(0), Twice(1, kills=1), Twice(2, kills=2), Twice(3)]
    assert dict(Crew(Pretenders).do(jobs, 2)) == {0: 0, 1: 2, 2: Lost(), 3: 6}


def test_what_a_job_raises_is_raised() -> None:
    """An error in a job ends the batch with that error, which crosses processes whole."""
    with pytest.raises(ModelError, match="m: is not there; name another"):
        list(Crew(Pretenders).do([Twice(1, raises=True)], 1))
    error = pickle.loads(pickle.dumps(TransientError("a", "b", "c", 4.0)))
    assert (type(error), str(error), error.wait) == (TransientError, "a: b; c", 4.0)


@pytest.mark.parametrize(("jobs", "starts"), [(0, 0), (1, 0), (2, 1)])
def test_one_job_is_no_reason_to_start_anybody(jobs: int, starts: int) -> None:
    """Workers are started from the second job on; a single one is done by the run itself."""
    started: list[Pretenders] = []

    def hired() -> Pretenders:
        started.append(Pretenders())
        return started[-1]

    found = dict(Crew(hired, alone=Here(no_models)).do(map(Twice, range(jobs)), 2))
    assert found == {n: 2 * n for n in range(jobs)}
    assert len(started) == starts


@dataclass(frozen=True)
class Process:
    """Gives the process it is done by."""

    raises: bool = False

    def do(self, models: GetModels) -> int:
        if self.raises:
            raise UnsendableError(lambda: 1)
        return os.getpid()


class UnsendableError(Exception):
    pass


@pytest.mark.slow
def test_processes_work_and_are_replaced() -> None:
    """Each worker is another process; one that was killed in its sleep is replaced, and an error
    that can't be sent is told all the same."""
    with Crew(lambda: hands) as crew:
        hands = Processes(Settings(model="extractive"), 2)
        first = set(dict(crew.do([Process()] * 6, 2)).values())
        assert first == {w.process.pid for w in hands.workers}
        assert os.getpid() not in first
        killed = hands.workers[0].process
        killed.kill()
        killed.join()
        assert killed.pid not in set(dict(crew.do([Process()] * 6, 2)).values())
        with pytest.raises(RuntimeError, match="Unsendable"):
            list(crew.do([Process(raises=True)], 1))
    assert not [w for w in hands.workers if w.process.is_alive()]


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a run leaves that does everything by itself."""
    desk = filled(tmp_path_factory.mktemp("calm"), ARTICLES)
    batch(desk.parts())
    return state(desk)


def disturbed(desk: Desk, engine: Engine, victim: Callable[[], int | None]) -> list[int]:
    """A run by an engine of which a worker is killed at its second batch, in the middle of it."""
    killed: list[int] = []
    read = 0

    def tell(event: str, **fields: Any) -> None:
        nonlocal read
        read += event == "batch_read"
        if event == "batch_reading" and read == 1 and not killed:
            killed.append(victim() or 0)
            assert killed[0] > 1
            os.kill(killed[0], signal.SIGKILL)

    batch(replace(desk.parts(tell), engine=engine))
    return killed


def wide(folder: Path, articles: int = ARTICLES) -> Desk:
    desk = filled(folder, articles)
    batch_ = desk.config.batch.model_copy(update={"at_once": 32})
    desk.config = desk.config.model_copy(update={"batch": batch_})
    return desk


@pytest.mark.slow
def test_processes_leave_what_one_leaves_even_if_one_is_killed(tmp_path: Path, calm: Any) -> None:
    """Two processes of which one is killed at work leave the very store and memos of a run that
    does everything itself."""
    desk, hands = wide(tmp_path / "desk"), Processes(Settings(model="extractive"), 2)
    with Crew(lambda: hands) as crew:
        victim = lambda: next(w.process.pid for w in hands.workers if w.job is not None)  # noqa: E731
        assert disturbed(desk, crew, victim)
    assert state(desk) == calm


@pytest.mark.slow
@needs_ray
def test_ray_leaves_what_one_process_leaves_even_if_an_actor_is_killed(
    tmp_path: Path, calm: Any
) -> None:
    """Two actors of which one is killed leave the very store and memos, byte for byte, of a run
    that does everything itself; Ray is gone afterwards."""
    import ray

    hands: list[Actors] = []

    def hired() -> Actors:
        hands.append(Actors(Settings(model="extractive"), 2))
        return hands[0]

    desk = wide(tmp_path / "desk")
    with Crew(hired) as crew:
        victim = lambda: int(ray.get(hands[0].actors[-1].process.remote()))  # noqa: E731
        assert disturbed(desk, crew, victim)
    assert state(desk) == calm
    assert not ray.is_initialized()


@pytest.mark.slow
def test_an_article_that_kills_its_reader_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every process dies of one article, that one is set aside with the reason and the
    others, of the same batch too, are told."""
    monkeypatch.setenv("BRIEF_TEST_DEADLY", "Babade agrees to buy")
    desk = wide(tmp_path / "desk", 18)
    with Crew(lambda: Processes(Settings(model="extractive"), 1)) as crew:
        outcome = batch(replace(desk.parts(), engine=Deadly(crew)))
    db = read_store(desk.folder / "brief.db")
    assert db is not None
    with db:
        aside = db.rows("SELECT article, aside FROM documents WHERE aside IS NOT NULL")
    assert [row["aside"] for row in aside] == ["the process that read it died"]
    assert (outcome.counts["read"], outcome.counts["failed"]) == (17, 1)


@dataclass(frozen=True)
class Poisoned:
    """A job that takes its process with it where an article holds a word."""

    job: Any

    def do(self, models: GetModels) -> Any:
        word = os.environ["BRIEF_TEST_DEADLY"]
        if any(word in article.text for article in getattr(self.job, "articles", ())):
            os.kill(os.getpid(), signal.SIGKILL)
        return self.job.do(models)


class Deadly:
    """An engine whose every job is poisoned."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    def do(self, jobs: Any, at_once: int = 1) -> Any:
        return self.crew.do(map(Poisoned, jobs), at_once)


@dataclass(frozen=True)
class Scattered:
    """Takes many pieces of memory and keeps a few; with them, what its process had in between."""

    def do(self, models: GetModels) -> tuple[int, list[bytes]]:
        pieces = [bytes([number % 256]) * 20_000 for number in range(5_000)]
        kept = pieces[::50]
        del pieces
        return resident(), kept


def resident() -> int:
    """Bytes of memory that this process takes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_a_worker_gives_memory_back() -> None:
    """What a job took and let go, between pieces that stay, is its worker's no longer."""
    held, kept = attempt(Scattered(), no_models)
    assert held - resident() > 50_000_000
    assert len(kept) == 100


def test_raised_is_told_from_results() -> None:
    """A job whose result is an error is no job that raised."""
    assert isinstance(attempt(Twice(1, raises=True), no_models), Raised)
    assert attempt(Twice(1), lambda: load_models("extractive")) == 2


def test_a_study_stands_for_how_it_was_made() -> None:
    """Articles are read again where another runtime or number format is asked for, and not else."""
    models = load_models("extractive")
    plain = print_of(models, Settings())
    assert print_of(models, Settings(outputs=Path("elsewhere"))) == plain
    assert print_of(models, Settings(precision="int8")) != plain
    assert print_of(models, Settings(runtime="ctranslate2")) != plain
