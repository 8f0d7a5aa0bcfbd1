"""Pulling known checkpoints, from a hub on this machine that serves tiny ones."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from summarizer.condense import load
from summarizer.condense.hub import ORIGIN, Known, available, default_store, known, pull
from summarizer.errors import ModelError

REVISION = "0123456789abcdef0123456789abcdef01234567"
ENTRY = Known(
    name="tiny",
    repo="someone/tiny",
    revision=REVISION,
    about="a tiny one",
    weights="pytorch_model.bin",
    files=("config.json", "vocab.json", "merges.txt"),
    optional=("generation_config.json", "tokenizer_config.json", "no_such_file.json"),
)


class Hub:
    """Answers as the hub does: small files with git's hash, large ones by a redirect that states
    their SHA-256. `lies` replaces what is stated for a file."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.folder, self.server = folder, server
        self.lies: dict[str, str] = {}
        self.commit = REVISION
        self.asked: list[str] = []
        prefix = f"/{ENTRY.repo}/resolve/{REVISION}/"
        for path in folder.iterdir():
            server.expect_request(prefix + path.name).respond_with_handler(self._resolve)
            server.expect_request("/cdn/" + path.name).respond_with_handler(self._bytes)
        server.expect_request(prefix + "no_such_file.json").respond_with_data("no", status=404)

    @property
    def base(self) -> str:
        return self.server.url_for("").rstrip("/")

    def _resolve(self, request: Request) -> Response:
        name = request.path.rsplit("/", 1)[1]
        self.asked.append(name)
        content = (self.folder / name).read_bytes()
        headers = {"X-Repo-Commit": self.commit}
        if name.endswith((".bin", ".safetensors")):
            digest = self.lies.get(name, hashlib.sha256(content).hexdigest())
            headers |= {"X-Linked-Etag": f'"{digest}"', "Location": f"/cdn/{name}"}
            return Response(status=302, headers=headers)
        blob = f"blob {len(content)}\0".encode() + content
        digest = self.lies.get(name, hashlib.sha1(blob).hexdigest())
        return Response(content, headers=headers | {"ETag": f'"{digest}"'})

    def _bytes(self, request: Request) -> Response:
        content = (self.folder / request.path.rsplit("/", 1)[1]).read_bytes()
        return Response(content, headers={"ETag": '"something of the CDN"'})


