"""Outputs in a bucket, over the real protocol: an S3 server in this process, which can fail in the middle of a write."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from models.status import OutputError
from tests.batch_runs import archive, ledger, run
from tests.fake_readers import Settings

moto_server = pytest.importorskip("moto.server", reason="moto is not installed")
s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
BUCKET = "hasil"


class Server:
    """`fail` is asked with the method and the key of each request: True cuts it off half way."""

    def __init__(self) -> None:
        from werkzeug.serving import make_server

        self._app = moto_server.DomainDispatcherApplication(moto_server.create_backend_app)
        self.fail: Callable[[str, str], bool] = lambda method, key: False
        self._http = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def _answer(self, environ, start_response):
        if self.fail(environ["REQUEST_METHOD"], environ["PATH_INFO"]):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0) // 2)
            raise ConnectionAbortedError("the line is cut")
        return self._app(environ, start_response)

    def stop(self) -> None:
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/moto-api/reset", method="POST"))
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server(monkeypatch):
    running = Server()
    monkeypatch.setenv("AWS_ENDPOINT_URL", running.address)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    s3fs.S3FileSystem.clear_instance_cache()
    there().mkdir(BUCKET)
    yield running
    s3fs.S3FileSystem.clear_instance_cache()
    running.stop()


def there() -> s3fs.S3FileSystem:
    """Someone else's look at the bucket."""
    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


def objects(place: str) -> dict[str, bytes]:
    system = there()
    return {name.removeprefix(f"{place}/"): system.cat_file(name) for name in system.find(place)}


def in_folder(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.json"))}


def test_a_bucket_holds_the_same_bytes_as_a_folder_and_a_run_goes_on_there(tmp_path, server):
    root, records = archive(tmp_path, a="one", sub__b="two", c="two", d="bug"), tmp_path / "records"
    out = f"s3://{BUCKET}/2026/jan"
    assert run(root, out, ledger=records).statuses == {"ok": 3, "failed": 1}
    run(root, tmp_path / "here")
    assert objects(f"{BUCKET}/2026/jan") == in_folder(tmp_path / "here")
    (root / "a.txt").rename(root / "surat édaran #1 & 50%.txt")
    again = run(root, out, ledger=records)
    assert (again.moved, again.read, again.kept) == (1, 0, 3)
    assert set(objects(f"{BUCKET}/2026/jan")) == {
        "surat édaran #1 & 50%.txt.json", "sub/b.txt.json", "c.txt.json", "d.txt.json",
    }  # fmt: skip


def test_an_output_that_is_gone_from_the_bucket_is_made_again(tmp_path, server):
    root, records = archive(tmp_path, a="one", b="two"), tmp_path / "records"
    run(root, f"s3://{BUCKET}/out", ledger=records)
    before = objects(f"{BUCKET}/out")
    there().rm_file(f"{BUCKET}/out/b.txt.json")
    s3fs.S3FileSystem.clear_instance_cache()
    assert run(root, f"s3://{BUCKET}/out", ledger=records).kept == 1
    assert objects(f"{BUCKET}/out") == before


def test_a_write_that_is_cut_off_leaves_no_object_and_the_next_run_goes_on(tmp_path, server):
    root, records = archive(tmp_path, **{f"n{i}": f"text {i}" for i in range(6)}), tmp_path / "records"
    out, written = f"s3://{BUCKET}/out", []

    def third_and_later(method: str, key: str) -> bool:
        if method == "PUT" and key.endswith(".json"):
            written.append(key)
        return method == "PUT" and len(written) > 2

    server.fail = third_and_later
    with pytest.raises(OutputError) as caught:
        run(root, out, ledger=records)
    assert "s3://" in caught.value.message.en
    whole = objects(f"{BUCKET}/out")
    assert len(whole) == 2
    done = {name for (name,) in ledger(records, "SELECT output FROM inputs")}
    assert done == set(whole)
    server.fail = lambda method, key: False
    s3fs.S3FileSystem.clear_instance_cache()
    again = run(root, out, ledger=records)
    assert (again.kept, again.read) == (2, 4)
    run(root, tmp_path / "here")
    assert objects(f"{BUCKET}/out") == in_folder(tmp_path / "here")


def test_an_output_that_is_written_over_stays_the_old_one_where_the_line_is_cut(tmp_path, server):
    root, records = archive(tmp_path, a="one"), tmp_path / "records"
    run(root, f"s3://{BUCKET}/out", ledger=records)
    before = objects(f"{BUCKET}/out")
    (root / "a.txt").write_text("another text")
    server.fail = lambda method, key: method == "PUT"
    with pytest.raises(OutputError):
        run(root, f"s3://{BUCKET}/out", ledger=records)
    server.fail = lambda method, key: False
    assert objects(f"{BUCKET}/out") == before


def test_a_bucket_that_is_not_there_is_named_and_not_made(tmp_path, server):
    with pytest.raises(OutputError) as caught:
        run(archive(tmp_path, a="one"), "s3://hasi/out", ledger=tmp_path / "records", settings=Settings())
    assert "s3://hasi/out" in caught.value.message.en
    assert not there().exists("hasi")
