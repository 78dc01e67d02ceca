"""What goes over the wire to a page: a run that repeats the last one is sent as references to it.

Browser and server compress what they say, and each message may point back into those before it (RFC 7692).
How far back is the window: uvicorn fixes 4 KB, less than one run of a page sends.
"""

from __future__ import annotations

from typing import Final

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

_FACTORY: Final = "ServerPerMessageDeflateFactory"


class WideWindow(ServerPerMessageDeflateFactory):
    """Compression with the widest window to the browser, 32 KB; what a browser asks is short."""

    def __init__(self, **_: object) -> None:
        """Take the place of the factory that uvicorn makes, whatever it is given."""
        # Level 3: an idle run is as short as at the usual 6, and a large map takes half the time.
        settings = {"level": 3, "memLevel": 5}
        super().__init__(server_max_window_bits=15, client_max_window_bits=12, compress_settings=settings)


def widen() -> None:
    """Give the wide window to every connection made from now on, for which uvicorn has no setting.

    A uvicorn that makes its connections otherwise keeps its own window: pages are then the same, and longer.
    """
    if hasattr(websockets_sansio_impl, _FACTORY):
        setattr(websockets_sansio_impl, _FACTORY, WideWindow)
