/** What Python sends as bytes: anything else Streamlit searches for tables and writes twice, at each run. */

export function read<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