@pytest.fixture
def hub(httpserver: HTTPServer, checkpoint: Callable[[str], Path], tmp_path: Path) -> Iterator[Hub]:
    """A hub with a BART checkpoint of the older kind: a .bin that holds tied weights by all their
    names, generation settings in its config, and no tokenizer.json."""
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "hub"
    shutil.copytree(checkpoint("bart"), folder)
    (folder / "tokenizer.json").unlink()
    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    shared = weights["model.shared.weight"]
    for name in ("model.encoder.embed_tokens", "model.decoder.embed_tokens", "lm_head"):
        weights[f"{name}.weight"] = shared
    torch.save(weights, folder / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    (folder / "generation_config.json").unlink()
    config = json.loads((folder / "config.json").read_text())
    config |= {"num_beams": 3, "max_length": 21, "min_length": 5, "no_repeat_ngram_size": 2}
    (folder / "config.json").write_text(json.dumps(config))
    httpserver.expect_request(
        f"/{ENTRY.repo}/resolve/{REVISION}/generation_config.json"
    ).respond_with_data("no", status=404)
    yield Hub(httpserver, folder)
    httpserver.clear()


def fetch(hub: Hub, store: Path, entry: Known = ENTRY) -> Path:
    return pull("tiny", store, base=hub.base, table={"tiny": entry}, environment={})


def refused(hub: Hub, store: Path, entry: Known = ENTRY) -> str:
    """The one line a pull ends with; the store must hold nothing afterwards."""
    with pytest.raises(ModelError) as error:
        fetch(hub, store, entry)
    assert list(store.iterdir()) == []
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_bin_becomes_safetensors(hub: Hub, tmp_path: Path) -> None:
    """A pulled checkpoint holds safetensors and no .bin, and opens as any folder does, with the
    settings its old config states."""
    folder = fetch(hub, tmp_path / "store")
    names = {path.name for path in folder.iterdir()}
    assert {"model.safetensors", "config.json", "vocab.json", "merges.txt", ORIGIN} <= names
    assert "pytorch_model.bin" not in names
    opened: Any = load(str(folder))
    assert (opened._settings.beams, opened._settings.max_new_tokens) == (3, 20)
    assert list((tmp_path / "store").iterdir()) == [folder]


def test_weights_are_what_they_were(hub: Hub, tmp_path: Path) -> None:
    """Converting changes no number, and keeps tied weights once."""
    import torch
    from safetensors.torch import load_file

    before = torch.load(hub.folder / "pytorch_model.bin", weights_only=True)
    after = load_file(fetch(hub, tmp_path / "store") / "model.safetensors")
    assert set(after) < set(before)
    assert all(torch.equal(before[name], tensor) for name, tensor in after.items())


def test_where_each_file_came_from_is_written_down(hub: Hub, tmp_path: Path) -> None:
    """`origin.json` names repository, revision and every file's hash with what it was held
    against."""
    weights = hashlib.sha256((hub.folder / "pytorch_model.bin").read_bytes()).hexdigest()
    entry = replace(ENTRY, sha256={"pytorch_model.bin": weights})
    origin = json.loads((fetch(hub, tmp_path / "store", entry) / ORIGIN).read_text())
    assert (origin["repo"], origin["revision"]) == (ENTRY.repo, REVISION)
    checks = {row["file"]: row for row in origin["files"]}
    assert checks["pytorch_model.bin"] == {
        "file": "pytorch_model.bin",
        "sha256": weights,
        "against": "pinned",
    }
    assert checks["config.json"]["against"] == "hub"
    assert "no_such_file.json" not in checks


def test_a_wrong_pinned_hash_is_refused(hub: Hub, tmp_path: Path) -> None:
    """What doesn't hash to what we pinned is not kept, whatever the hub says."""
    entry = replace(ENTRY, sha256={"pytorch_model.bin": "0" * 64})
    assert "pytorch_model.bin is not what it should be" in refused(hub, tmp_path / "store", entry)


@pytest.mark.parametrize("file", ["pytorch_model.bin", "vocab.json"])
def test_a_file_must_match_the_hubs_own_hash(hub: Hub, tmp_path: Path, file: str) -> None:
    """Where nothing is pinned, the hash the hub states must hold, git's own for small files."""
    hub.lies[file] = "f" * (64 if file.endswith(".bin") else 40)
    assert f"{file} is not what it should be" in refused(hub, tmp_path / "store")


def test_a_file_that_nothing_vouches_for_is_refused(hub: Hub, tmp_path: Path) -> None:
    """No pinned hash and none stated: the file isn't taken."""
    hub.lies["config.json"] = "unknown"
    assert "nothing says what config.json must hash to" in refused(hub, tmp_path / "store")


def test_another_revision_is_refused(hub: Hub, tmp_path: Path) -> None:
    """A hub that answers with another commit than the pinned one is not believed."""
    hub.commit = "f" * 40
    assert "is of another revision" in refused(hub, tmp_path / "store")


def test_a_bin_with_more_than_weights_is_not_run(hub: Hub, tmp_path: Path) -> None:
    """A pickle that would run code is refused, and the code doesn't run."""
    trap = tmp_path / "trap"

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (trap,))

    (hub.folder / "pytorch_model.bin").write_bytes(pickle.dumps({"weight": Trap()}, protocol=2))
    assert "holds more than weights" in refused(hub, tmp_path / "store")
    assert not trap.exists()


def test_a_checkpoint_that_does_not_open_is_not_kept(hub: Hub, tmp_path: Path) -> None:
    """Before a checkpoint takes its place it is opened once."""
    (hub.folder / "config.json").write_text('{"model_type": "gpt2"}')
    assert "is no encoder-decoder checkpoint" in refused(hub, tmp_path / "store")


