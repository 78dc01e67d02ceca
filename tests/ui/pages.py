"""Pages run without a browser: one session over a data directory of its own."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from qualite_graph.ui.server import SCRIPT


def session(view: str | None = None, **address: str) -> AppTest:
    """Run the application at a view (`questions`) with some parameters in the address."""
    app = AppTest.from_file(SCRIPT, default_timeout=20)
    app.session_state["sparql plain"] = True  # the editor needs a server for its files
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if view is not None:
        app.switch_page(f"views/{view}.py")
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
    return app


def html(app: AppTest) -> str:
    """Return all the HTML that the page writes itself."""
    return "\n".join([element.proto.body for element in app.get("html")])


VIEWS = tuple(path.stem for path in sorted(Path(SCRIPT).parent.glob("views/*.py")) if path.stem != "__init__")
