"""The entry that `streamlit run` starts: pages, SPARQL endpoint and API on one server, one port."""

import streamlit as st

from qualite_graph.http import routes
from qualite_graph.http.api import routes as api_routes
from qualite_graph.ui.server import MIDDLEWARE, SCRIPT
from qualite_graph.ui.session import opened
from qualite_graph.workspace import Workspace


def workspace() -> Workspace:
    """Return the workspace that the pages share with every route."""
    return opened().workspace


app = st.App(SCRIPT, routes=[*routes(workspace), *api_routes(workspace)], middleware=MIDDLEWARE)
