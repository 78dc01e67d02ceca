"""One script per page; the folder is not named `pages`, which Streamlit would list by itself."""
