"""The right of a request: its token's, this machine's, or none."""

import base64
from pathlib import Path

import pytest
from starlette.requests import Request

from qualite_graph import tokens
from qualite_graph.errors import InputError, RightError
from qualite_graph.http.access import right_of, status_of
from qualite_graph.tokens import Right


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    monkeypatch.delenv("QUALITE_GRAPH_ADDRESS", raising=False)


def right(client: str = "127.0.0.1", host: str = "127.0.0.1:8501", **headers: str) -> Right:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", host.encode()), *sent],
        "server": ("127.0.0.1", 8501),
        "client": (client, 1),
    }
    return right_of(Request(scope))


def test_a_program_of_this_machine_reads_and_does_not_write() -> None:
    assert right() == Right()


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Basic"])
def test_a_token_is_a_bearer_or_the_password_of_basic(scheme: str) -> None:
    token, secret = tokens.create("write", ["coffralp"])
    sent = base64.b64encode(f"me:{secret}".encode()).decode() if scheme == "Basic" else secret
    assert right(authorization=f"{scheme} {sent}") == token.right
    assert right("192.0.2.1", "quality.example", authorization=f"{scheme} {sent}") == token.right


@pytest.mark.parametrize("header", ["Bearer wrong", "Basic !!", "Basic bWU6d3Jvbmc=", "Basic /w=="])
def test_a_wrong_token_is_refused_even_here(header: str) -> None:
    tokens.create("read")
    with pytest.raises(RightError) as caught:
        right(authorization=header)
    assert status_of(caught.value) == 401


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("192.0.2.1", {}),
        ("127.0.0.1", {"x_forwarded_for": "192.0.2.1"}),
        ("127.0.0.1", {"forwarded": "for=192.0.2.1"}),
        ("testclient", {}),
    ],
)
def test_from_elsewhere_nothing_is_read_without_a_token(client: str, headers: dict[str, str]) -> None:
    with pytest.raises(RightError):
        right(client, **headers)


def test_bound_elsewhere_even_this_machine_needs_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_ADDRESS", "192.0.2.7")
    with pytest.raises(RightError):
        right()


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("attacker.example", {}),
        (
            "attacker.example:8501",
            {"origin": "http://attacker.example:8501", "sec_fetch_site": "same-origin"},
        ),
        ("127.0.0.1", {"sec_fetch_site": "cross-site"}),
        ("127.0.0.1:8501", {"origin": "https://attacker.example"}),
        ("127.0.0.1:8501", {"origin": "http://127.0.0.1:8600"}),
        ("127.0.0.1:8501", {"origin": "null"}),
    ],
)
def test_a_page_of_another_site_reads_nothing(host: str, headers: dict[str, str]) -> None:
    with pytest.raises(InputError):
        right(host=host, **headers)


def test_a_page_of_this_service_reads_what_its_machine_may() -> None:
    assert (
        right(host="localhost:8501", origin="http://LOCALHOST:8501", sec_fetch_site="same-origin") == Right()
    )
