"""The pages that people see: a Streamlit app over the façade, French first."""
