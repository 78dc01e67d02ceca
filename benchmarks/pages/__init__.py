"""The measures of the pages: what they cost a browser, what they cost the server."""
