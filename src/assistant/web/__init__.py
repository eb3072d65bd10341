"""The web chat: a Gradio page with own pages, security headers and assets around it."""
