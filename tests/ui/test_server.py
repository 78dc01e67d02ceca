"""What stands around the pages changes Streamlit's own page, and nothing that is taken away or published."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.starlette.starlette_routes import create_media_routes
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from qualite_graph.http import linked_data, routes
from qualite_graph.http.operations import is_apart
from qualite_graph.papers import make
from qualite_graph.ui.server import POLICY, PageMiddleware
from qualite_graph.workspace import Workspace
from tests.http.asgi import call

AROUND = [Middleware(PageMiddleware, apart=is_apart)]
STYLE = ".qg-head"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="module")
def storage() -> MemoryMediaFileStorage:
    return MemoryMediaFileStorage("/media")


@pytest.fixture(scope="module")
def app(workspace: Workspace, storage: MemoryMediaFileStorage) -> Starlette:
    return Starlette(
        routes=[
            *linked_data.routes(lambda: workspace),
            *create_media_routes(storage, None),
            *create_streamlit_static_assets_routes(None),
        ],
        middleware=AROUND,
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_paper_comes_as_it_was_made(
    app: Starlette, workspace: Workspace, storage: MemoryMediaFileStorage, lang: str
) -> None:
    paper = make(workspace, "process-sheet", about="R3", lang=lang, format_name="html")
    kept = storage.load_and_get_id(paper.content, "text/html", MediaFileKind.DOWNLOADABLE, paper.name)
    answer = call(app, storage.get_url(kept))
    assert answer.media_type == "text/html"
    assert answer.body == paper.content
    assert answer.headers["content-length"] == str(len(paper.content))
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_published_page_keeps_its_language_and_its_stricter_policy(
    app: Starlette, workspace: Workspace
) -> None:
    asked = {"accept": "text/html", "accept-language": "en", "host": "127.0.0.1"}
    bare = Starlette(routes=linked_data.routes(lambda: workspace))
    made, answer = (call(one, "/data/coffralp/process/R3", headers=asked) for one in (bare, app))
    assert answer.body == made.body
    assert b'<html lang="en"' in answer.body
    for name in ("content-security-policy", "vary"):
        assert answer.headers[name] == made.headers[name]


@pytest.mark.parametrize(("asked", "lang"), [({}, "fr"), ({"lang": "en"}, "en"), ({"lang": "xx"}, "fr")])
@pytest.mark.parametrize("path", ["/", "/cartographie"])
def test_the_page_has_its_styles_and_its_language(
    app: Starlette, path: str, asked: dict[str, str], lang: str
) -> None:
    answer = call(app, path, asked, headers={"accept-encoding": "gzip"})
    assert f'<html lang="{lang}"' in answer.text
    assert STYLE in answer.text.partition('<div id="root"></div>')[2]
    assert answer.headers["content-security-policy"] == POLICY
    assert not {"content-length", "etag", "last-modified"} & set(answer.headers)


def test_a_query_beside_the_pages_is_answered_packed_as_asked(workspace: Workspace) -> None:
    app = Starlette(routes=routes(lambda: workspace), middleware=AROUND)
    asked = {"query": "SELECT * { ?s ?p ?o } LIMIT 500"}
    packed = call(app, "/sparql", asked, headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == call(app, "/sparql", asked, headers={"host": "127.0.0.1"}).body
