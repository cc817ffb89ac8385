"""What the console is made of: a line editor without I/O, and the seam to terminals, pipes and files.

Rule: nothing here knows the backend; services/console.py alone puts the parts together.

General layout: `editor` edits a line (keys in, lines and screen bytes out), `layout` knows how wide text is,
`history` keeps lines between runs, `plain` is the same face for pipes; `channel` detects what standard input
is and opens it, with `posix` and `windows` behind it; `output` is the bounded way out.
"""