def test_a_missing_file_is_named(hub: Hub, tmp_path: Path) -> None:
    """A needed file that the hub doesn't have ends the pull, by its name."""
    entry = replace(ENTRY, files=(*ENTRY.files, "no_such_file.json"), optional=())
    line = refused(hub, tmp_path / "store", entry)
    assert "no_such_file.json can't be fetched (the hub answered 404)" in line


def test_a_hub_that_is_down_is_one_line(hub: Hub, tmp_path: Path) -> None:
    """No connection: one line, nothing left behind."""
    with pytest.raises(ModelError, match=r"config\.json can't be fetched \(ConnectionError\)"):
        pull("tiny", tmp_path, base="http://127.0.0.1:9", table={"tiny": ENTRY}, environment={})
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_is_here_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    """A second pull of the same revision asks the hub nothing."""
    first = fetch(hub, tmp_path / "store")
    asked = len(hub.asked)
    assert fetch(hub, tmp_path / "store") == first
    assert len(hub.asked) == asked


def test_an_older_revision_makes_room(hub: Hub, tmp_path: Path) -> None:
    """A stored checkpoint of another revision is replaced once the new one is whole."""
    old = tmp_path / "store" / "tiny"
    old.mkdir(parents=True)
    (old / ORIGIN).write_text('{"revision": "older"}')
    folder = fetch(hub, tmp_path / "store")
    assert json.loads((folder / ORIGIN).read_text())["revision"] == REVISION
    assert list((tmp_path / "store").iterdir()) == [folder]


def test_unknown_names_are_refused_with_the_known_ones(tmp_path: Path) -> None:
    """A name that isn't listed is answered with those that are."""
    with pytest.raises(ModelError, match="distilbart"):
        pull("distelbart", tmp_path)


def test_offline_nothing_is_pulled(tmp_path: Path) -> None:
    """HF_HUB_OFFLINE is respected, and nothing is written."""
    with pytest.raises(ModelError, match="offline"):
        pull("distilbart", tmp_path / "store", environment={"HF_HUB_OFFLINE": "1"})
    assert not (tmp_path / "store").exists()


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A store that is a file is one line with what to do."""
    (tmp_path / "store").write_text("")
    with pytest.raises(ModelError, match=r"store: can't be written .*--store"):
        pull("distilbart", tmp_path / "store", environment={})


def test_the_list_says_what_is_here(tmp_path: Path) -> None:
    """Every known model is listed with whether it is in the store."""
    entry = known()["distilbart"]
    folder = tmp_path / entry.name
    folder.mkdir()
    (folder / ORIGIN).write_text(json.dumps({"revision": entry.revision}))
    states = {row.name: row.state for row in available(tmp_path)}
    assert states["distilbart"] == "here"
    assert states["flan-t5-small"] == "to be pulled"
    assert states["extractive"] == "built in"


def test_pulled_models_open_by_name(checkpoint: Callable[[str], Path], tmp_path: Path) -> None:
    """A known name opens the store's folder, and the memo gets the full id."""
    entry = known()["distilbart"]
    shutil.copytree(checkpoint("bart"), tmp_path / entry.name)
    (tmp_path / entry.name / ORIGIN).write_text(json.dumps({"revision": entry.revision}))
    assert load("distilbart", store=tmp_path).name == "sshleifer/distilbart-cnn-12-6"
    assert load("sshleifer/distilbart-cnn-12-6", store=tmp_path).name == entry.repo


def test_revisions_are_pinned_whole() -> None:
    """Every known model names a full commit and every pinned hash is a SHA-256."""
    for entry in known().values():
        assert len(entry.revision) == 40
        assert all(len(digest) == 64 for digest in entry.sha256.values())
        assert set(entry.sha256) <= {*entry.files, *entry.optional, entry.weights}


def test_the_default_store_is_in_the_users_cache() -> None:
    """Checkpoints don't land in the working folder."""
    assert default_store().is_absolute()
    assert default_store().name == "models"
