"""The entry that `streamlit run` starts: pages, SPARQL endpoint and API on one server, one port."""

import streamlit as st
from starlette.middleware import Middleware

from qualite_graph.http import api, linked_data, operations, routes
from qualite_graph.ui.guard import Guard
from qualite_graph.ui.server import SCRIPT, PageMiddleware
from qualite_graph.ui.session import opened
from qualite_graph.ui.theme import keep_theme
from qualite_graph.ui.wire import widen
from qualite_graph.workspace import Workspace


def workspace() -> Workspace:
    """Return the workspace that the pages share with every route."""
    return opened().workspace


ROUTES = [
    *routes(workspace),
    *api.routes(workspace),
    *operations.routes(workspace),
    *linked_data.routes(workspace),
]

AROUND = [
    Middleware(operations.Observed),
    Middleware(Guard, apart=operations.is_apart),
    Middleware(PageMiddleware, apart=operations.is_apart),
]

widen()
keep_theme()

app = st.App(SCRIPT, routes=ROUTES, middleware=AROUND)
