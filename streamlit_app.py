"""The entry that `streamlit run` starts: the pages and the SPARQL endpoint on one server, one port."""

import streamlit as st

from qualite_graph.http import routes
from qualite_graph.ui.server import MIDDLEWARE, SCRIPT
from qualite_graph.ui.session import opened

app = st.App(SCRIPT, routes=routes(lambda: opened().workspace), middleware=MIDDLEWARE)
